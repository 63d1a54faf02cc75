import { Box, Txt } from '../ui/elements.tsx';

interface FigureProps {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  /** What follows the figure, small: 「/ 511 个」. */
  readonly of?: string;
}

/** One number that matters, below its name. Several stand side by side in a `figures` box. */
export const Figure = ({ id, name, value, of }: FigureProps) => (
  <Box className="figure-box">
    <Box className="muted">{name}</Box>
    <Box className="figure-line">
      <Txt id={id} className="figure number">{value}</Txt>
      {of && <Txt className="muted number">{of}</Txt>}
    </Box>
  </Box>
);
