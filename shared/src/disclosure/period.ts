import { dayAfter, type Days } from '../period/days.ts';
import { daysInMonth, daysOf, halfYearInWords, isDate, isHalfYear, type DateText, type HalfYear } from '../period/half-year.ts';

/** How often a body of an estate discloses: by the half-year, quarterly where the street has set it so (`domain.md` §2). */
export const DISCLOSURE_FREQUENCIES = ['halfYear', 'quarter'] as const;
export type DisclosureFrequency = (typeof DISCLOSURE_FREQUENCIES)[number];

/** `2026H1` or `2026Q3`. */
export type Quarter = `${number}Q${1 | 2 | 3 | 4}`;
export type DisclosurePeriod = HalfYear | Quarter;

const QUARTER = /^(\d{4})Q([1-4])$/;
export const isDisclosurePeriod = (text: string): text is DisclosurePeriod => isHalfYear(text) || QUARTER.test(text);
export const frequencyOf = (period: DisclosurePeriod): DisclosureFrequency => (isHalfYear(period) ? 'halfYear' : 'quarter');

/** First and last day of a period, both inside it. Throws RangeError for what is none. */
export function periodDays(period: DisclosurePeriod): Days {
  if (isHalfYear(period)) return daysOf(period);
  const [, year, quarter] = QUARTER.exec(period) ?? [];
  if (year === undefined) throw new RangeError(`not a period: ${period}`);
  const last = Number(quarter) * 3;
  return { first: `${year}-${two(last - 2)}-01`, last: `${year}-${two(last)}-${daysInMonth(Number(year), last)}` };
}

/** The period of that frequency which a day lies in. Throws RangeError for a day that does not exist. */
export function disclosurePeriodOf(date: DateText, frequency: DisclosureFrequency): DisclosurePeriod {
  if (!isDate(date)) throw new RangeError(`not a date: ${date}`);
  const [year, month] = [date.slice(0, 4), Number(date.slice(5, 7))];
  return (frequency === 'halfYear' ? `${year}H${month <= 6 ? 1 : 2}` : `${year}Q${Math.floor((month + 2) / 3)}`) as DisclosurePeriod;
}

const two = (n: number): string => String(n).padStart(2, '0');

/**
 * The period that follows: the statements of a book lie next to each other, without a gap and without an overlap. Where the
 * street has changed the frequency, the half-year that was begun in quarters is ended in quarters. `frequency` is the one in
 * force on the day after.
 */
export function periodAfter(period: DisclosurePeriod, frequency: DisclosureFrequency): DisclosurePeriod {
  const next = dayAfter(periodDays(period).last);
  const halfYear = disclosurePeriodOf(next, 'halfYear');
  return frequency === 'halfYear' && periodDays(halfYear).first === next ? halfYear : disclosurePeriodOf(next, 'quarter');
}

/** All periods that begin within a span of days, in their order. `frequencyOn` says what is in force on a day. */
export function periodsWithin(days: Days, frequencyOn: (day: DateText) => DisclosureFrequency): DisclosurePeriod[] {
  const periods: DisclosurePeriod[] = [];
  let period = disclosurePeriodOf(days.first, frequencyOn(days.first));
  if (periodDays(period).first < days.first) period = periodAfter(period, frequencyOn(dayAfter(periodDays(period).last)));
  for (; periodDays(period).first <= days.last; period = periodAfter(period, frequencyOn(dayAfter(periodDays(period).last)))) periods.push(period);
  return periods;
}

/** 「2026年上半年」, 「2026年第三季度」. */
export function periodName(period: DisclosurePeriod): string {
  if (isHalfYear(period)) return halfYearInWords(period);
  return `${period.slice(0, 4)}年第${'一二三四'[Number(period.at(-1)) - 1]}季度`;
}
