import { ceilDiv, halfUpDiv } from '../exact.ts';
import { shanghaiDate, type DateText } from '../period/half-year.ts';
import type { CategoryOfComplaint } from './categories.ts';
import { RATES_AS_SATISFIED, type ComplaintRating, type ComplaintStatus } from './complaint.ts';

/** What of a complaint the figures are made of. Deadlines are the first instant that is too late. */
export interface FigureFacts {
  readonly status: ComplaintStatus;
  readonly category: CategoryOfComplaint;
  readonly receivedMs: number;
  /** The first acceptance and the first resolve, each with the deadline then in force; the present deadline while it has not happened. */
  readonly firstAcceptDueMs: number;
  readonly firstAcceptedMs: number | null;
  /** Null while the resident is asked. */
  readonly firstResolveDueMs: number | null;
  readonly firstResolvedMs: number | null;
  /** With another department since. */
  readonly referredMs: number | null;
  readonly timesReopened: number;
  readonly rating: ComplaintRating | null;
  /** By a verified household, or told in a recorded call-back. */
  readonly ratingCounts: boolean;
}

/** A share as it is counted; `permille` half up, null where there is nothing to count. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  readonly permille: number | null;
}
export const rateOf = (numerator: number, denominator: number): Rate =>
  ({ numerator, denominator, permille: denominator === 0 ? null : halfUpDiv(numerator * 1000, denominator) });

/** Where complaints stand. What the firm says is done (`resolved`), what silence closed and what a resident confirmed are never one number. */
export const FIGURE_STANDINGS = ['open', 'resolved', 'closedSilently', 'confirmed', 'merged', 'withdrawn', 'rejected', 'referred'] as const;
export type FigureStanding = (typeof FIGURE_STANDINGS)[number];

/** Shown, and in no rate: merged ones count in the one they went into, withdrawn and rejected ones nowhere, referred ones are another department's. */
const IN_NO_RATE: readonly FigureStanding[] = ['merged', 'withdrawn', 'rejected', 'referred'];

/** Referred is one until it is returned, also where the street has brought it to its end itself. */
export function standingOf({ status, referredMs }: Pick<FigureFacts, 'status' | 'referredMs'>): FigureStanding {
  if (status === 'merged' || status === 'withdrawn' || status === 'rejected') return status;
  if (referredMs !== null || status === 'referred') return 'referred';
  return status === 'resolved' || status === 'closedSilently' || status === 'confirmed' ? status : 'open';
}

/** Why a complaint lowers a rate. */
export const LOWERING_REASONS = ['acceptedLate', 'notAccepted', 'resolvedLate', 'notResolved', 'reopened', 'lowRating'] as const;
export type LoweringReason = (typeof LOWERING_REASONS)[number];
export const COMPLAINT_RATES = ['response', 'resolution', 'satisfaction'] as const;
/** 三率: 响应率, 办结率, 满意率. */
export type ComplaintRateName = (typeof COMPLAINT_RATES)[number];
export const RATE_OF_REASON: Readonly<Record<LoweringReason, ComplaintRateName>> = {
  acceptedLate: 'response', notAccepted: 'response', resolvedLate: 'resolution', notResolved: 'resolution', reopened: 'resolution', lowRating: 'satisfaction',
};

/** In which rates a complaint counts at an instant, and what of it lowers them. One that is in a rate and lowers it nowhere is in its numerator. */
export interface RateVerdict {
  readonly counts: Readonly<Record<ComplaintRateName, boolean>>;
  readonly lowers: readonly LoweringReason[];
}

/**
 * The three rates [D], of what is neither merged, withdrawn, rejected nor referred:
 * - response: accepted in time ÷ accept clocks that were met or ran out;
 * - resolution: resolved by the deadline, extension and pauses included, and not reopened afterwards ÷ resolve clocks that were met or ran out;
 * - satisfaction: rated 4–5 ÷ rated, by verified households or in a recorded call-back. Silence rates nothing.
 */
export function judgeRates(facts: FigureFacts, nowMs: number): RateVerdict {
  if (IN_NO_RATE.includes(standingOf(facts))) return { counts: { response: false, resolution: false, satisfaction: false }, lowers: [] };
  const { firstAcceptedMs, firstAcceptDueMs, firstResolvedMs, firstResolveDueMs, timesReopened, rating, ratingCounts } = facts;
  const [accept, resolve] = [clockOf(firstAcceptedMs, firstAcceptDueMs, nowMs), clockOf(firstResolvedMs, firstResolveDueMs, nowMs)];
  const isRated = rating !== null && ratingCounts;
  const lowers: LoweringReason[] = [];
  if (accept === 'late') lowers.push('acceptedLate');
  if (accept === 'missed') lowers.push('notAccepted');
  if (resolve === 'late') lowers.push('resolvedLate');
  if (resolve === 'missed') lowers.push('notResolved');
  if (firstResolvedMs !== null && timesReopened > 0) lowers.push('reopened');
  if (isRated && rating < RATES_AS_SATISFIED) lowers.push('lowRating');
  return { counts: { response: accept !== 'running', resolution: resolve !== 'running', satisfaction: isRated }, lowers };
}

