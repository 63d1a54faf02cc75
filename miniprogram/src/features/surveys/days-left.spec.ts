import { describe, expect, it } from '@jest/globals';
import { dayInWords, daysUntil, startInWords, timeLeft, timeOfDay, weekdayInWords } from './days-left.ts';

const at = (shanghai: string) => Date.parse(`${shanghai}+08:00`);
const iso = (shanghai: string) => new Date(at(shanghai)).toISOString();

describe('the days left of a round', () => {
  it.each([
    { closes: '2026-06-20T18:00', now: '2026-06-17T23:59', words: '还剩 3 天' },
    { closes: '2026-06-20T18:00', now: '2026-06-18T00:00', words: '还剩 2 天' },
    { closes: '2026-06-20T18:00', now: '2026-06-19T09:00', words: '明天 18:00 截止' },
    { closes: '2026-06-20T18:00', now: '2026-06-20T09:00', words: '今天 18:00 截止' },
    { closes: '2026-06-20T18:00', now: '2026-06-20T18:00', words: '已截止' },
    { closes: '2026-06-21T00:00', now: '2026-06-20T23:00', words: '今天 24:00 截止' },
  ])('$closes seen at $now: $words', ({ closes, now, words }) => expect(timeLeft(iso(closes), at(now))).toBe(words));

  it('counts days of the calendar in Shanghai, not spans of 24 hours', () => {
    expect(daysUntil(iso('2026-07-01T01:00'), at('2026-06-30T23:30'))).toBe(1);
    expect(daysUntil(iso('2026-06-29T01:00'), at('2026-06-30T23:30'))).toBe(-1);
  });

  it('knows the day of the week', () => expect(['2026-06-28', '2026-06-29', '2024-02-29'].map(weekdayInWords)).toEqual(['星期日', '星期一', '星期四']));

  it('names the day that begins at midnight', () => {
    expect(startInWords(iso('2026-07-01T00:00'), at('2026-06-30T12:00'))).toBe('7月1日');
    expect(startInWords(iso('2027-01-01T00:00'), at('2026-12-30T12:00'))).toBe('2027年1月1日');
  });

  it('names the day that ends at midnight, and the year only where it differs', () => {
    expect(dayInWords(iso('2026-07-16T00:00'), at('2026-06-30T12:00'))).toBe('7月15日');
    expect(dayInWords(iso('2027-01-15T18:00'), at('2026-12-30T12:00'))).toBe('2027年1月15日');
    expect(timeOfDay(iso('2026-07-16T00:00'))).toBe('24:00');
  });
});
