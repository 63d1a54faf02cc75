import type { Role, SheetView } from '@linping/shared';
import { maySeeRound, waitInWords } from '../../../features/assessments/waits.ts';
import { useApp } from '../../../features/app-context.ts';
import { dayInWords, timeOfDay } from '../../../features/surveys/days-left.ts';
import { go, to } from '../../../platform/navigate.ts';
import { Box, Press } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

/** Where the sheet stands: what it waits for and who has the way out, or that it is handed in and by whom. */
export function Waits({ sheet, role }: { readonly sheet: SheetView; readonly role: Role }) {
  const { nowMs } = useApp();
  if (sheet.submittedAt) {
    return (
      <Notice id="submitted" tone="good" title="已提交，不能再改">
        {`${sheet.submittedBy ?? ''} ${dayInWords(sheet.submittedAt, nowMs())} ${timeOfDay(sheet.submittedAt)} 提交，等区指挥部办公室复核。`}
      </Notice>
    );
  }
  if (sheet.waitsFor.length === 0) return null;
  return (
    <Notice id="waits" tone="warn" title="还不能提交">
      {sheet.waitsFor.map((wait) => {
        const { text, wayOut, roundId } = waitInWords(wait);
        return (
          <Box key={wait.code} className="wait">
            {`${text}${wayOut}`}
            {roundId && maySeeRound(role) && <Press id="to-round" className="inline-link wait-link" role="link" onPress={() => go(to.round(roundId))}>去看这一轮问卷</Press>}
          </Box>
        );
      })}
    </Notice>
  );
}
