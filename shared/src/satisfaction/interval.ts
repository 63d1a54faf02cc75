import { compareProducts, halfUpDiv, times } from '../exact.ts';
import { checkedTally, type Tally } from './satisfaction.ts';

/** Bounds of a rate in per mille, both inside 0–1000. */
export interface Interval {
  readonly lowPerMille: number;
  readonly highPerMille: number;
}

/** z² of 95 % (z = 1.96), times 10,000. */
const Z_SQUARED = 38_416;
const Z_SQUARED_SCALE = 10_000;

/**
 * The Wilson 95 % interval of the satisfied share with finite-population correction f = (N−n)/(N−1), each bound
 * rounded half up to per mille. 仅供参考: the sample is not random, and the points follow the rate alone.
 * With every household counted (n = N) both bounds are the rate itself; with none counted nothing is known: 0–1000.
 *
 * The bounds are the roots x of (p − x)² = z²·f·x(1 − x)/n. Instead of taking a root in floats, which two engines may
 * round apart, each half-per-mille grid line is compared with it by exact products.
 */
export function satisfactionInterval(tally: Tally): Interval {
  const { households, valid, satisfied } = checkedTally(tally);
  if (valid === 0) return { lowPerMille: 0, highPerMille: 1000 };
  if (valid === households) {
    const rate = ratePerMille(satisfied, valid);
    return { lowPerMille: rate, highPerMille: rate };
  }
  return { lowPerMille: lowBound(households, valid, satisfied), highPerMille: highBound(households, valid, satisfied) };
}

/** A share in per mille, rounded half up: for showing only, never for deciding a band. */
export const ratePerMille = (part: number, whole: number): number => halfUpDiv(times(part, 1000), whole);

/** Where x = halves/2000 lies to the interval: negative inside it, 0 on a bound, positive outside. */
function beyond(households: number, valid: number, satisfied: number, halves: number): number {
  const distance = Math.abs(times(satisfied, 2000) - times(valid, halves));
  return compareProducts(
    [distance, distance, households - 1, Z_SQUARED_SCALE],
    [Z_SQUARED, households - valid, valid, halves, 2000 - halves],
  );
}

const isRightOfRate = (valid: number, satisfied: number, halves: number) => times(valid, halves) > times(satisfied, 2000);

/** The greatest k whose half-up cell [k − ½, k + ½) begins at or left of the low bound. */
function lowBound(households: number, valid: number, satisfied: number): number {
  return lastWhere((k) => {
    const halves = 2 * k - 1;
    return !isRightOfRate(valid, satisfied, halves) && beyond(households, valid, satisfied, halves) >= 0;
  });
}

/** The greatest k whose half-up cell begins at or left of the high bound. */
function highBound(households: number, valid: number, satisfied: number): number {
  return lastWhere((k) => {
    const halves = 2 * k - 1;
    return !isRightOfRate(valid, satisfied, halves) || beyond(households, valid, satisfied, halves) <= 0;
  });
}

/** The greatest k of 1…1000 for which `holds` is true, or 0; `holds` turns from true to false once. */
function lastWhere(holds: (k: number) => boolean): number {
  let [low, high] = [0, 1000];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
