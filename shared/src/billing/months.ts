import { daysInMonth, type DateText } from '../period/half-year.ts';
import type { MonthText } from './bill.ts';

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** True for `2026-07`; the years are those of a calendar that somebody is billed in. */
export const isMonth = (text: string): text is MonthText => MONTH.test(text) && text >= '2000-01' && text <= '2199-12';

/** The month a day lies in. */
export const monthOf = (date: DateText): MonthText => date.slice(0, 7);

/** So many months later; negative ones earlier. */
export function monthsLater(month: MonthText, count: number): MonthText {
  const index = indexOf(month) + count;
  const inYear = ((index % 12) + 12) % 12;
  return `${String((index - inYear) / 12).padStart(4, '0')}-${String(inYear + 1).padStart(2, '0')}`;
}

/** From the one to the other, both inside; empty where they stand the wrong way round. */
export function monthsBetween(from: MonthText, until: MonthText): MonthText[] {
  const count = monthCount(from, until);
  return Array.from({ length: Math.max(0, count) }, (_, i) => monthsLater(from, i));
}

/** How many months from the one to the other, both inside; 0 and less where they stand the wrong way round. */
export const monthCount = (from: MonthText, until: MonthText): number => indexOf(until) - indexOf(from) + 1;

export const firstDayOf = (month: MonthText): DateText => `${month}-01`;
export const lastDayOf = (month: MonthText): DateText => `${month}-${daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5)))}`;

/** Months in their order, cut where one is missing: each piece can be one bill. */
export function runsOf(months: readonly MonthText[]): readonly (readonly MonthText[])[] {
  const runs: MonthText[][] = [];
  for (const month of [...months].sort()) {
    const last = runs.at(-1);
    if (last && monthsLater(last.at(-1)!, 1) === month) last.push(month);
    else runs.push([month]);
  }
  return runs;
}

/** True where a span without an end goes on for ever. */
export const isInForce = ({ fromMonth, untilMonth }: { readonly fromMonth: MonthText; readonly untilMonth: MonthText | null }, month: MonthText): boolean =>
  fromMonth <= month && (untilMonth === null || month <= untilMonth);

function indexOf(month: MonthText): number {
  const [, year, inYear] = MONTH.exec(month) ?? [];
  if (year === undefined || inYear === undefined) throw new RangeError(`not a month: ${month}`);
  return Number(year) * 12 + Number(inYear) - 1;
}
