/**
 * The half-year that the scheme scores by (七(二)1 「每半年…进行考评打分」): January–June and July–December of the
 * calendar in Asia/Shanghai. A half-year is written `2026H1`, a date `YYYY-MM-DD`.
 */
export type HalfYear = `${number}H1` | `${number}H2`;

/** A day of the calendar in Asia/Shanghai, `YYYY-MM-DD`. */
export type DateText = string;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const HALF_YEAR = /^(\d{4})H([12])$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Asia/Shanghai has had no summer time since 1991: eight hours ahead, always. */
const SHANGHAI_MS = 8 * 3_600_000;

/** True for a day that exists: 2024-02-29 does, 2026-02-29 and 2026-06-31 do not. */
export function isDate(text: string): text is DateText {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Days of a month; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : MONTH_DAYS[month - 1]!;
}

export const isHalfYear = (text: string): text is HalfYear => HALF_YEAR.test(text);

/** The half-year a day belongs to: June ends the first, July begins the second. Throws RangeError for a day that does not exist. */
export function halfYearOf(date: DateText): HalfYear {
  if (!isDate(date)) throw new RangeError(`not a date: ${date}`);
  return `${date.slice(0, 4)}H${date.slice(5, 7) <= '06' ? 1 : 2}` as HalfYear;
}

/** First and last day of a half-year, both inside it. */
export function daysOf(halfYear: HalfYear): { readonly first: DateText; readonly last: DateText } {
  const { year, half } = parts(halfYear);
  return half === 1 ? { first: `${year}-01-01`, last: `${year}-06-30` } : { first: `${year}-07-01`, last: `${year}-12-31` };
}

/** The half-year before. */
export function halfYearBefore(halfYear: HalfYear): HalfYear {
  const { year, half } = parts(halfYear);
  return half === 2 ? `${Number(year)}H1` as HalfYear : `${String(Number(year) - 1).padStart(4, '0')}H2` as HalfYear;
}

/** 「2026年上半年」. */
export const halfYearInWords = (halfYear: string): string => `${halfYear.slice(0, 4)}年${halfYear.endsWith('H1') ? '上' : '下'}半年`;

/** The day it is in Asia/Shanghai at an instant (milliseconds since 1970 UTC). */
export const shanghaiDate = (instantMs: number): DateText => new Date(instantMs + SHANGHAI_MS).toISOString().slice(0, 10);

/** The instant a day begins in Asia/Shanghai, in milliseconds since 1970 UTC. */
export function startOfDayMs(date: DateText): number {
  if (!isDate(date)) throw new RangeError(`not a date: ${date}`);
  return Date.parse(`${date}T00:00:00.000Z`) - SHANGHAI_MS;
}

function parts(halfYear: HalfYear): { readonly year: string; readonly half: 1 | 2 } {
  const [, year, half] = HALF_YEAR.exec(halfYear) ?? [];
  if (year === undefined) throw new RangeError(`not a half-year: ${halfYear}`);
  return { year, half: half === '1' ? 1 : 2 };
}
