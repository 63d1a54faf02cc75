import type { SeededRandom } from '../seeded-random.ts';
import { type DistrictSize, ESTATE_LEAST, ESTATE_MOST, XIANGYUNLI } from './figures.ts';

export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/**
 * Whole numbers that follow the weights, lie within their bounds and sum to the total exactly. One factor scales all
 * weights so that the clamped shares sum to the total; what is lost by rounding down goes to the largest remainders.
 * Throws RangeError where no such numbers exist.
 */
export function apportion(weights: readonly number[], total: number, boundsOf: (index: number) => Bounds): number[] {
  const bounds = weights.map((_, i) => boundsOf(i));
  const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0);
  if (total < sumOf(bounds.map(({ least }) => least)) || total > sumOf(bounds.map(({ most }) => most))) throw new RangeError(`${total} does not fit the bounds`);

  const sharesAt = (factor: number) => weights.map((weight, i) => Math.min(Math.max(weight * factor, bounds[i]!.least), bounds[i]!.most));
  let [low, high] = [0, 1];
  while (sumOf(sharesAt(high)) < total) high *= 2;
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (sumOf(sharesAt(middle)) <= total) low = middle;
    else high = middle;
  }

  const shares = sharesAt(low);
  const whole = shares.map(Math.floor);
  const byRemainder = shares.map((share, index) => ({ index, rest: share - Math.floor(share) })).sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (let missing = total - sumOf(whole); missing > 0;) {
    for (const { index } of byRemainder) {
      if (missing === 0) break;
      if (whole[index]! >= bounds[index]!.most) continue;
      whole[index]! += 1;
      missing -= 1;
    }
  }
  return whole;
}

/** The spread of estates' sizes: with 0.7 a sixth of them is twice the median and more. */
const SPREAD = 0.7;
/** Of flats' sizes: old estates have small flats of much the same plan. */
const FLAT_SPREAD = 0.12;

/** Households of each estate, the published one first. */
export function householdsOfEstates({ estates, households }: DistrictSize, random: SeededRandom): number[] {
  const weights = Array.from({ length: estates - 1 }, () => Math.exp(SPREAD * random.normal()));
  return [XIANGYUNLI.households, ...apportion(weights, households - XIANGYUNLI.households, () => ({ least: ESTATE_LEAST, most: ESTATE_MOST }))];
}

/** Building area of each estate in 0.01 ㎡: by its households, each flat between 35 and 160 ㎡ on average. */
export function areasOfEstates(households: readonly number[], { areaCentiSqm }: DistrictSize, random: SeededRandom): number[] {
  const weights = households.map((n, i) => (i === 0 ? n : n * Math.exp(FLAT_SPREAD * random.normal())));
  return apportion(weights, areaCentiSqm, (i) => ({ least: households[i]! * 3_500, most: households[i]! * 16_000 }));
}
