import { Box, Txt } from '../../ui/elements.tsx';
import { monthDay, trendInWords, type TrendBar } from './trend.ts';

interface TrendBarsProps {
  readonly bars: readonly TrendBar[];
  /** `row`: a small one in a table. `card`: large, with its days and its words. */
  readonly size: 'row' | 'card';
}

/** How many households took part day by day. */
export function TrendBars({ bars, size }: TrendBarsProps) {
  const most = bars.reduce((max, { participated }) => Math.max(max, participated), 1);
  const words = trendInWords(bars);
  const [first, last] = [bars[0], bars[bars.length - 1]];
  return (
    <>
      <Box className={`trend trend-${size}`} role="img" label={`每天参与：${words}`}>
        {bars.map((bar) => (
          <Box key={bar.first} className={`trend-bar${bar.participated > 0 ? ' is-some' : ''}`} style={{ height: `${(bar.participated * 100) / most}%` }} decorative />
        ))}
      </Box>
      {size === 'card' && first && last && (
        <Box className="trend-ends note" decorative>
          <Txt>{monthDay(first.first)}</Txt>
          <Txt>{monthDay(last.last)}</Txt>
        </Box>
      )}
      {size === 'card' && <Box id="trend-words" className="muted">{`${words}。`}</Box>}
    </>
  );
}
