import { halfUpDiv, times } from '../exact.ts';
import type { FeeBasis, MonthText } from './bill.ts';
import { isInForce } from './months.ts';

/** 1,000 yuan for a ㎡, or for a month: what is more is a slip of the pen. */
export const MOST_RATE_FEN = 100_000;
/** 10,000 ㎡. Rate × area × 1000 × a year of months stays far below 2^53. */
export const MOST_AREA_CENTI_SQM = 1_000_000;

/** Thousandths off, in some months, for all or for some dwellings. */
export interface FeeDiscount {
  readonly permilleOff: number;
  readonly fromMonth: MonthText;
  readonly untilMonth: MonthText | null;
  readonly isFor: 'all' | ReadonlySet<string>;
}
/** What a firm charges: fen for each ㎡ and month, or fen for each month. */
export interface FeeStandard {
  readonly id: string;
  readonly name: string;
  readonly basis: FeeBasis;
  readonly rateFen: number;
  readonly fromMonth: MonthText;
  readonly untilMonth: MonthText | null;
  readonly discounts: readonly FeeDiscount[];
}
/** One line of a bill: a standard, over the months of the bill in which it was in force. */
export interface ChargedLine {
  readonly standardId: string;
  readonly name: string;
  readonly basis: FeeBasis;
  readonly rateFen: number;
  readonly areaCentiSqm: number | null;
  readonly months: number;
  /** Without discounts less with them. */
  readonly discountFen: number;
  readonly amountFen: number;
  /** The same amount by month; they add up to it exactly. */
  readonly byMonth: ReadonlyMap<MonthText, number>;
}

const CENTI = 100; // of a ㎡
const MILLE = 1000;
/** A month's exact charge is a whole number of these parts of a fen. */
const PARTS = CENTI * MILLE;

/**
 * What a dwelling owes by one standard for these months, with one rounding to fen, half up, of the whole line. [D] A
 * month's part of it is what the month is exactly, rounded down, and the fen that remain go to the largest remainders,
 * the earlier month first. Null where the standard is in force in none of the months. Of several discounts of a month
 * the best one counts, they do not add up. [D]
 * `areaCentiSqm` of a dwelling whose fee goes by the area; throws RangeError without it.
 */
export function chargeLine(standard: FeeStandard, months: readonly MonthText[], householdId: string, areaCentiSqm: number | null): ChargedLine | null {
  const charged = months.filter((month) => isInForce(standard, month));
  if (charged.length === 0) return null;
  const { id, name, basis, rateFen } = standard;
  const area = basis === 'fixed' ? CENTI : (areaCentiSqm ?? fail(`no area to charge by: ${name}`));
  const perMonth = times(rateFen, area);
  const exact = charged.map((month) => times(perMonth, MILLE - bestDiscount(standard.discounts, month, householdId)));
  const amountFen = halfUpDiv(exact.reduce((sum, parts) => sum + parts, 0), PARTS);
  const wholeFen = halfUpDiv(times(perMonth, charged.length), CENTI);
  const split = splitByRemainder(amountFen, exact);
  return {
    standardId: id, name, basis, rateFen, areaCentiSqm: basis === 'fixed' ? null : area, months: charged.length, discountFen: wholeFen - amountFen, amountFen,
    byMonth: new Map(charged.map((month, i) => [month, split[i]!])),
  };
}

/** Thousandths off in a month: the best that applies. */
export const bestDiscount = (discounts: readonly FeeDiscount[], month: MonthText, householdId: string): number =>
  Math.max(0, ...discounts.filter((discount) => isInForce(discount, month) && (discount.isFor === 'all' || discount.isFor.has(householdId))).map(({ permilleOff }) => permilleOff));

/** Whole fen whose sum is `amountFen`, which is the exact parts' sum rounded. */
function splitByRemainder(amountFen: number, exact: readonly number[]): readonly number[] {
  const floors = exact.map((parts) => (parts - (parts % PARTS)) / PARTS);
  let left = amountFen - floors.reduce((sum, fen) => sum + fen, 0);
  const bySize = exact.map((parts, i) => ({ i, rest: parts % PARTS })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of bySize) {
    if (left === 0) break;
    floors[i]! += 1;
    left -= 1;
  }
  return floors;
}

function fail(message: string): never {
  throw new RangeError(message);
}
