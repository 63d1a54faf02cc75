import { shanghaiDate, startOfDayMs } from '@linping/shared';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** Midnights of the calendar between now and an instant: 0 is today, whatever the hour. Negative when past. */
export function daysUntil(iso: string, nowMs: number): number {
  const [then, now] = [startOfDayMs(shanghaiDate(lastMoment(iso))), startOfDayMs(shanghaiDate(nowMs))];
  return (then - now) / DAY_MS;
}

/** How long answers are still taken, as a neighbour would say it. */
export function timeLeft(closesAt: string, nowMs: number): string {
  if (Date.parse(closesAt) <= nowMs) return '已截止';
  const days = daysUntil(closesAt, nowMs);
  if (days === 0) return `今天 ${timeOfDay(closesAt)} 截止`;
  if (days === 1) return `明天 ${timeOfDay(closesAt)} 截止`;
  return `还剩 ${days} 天`;
}

/** 「7月5日」 in Asia/Shanghai, with the year where it is not this one. An instant at midnight is the end of the day before. */
export const dayInWords = (iso: string, nowMs: number): string => dateInWords(shanghaiDate(lastMoment(iso)), nowMs);

/** The same of a beginning: what starts at midnight starts on the day that begins. */
export const startInWords = (iso: string, nowMs: number): string => dateInWords(shanghaiDate(Date.parse(iso)), nowMs);

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** 「星期一」 of a day of the calendar. */
export const weekdayInWords = (date: string): string => `星期${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]}`;

/** 「7月5日」 of a day of the calendar, with the year where it is not this one. */
export function dateInWords(date: string, nowMs: number): string {
  const [year, month, day] = date.split('-').map(Number);
  const words = `${month}月${day}日`;
  return date.slice(0, 4) === shanghaiDate(nowMs).slice(0, 4) ? words : `${year}年${words}`;
}

/** 「18:00」; midnight is the 24:00 of the day that ends. */
export function timeOfDay(iso: string): string {
  const time = new Date(Date.parse(iso) + SHANGHAI_MS).toISOString().slice(11, 16);
  return time === '00:00' ? '24:00' : time;
}

/** Rounds that end at 00:00 end, in everybody's words, at the end of the day before. */
const lastMoment = (iso: string): number => Date.parse(iso) - MINUTE_MS;
