import { daysInMonth, isDate, shanghaiDate, startOfDayMs, type DateText } from './half-year.ts';

const DAY_MS = 86_400_000; // Asia/Shanghai has had no summer time since 1991: every day is as long

/** A span of days, both ends inside it. */
export interface Days {
  readonly first: DateText;
  readonly last: DateText;
}

export const dayBefore = (date: DateText): DateText => shanghaiDate(startOfDayMs(date) - DAY_MS);
export const dayAfter = (date: DateText): DateText => shanghaiDate(startOfDayMs(date) + DAY_MS);

/** How many days a span holds. Throws RangeError for one that ends before it begins. */
export const daysIn = (days: Days): number => (startOfDayMs(inOrder(days).last) - startOfDayMs(days.first)) / DAY_MS + 1;

/** How many months of the calendar a span touches. */
export function monthsIn(days: Days): number {
  const [from, to] = [ymd(inOrder(days).first), ymd(days.last)];
  return (to.year - from.year) * 12 + to.month - from.month + 1;
}

/** The days two spans share; null where they share none. */
export function sharedDays(a: Days, b: Days): Days | null {
  const first = a.first > b.first ? a.first : b.first;
  const last = a.last < b.last ? a.last : b.last;
  return first <= last ? { first, last } : null;
}

/**
 * The months of a span as a fraction in lowest terms: whole months, and of a month served in part days served ÷ days of
 * that month. At most the first and the last are partial. Exact, so that a split span adds up to the whole.
 */
export function serviceMonths(days: Days): { readonly numerator: number; readonly denominator: number } {
  const [from, to] = [ymd(inOrder(days).first), ymd(days.last)];
  const [ofFirst, ofLast] = [daysInMonth(from.year, from.month), daysInMonth(to.year, to.month)];
  const months = monthsIn(days);
  if (months === 1) return lowest(to.day - from.day + 1, ofFirst);
  return lowest((ofFirst - from.day + 1) * ofLast + to.day * ofFirst + (months - 2) * ofFirst * ofLast, ofFirst * ofLast);
}

function lowest(numerator: number, denominator: number) {
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}
const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

function inOrder(days: Days): Days {
  if (!isDate(days.first) || !isDate(days.last) || days.first > days.last) throw new RangeError(`not a span of days: ${days.first}–${days.last}`);
  return days;
}
function ymd(date: DateText) {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return { year, month, day };
}
