import type { CalendarDayView } from '@linping/shared';
import { useCalendarChange } from '../../../features/calendar/use-calendar.ts';
import { spanInWords } from '../../../features/calendar/year.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

/** Asked once: deadlines move with it. */
export function LiftDay({ day: { date, version }, onClose }: { readonly day: CalendarDayView; readonly onClose: () => void }) {
  const change = useCalendarChange();
  const lift = () => change.mutate((api) => api.lift(date, version!), { onSuccess: onClose });
  return (
    <Dialog title={`取消${spanInWords({ first: date, last: date })}的例外？`} confirm="取消例外" busy={change.isPending} onConfirm={lift} onCancel={onClose}>
      <Box>这一天重新按法定安排算，还没到期的投诉期限会跟着重算。</Box>
      {change.error && <Notice id="lift-refusal" tone="bad" title="没有取消">{change.error.message}</Notice>}
    </Dialog>
  );
}
