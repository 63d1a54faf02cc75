import { natural, times } from '../exact.ts';
import type { ProviderKind } from '../estate/estate.ts';
import { daysIn, monthsIn, type Days } from '../period/days.ts';
import type { DateText } from '../period/half-year.ts';
import { err, ok, type Result } from '../result.ts';
import type { DeciPoints } from '../satisfaction/satisfaction.ts';
import { appliesTo, isItemNumber, outOfFor, RUBRIC, rubricItem, SATISFACTION_ITEM, unitOf, type ItemNumber, type Per, type RubricItem } from './rubric.ts';

/** What of a deduction decides points. */
export interface CountedDeduction {
  readonly item: ItemNumber;
  readonly unit: string;
  readonly count: number;
}
/** Whom a sheet scores, and for which days of the half-year. */
export interface ScoredProvider {
  readonly kind: ProviderKind;
  readonly period: Days;
}
export interface ItemScore {
  readonly item: ItemNumber;
  /** False where the item does not apply to the provider's kind: no points, and none taken. */
  readonly applies: boolean;
  readonly deducted: DeciPoints;
  /** What is left; null for item 20 while it waits. */
  readonly deciPoints: DeciPoints | null;
}
export interface SheetScore {
  /** In the annex's order, 1 to 20. */
  readonly items: readonly ItemScore[];
  /** Items 1–19 as they stand. */
  readonly enteredDeciPoints: DeciPoints;
  readonly outOf: DeciPoints;
  /** With item 20; null while it waits. */
  readonly deciPoints: DeciPoints | null;
}

/** Far more than takes any item to nothing; a larger number is a slip of the finger. */
export const MAX_COUNT = 999;

/** What all deductions of one item take, at most what the item holds: 扣完为止. Throws RangeError for a unit the item has not. */
export function deductedFrom(item: RubricItem, deductions: readonly CountedDeduction[], period: Days): DeciPoints {
  const counts = new Map<string, number>();
  for (const { unit, count } of deductions) {
    if (!unitOf(item, unit)) throw new RangeError(`item ${item.number} has no unit ${unit}`);
    counts.set(unit, (counts.get(unit) ?? 0) + natural(count, 'count'));
  }
  const taken = item.units.reduce((sum, { id, deciPoints, per }) => sum + times(Math.min(counts.get(id) ?? 0, mostOf(per, period)), deciPoints), 0);
  return Math.min(taken, item.deciPoints);
}

/** One item of 1–19: what is taken and what is left. */
export function scoreItem(number: ItemNumber, deductions: readonly CountedDeduction[], { kind, period }: ScoredProvider): ItemScore & { readonly deciPoints: DeciPoints } {
  const item = rubricItem(number);
  if (!appliesTo(item, kind)) return { item: number, applies: false, deducted: 0, deciPoints: 0 };
  const deducted = deductedFrom(item, deductions.filter((deduction) => deduction.item === number), period);
  return { item: number, applies: true, deducted, deciPoints: item.deciPoints - deducted };
}

/** A whole sheet. `satisfaction` is item 20 in deci-points from the certified round, null while it waits. */
export function scoreSheet(provider: ScoredProvider, deductions: readonly CountedDeduction[], satisfaction: DeciPoints | null): SheetScore {
  const entered = RUBRIC.filter(({ number }) => number !== SATISFACTION_ITEM).map(({ number }) => scoreItem(number, deductions, provider));
  const enteredDeciPoints = entered.reduce((sum, { deciPoints }) => sum + deciPoints, 0);
  return {
    items: [...entered, satisfactionScore(satisfaction)],
    enteredDeciPoints,
    outOf: outOfFor(provider.kind),
    deciPoints: satisfaction === null ? null : enteredDeciPoints + satisfaction,
  };
}

function satisfactionScore(deciPoints: DeciPoints | null): ItemScore {
  const full = rubricItem(SATISFACTION_ITEM).deciPoints;
  if (deciPoints !== null && natural(deciPoints, 'satisfaction') > full) throw new RangeError(`item 20 is at most ${full} deci-points`);
  return { item: SATISFACTION_ITEM, applies: true, deducted: deciPoints === null ? 0 : full - deciPoints, deciPoints };
}

/** A month or a day of the period can be missing once: what several lines name beyond it takes nothing more. */
function mostOf(per: Per | null, period: Days): number {
  if (per === null) return 1;
  if (per === '月') return monthsIn(period);
  return per === '日' ? daysIn(period) : Infinity;
}

export type DeductionRefusal =
  | { readonly code: 'ITEM_FROM_SURVEY' }
  | { readonly code: 'ITEM_NOT_APPLICABLE'; readonly item: ItemNumber }
  | { readonly code: 'DEDUCTION_UNIT_UNKNOWN' }
  | { readonly code: 'DEDUCTION_COUNT_WRONG'; readonly most: number }
  | { readonly code: 'DEDUCTION_DATE_WRONG'; readonly first: DateText; readonly last: DateText };

/** The largest count a deduction of this unit may name: once, the months or days of the period, or {@link MAX_COUNT}. */
export const mostCount = (per: Per | null, period: Days): number => Math.min(mostOf(per, period), MAX_COUNT);

/**
 * Whether an officer may enter (or change to) this deduction: an item of 1–19 that applies, a unit of it, a count from 1
 * that the period can hold, a day of the period that has come. Item 20 is refused: it comes from the survey.
 */
export function judgeDeduction(
  { item, unit, count, date }: { readonly item: number; readonly unit: string; readonly count: number; readonly date: DateText },
  { kind, period }: ScoredProvider, today: DateText,
): Result<CountedDeduction, DeductionRefusal> {
  if (item === SATISFACTION_ITEM) return err({ code: 'ITEM_FROM_SURVEY' });
  if (!isItemNumber(item)) return err({ code: 'DEDUCTION_UNIT_UNKNOWN' });
  if (!appliesTo(rubricItem(item), kind)) return err({ code: 'ITEM_NOT_APPLICABLE', item });
  const found = unitOf(rubricItem(item), unit);
  if (!found) return err({ code: 'DEDUCTION_UNIT_UNKNOWN' });
  const most = mostCount(found.per, period);
  if (!Number.isSafeInteger(count) || count < 1 || count > most) return err({ code: 'DEDUCTION_COUNT_WRONG', most });
  const last = today < period.last ? today : period.last;
  if (date < period.first || date > last) return err({ code: 'DEDUCTION_DATE_WRONG', first: period.first, last });
  return ok({ item, unit, count });
}