function clockOf(metMs: number | null, dueMs: number | null, nowMs: number): 'running' | 'met' | 'late' | 'missed' {
  if (metMs !== null) return dueMs === null || metMs < dueMs ? 'met' : 'late';
  return dueMs !== null && nowMs >= dueMs ? 'missed' : 'running';
}

export interface ComplaintFigures {
  /** All that were received, whatever became of them. */
  readonly received: number;
  readonly standing: Readonly<Record<FigureStanding, number>>;
  readonly response: Rate;
  readonly resolution: Rate;
  readonly satisfaction: Rate;
  /** Reopened at least once ÷ resolved at least once. */
  readonly reopened: Rate;
  /** Median of the begun natural hours from receipt to the first acceptance, in half hours: 5 is 2.5 hours. Null where none was accepted. */
  readonly acceptHalfHours: number | null;
  /** Median of the working days from the day of receipt (not counted) to the day of the first resolve, waiting included, in half days. */
  readonly resolveHalfDays: number | null;
  /** How many complaints each reason concerns; one may have several. */
  readonly lowering: Readonly<Record<LoweringReason, number>>;
}

const HOUR_MS = 3_600_000;

/** Counts complaints one after the other, in any order, and keeps none of them: a half-year of a district passes through in batches. */
export class FiguresTally {
  private received = 0;
  private readonly standing = zeros(FIGURE_STANDINGS);
  private readonly lowering = zeros(LOWERING_REASONS);
  private readonly counted = zeros(COMPLAINT_RATES);
  private readonly lowered = zeros(COMPLAINT_RATES);
  private resolvedOnce = 0;
  private readonly acceptHours = new Map<number, number>();
  private readonly resolveDays = new Map<number, number>();

  /** `workingDays`: as `workingDayCounter` counts them. */
  constructor(private readonly nowMs: number, private readonly workingDays: (from: DateText, to: DateText) => number) {}

  add(facts: FigureFacts): void {
    this.received += 1;
    const standing = standingOf(facts);
    this.standing[standing] += 1;
    if (IN_NO_RATE.includes(standing)) return;
    const { counts, lowers } = judgeRates(facts, this.nowMs);
    for (const reason of lowers) this.lowering[reason] += 1;
    for (const rate of COMPLAINT_RATES) {
      if (counts[rate]) this.counted[rate] += 1;
      if (lowers.some((reason) => RATE_OF_REASON[reason] === rate)) this.lowered[rate] += 1;
    }
    const { receivedMs, firstAcceptedMs, firstResolvedMs } = facts;
    if (firstAcceptedMs !== null) more(this.acceptHours, ceilDiv(Math.max(0, firstAcceptedMs - receivedMs), HOUR_MS));
    if (firstResolvedMs === null) return;
    this.resolvedOnce += 1;
    more(this.resolveDays, this.workingDays(shanghaiDate(receivedMs), shanghaiDate(firstResolvedMs)));
  }

  figures(): ComplaintFigures {
    const rate = (name: ComplaintRateName) => rateOf(this.counted[name] - this.lowered[name], this.counted[name]);
    return {
      received: this.received, standing: { ...this.standing },
      response: rate('response'), resolution: rate('resolution'), satisfaction: rate('satisfaction'), reopened: rateOf(this.lowering.reopened, this.resolvedOnce),
      acceptHalfHours: medianHalves(this.acceptHours), resolveHalfDays: medianHalves(this.resolveDays), lowering: { ...this.lowering },
    };
  }
}

/**
 * Twice the median of whole numbers, each with how often it occurs: an odd count has one in the middle, an even one two,
 * whose mean may be a half. Null where there are none.
 */
export function medianHalves(counts: ReadonlyMap<number, number>): number | null {
  const sorted = [...counts].filter(([, times]) => times > 0).sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, times]) => sum + times, 0);
  const at = (position: number) => {
    let seen = 0;
    return sorted.find(([, times]) => (seen += times) >= position)![0];
  };
  return total === 0 ? null : at(ceilDiv(total, 2)) + at(ceilDiv(total + 1, 2));
}

const zeros = <Key extends string>(keys: readonly Key[]) => Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
const more = (counts: Map<number, number>, value: number) => counts.set(value, (counts.get(value) ?? 0) + 1);
