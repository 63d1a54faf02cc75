import './staff.scss';
import type { DueView } from '@linping/shared';
import { Box, Txt } from '../../ui/elements.tsx';
import { staffDueWords } from './staff-due.ts';

/** What is left, as a shape, a colour and a word: a triangle is late, a diamond presses, a dot has time. */
export function DueTag({ due }: { readonly due: DueView | null }) {
  if (!due) return <Txt className="muted">没有计时</Txt>;
  const { words, tone } = staffDueWords(due);
  return (
    <Box className={`due-tag is-${tone}`}>
      <Txt className={`due-shape due-shape-${tone}`} />
      <Txt>{words}</Txt>
    </Box>
  );
}
