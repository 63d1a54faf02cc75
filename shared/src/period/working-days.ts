import { dayAfter } from './days.ts';
import { shanghaiDate, startOfDayMs, type DateText } from './half-year.ts';

/** Which days are worked, in Asia/Shanghai. */
export interface WorkCalendar {
  isWorkingDay(date: DateText): boolean;
}

const DAY_MS = 86_400_000;
/** A Sunday, so that weekdays count from it. */
const SUNDAY: DateText = '1900-01-07';
/** No span without a single working day is longer than this; beyond, the calendar itself is wrong. */
const LONGEST_REST = 366;

/** 0 is Sunday, 6 is Saturday. Throws RangeError for a day that does not exist. */
export const weekdayOf = (date: DateText): number => ((startOfDayMs(date) - startOfDayMs(SUNDAY)) / DAY_MS % 7 + 7) % 7;

/** Saturdays and Sundays, before any legal holiday or make-up day is known. */
export const isWeekend = (date: DateText): boolean => weekdayOf(date) === 0 || weekdayOf(date) === 6;

/**
 * The calendar of the weekday rule and its exceptions: true in the map is worked whatever the weekday (调休上班), false is
 * not (法定节假日). A day that is not in the map follows its weekday.
 */
export const workCalendar = (exceptions: ReadonlyMap<DateText, boolean>): WorkCalendar => ({
  isWorkingDay: (date) => exceptions.get(date) ?? !isWeekend(date),
});

/** Working days d with from < d ≤ to: the day it starts on does not count (民法典 201). None where `to` is not after `from`. */
export function workingDaysBetween(from: DateText, to: DateText, calendar: WorkCalendar): number {
  let days = 0;
  for (let date = from; date < to;) {
    date = dayAfter(date);
    if (calendar.isWorkingDay(date)) days += 1;
  }
  return days;
}

/** {@link workingDaysBetween} of one calendar that remembers what it counted: of many spans most have been asked for before. */
export function workingDayCounter(calendar: WorkCalendar): (from: DateText, to: DateText) => number {
  const known = new Map<string, number>();
  return (from, to) => {
    const span = `${from}–${to}`;
    const days = known.get(span) ?? workingDaysBetween(from, to, calendar);
    known.set(span, days);
    return days;
  };
}

/**
 * The first instant after the Nth working day: a deadline ends at 24:00 of its last day (民法典 201–203), the day of the
 * start not counted. Throws RangeError for n below 1, and for a calendar that rests a whole year.
 */
export function endOfNthWorkingDay(startMs: number, n: number, calendar: WorkCalendar): number {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`not a number of working days: ${n}`);
  let date = shanghaiDate(startMs);
  for (let worked = 0, rested = 0; worked < n;) {
    date = dayAfter(date);
    if (calendar.isWorkingDay(date)) [worked, rested] = [worked + 1, 0];
    else rested += 1;
    if (rested > LONGEST_REST) throw new RangeError(`no working day in the year before ${date}`);
  }
  return endOfDayMs(date);
}

/** The first instant after a day. */
export const endOfDayMs = (date: DateText): number => startOfDayMs(date) + DAY_MS;
