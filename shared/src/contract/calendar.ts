/** What makes a day other than its weekday: a legal holiday, a make-up day of one (调休上班), or headquarters' own exception, which goes before both. */
export const CALENDAR_DAY_KINDS = ['holiday', 'makeUp', 'exception'] as const;
export type CalendarDayKind = (typeof CALENDAR_DAY_KINDS)[number];

export interface CalendarDayView {
  readonly date: string;
  readonly kind: CalendarDayKind;
  readonly isWorkingDay: boolean;
  /** Of the legal holiday that the day belongs to: 「国庆节」. Null where it belongs to none. */
  readonly name: string | null;
  /** Why headquarters made an exception; null for legal days. */
  readonly note: string | null;
  /** Of the exception; null for legal days. */
  readonly version: number | null;
  /** Whether this reader may set or lift an exception here now. */
  readonly mayEdit: boolean;
}
/** GET /work-calendar?year=: each day of a year that does not follow its weekday; without a year the running one. */
export interface WorkCalendarQuery {
  readonly year?: number;
}
export interface WorkCalendarView {
  readonly year: number;
  /** False: no legal holidays are known for the year yet, only weekends rest. */
  readonly isLegalKnown: boolean;
  /** Of this year and the two that follow, those without legal holidays yet: to be said where headquarters looks. */
  readonly unknownYears: readonly number[];
  readonly days: readonly CalendarDayView[];
  /** The days that may be edited, both inside; null for a reader who may edit none. */
  readonly editable: { readonly first: string; readonly last: string } | null;
}
/** PUT /work-calendar/:date: sets or changes the exception of a day. Answers the day's year. */
export interface SetCalendarDayBody {
  readonly isWorkingDay: boolean;
  readonly note: string;
  /** Of the exception as it was seen; null where the day had none. */
  readonly version: number | null;
}
/** DELETE /work-calendar/:date?version=: the day follows the law again. Answers the day's year. */
export interface LiftCalendarDayQuery {
  readonly version: number;
}
