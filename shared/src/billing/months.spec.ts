import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { firstDayOf, isInForce, isMonth, lastDayOf, monthCount, monthOf, monthsBetween, monthsLater, runsOf } from './months.ts';

const month = fc.tuple(fc.integer({ min: 2000, max: 2198 }), fc.integer({ min: 1, max: 12 })).map(([year, inYear]) => `${year}-${String(inYear).padStart(2, '0')}`);

describe('months', () => {
  test.each([['2026-01', true], ['2026-12', true], ['2026-13', false], ['2026-00', false], ['2026-1', false], ['1999-12', false], ['2026-07-01', false], ['', false]])('%s: %s', (text, is) =>
    expect(isMonth(text)).toBe(is));

  test.each([['2026-01', 1, '2026-02'], ['2026-12', 1, '2027-01'], ['2026-01', -1, '2025-12'], ['2026-06', 12, '2027-06'], ['2026-06', -18, '2024-12'], ['2026-06', 0, '2026-06']])(
    '%s and %i months is %s', (from, count, to) => expect(monthsLater(from, count)).toBe(to));

  it('are counted with both ends, and none where they stand the wrong way round', () => {
    expect(monthsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(monthCount('2026-11', '2027-02')).toBe(4);
    expect(monthsBetween('2026-11', '2026-10')).toEqual([]);
  });

  it('go there and back', () => fc.assert(fc.property(month, fc.integer({ min: -500, max: 500 }), (from, count) => {
    const to = monthsLater(from, count);
    expect(monthsLater(to, -count)).toBe(from);
    expect(monthCount(from, to)).toBe(count + 1);
    expect(to > from).toBe(count > 0);
  })));

  it('begin and end on days that exist', () => {
    expect([firstDayOf('2028-02'), lastDayOf('2028-02'), lastDayOf('2026-02'), lastDayOf('2026-12')]).toEqual(['2028-02-01', '2028-02-29', '2026-02-28', '2026-12-31']);
    expect(monthOf('2026-07-31')).toBe('2026-07');
  });

  it('are cut where one is missing', () => {
    expect(runsOf(['2026-12', '2026-10', '2027-01', '2027-03'])).toEqual([['2026-10'], ['2026-12', '2027-01'], ['2027-03']]);
    expect(runsOf([])).toEqual([]);
  });

  test.each([['2026-06', false], ['2026-07', true], ['2026-09', true], ['2026-10', false]])('a span from July to September holds %s: %s', (text, is) =>
    expect(isInForce({ fromMonth: '2026-07', untilMonth: '2026-09' }, text)).toBe(is));
  it('a span without an end goes on', () => expect(isInForce({ fromMonth: '2026-07', untilMonth: null }, '2199-12')).toBe(true));

  it('what is no month is a bug', () => expect(() => monthsLater('2026-13', 1)).toThrow(RangeError));
});
