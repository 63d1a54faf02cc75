import {
  COMPLAINT_ENDED, COMPLAINT_OPEN, deadlinesOf, endOfDayMs, moveComplaint,
  type ComplaintAction, type ComplaintSide, type ComplaintStatus, type ComplaintStepKind, type ExtensionState, type WorkCalendar,
} from '@linping/shared';

/** What of a step the model foretells. */
export interface ModelStep {
  readonly kind: ComplaintStepKind;
  readonly side: ComplaintSide;
  readonly atMs: number;
  readonly status: ComplaintStatus;
}
type Clock = 'acknowledge' | 'accept' | 'resolve' | 'supervise';

/**
 * A complaint as the rules have it, told again in the plainest way: it keeps no deadline and no next event, but asks for
 * them anew every time. What a row of the database says is held against it.
 */
export class ModelComplaint {
  status: ComplaintStatus = 'submitted';
  extension: ExtensionState = 'none';
  asked = 0;
  granted = 0;
  questions = 0;
  hasObjected = false;
  timesReopened = 0;
  acknowledgedMs: number | null = null;
  acceptedMs: number | null = null;
  resolvedMs: number | null = null;
  supervisedUntil: string | null = null;
  escalated: readonly Clock[] = [];
  rating: number | null = null;
  pauses: readonly { readonly fromMs: number; readonly toMs: number | null }[] = [];
  /** The first acceptance with the deadline it had. */
  first: { readonly atMs: number; readonly dueMs: number } | null = null;
  steps: readonly ModelStep[] = [];

  constructor(readonly id: string, public startMs: number, readonly isUrgent: boolean, readonly hasAuthor: boolean, filedMs: number) {
    this.steps = [{ kind: 'file', side: hasAuthor ? 'resident' : 'street', atMs: filedMs, status: 'submitted' }];
  }

  copy(): ModelComplaint {
    return Object.assign(Object.create(ModelComplaint.prototype) as ModelComplaint, this);
  }

  facts(isStreetInCharge = false) {
    return { status: this.status, extension: this.extension, hasObjected: this.hasObjected, questions: this.questions, hasAuthor: this.hasAuthor, isStreetInCharge };
  }

  deadlines(calendar: WorkCalendar) {
    const pauses = this.pauses.filter(({ fromMs }) => fromMs >= this.startMs);
    return deadlinesOf({ startMs: this.startMs, isUrgent: this.isUrgent, extensionDays: this.granted, pauses, resolvedMs: this.resolvedMs }, calendar);
  }

  /** The earliest thing that time does next. */
  next(calendar: WorkCalendar): { readonly kind: ComplaintAction; readonly clock: Clock | null; readonly dueMs: number } | null {
    const due = this.deadlines(calendar);
    if (this.status === 'resolved') return { kind: 'closeSilently', clock: null, dueMs: due.silentMs! };
    if (COMPLAINT_ENDED.includes(this.status) || this.status === 'referred') return null;
    const clocks: readonly (readonly [Clock, number | null])[] = [
      ['acknowledge', this.acknowledgedMs === null ? due.acknowledgeMs : null], ['accept', this.acceptedMs === null ? due.acceptMs : null],
      ['resolve', due.resolveMs], ['supervise', this.supervisedUntil === null ? null : endOfDayMs(this.supervisedUntil)],
    ];
    const events = clocks.filter(([clock, dueMs]) => dueMs !== null && !this.escalated.includes(clock)).map(([clock, dueMs]) => ({ kind: 'escalate' as ComplaintAction, clock: clock as Clock | null, dueMs: dueMs! }));
    if (this.status === 'awaitingResident') events.push({ kind: 'resume', clock: null, dueMs: due.answerMs! });
    return events.sort((a, b) => a.dueMs - b.dueMs)[0] ?? null;
  }

  /** Whatever time has done by now. */
  pass(nowMs: number, calendar: WorkCalendar): void {
    for (let event = this.next(calendar); event && event.dueMs <= nowMs; event = this.next(calendar)) {
      this.step('clock', event.kind, Math.max(event.dueMs, this.lastMs()), calendar);
      if (event.clock) this.escalated = [...this.escalated, event.clock];
    }
  }

  /** Takes a step that the table allows; what else it decides is set by the caller. */
  step(side: ComplaintSide, kind: ComplaintAction, atMs: number, calendar: WorkCalendar): void {
    const moved = moveComplaint(this.facts(), side, kind);
    if (!moved.ok) throw new Error(`the model was led to ${kind} from ${this.status}`);
    const was = this.status;
    this.status = moved.value;
    this.steps = [...this.steps, { kind, side, atMs, status: this.status }];
    if (kind === 'ask') [this.questions, this.pauses] = [this.questions + 1, [...this.pauses, { fromMs: atMs, toMs: null }]];
    else if (was === 'awaitingResident' && this.status !== 'awaitingResident') this.pauses = this.pauses.map(({ fromMs, toMs }) => ({ fromMs, toMs: toMs ?? atMs }));
    if (kind === 'acknowledge' || kind === 'accept') this.acknowledgedMs ??= atMs;
    if (kind === 'accept') this.acceptedMs = atMs;
    if (kind === 'accept') this.first ??= { atMs, dueMs: this.deadlines(calendar).acceptMs };
    if (kind === 'resolve') this.resolvedMs = atMs;
    if (kind === 'refuseExtension') this.extension = 'refused';
    if (kind === 'object') this.hasObjected = true;
    if (kind === 'reopen') this.timesReopened += 1;
    if (kind === 'object' || kind === 'reopen' || kind === 'returnToFirm') this.begin(atMs);
  }

  lastMs(): number {
    return this.steps.at(-1)!.atMs;
  }
  isOpen(): boolean {
    return COMPLAINT_OPEN.includes(this.status);
  }

  private begin(atMs: number): void {
    [this.startMs, this.acknowledgedMs, this.acceptedMs, this.resolvedMs, this.supervisedUntil] = [atMs, null, null, null, null];
    [this.escalated, this.granted] = [[], 0];
  }
}
