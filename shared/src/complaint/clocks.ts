import { shanghaiDate } from '../period/half-year.ts';
import { endOfNthWorkingDay, workingDaysBetween, type WorkCalendar } from '../period/working-days.ts';

/** The limits of a complaint [D]: natural hours, working days (`Days`), and natural days for the silence after a resolve. */
export const COMPLAINT_LIMITS = { acknowledgeHours: 2, acceptDays: 1, resolveDays: 5, mostResolveDays: 15, silentDays: 7, answerDays: 3 } as const;

const HOUR_MS = 3_600_000;

/** While the resident is asked: from the question to the answer, to {@link pauseEndsMs} at the latest. Null: still waits. */
export interface Pause {
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** What the clocks of one round of work are recomputed from, every time: nothing is ever added to a deadline that was kept. */
export interface ClockFacts {
  /** Received, or the last reopening, objection or return from another department. */
  readonly startMs: number;
  readonly isUrgent: boolean;
  /** Working days granted on top, once; beyond fifteen in all they do not count. */
  readonly extensionDays: number;
  readonly pauses: readonly Pause[];
  readonly resolvedMs: number | null;
}

/** Deadlines as the first instant that is too late: what happens at `…Ms` itself is late. */
export interface Deadlines {
  /** Urgent ones only. */
  readonly acknowledgeMs: number | null;
  readonly acceptMs: number;
  /** Null while the resident is asked. A question put after the deadline stops nothing: the deadline stays where it was. */
  readonly resolveMs: number | null;
  /** Until when a question waits; null where none does. */
  readonly answerMs: number | null;
  /** When silence closes it; null before a resolve. */
  readonly silentMs: number | null;
}

/**
 * The deadlines of a round of work. The day it starts on does not count; a deadline is the end of its last working day
 * (民法典 201–203). A pause from day A to day B gives back the working days d with A < d ≤ B, each once, however often the
 * resident was asked in them; one that begins when the time was up gives back none.
 */
export function deadlinesOf(facts: ClockFacts, calendar: WorkCalendar): Deadlines {
  const pauses = joined(facts.pauses);
  const open = pauses.find(({ toMs }) => toMs === null);
  return {
    acknowledgeMs: facts.isUrgent ? facts.startMs + COMPLAINT_LIMITS.acknowledgeHours * HOUR_MS : null,
    acceptMs: endOfNthWorkingDay(facts.startMs, COMPLAINT_LIMITS.acceptDays, calendar),
    resolveMs: resolveDeadline(facts, pauses, calendar),
    answerMs: open ? pauseEndsMs(lastQuestion(facts.pauses), calendar) : null,
    silentMs: facts.resolvedMs === null ? null : endOfNthWorkingDay(facts.resolvedMs, COMPLAINT_LIMITS.silentDays, EVERY_DAY),
  };
}

/** Until when a question that was put at an instant waits: then the clock runs again (`resume`), at this instant even if the job comes later. */
export const pauseEndsMs = (askedMs: number, calendar: WorkCalendar): number => endOfNthWorkingDay(askedMs, COMPLAINT_LIMITS.answerDays, calendar);

/**
 * Whole working days until a deadline, today not counted: 0 where today is the last. From the deadline on negative: overdue
 * by so many begun working days, and by one already on the days of rest right after it.
 */
export function workingDaysLeft(nowMs: number, dueMs: number, calendar: WorkCalendar): number {
  const [today, last] = [shanghaiDate(nowMs), lastDayBefore(dueMs)];
  return nowMs < dueMs ? workingDaysBetween(today, last, calendar) : -Math.max(1, workingDaysBetween(last, today, calendar));
}

/** Natural days until an instant, counted like {@link workingDaysLeft}: what a silence has left. */
export const naturalDaysLeft = (nowMs: number, dueMs: number): number => workingDaysLeft(nowMs, dueMs, EVERY_DAY);

/** Natural days: a phone confirms on a Sunday as well. [D] */
const EVERY_DAY: WorkCalendar = { isWorkingDay: () => true };

/** The last day of a deadline that ends with it; of one within a day, that day. */
const lastDayBefore = (dueMs: number) => shanghaiDate(dueMs - 1);

function resolveDeadline({ startMs, extensionDays }: ClockFacts, pauses: readonly Pause[], calendar: WorkCalendar): number | null {
  let days: number = Math.min(COMPLAINT_LIMITS.resolveDays + extensionDays, COMPLAINT_LIMITS.mostResolveDays);
  let dueMs = endOfNthWorkingDay(startMs, days, calendar);
  for (const { fromMs, toMs } of pauses) {
    if (fromMs >= dueMs) break;
    if (toMs === null) return null;
    days += workingDaysBetween(shanghaiDate(Math.max(fromMs, startMs)), lastDayBefore(toMs), calendar);
    dueMs = endOfNthWorkingDay(startMs, days, calendar);
  }
  return dueMs;
}

/** In the order of time, and those that touch as one: how a pause is cut into rows changes no deadline. */
function joined(pauses: readonly Pause[]): readonly Pause[] {
  const spans: Pause[] = [];
  for (const pause of [...pauses].sort((a, b) => a.fromMs - b.fromMs || endOf(a) - endOf(b))) {
    const last = spans[spans.length - 1];
    if (last && endOf(last) >= pause.fromMs) spans[spans.length - 1] = { fromMs: last.fromMs, toMs: endOf(pause) > endOf(last) ? pause.toMs : last.toMs };
    else spans.push(pause);
  }
  return spans;
}
const endOf = ({ toMs }: Pause) => toMs ?? Infinity;

/** The question that waits now. */
const lastQuestion = (pauses: readonly Pause[]) => Math.max(...pauses.filter(({ toMs }) => toMs === null).map(({ fromMs }) => fromMs));
