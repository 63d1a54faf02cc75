import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { daysInMonth, daysOf, halfYearBefore, halfYearInWords, halfYearOf, isDate, isHalfYear, shanghaiDate, startOfDayMs, type HalfYear } from './half-year.ts';

const day = fc.date({ min: new Date('1992-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));

describe('halfYearOf (每半年考评一次)', () => {
  test.each([
    ['2026-01-01', '2026H1'], ['2026-06-30', '2026H1'], ['2026-07-01', '2026H2'], ['2026-12-31', '2026H2'], ['2024-02-29', '2024H1'],
  ])('%s is in %s', (date, halfYear) => expect(halfYearOf(date)).toBe(halfYear));

  it.each(['2026-02-29', '2026-06-31', '2026-13-01', '2026-00-10', '2026-1-1', '0000-01-01', '', 'today', '2026-06-30T00:00:00Z'])('refuses %p', (text) => {
    expect(isDate(text)).toBe(false);
    expect(() => halfYearOf(text)).toThrow(RangeError);
  });

  it('puts every day between the first and last day of its half-year', () => {
    fc.assert(fc.property(day, (date) => {
      const { first, last } = daysOf(halfYearOf(date));
      expect(first <= date && date <= last).toBe(true);
    }));
  });

  it('half-years follow each other without a gap', () => {
    fc.assert(fc.property(day, (date) => {
      const { first } = daysOf(halfYearOf(date));
      const before = shanghaiDate(startOfDayMs(first) - 1);
      expect(daysOf(halfYearBefore(halfYearOf(date))).last).toBe(before);
    }));
  });

  it('knows its own names', () => {
    expect(['2026H1', '2026H2'].map(isHalfYear)).toEqual([true, true]);
    expect(['2026H3', '26H1', '2026-H1', ''].map(isHalfYear)).toEqual([false, false, false, false]);
    expect(() => daysOf('2026H0' as HalfYear)).toThrow(RangeError);
    expect(['2026H1', '2026H2'].map(halfYearInWords)).toEqual(['2026年上半年', '2026年下半年']);
  });
});

describe('days in Asia/Shanghai', () => {
  test.each([
    ['2026-06-30T15:59:59.999Z', '2026-06-30'], ['2026-06-30T16:00:00.000Z', '2026-07-01'], ['2026-12-31T16:00:00.000Z', '2027-01-01'],
  ])('at %s it is %s', (instant, date) => expect(shanghaiDate(Date.parse(instant))).toBe(date));

  it('a day begins where its date begins', () => {
    fc.assert(fc.property(day, (date) => {
      expect(shanghaiDate(startOfDayMs(date))).toBe(date);
      expect(shanghaiDate(startOfDayMs(date) - 1) < date).toBe(true);
    }));
    expect(() => startOfDayMs('2026-02-30')).toThrow(RangeError);
  });

  it('knows leap years', () => expect([2024, 2026, 1900, 2000].map((year) => daysInMonth(year, 2))).toEqual([29, 28, 28, 29]));
});
