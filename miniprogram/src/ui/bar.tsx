import { Box } from './elements.tsx';

interface BarProps {
  readonly value: number;
  readonly max: number;
  /** Where the line to reach is drawn; left out, the end of the bar is the line. */
  readonly mark?: number;
  readonly tone?: 'brand' | 'good' | 'warn' | 'bad';
  /** The same in words, for a screen reader. */
  readonly label: string;
}

const share = (part: number, whole: number): string => `${Math.min(100, whole === 0 ? 0 : (part * 100) / whole)}%`;

export const Bar = ({ value, max, mark, tone = 'brand', label }: BarProps) => (
  <Box className="bar" role="progressbar" label={label} value={Math.min(value, max)} max={max}>
    <Box className={`bar-fill bar-${tone}`} style={{ width: share(value, max) }} />
    {mark !== undefined && <Box className="bar-mark" style={{ left: share(mark, max) }} />}
  </Box>
);
