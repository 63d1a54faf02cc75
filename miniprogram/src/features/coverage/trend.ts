import { ceilDiv, dayAfter, daysIn, shanghaiDate, type DayCount } from '@linping/shared';

/** One bar of the trend: one day, or as many days in a row as make the bars fit. */
export interface TrendBar {
  readonly first: string;
  readonly last: string;
  readonly participated: number;
}

interface Watched {
  readonly opensAt: string;
  readonly closesAt: string;
  readonly trend: readonly DayCount[];
}

/**
 * The days from a round's opening to its closing, or to today while it runs, in at most `most` bars of equally many days.
 * Nothing finer than the day is known. None before it opens. Every household is in exactly one bar: a day of the trend
 * outside the span (a supplement that ran after the first closing) widens it.
 */
export function trendBars({ opensAt, closesAt, trend }: Watched, nowMs: number, most: number): readonly TrendBar[] {
  if (Date.parse(opensAt) > nowMs) return [];
  const days = trend.map(({ day }) => day);
  const first = least([shanghaiDate(Date.parse(opensAt)), ...days]);
  const last = greatest([first, shanghaiDate(Math.min(nowMs, Date.parse(closesAt) - 1)), ...days]);
  const width = ceilDiv(daysIn({ first, last }), most);
  const counts = new Map(trend.map(({ day, participated }) => [day, participated]));
  const bars: TrendBar[] = [];
  for (let day = first; day <= last;) {
    const from = day;
    let [participated, to] = [0, day];
    for (let i = 0; i < width && day <= last; i += 1, day = dayAfter(day)) {
      participated += counts.get(day) ?? 0;
      to = day;
    }
    bars.push({ first: from, last: to, participated });
  }
  return bars;
}

const least = (days: readonly string[]): string => days.reduce((a, b) => (a < b ? a : b));
const greatest = (days: readonly string[]): string => days.reduce((a, b) => (a > b ? a : b));

/** 「10月5日」 of a day of the calendar. */
export const monthDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/** The trend in words, for a screen reader and below the large one. */
export function trendInWords(bars: readonly TrendBar[]): string {
  const total = bars.reduce((sum, bar) => sum + bar.participated, 0);
  const [start, end] = [bars[0], bars[bars.length - 1]];
  if (!start || !end || total === 0) return '还没有人参与';
  if (start.first === end.last) return `${monthDay(start.first)} ${total} 户`;
  const peak = bars.reduce((a, b) => (b.participated > a.participated ? b : a));
  const when = peak.first === peak.last ? monthDay(peak.first) : `${monthDay(peak.first)}至${monthDay(peak.last)}`;
  return `${monthDay(start.first)}至${monthDay(end.last)}共 ${total} 户，最多的是${when}，${peak.participated} 户`;
}
