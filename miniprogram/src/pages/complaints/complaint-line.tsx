import type { MyComplaintRow } from '@linping/shared';
import { useApp } from '../../features/app-context.ts';
import { dueWords } from '../../features/complaints/due-words.ts';
import { categoryInWords, COMPLAINT_STATUS_FOR_RESIDENT, COMPLAINT_STATUS_LABELS, placeInWords } from '../../features/complaints/labels.ts';
import { startInWords } from '../../features/surveys/days-left.ts';
import { Box, Press, Txt } from '../../ui/elements.tsx';

/** One complaint in a list: what, where it stands, and how much time is left. */
export function ComplaintLine({ row, onOpen }: { readonly row: MyComplaintRow; readonly onOpen: () => void }) {
  const { nowMs } = useApp();
  const words = row.isFollowed ? COMPLAINT_STATUS_LABELS : COMPLAINT_STATUS_FOR_RESIDENT;
  const due = row.due && row.due.clock !== 'answer' && row.due.clock !== 'silence' ? dueWords(row.due) : undefined;
  return (
    <Box role="listitem">
      <Press id={`complaint-${row.id}`} className="history-row" role="link" onPress={onOpen}>
        <Box className="history-main">
          <Box className="lead">{categoryInWords(row.category)}</Box>
          <Box className="muted">{`${placeInWords(row)} · ${startInWords(row.filedAt, nowMs())}`}</Box>
          <Box className="complaint-line-state">
            <Txt className={row.waitsForMe ? 'is-warn complaint-waits' : 'complaint-status'}>{words[row.status]}</Txt>
            {due && <Txt className={`is-${due.tone}`}>{due.words}</Txt>}
          </Box>
        </Box>
        <Txt className="chevron-right" />
      </Press>
    </Box>
  );
}
