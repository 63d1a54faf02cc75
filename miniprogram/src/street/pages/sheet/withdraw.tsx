import type { DeductionView, SheetView } from '@linping/shared';
import { dayOf, lineInWords } from '../../../features/assessments/labels.ts';
import { brief } from '../../../features/assessments/numbers.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

interface WithdrawProps {
  readonly sheet: SheetView;
  readonly line: DeductionView;
  readonly withdraw: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly mutate: (line: DeductionView, after: { readonly onSuccess: () => void }) => void;
    readonly reset: () => void;
  };
  readonly onClose: () => void;
}

/** Asks once. A line that somebody changed meanwhile is shown as it stands now, and asked about again. */
export function WithdrawDialog({ sheet, line, withdraw, onClose }: WithdrawProps) {
  const now = sheet.items[line.item - 1]?.deductions.find(({ id }) => id === line.id) ?? line;
  const close = () => {
    withdraw.reset();
    onClose();
  };
  const isGone = now.withdrawnBy !== null;
  return (
    <Dialog title="撤回这条扣分？" confirm="撤回" kind="danger" busy={withdraw.isPending} disabled={isGone} onConfirm={() => withdraw.mutate(now, { onSuccess: close })} onCancel={close}>
      <Box className="paragraph">{`第${now.item}项「${lineInWords(now)}」，${dayOf(now.date)}${now.place && `，${now.place}`}，扣 ${brief(now.deciPoints)} 分。`}</Box>
      <Box className="paragraph">撤回后不再扣分。这条记录仍然看得到，会写明是谁撤回的。</Box>
      {isGone && <Notice tone="warn">{`${now.withdrawnBy}已经撤回了这条。`}</Notice>}
      {withdraw.error && !isGone && <Notice id="refusal" tone="bad" title="没有撤回">{withdraw.error.message}</Notice>}
    </Dialog>
  );
}
