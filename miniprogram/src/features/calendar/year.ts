import { dayAfter, isWeekend, type CalendarDayView, type DateText } from '@linping/shared';

/** Days in a row that are the same for the same reason: 「10月1日至8日 国庆节」. An exception stands alone, because it is changed alone. */
export interface DaySpan {
  readonly first: DateText;
  readonly last: DateText;
  readonly days: number;
  readonly of: CalendarDayView;
}

/** `days` in their order. */
export function spansOf(days: readonly CalendarDayView[]): readonly DaySpan[] {
  const spans: DaySpan[] = [];
  for (const day of days) {
    const before = spans.at(-1);
    if (before && day.kind !== 'exception' && isSame(before.of, day) && dayAfter(before.last) === day.date) spans[spans.length - 1] = { ...before, last: day.date, days: before.days + 1 };
    else spans.push({ first: day.date, last: day.date, days: 1, of: day });
  }
  return spans;
}

const isSame = (a: CalendarDayView, b: CalendarDayView): boolean => a.kind === b.kind && a.isWorkingDay === b.isWorkingDay && a.name === b.name;

/** 「10月1日至8日」, 「9月30日至10月2日」, 「10月10日」: the year is on the page. */
export function spanInWords({ first, last }: Pick<DaySpan, 'first' | 'last'>): string {
  const words = (date: DateText) => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
  if (first === last) return words(first);
  return `${words(first)}至${first.slice(0, 7) === last.slice(0, 7) ? `${Number(last.slice(8))}日` : words(last)}`;
}

/** Why a day is what it is. */
export function reasonInWords({ kind, name, note }: CalendarDayView): string {
  if (kind === 'exception') return `区里自定：${note ?? ''}`;
  if (kind === 'makeUp') return name ? `${name}调休` : '调休';
  return name ?? '法定节假日';
}

/** What a day is by the year's days, or by its weekday where it is none of them. */
export const isWorked = (date: DateText, days: readonly CalendarDayView[]): boolean => days.find((day) => day.date === date)?.isWorkingDay ?? !isWeekend(date);

export interface MonthCell {
  readonly date: DateText;
  readonly day: number;
  readonly isWorked: boolean;
  /** 「休」 or 「班」 where the day does not follow its weekday. */
  readonly mark: '休' | '班' | undefined;
  readonly isException: boolean;
}
export interface Month {
  readonly month: number;
  /** Places before the first in a week that begins on Monday. */
  readonly lead: number;
  readonly cells: readonly MonthCell[];
}

/** The twelve months of a year as one hangs them on a wall. */
export function monthsOf(year: number, days: readonly CalendarDayView[]): readonly Month[] {
  const known = new Map(days.map((day) => [day.date, day]));
  return Array.from({ length: 12 }, (_, i): Month => {
    const prefix = `${year}-${String(i + 1).padStart(2, '0')}-`;
    const cells: MonthCell[] = [];
    for (let date: DateText = `${prefix}01`; date.startsWith(prefix); date = dayAfter(date)) {
      const day = known.get(date);
      cells.push({ date, day: cells.length + 1, isWorked: isWorked(date, days), mark: day && (day.isWorkingDay ? '班' : '休'), isException: day?.kind === 'exception' });
    }
    return { month: i + 1, lead: (new Date(`${prefix}01T00:00:00Z`).getUTCDay() + 6) % 7, cells };
  });
}
