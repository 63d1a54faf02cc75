import {
  deadlinesOf, endOfDayMs,
  type ComplaintFacts, type ComplaintRating, type ComplaintStatus, type ComplaintStepKind, type DateText, type DueView, type MediationOutcome, type WorkCalendar,
} from '@linping/shared';
import type { ComplaintPauseRow, ComplaintRow } from './complaints.entity.ts';

export type ClockName = DueView['clock'];
type EscalatingClock = Exclude<ClockName, 'answer' | 'silence'>;

/** What a step decided, as its row keeps it. */
export interface StepFacts {
  readonly rating?: ComplaintRating;
  readonly ratingCounts?: boolean;
  readonly workingDays?: number;
  readonly until?: DateText;
  readonly department?: string;
  readonly parties?: string;
  readonly outcome?: MediationOutcome | 'confirmed' | 'reopened' | 'notReached';
  readonly heldOn?: DateText;
  readonly mergedInto?: string;
  readonly assigneeId?: string;
  readonly clock?: EscalatingClock;
  readonly dueMs?: number;
}
/** A step as the fold sees it: who took it and with what words is of no consequence. */
export interface Move {
  readonly stepId: string;
  readonly kind: ComplaintStepKind;
  readonly status: ComplaintStatus;
  readonly atMs: number;
  readonly facts: StepFacts;
}
/** A complaint with the pauses of its whole life. */
export interface Progress {
  readonly row: ComplaintRow;
  readonly pauses: readonly ComplaintPauseRow[];
}

/** What the table of states asks. */
export const factsOf = ({ status, extension, hasObjected, questions, authorId, providerId }: ComplaintRow): ComplaintFacts =>
  ({ status, extension, hasObjected, questions, hasAuthor: authorId !== null, isStreetInCharge: providerId === null });

/** A complaint as its filing leaves it, before its clocks are set. */
export const FRESH = {
  status: 'submitted', version: 1, closedMs: null,
  acknowledgedMs: null, acceptedMs: null, resolvedMs: null,
  acknowledgeDueMs: null, acceptDueMs: 0, resolveDueMs: null, answerDueMs: null, silentDueMs: null, supervisedUntilMs: null,
  acknowledgeEscalated: false, acceptEscalated: false, resolveEscalated: false, superviseEscalated: false,
  dueClock: null, dueMs: null, nextDueMs: null,
  firstAcceptDueMs: 0, firstAcceptedMs: null, firstResolveDueMs: null, firstResolvedMs: null, referredMs: null,
  extension: 'none', extensionDays: 0, grantedDays: 0, questions: 0, hasObjected: false, timesReopened: 0,
  rating: null, ratingCounts: false, assigneeId: null, mergedInto: null, merges: 0, followers: 0,
} as const satisfies Partial<ComplaintRow>;

/** The complaint after one more step, its clocks set anew from the whole history. */
export function advanced({ row, pauses }: Progress, move: Move, calendar: WorkCalendar): Progress {
  const next = { ...row, ...changesOf(row, move), status: move.status, version: row.version + 1, lastStepMs: move.atMs };
  return clocked({ row: next, pauses: pausesAfter(pauses, row, move) }, calendar);
}

/** The complaint with every deadline computed from its history: nothing is ever added to a deadline that was kept. */
export function clocked({ row, pauses }: Progress, calendar: WorkCalendar): Progress {
  const { startMs, isUrgent, grantedDays, resolvedMs } = row;
  const due = deadlinesOf({ startMs, isUrgent, extensionDays: grantedDays, pauses: pauses.filter(({ fromMs }) => fromMs >= startMs), resolvedMs }, calendar);
  const dated = {
    ...row, acknowledgeDueMs: due.acknowledgeMs, acceptDueMs: due.acceptMs, resolveDueMs: due.resolveMs, answerDueMs: due.answerMs, silentDueMs: due.silentMs,
    ...(row.firstAcceptedMs === null && { firstAcceptDueMs: due.acceptMs, firstAcceptedMs: row.acceptedMs }),
    ...(row.firstResolvedMs === null && { firstResolveDueMs: due.resolveMs, firstResolvedMs: resolvedMs }),
  };
  const seen = visibleClock(dated);
  return { row: { ...dated, dueClock: seen?.clock ?? null, dueMs: seen?.dueMs ?? null, nextDueMs: nextEvent(dated)?.dueMs ?? null }, pauses };
}

/** What time does next by itself, and when; null where nothing is due ever. */
export interface DueEvent {
  readonly kind: 'escalate' | 'resume' | 'closeSilently';
  readonly dueMs: number;
  readonly clock: ClockName;
}
export function nextEvent(row: ComplaintRow): DueEvent | null {
  const events: DueEvent[] = runningClocks(row).filter(({ clock }) => !isEscalated(row, clock)).map(({ clock, dueMs }) => ({ kind: 'escalate', clock, dueMs }));
  if (row.status === 'awaitingResident' && row.answerDueMs !== null) events.push({ kind: 'resume', clock: 'answer', dueMs: row.answerDueMs });
  if (row.status === 'resolved' && row.silentDueMs !== null) events.push({ kind: 'closeSilently', clock: 'silence', dueMs: row.silentDueMs });
  return earliest(events);
}

