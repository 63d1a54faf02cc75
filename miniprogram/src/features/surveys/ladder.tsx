import type { Interval } from '@linping/shared';
import { Box, Txt } from '../../ui/elements.tsx';
import { percent, points } from './labels.ts';
import { ladderPlace, STEPS } from './ladder-place.ts';

interface LadderProps {
  readonly deciPoints: number;
  readonly ratePerMille: number | null;
  readonly interval: Interval | null;
}

const LOWEST_PX = 26;
const RISE_PX = 13;

/** The five bands as a ladder, the estate's place on it, and how far the sample lets it reach. */
export function Ladder({ deciPoints, ratePerMille, interval }: LadderProps) {
  const words = `${ratePerMille === null ? '' : `满意度 ${percent(ratePerMille)}，`}得 ${points(deciPoints)}`;
  return (
    <Box className="ladder" role="img" label={words}>
      <Box className="ladder-steps" decorative>
        {STEPS.map((step, i) => (
          <Box
            key={step.deciPoints}
            className={`ladder-step${step.deciPoints === deciPoints ? ' is-here' : ''}`}
            style={{ minHeight: `${LOWEST_PX + i * RISE_PX}px` }}
          >
            <Txt>{points(step.deciPoints)}</Txt>
          </Box>
        ))}
      </Box>
      <Box className="ladder-axis" decorative>
        {interval && (
          <Box
            className="ladder-interval"
            style={{ left: `${ladderPlace(interval.lowPerMille)}%`, width: `${ladderPlace(interval.highPerMille) - ladderPlace(interval.lowPerMille)}%` }}
          />
        )}
        {ratePerMille !== null && <Box className="ladder-place" style={{ left: `${ladderPlace(ratePerMille)}%` }} />}
      </Box>
      <Box className="ladder-scale note" decorative>
        {STEPS.slice(1).map((step) => (
          <Txt key={step.fromPerMille} className={`ladder-tick ladder-tick-${STEPS.indexOf(step)}`}>{percent(step.fromPerMille)}</Txt>
        ))}
      </Box>
    </Box>
  );
}
