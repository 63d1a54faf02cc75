import type { Days } from '../period/days.ts';
import { daysInMonth, daysOf, isDate, isHalfYear, type DateText, type HalfYear } from '../period/half-year.ts';

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
