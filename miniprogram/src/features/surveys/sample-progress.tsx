import { Bar } from '../../ui/bar.tsx';
import { Box, Txt } from '../../ui/elements.tsx';

interface SampleProgressProps {
  readonly participated: number;
  readonly required: number;
  readonly needed: number;
  /** No more answers are taken: says how it ended, not what to do. */
  readonly isOver?: boolean;
}

/** How far the estate is: the number that matters as the figure, then the bar, then the same in full. */
export function SampleProgress({ participated, required, needed, isOver = false }: SampleProgressProps) {
  const words = `已参与 ${participated} 户 / 至少 ${required} 户`;
  return (
    <Box className="sample">
      <Box className="figure-line">
        <Txt className="figure-before">{needed === 0 ? '已参与' : isOver ? '还差' : '还需'}</Txt>
        <Txt id="sample-figure" className="figure number">{String(needed > 0 ? needed : participated)}</Txt>
        <Txt className="figure-after">户</Txt>
      </Box>
      <Bar value={participated} max={required} tone={needed > 0 ? 'brand' : 'good'} label={words} />
      <Box id="sample-words" className="sample-words">{needed > 0 ? words : isOver ? `达到了至少 ${required} 户的要求` : `达到了至少 ${required} 户，评价有效；参与的越多越准`}</Box>
    </Box>
  );
}
