import { SATISFACTION_BANDS } from '@linping/shared';

/** The bands from the lowest to the highest, each with where it begins and ends in per mille. */
export const STEPS = [...SATISFACTION_BANDS].reverse().map((band, i, bands) => ({
  deciPoints: band.deciPoints,
  fromPerMille: band.percent * 10,
  toPerMille: (bands[i + 1]?.percent ?? 100) * 10,
}));

/**
 * Where a rate stands on the ladder, 0–100 % of its width. Every step is as wide as the next (half of all rates lie
 * below 50 %, and the steps above are what people ask about), so a rate is placed inside its own step.
 */
export function ladderPlace(perMille: number): number {
  const width = 100 / STEPS.length;
  const step = Math.max(0, STEPS.findIndex(({ toPerMille }, i) => perMille < toPerMille || i === STEPS.length - 1));
  const { fromPerMille, toPerMille } = STEPS[step]!;
  return step * width + ((perMille - fromPerMille) * width) / (toPerMille - fromPerMille);
}
