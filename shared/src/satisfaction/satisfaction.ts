import { ceilDiv, natural, times } from '../exact.ts';
import { err, ok, type Result } from '../result.ts';

/** Points in tenths, because the rubric deducts 0.1 (序号10): 100 deci-points are 10 分. */
export type DeciPoints = number;

/** One round's count. `households` is the register frozen at opening: every dwelling, with or without a phone. */
export interface Tally {
  readonly households: number;
  readonly valid: number;
  readonly satisfied: number;
}

export interface SampleTooSmall {
  readonly code: 'SAMPLE_TOO_SMALL';
  readonly valid: number;
  readonly required: number;
}

const SAMPLE_PERCENT = 10; // 「每个小区样本数不少于10%」

/** 「满意度80%以上得10分，70%以上得8分，60%以上得6分，50%以上得5分，50%以下不得分」, best band first. */
export const SATISFACTION_BANDS = [
  { percent: 80, deciPoints: 100 },
  { percent: 70, deciPoints: 80 },
  { percent: 60, deciPoints: 60 },
  { percent: 50, deciPoints: 50 },
  { percent: 0, deciPoints: 0 },
] as const;

/** 以上 includes the number itself (民法典 1259). Cross-multiplied: 8 of 10 is exactly 80%, with no division to lose it. */
const reaches = (part: number, whole: number, percent: number) => times(part, 100) >= times(whole, percent);

/** Households that must answer before a round has a score (序号20 「每个小区样本数不少于10%」); at least one. */
export const requiredSample = (households: number): number =>
  Math.max(1, ceilDiv(times(households, SAMPLE_PERCENT), 100));

/** Households still missing to the sample: 「还需 N 户」; 0 once it is reached. */
export const neededForSample = (households: number, valid: number): number =>
  Math.max(0, requiredSample(households) - natural(valid, 'valid'));

/**
 * Item 20 (居民满意度) in deci-points: 100, 80, 60, 50 or 0.
 * Refuses below the sample: a short sample is the street's duty and never becomes the firm's zero.
 */
export function satisfactionPoints(tally: Tally): Result<DeciPoints, SampleTooSmall> {
  const { households, valid, satisfied } = checkedTally(tally);
  const required = requiredSample(households);
  if (valid < required) return err({ code: 'SAMPLE_TOO_SMALL', valid, required });
  return ok(SATISFACTION_BANDS.find((band) => reaches(satisfied, valid, band.percent))!.deciPoints);
}

/** Guards a count that came from outside; throws RangeError for one that no round can have. */
export function checkedTally(tally: Tally): Tally {
  const valid = natural(tally.valid, 'valid');
  if (natural(tally.satisfied, 'satisfied') > valid) throw new RangeError('more satisfied than valid answers');
  if (valid > natural(tally.households, 'households')) throw new RangeError('more valid answers than households');
  return tally;
}
