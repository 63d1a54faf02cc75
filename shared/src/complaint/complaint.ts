import { err, ok, type Result } from '../result.ts';

/**
 * The life of a complaint (七(三)1). `submitted` is also where an objection and a return from another department lead: the
 * clocks of the firm start anew there. `referred`: another department's business, followed by the street.
 */
export const COMPLAINT_STATUSES = [
  'submitted', 'accepted', 'inProgress', 'awaitingResident', 'resolved', 'reopened', 'referred',
  'confirmed', 'closedSilently', 'merged', 'rejected', 'withdrawn',
] as const;
export type ComplaintStatus = (typeof COMPLAINT_STATUSES)[number];

/** Who moves a complaint: its author, the firm in charge, the street (or community), or time. */
export type ComplaintSide = 'resident' | 'firm' | 'street' | 'clock';

export const COMPLAINT_ACTIONS = [
  'add', 'answer', 'confirm', 'reopen', 'withdraw', 'object',
  'acknowledge', 'accept', 'assign', 'reply', 'ask', 'resolve', 'requestExtension',
  'grantExtension', 'refuseExtension', 'supervise', 'mediate', 'merge', 'reject', 'refer', 'returnToFirm', 'callBack',
  'resume', 'escalate', 'closeSilently',
] as const;
export type ComplaintAction = (typeof COMPLAINT_ACTIONS)[number];

type Moves = Readonly<Partial<Record<ComplaintStatus, ComplaintStatus>>>;
interface ActionRule {
  readonly sides: readonly ComplaintSide[];
  readonly moves: Moves;
}

const stays = (...statuses: ComplaintStatus[]): Moves => Object.fromEntries(statuses.map((status) => [status, status]));
const leads = (to: ComplaintStatus, ...statuses: ComplaintStatus[]): Moves => Object.fromEntries(statuses.map((status) => [status, to]));

/** The firm's, once accepted and not yet resolved. */
const AT_WORK = ['accepted', 'inProgress', 'awaitingResident'] as const satisfies readonly ComplaintStatus[];
/** Everything before a resolve. */
const UNRESOLVED = ['submitted', 'reopened', ...AT_WORK] as const satisfies readonly ComplaintStatus[];

/** The state table: the one place that says who may lead a complaint where. A firm can close none: `confirm`, `withdraw`, `reject` and `merge` are not its own. */
const TABLE: Readonly<Record<ComplaintAction, ActionRule>> = {
  // the resident
  add: { sides: ['resident'], moves: stays(...UNRESOLVED, 'referred') },
  answer: { sides: ['resident'], moves: leads('inProgress', 'awaitingResident') },
  confirm: { sides: ['resident', 'street'], moves: leads('confirmed', 'resolved') },
  reopen: { sides: ['resident', 'street'], moves: leads('reopened', 'resolved') },
  withdraw: { sides: ['resident'], moves: leads('withdrawn', ...UNRESOLVED, 'referred', 'resolved') },
  object: { sides: ['resident'], moves: leads('submitted', 'rejected') },
  // the firm; where none is in charge, and once referred, the street in its place
  acknowledge: { sides: ['firm', 'street'], moves: stays('submitted', 'reopened') },
  accept: { sides: ['firm', 'street'], moves: leads('accepted', 'submitted', 'reopened') },
  assign: { sides: ['firm'], moves: { ...leads('inProgress', 'accepted', 'inProgress'), ...stays('awaitingResident') } },
  reply: { sides: ['firm', 'street'], moves: { ...leads('inProgress', 'accepted', 'inProgress'), ...stays('awaitingResident', 'referred') } },
  ask: { sides: ['firm', 'street'], moves: leads('awaitingResident', 'accepted', 'inProgress') },
  resolve: { sides: ['firm', 'street'], moves: leads('resolved', ...AT_WORK, 'referred') },
  requestExtension: { sides: ['firm'], moves: stays(...AT_WORK) },
  // the street
  grantExtension: { sides: ['street'], moves: stays(...AT_WORK) },
  refuseExtension: { sides: ['street'], moves: stays(...AT_WORK) },
  supervise: { sides: ['street'], moves: stays(...UNRESOLVED) },
  mediate: { sides: ['street'], moves: stays(...UNRESOLVED, 'referred', 'resolved') },
  /** Rung and not reached; what a caller said is `confirm` or `reopen`. */
  callBack: { sides: ['street'], moves: stays('resolved') },
  merge: { sides: ['street'], moves: leads('merged', ...UNRESOLVED, 'referred') },
  reject: { sides: ['street'], moves: leads('rejected', ...UNRESOLVED) },
  refer: { sides: ['street'], moves: leads('referred', ...UNRESOLVED) },
  returnToFirm: { sides: ['street'], moves: leads('submitted', 'referred') },
  // time
  resume: { sides: ['clock'], moves: leads('inProgress', 'awaitingResident') },
  escalate: { sides: ['clock'], moves: stays(...UNRESOLVED) },
  closeSilently: { sides: ['clock'], moves: leads('closedSilently', 'resolved') },
};

/** What a timeline is made of. */
export const COMPLAINT_STEP_KINDS = ['file', ...COMPLAINT_ACTIONS] as const;
export type ComplaintStepKind = 'file' | ComplaintAction;