/** The clock that people look at: while the resident is asked or has to confirm, that one; else the first to run out. */
function visibleClock(row: ComplaintRow): { readonly clock: ClockName; readonly dueMs: number } | null {
  if (row.status === 'awaitingResident' && row.answerDueMs !== null) return { clock: 'answer', dueMs: row.answerDueMs };
  if (row.status === 'resolved' && row.silentDueMs !== null) return { clock: 'silence', dueMs: row.silentDueMs };
  return earliest(runningClocks(row));
}

const WORKED_ON: readonly ComplaintStatus[] = ['submitted', 'reopened', 'accepted', 'inProgress', 'awaitingResident'];

/** The firm's clocks that are not met yet, overdue ones too. */
function runningClocks(row: ComplaintRow): { readonly clock: EscalatingClock; readonly dueMs: number }[] {
  if (!WORKED_ON.includes(row.status)) return [];
  const clocks: { readonly clock: EscalatingClock; readonly dueMs: number | null }[] = [
    { clock: 'acknowledge', dueMs: row.acknowledgedMs === null ? row.acknowledgeDueMs : null },
    { clock: 'accept', dueMs: row.acceptedMs === null ? row.acceptDueMs : null },
    { clock: 'resolve', dueMs: row.resolveDueMs },
    { clock: 'supervise', dueMs: row.supervisedUntilMs },
  ];
  return clocks.flatMap(({ clock, dueMs }) => (dueMs === null ? [] : [{ clock, dueMs }]));
}

/** Of several at one instant the first named. */
const earliest = <Due extends { readonly dueMs: number }>(list: readonly Due[]): Due | null =>
  list.reduce<Due | null>((first, one) => (first === null || one.dueMs < first.dueMs ? one : first), null);

const isEscalated = (row: ComplaintRow, clock: EscalatingClock): boolean => row[ESCALATED[clock]];
const ESCALATED = {
  acknowledge: 'acknowledgeEscalated', accept: 'acceptEscalated', resolve: 'resolveEscalated', supervise: 'superviseEscalated',
} as const satisfies Record<EscalatingClock, keyof ComplaintRow>;

type Changes = Partial<ComplaintRow>;

function changesOf(row: ComplaintRow, { kind, atMs, facts }: Move): Changes {
  switch (kind) {
    case 'acknowledge': return { acknowledgedMs: row.acknowledgedMs ?? atMs };
    case 'accept': return { acknowledgedMs: row.acknowledgedMs ?? atMs, acceptedMs: atMs };
    case 'assign': return { assigneeId: facts.assigneeId ?? null };
    case 'ask': return { questions: row.questions + 1 };
    case 'resolve': return { resolvedMs: atMs };
    case 'requestExtension': return { extension: 'requested', extensionDays: facts.workingDays ?? 0 };
    case 'grantExtension': return { extension: 'granted', extensionDays: facts.workingDays ?? 0, grantedDays: facts.workingDays ?? 0 };
    case 'refuseExtension': return { extension: 'refused' };
    case 'supervise': return { supervisedUntilMs: endOfDayMs(facts.until!), superviseEscalated: false };
    case 'refer': return { referredMs: atMs };
    case 'escalate': return { [ESCALATED[facts.clock!]]: true };
    case 'reopen': return { ...newRound(atMs), timesReopened: row.timesReopened + 1 };
    case 'object': return { ...newRound(atMs), hasObjected: true };
    case 'returnToFirm': return newRound(atMs);
    case 'confirm': return { closedMs: atMs, rating: facts.rating ?? null, ratingCounts: facts.ratingCounts ?? false };
    case 'merge': return { closedMs: atMs, mergedInto: facts.mergedInto ?? null };
    case 'withdraw': case 'reject': case 'closeSilently': return { closedMs: atMs };
    case 'file': case 'add': case 'answer': case 'reply': case 'mediate': case 'callBack': case 'resume': return {};
  }
}

/** All clocks start anew; an extension lengthens only the round in which it was granted. */
const newRound = (atMs: number): Changes => ({
  startMs: atMs, acknowledgedMs: null, acceptedMs: null, resolvedMs: null, supervisedUntilMs: null, grantedDays: 0, referredMs: null, closedMs: null,
  acknowledgeEscalated: false, acceptEscalated: false, resolveEscalated: false, superviseEscalated: false,
});

/** A question opens one; whatever leads on from waiting ends it. */
function pausesAfter(pauses: readonly ComplaintPauseRow[], before: ComplaintRow, { kind, status, atMs, stepId }: Move): readonly ComplaintPauseRow[] {
  if (kind === 'ask') return [...pauses, { stepId, complaintId: before.id, fromMs: atMs, toMs: null }];
  if (before.status !== 'awaitingResident' || status === 'awaitingResident') return pauses;
  return pauses.map((pause) => (pause.toMs === null ? { ...pause, toMs: atMs } : pause));
}
