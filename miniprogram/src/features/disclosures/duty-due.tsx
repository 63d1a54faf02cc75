import '../complaints/staff.scss';
import type { StatementDutyRow } from '@linping/shared';
import { Box, Txt } from '../../ui/elements.tsx';
import { useApp } from '../app-context.ts';
import { dutyInWords } from './duty-words.ts';

/** Until when a statement must be public, as a shape, a colour and a word. */
export function DutyDue(duty: Pick<StatementDutyRow, 'status' | 'dueOn' | 'isOverdue'>) {
  const { nowMs } = useApp();
  const { words, tone } = dutyInWords(duty, nowMs());
  return (
    <Box className={`due-tag is-${tone}`}>
      <Txt className={`due-shape due-shape-${tone}`} />
      <Txt>{words}</Txt>
    </Box>
  );
}
