import { describe, expect, it } from '@jest/globals';
import type { DayCount } from '@linping/shared';
import fc from 'fast-check';
import { trendBars, trendInWords } from './trend.ts';

const at = (shanghai: string) => new Date(`${shanghai}+08:00`).toISOString();
const NOW = Date.parse(at('2026-10-05T09:00'));
const round = (trend: readonly DayCount[], over = {}) => ({ opensAt: at('2026-10-01T00:00'), closesAt: at('2026-11-01T00:00'), trend, ...over });

describe('the trend of a round', () => {
  it('has a bar for each day so far, those without anybody too', () => {
    expect(trendBars(round([{ day: '2026-10-02', participated: 3 }]), NOW, 40).map(({ first, participated }) => [first, participated])).toEqual([
      ['2026-10-01', 0], ['2026-10-02', 3], ['2026-10-03', 0], ['2026-10-04', 0], ['2026-10-05', 0],
    ]);
  });

  it('ends with the round, on the day that ends at its midnight', () => {
    expect(trendBars(round([]), Date.parse(at('2026-12-01T00:00')), 40).at(-1)).toMatchObject({ last: '2026-10-31' });
  });

  it('puts days together where they would not fit', () => {
    expect(trendBars(round([{ day: '2026-10-01', participated: 1 }, { day: '2026-10-02', participated: 2 }]), NOW, 3)).toEqual([
      { first: '2026-10-01', last: '2026-10-02', participated: 3 }, { first: '2026-10-03', last: '2026-10-04', participated: 0 }, { first: '2026-10-05', last: '2026-10-05', participated: 0 },
    ]);
  });

  it('is nothing before the round opens', () => expect(trendBars(round([], { opensAt: at('2026-10-06T00:00') }), NOW, 10)).toEqual([]));

  it('loses no household, has no gap and no more bars than fit', () => {
    const trends = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 12 }).chain((days) =>
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: days.length, maxLength: days.length })
        .map((counts) => days.map((day, i) => ({ day: `2026-10-${String(day).padStart(2, '0')}`, participated: counts[i]! }))));
    fc.assert(fc.property(trends, fc.integer({ min: 1, max: 40 }), (trend, most) => {
      const bars = trendBars(round(trend), NOW, most);
      expect(bars.length).toBeLessThanOrEqual(most);
      expect(bars.reduce((sum, bar) => sum + bar.participated, 0)).toBe(trend.reduce((sum, day) => sum + day.participated, 0));
    }));
  });

  it('says itself in words', () => {
    expect(trendInWords([])).toBe('还没有人参与');
    expect(trendInWords([{ first: '2026-10-01', last: '2026-10-01', participated: 3 }])).toBe('10月1日 3 户');
    const bars = trendBars(round([{ day: '2026-10-02', participated: 3 }, { day: '2026-10-04', participated: 1 }]), NOW, 40);
    expect(trendInWords(bars)).toBe('10月1日至10月5日共 4 户，最多的是10月2日，3 户');
    expect(trendInWords(trendBars(round([{ day: '2026-10-02', participated: 3 }]), NOW, 2))).toBe('10月1日至10月5日共 3 户，最多的是10月1日至10月3日，3 户');
  });
});