export interface IllegalComplaintMove {
  readonly code: 'COMPLAINT_ILLEGAL_MOVE';
  readonly status: ComplaintStatus;
  readonly action: ComplaintAction;
}
export interface OnlyOnce {
  readonly code: 'EXTENSION_ONLY_ONCE' | 'OBJECTION_ONLY_ONCE' | 'EXTENSION_NOT_REQUESTED' | 'QUESTIONS_USED_UP' | 'NOBODY_TO_ASK';
}
export interface SideMayNot {
  readonly code: 'COMPLAINT_NOT_YOURS_TO_MOVE';
}

export const EXTENSION_STATES = ['none', 'requested', 'granted', 'refused'] as const;
export type ExtensionState = (typeof EXTENSION_STATES)[number];

/** What a move asks of a complaint besides its status. */
export interface ComplaintFacts {
  readonly status: ComplaintStatus;
  readonly extension: ExtensionState;
  readonly hasObjected: boolean;
  /** Questions put to the resident so far, over the whole life: asking must not become a way to stop the clock. */
  readonly questions: number;
  /** Somebody who reads questions here: what came by phone has no author, and what waits for nobody must not stop the clock. */
  readonly hasAuthor: boolean;
  /** No firm is in charge of the estate, so the street answers in its place. */
  readonly isStreetInCharge: boolean;
}

/** Questions a firm may put to the resident in one complaint. [D] */
export const MOST_QUESTIONS = 2;

/** What the street may do only in a firm's place: where none is in charge, or once the complaint is referred. */
const IN_THE_FIRMS_PLACE: readonly ComplaintAction[] = ['acknowledge', 'accept', 'reply', 'ask', 'resolve'];

/**
 * The status after an action of a side, or why not. Pages grey their buttons with the function that refuses the request.
 * Refuses COMPLAINT_NOT_YOURS_TO_MOVE, COMPLAINT_ILLEGAL_MOVE, EXTENSION_ONLY_ONCE, EXTENSION_NOT_REQUESTED,
 * OBJECTION_ONLY_ONCE, QUESTIONS_USED_UP, NOBODY_TO_ASK.
 */
export function moveComplaint(
  facts: ComplaintFacts, side: ComplaintSide, action: ComplaintAction,
): Result<ComplaintStatus, IllegalComplaintMove | OnlyOnce | SideMayNot> {
  const { sides, moves } = TABLE[action];
  const next = moves[facts.status];
  if (!sides.includes(side)) return err({ code: 'COMPLAINT_NOT_YOURS_TO_MOVE' });
  if (next === undefined) return err({ code: 'COMPLAINT_ILLEGAL_MOVE', status: facts.status, action });
  const isStreetsTurn = facts.isStreetInCharge || facts.status === 'referred';
  if (side === 'street' && IN_THE_FIRMS_PLACE.includes(action) && !isStreetsTurn) return err({ code: 'COMPLAINT_NOT_YOURS_TO_MOVE' });
  if (side === 'firm' && isStreetsTurn) return err({ code: 'COMPLAINT_NOT_YOURS_TO_MOVE' });
  if (action === 'requestExtension' && facts.extension !== 'none') return err({ code: 'EXTENSION_ONLY_ONCE' });
  if ((action === 'grantExtension' || action === 'refuseExtension') && facts.extension !== 'requested') return err({ code: 'EXTENSION_NOT_REQUESTED' });
  if (action === 'object' && facts.hasObjected) return err({ code: 'OBJECTION_ONLY_ONCE' });
  if (action === 'ask' && !facts.hasAuthor) return err({ code: 'NOBODY_TO_ASK' });
  if (action === 'ask' && facts.questions >= MOST_QUESTIONS) return err({ code: 'QUESTIONS_USED_UP' });
  return ok(next);
}

/** The actions a side may take now: what a page offers. */
export const complaintMoves = (facts: ComplaintFacts, side: ComplaintSide): readonly ComplaintAction[] =>
  COMPLAINT_ACTIONS.filter((action) => moveComplaint(facts, side, action).ok);

/** The statuses that nothing leaves, a rejection's one objection apart. */
export const COMPLAINT_ENDED: readonly ComplaintStatus[] = ['confirmed', 'closedSilently', 'merged', 'rejected', 'withdrawn'];
/** Still somebody's work: what is suggested to a neighbour who starts to write the same. */
export const COMPLAINT_OPEN: readonly ComplaintStatus[] = [...UNRESOLVED, 'referred'];

/** 1–5 as a resident rates a fix; 4 and 5 count as satisfied (ADR 9: with a middle, only the top two). */
export type ComplaintRating = 1 | 2 | 3 | 4 | 5;
export const RATES_AS_SATISFIED = 4;

/** Where it came from; all run on the same clocks. */
export const COMPLAINT_CHANNELS = ['app', 'phone', 'counter', 'hotline12345'] as const;
export type ComplaintChannel = (typeof COMPLAINT_CHANNELS)[number];

export const MEDIATION_OUTCOMES = ['agreed', 'notAgreed', 'absent'] as const;
export type MediationOutcome = (typeof MEDIATION_OUTCOMES)[number];

/** The text a resident consents to before anything reaches the firm (个人信息保护法 23): a new wording is a new version. */
export const COMPLAINT_CONSENT_VERSION = '2026-11';
export const MOST_PHOTOS = 9;
export const MOST_COMPLAINT_TEXT = 500;
