import type { Days } from '../period/days.ts';
import { daysOf, type DateText, type HalfYear } from '../period/half-year.ts';
import { err, ok, type Result } from '../result.ts';
import type { DeciPoints } from '../satisfaction/satisfaction.ts';
import type { RoundStatus } from '../survey/round.ts';

/** A sheet: one estate, one half-year, one provider's period of service (七(二)1 「每半年…进行考评打分」). */
export const ASSESSMENT_STATUSES = ['draft', 'submitted'] as const;
export type AssessmentStatus = (typeof ASSESSMENT_STATUSES)[number];

/** `score`: any writing of deductions. */
export const ASSESSMENT_ACTIONS = ['score', 'submit'] as const;
export type AssessmentAction = (typeof ASSESSMENT_ACTIONS)[number];

export interface AssessmentSubmitted {
  readonly code: 'ASSESSMENT_SUBMITTED';
}

const MOVES: Readonly<Record<AssessmentStatus, Readonly<Partial<Record<AssessmentAction, AssessmentStatus>>>>> = {
  draft: { score: 'draft', submit: 'submitted' },
  submitted: {},
};

/** The status after an action, or the refusal. The page greys its buttons with the function that refuses the request. */
export function moveAssessment(status: AssessmentStatus, action: AssessmentAction): Result<AssessmentStatus, AssessmentSubmitted> {
  const next = MOVES[status][action];
  return next ? ok(next) : err({ code: 'ASSESSMENT_SUBMITTED' });
}

/** What a sheet asks of an estate's round. */
export interface RoundFacts {
  readonly roundId: string;
  readonly halfYear: HalfYear;
  readonly status: RoundStatus;
  /** Households still missing to the sample. */
  readonly needed: number;
  /** Item 20; null unless certified. */
  readonly deciPoints: DeciPoints | null;
  /** The day of the certification; null unless certified. */
  readonly certifiedOn: DateText | null;
}

/** A round that may still be certified. */
export type RunningRoundStatus = Exclude<RoundStatus, 'certified' | 'insufficient'>;
export type SheetWait =
  | { readonly code: 'periodRunning'; readonly until: DateText }
  | { readonly code: 'roundMissing' }
  | { readonly code: 'roundRunning'; readonly roundId: string; readonly status: RunningRoundStatus; readonly needed: number }
  | { readonly code: 'roundInsufficient'; readonly roundId: string };

export interface AssessmentWaits {
  readonly code: 'ASSESSMENT_WAITS';
  readonly waitsFor: readonly SheetWait[];
}

/**
 * The round that gives a sheet its item 20. For the provider at the half-year's end it is this half-year's; for one that
 * left before, the estate's latest that was certified while it served, and where there is none, this half-year's too.
 */
export function decidingRound(halfYear: HalfYear, { last }: Days, rounds: readonly RoundFacts[]): RoundFacts | null {
  const own = rounds.find((round) => round.halfYear === halfYear) ?? null;
  if (last === daysOf(halfYear).last) return own;
  const certified = rounds.filter(({ certifiedOn }) => certifiedOn !== null && certifiedOn <= last);
  return certified.reduce<RoundFacts | null>((latest, round) => (latest && latest.halfYear > round.halfYear ? latest : round), null) ?? own;
}

/** What a draft waits for, empty when it may be submitted: its period's last day, and item 20. Nothing else holds it, and nothing overrides it. */
export function waitsOf({ last }: Days, round: RoundFacts | null, today: DateText): SheetWait[] {
  const period: SheetWait[] = today < last ? [{ code: 'periodRunning', until: last }] : [];
  return [...period, ...roundWaits(round)];
}

function roundWaits(round: RoundFacts | null): SheetWait[] {
  if (!round) return [{ code: 'roundMissing' }];
  const { roundId, status, needed } = round;
  if (status === 'certified') return [];
  return [status === 'insufficient' ? { code: 'roundInsufficient', roundId } : { code: 'roundRunning', roundId, status, needed }];
}

/** Whether a sheet may be submitted now. Refuses ASSESSMENT_SUBMITTED, and ASSESSMENT_WAITS with what is missing. */
export function judgeSubmit(status: AssessmentStatus, waitsFor: readonly SheetWait[]): Result<AssessmentStatus, AssessmentSubmitted | AssessmentWaits> {
  const moved = moveAssessment(status, 'submit');
  return moved.ok && waitsFor.length > 0 ? err({ code: 'ASSESSMENT_WAITS', waitsFor }) : moved;
}
