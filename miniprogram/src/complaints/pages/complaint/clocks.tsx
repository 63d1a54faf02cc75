import type { ComplaintView } from '@linping/shared';
import { useApp } from '../../../features/app-context.ts';
import { clockStartMs } from '../../../features/complaints/clock-start.ts';
import { elapsedPerMille, type DueTone } from '../../../features/complaints/due-words.ts';
import { COMPLAINT_STATUS_LABELS, EXTENSION_LABELS } from '../../../features/complaints/labels.ts';
import { clockLines, deadlineInWords, staffDueSentence } from '../../../features/complaints/staff-due.ts';
import { Bar } from '../../../ui/bar.tsx';
import { Box, Txt } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';

const BAR_TONES: Readonly<Record<DueTone, 'brand' | 'warn' | 'bad'>> = { plain: 'brand', warn: 'warn', bad: 'bad' };

/** Where it stands, and what is left: the thing one came for, on top. */
export function StaffDeadline({ view }: { readonly view: ComplaintView }) {
  const { nowMs } = useApp();
  const now = nowMs();
  const sentence = staffDueSentence(view);
  const { due } = view;
  return (
    <Box id="deadline" className="card deadline">
      <Box id="status" className="deadline-status">{COMPLAINT_STATUS_LABELS[view.status]}</Box>
      {sentence && (
        <Box id="due" className={`deadline-words due-tag is-${sentence.tone}`}>
          <Txt className={`due-shape due-shape-${sentence.tone}`} />
          <Txt>{sentence.words}</Txt>
        </Box>
      )}
      {due && sentence && (
        <>
          <Bar value={elapsedPerMille(clockStartMs(view, due.clock), due, now)} max={1000} tone={BAR_TONES[sentence.tone]} label={sentence.words} />
          <Box className="note gap-above-small">{`到 ${deadlineInWords(due.dueAt, now)}`}</Box>
        </>
      )}
    </Box>
  );
}

/** Every clock of this round of work: which duty was met when, and which waits. */
export function Clocks({ view }: { readonly view: ComplaintView }) {
  const { nowMs } = useApp();
  const { extension, extensionDays } = view;
  const lines = clockLines(view, nowMs());
  if (lines.length === 0) return null;
  return (
    <Card id="clocks" title="各项期限">
      <Box role="list">
        {lines.map(({ clock, name, state, note, tone }) => (
          <Box key={clock} className="clock" role="listitem">
            <Txt className="clock-name">{name}</Txt>
            <Txt className={`clock-state is-${tone}`}>{state}</Txt>
            {note && <Txt className="clock-note note">{note}</Txt>}
          </Box>
        ))}
      </Box>
      {extension !== 'none' && <Box id="extension" className="note">{`延期 ${extensionDays} 个工作日：${EXTENSION_LABELS[extension]}`}</Box>}
    </Card>
  );
}
