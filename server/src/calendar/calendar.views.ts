import type { CalendarDayView, DateText } from '@linping/shared';
import type { CalendarExceptionRow } from './calendar.entity.ts';
import type { LegalDay } from './legal-days.ts';

type Day = Omit<CalendarDayView, 'mayEdit'>;
type Standing = CalendarExceptionRow & { readonly isWorkingDay: boolean };

/** The days of a year that do not follow their weekday, in order; where headquarters made an exception, that is what the day is. */
export function calendarDays(legal: readonly LegalDay[], exceptions: readonly Standing[]): Day[] {
  const days = new Map<DateText, Day>(legal.map((day) => [day.date, legalView(day)]));
  for (const row of exceptions) days.set(row.date, exceptionView(row, legal.find(({ date }) => date === row.date)));
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

const legalView = ({ date, isWorkingDay, name }: LegalDay): Day =>
  ({ date, kind: isWorkingDay ? 'makeUp' : 'holiday', isWorkingDay, name, note: null, version: null });

const exceptionView = ({ date, isWorkingDay, note, version }: Standing, legal: LegalDay | undefined): Day =>
  ({ date, kind: 'exception', isWorkingDay, name: legal?.name ?? null, note, version });
