import { halfUpDiv, natural, times } from '../exact.ts';
import { isSubsidisedUnder } from '../estate/contract.ts';
import type { ProviderKind } from '../estate/estate.ts';
import { dayBefore, serviceMonths, sharedDays, type Days } from '../period/days.ts';
import { isDate, type DateText } from '../period/half-year.ts';
import type { Grade } from '../rubric/grade.ts';

/** Fen per ㎡ and month: 「优秀…0.3元/平方米/月；良好…0.20元/平方米/月；合格…0.15元/平方米/月；不合格…不予补贴」 (七(二)3). */
export const SUBSIDY_RATE_FEN: Readonly<Record<Grade, number>> = { excellent: 30, good: 20, qualified: 15, unqualified: 0 };

const WINDOW_YEARS = 3; // 「自物业服务企业正式进驻小区开展服务之日起，补贴期限为三年」 (七(二))
const CENTI_SQM_PER_SQM = 100;

/** What decides whether and for which days a provider's service at an estate is paid. */
export interface SubsidyFacts {
  readonly kind: ProviderKind;
  /** 「按照签订物业服务合同小区的建筑面积」: without a signed contract there is nothing to pay by. */
  readonly isSigned: boolean;
  /** What the estate's contract says; see {@link isSubsidisedUnder}. */
  readonly isSubsidised: boolean;
  /** The estate's first entry (正式进驻): the one clock of the estate, whoever serves it later. */
  readonly entryDate: DateText;
  /** First and last day of the provider's service inside the half-year. */
  readonly first: DateText;
  readonly last: DateText;
}

export const WHY_UNPAID = ['unitKind', 'contractSaysNo', 'noContract', 'notEntered', 'windowOver', 'unqualified'] as const;
export type WhyUnpaid = (typeof WHY_UNPAID)[number];

/**
 * The 36 months from the first entry: to the day before the same day three years later. That day is missing only for
 * 29 February, whose last month ends with February: on the 28th.
 */
export function subsidyWindow(entryDate: DateText): Days {
  if (!isDate(entryDate)) throw new RangeError(`not a date: ${entryDate}`);
  const year = String(Number(entryDate.slice(0, 4)) + WINDOW_YEARS).padStart(4, '0');
  const sameDay = `${year}${entryDate.slice(4)}`;
  return { first: entryDate, last: isDate(sameDay) ? dayBefore(sameDay) : `${year}-02-28` };
}

/** The days of service that lie inside the window; null where none does. */
export const daysInWindow = ({ entryDate, first, last }: Pick<SubsidyFacts, 'entryDate' | 'first' | 'last'>): Days | null =>
  sharedDays({ first, last }, subsidyWindow(entryDate));

/** Why a service earns nothing, the first reason that holds; null where it is paid. A grade that is not there yet says nothing. */
export function whyUnpaid(facts: SubsidyFacts, grade: Grade | null): WhyUnpaid | null {
  if (!isSubsidisedUnder(facts.kind, facts.isSubsidised)) return facts.kind === 'unit' ? 'unitKind' : 'contractSaysNo';
  if (!facts.isSigned) return 'noContract';
  if (facts.last < facts.entryDate) return 'notEntered';
  if (!daysInWindow(facts)) return 'windowOver';
  return grade === 'unqualified' ? 'unqualified' : null;
}

/** The days that are paid for; null where none is. */
export const paidDays = (facts: SubsidyFacts, grade: Grade | null): Days | null => (whyUnpaid(facts, grade) ? null : daysInWindow(facts));

/**
 * The subsidy in fen: rate × area × months of service inside the window, a part month by its days, rounded half up once,
 * at the very end (七(二)3). Throws RangeError rather than leave the range in which integers are exact.
 */
export function subsidyFen({ areaCentiSqm, grade, ...facts }: SubsidyFacts & { readonly areaCentiSqm: number; readonly grade: Grade }): number {
  const days = paidDays(facts, grade);
  natural(areaCentiSqm, 'areaCentiSqm');
  if (!days) return 0;
  const { numerator, denominator } = serviceMonths(days);
  return halfUpDiv(times(times(areaCentiSqm, SUBSIDY_RATE_FEN[grade]), numerator), times(CENTI_SQM_PER_SQM, denominator));
}
