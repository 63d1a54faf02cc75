import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { dayAfter, daysIn } from '../period/days.ts';
import { DISCLOSURE_SINCE, dueOn, isOverdueOn, isPeriodOver, isPeriodOwed } from './due.ts';
import { disclosurePeriodOf, frequencyOf, isDisclosurePeriod, periodAfter, periodDays, periodName, periodsWithin, type DisclosureFrequency, type DisclosurePeriod } from './period.ts';

const frequency = fc.constantFrom<DisclosureFrequency>('halfYear', 'quarter');
const period = fc.tuple(fc.integer({ min: 2000, max: 2098 }), fc.constantFrom('H1', 'H2', 'Q1', 'Q2', 'Q3', 'Q4')).map(([year, part]) => `${year}${part}` as DisclosurePeriod);
const day = fc.integer({ min: 0, max: 30_000 }).map((days) => new Date(Date.UTC(2000, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));

describe('periods', () => {
  test.each<[DisclosurePeriod, string, string, string]>([
    ['2026H1', '2026-01-01', '2026-06-30', '2026年上半年'], ['2026H2', '2026-07-01', '2026-12-31', '2026年下半年'], ['2026Q1', '2026-01-01', '2026-03-31', '2026年第一季度'],
    ['2024Q2', '2024-04-01', '2024-06-30', '2024年第二季度'], ['2026Q3', '2026-07-01', '2026-09-30', '2026年第三季度'], ['2026Q4', '2026-10-01', '2026-12-31', '2026年第四季度'],
  ])('%s is from %s to %s: %s', (text, first, last, name) => {
    expect(periodDays(text)).toEqual({ first, last });
    expect(periodName(text)).toBe(name);
  });

  test.each(['2026', '2026H3', '2026Q0', '2026Q5', 'H1', '26H1', '2026h1', '2026Q12', '12026Q1', ''])('%s is none', (text) => {
    expect(isDisclosurePeriod(text)).toBe(false);
    expect(() => periodDays(text as DisclosurePeriod)).toThrow(RangeError);
  });

  it('a day that does not exist lies in none', () => expect(() => disclosurePeriodOf('2026-02-30', 'quarter')).toThrow(RangeError));

  it('each day lies in one period of a frequency', () => fc.assert(fc.property(day, frequency, (date, of) => {
    const { first, last } = periodDays(disclosurePeriodOf(date, of));
    expect(first <= date && date <= last).toBe(true);
    expect(frequencyOf(disclosurePeriodOf(date, of))).toBe(of);
  })));

  it('the next one begins on the day after, whatever the frequency becomes', () => fc.assert(fc.property(period, frequency, (text, of) => {
    const next = periodAfter(text, of);
    expect(periodDays(next).first).toBe(dayAfter(periodDays(text).last));
    if (of === 'quarter') expect(frequencyOf(next)).toBe('quarter');
  })));

  test.each<[DisclosurePeriod, DisclosureFrequency, DisclosurePeriod]>([
    ['2026H1', 'halfYear', '2026H2'], ['2026H2', 'halfYear', '2027H1'], ['2026H1', 'quarter', '2026Q3'], ['2026Q3', 'quarter', '2026Q4'], ['2026Q3', 'halfYear', '2026Q4'], ['2026Q4', 'halfYear', '2027H1'],
  ])('after %s by %s comes %s', (text, of, next) => expect(periodAfter(text, of)).toBe(next));

  it('those of a span lie beside each other and all begin in it', () => fc.assert(fc.property(day, fc.integer({ min: 1, max: 2000 }), day, (first, length, turn) => {
    const last = new Date(Date.parse(first) + length * 86_400_000).toISOString().slice(0, 10);
    const found = periodsWithin({ first, last }, (date) => (date < turn ? 'halfYear' : 'quarter'));
    found.forEach((text, i) => {
      expect(periodDays(text).first >= first && periodDays(text).first <= last).toBe(true);
      if (i > 0) expect(periodDays(text).first).toBe(dayAfter(periodDays(found[i - 1]!).last));
    });
    if (daysIn({ first, last }) > 184) expect(found.length).toBeGreaterThan(0);
  })));

  it('one that begins on the last day of a span is of it', () => {
    expect(periodsWithin({ first: '2026-01-01', last: '2026-07-01' }, () => 'halfYear')).toEqual(['2026H1', '2026H2']);
    expect(periodsWithin({ first: '2026-01-02', last: '2026-06-30' }, () => 'halfYear')).toEqual([]);
  });
});

describe('when a statement is due', () => {
  it('thirty days after the period’s end, and the thirtieth is still in time', () => {
    expect([dueOn('2026H1'), dueOn('2026H2'), dueOn('2026Q1'), dueOn('2027Q4')]).toEqual(['2026-07-30', '2027-01-30', '2026-04-30', '2028-01-30']);
    expect([isOverdueOn('2026H1', '2026-07-30'), isOverdueOn('2026H1', '2026-07-31')]).toEqual([false, true]);
    expect([isPeriodOver('2026H1', '2026-06-30'), isPeriodOver('2026H1', '2026-07-01')]).toEqual([false, true]);
  });

  it('nothing is owed of the time before the scheme', () => {
    expect(DISCLOSURE_SINCE).toBe('2026-01-01');
    expect([isPeriodOwed('2025H2'), isPeriodOwed('2026Q1'), isOverdueOn('2025H2', '2030-01-01')]).toEqual([false, true, false]);
  });
});
