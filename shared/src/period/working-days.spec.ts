import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { dayAfter } from './days.ts';
import { shanghaiDate, startOfDayMs } from './half-year.ts';
import { endOfDayMs, endOfNthWorkingDay, isWeekend, weekdayOf, workCalendar, workingDayCounter, workingDaysBetween } from './working-days.ts';

/** The State Council's days for 2026, as far as the tables below touch them. */
const LEGAL = new Map([
  ['2026-01-01', false], ['2026-01-02', false], ['2026-01-03', false], ['2026-01-04', true],
  ...['15', '16', '17', '18', '19', '20', '21', '22', '23'].map((day) => [`2026-02-${day}`, false] as const), ['2026-02-14', true], ['2026-02-28', true],
  ...['01', '02', '03', '04', '05', '06', '07'].map((day) => [`2026-10-${day}`, false] as const), ['2026-09-20', true], ['2026-10-10', true],
]);
const calendar = workCalendar(LEGAL);
const at = (text: string) => Date.parse(`${text}+08:00`);

const day = fc.date({ min: new Date('1992-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
const near = fc.integer({ min: 0, max: 1500 }).map((days) => shanghaiDate(startOfDayMs('2024-01-01') + days * 86_400_000));
const calendars = fc.array(fc.tuple(near, fc.boolean()), { maxLength: 60 }).map((days) => workCalendar(new Map(days)));

describe('weekdays', () => {
  test.each([['2026-11-22', 0], ['2026-11-23', 1], ['2024-02-29', 4], ['2026-10-10', 6], ['1970-01-01', 4], ['1899-12-31', 0], ['2100-03-01', 1]])(
    '%s is weekday %i', (date, weekday) => expect(weekdayOf(date)).toBe(weekday));

  it('follow each other, seven in a row', () => {
    fc.assert(fc.property(day, (date) => {
      expect(weekdayOf(dayAfter(date))).toBe((weekdayOf(date) + 1) % 7);
      expect(weekdayOf(date)).toBe(new Date(`${date}T12:00:00Z`).getUTCDay());
    }));
  });

  it('rest on Saturday and Sunday where nothing else is known', () => {
    const plain = workCalendar(new Map());
    fc.assert(fc.property(day, (date) => expect(plain.isWorkingDay(date)).toBe(!isWeekend(date))));
    expect(['2026-10-09', '2026-10-10', '2026-10-11', '2026-10-01'].map(calendar.isWorkingDay)).toEqual([true, true, false, false]);
  });
});

describe('workingDaysBetween', () => {
  test.each([
    ['2026-11-20', '2026-11-20', 0, 'the day of the start does not count'],
    ['2026-11-20', '2026-11-22', 0, 'a weekend'],
    ['2026-11-20', '2026-11-23', 1, 'over a weekend'],
    ['2026-11-21', '2026-11-23', 1, 'from a Saturday'],
    ['2026-11-23', '2026-11-20', 0, 'backwards there are none'],
    ['2026-09-30', '2026-10-07', 0, 'the national day'],
    ['2026-09-30', '2026-10-12', 4, 'to the Monday after a worked Saturday'],
    ['2026-09-18', '2026-09-21', 2, 'a worked Sunday'],
    ['2025-12-31', '2026-01-05', 2, 'the new year, with its worked Sunday'],
    ['2026-02-13', '2026-02-24', 2, 'the spring festival, with the Saturday before it'],
    ['2024-02-28', '2024-03-01', 2, 'a leap day is a day'],
    ['2025-02-28', '2025-03-03', 1, 'no leap day'],
  ])('%s–%s: %i (%s)', (from, to, days) => expect(workingDaysBetween(from, to, calendar)).toBe(days));

  it('is the same when it is remembered', () => {
    const count = workingDayCounter(calendar);
    fc.assert(fc.property(near, near, (from, to) => expect([count(from, to), count(from, to)]).toEqual(Array(2).fill(workingDaysBetween(from, to, calendar)))));
  });

  it('adds up at any day', () => {
    fc.assert(fc.property(calendars, near, near, near, (any, ...dates) => {
      const [a, b, c] = dates.sort() as [string, string, string];
      expect(workingDaysBetween(a, b, any) + workingDaysBetween(b, c, any)).toBe(workingDaysBetween(a, c, any));
    }));
  });
});

describe('endOfNthWorkingDay', () => {
  test.each([
    ['2026-11-20T00:00:00', 1, '2026-11-23', 'the first instant of a Friday'],
    ['2026-11-20T23:59:59.999', 1, '2026-11-23', 'the last of it'],
    ['2026-11-21T10:00:00', 1, '2026-11-23', 'a Saturday'],
    ['2026-11-20T10:00:00', 5, '2026-11-27', 'a week'],
    ['2026-09-30T18:00:00', 1, '2026-10-08', 'before the national day'],
    ['2026-09-30T18:00:00', 5, '2026-10-13', 'with the worked Saturday'],
    ['2026-10-03T09:00:00', 3, '2026-10-10', 'ending on the worked Saturday'],
    ['2025-12-31T09:00:00', 1, '2026-01-04', 'the worked Sunday of the new year'],
    ['2024-02-28T09:00:00', 1, '2024-02-29', 'the leap day'],
  ])('%s + %i ends with %s (%s)', (from, n, last) => {
    expect(endOfNthWorkingDay(at(from), n, calendar)).toBe(endOfDayMs(last));
    expect(shanghaiDate(endOfNthWorkingDay(at(from), n, calendar) - 1)).toBe(last);
  });

  it('is the working day that the count says, whatever the calendar and the time of the day', () => {
    fc.assert(fc.property(calendars, near, fc.nat(86_399_999), fc.integer({ min: 1, max: 40 }), (any, date, time, n) => {
      const last = shanghaiDate(endOfNthWorkingDay(startOfDayMs(date) + time, n, any) - 1);
      expect(any.isWorkingDay(last)).toBe(true);
      expect(workingDaysBetween(date, last, any)).toBe(n);
    }));
  });

  it('throws where there is no such day', () => {
    for (const n of [0, -1, 1.5, NaN]) expect(() => endOfNthWorkingDay(0, n, calendar)).toThrow(RangeError);
    expect(() => endOfNthWorkingDay(0, 1, { isWorkingDay: () => false })).toThrow('no working day');
  });
});
