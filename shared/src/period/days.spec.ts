import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { dayAfter, dayBefore, daysIn, monthsIn, serviceMonths, sharedDays, type Days } from './days.ts';
import { daysInMonth } from './half-year.ts';

const day = fc.date({ min: new Date('1992-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
const span = fc.tuple(day, day).map(([a, b]): Days => (a < b ? { first: a, last: b } : { first: b, last: a }));

describe('spans of days', () => {
  test.each([
    ['2026-01-01', '2026-06-30', 181, 6], ['2024-01-01', '2024-06-30', 182, 6], ['2026-07-01', '2026-12-31', 184, 6],
    ['2026-03-31', '2026-04-01', 2, 2], ['2025-12-31', '2026-01-01', 2, 2], ['2026-05-20', '2026-05-20', 1, 1],
  ])('%s–%s: %i days in %i months', (first, last, days, months) => {
    expect(daysIn({ first, last })).toBe(days);
    expect(monthsIn({ first, last })).toBe(months);
  });

  it('steps over the ends of months and years', () => {
    expect([dayBefore('2024-03-01'), dayBefore('2026-03-01'), dayBefore('2026-01-01')]).toEqual(['2024-02-29', '2026-02-28', '2025-12-31']);
    fc.assert(fc.property(day, (date) => expect(dayBefore(dayAfter(date))).toBe(date)));
  });

  it('shares days only where spans meet', () => {
    expect(sharedDays({ first: '2026-01-01', last: '2026-03-31' }, { first: '2026-03-31', last: '2026-06-30' })).toEqual({ first: '2026-03-31', last: '2026-03-31' });
    expect(sharedDays({ first: '2026-01-01', last: '2026-03-30' }, { first: '2026-03-31', last: '2026-06-30' })).toBeNull();
  });

  it.each([{ first: '2026-02-02', last: '2026-02-01' }, { first: '2026-02-30', last: '2026-03-01' }, { first: '', last: '' }])('throws on %j', (days) => {
    for (const count of [daysIn, monthsIn, serviceMonths]) expect(() => count(days)).toThrow(RangeError);
  });
});

describe('serviceMonths (part months: days served ÷ days of that month)', () => {
  test.each([
    ['2026-01-01', '2026-06-30', 6, 1], ['2026-02-01', '2026-02-28', 1, 1], ['2024-02-01', '2024-02-28', 28, 29], ['2026-02-15', '2026-02-28', 1, 2],
    ['2026-01-31', '2026-02-14', 33, 62], ['2026-03-16', '2026-06-15', 16 * 30 + 15 * 31 + 2 * 930, 930], ['2026-04-11', '2026-04-20', 1, 3],
  ])('%s–%s is %i/%i', (first, last, numerator, denominator) => {
    const months = serviceMonths({ first, last });
    expect(months.numerator * denominator).toBe(numerator * months.denominator);
    expect(Number.isInteger(months.numerator) && Number.isInteger(months.denominator)).toBe(true);
  });

  it('adds up exactly over any split', () => {
    fc.assert(fc.property(span, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), ({ first, last }, share) => {
      const days = daysIn({ first, last });
      if (days < 2) return;
      let end = first;
      for (let i = Math.floor(share * Math.min(days - 1, 400)); i > 0; i -= 1) end = dayAfter(end);
      const [a, b, whole] = [serviceMonths({ first, last: end }), serviceMonths({ first: dayAfter(end), last }), serviceMonths({ first, last })];
      const sum = [a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator] as const;
      expect(sum[0] * whole.denominator).toBe(whole.numerator * sum[1]);
    }));
  });

  it('gives every day the share its own month gives it', () => {
    fc.assert(fc.property(day, (date) => {
      const [year, month] = date.split('-').map(Number) as [number, number];
      expect(serviceMonths({ first: date, last: date })).toEqual({ numerator: 1, denominator: daysInMonth(year, month) });
    }));
  });
});
