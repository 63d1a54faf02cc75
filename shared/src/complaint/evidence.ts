import { appliesTo, rubricItem, unitOf } from '../rubric/rubric.ts';
import type { ProviderKind } from '../estate/estate.ts';
import { complaintCategory, type CategoryOfComplaint, type EvidenceUnit } from './categories.ts';
import { COMPLAINT_OPEN, type ComplaintStatus } from './complaint.ts';

/** Why what a complaint says may be taken for a fact, the strongest first. */
export const EVIDENCE_GROUNDS = ['confirmed', 'reopened', 'overdue'] as const;
export type EvidenceGround = (typeof EVIDENCE_GROUNDS)[number];

export interface EvidenceFacts {
  readonly status: ComplaintStatus;
  readonly timesReopened: number;
  readonly resolveDueMs: number | null;
  /** With another department since. */
  readonly referredMs: number | null;
}

/**
 * Why a complaint may be offered to an officer as evidence, or null [D]: its author confirmed that it was so and was put
 * right; it was reopened after a false fix; or its deadline passed unresolved, accepted or not, because leaving a complaint
 * alone must not be cheaper than seeing to it. Never what was merged, withdrawn or rejected, nor another department's.
 */
export function evidenceGround({ status, timesReopened, resolveDueMs, referredMs }: EvidenceFacts, nowMs: number): EvidenceGround | null {
  if (status === 'merged' || status === 'withdrawn' || status === 'rejected' || status === 'referred' || referredMs !== null) return null;
  if (status === 'confirmed') return 'confirmed';
  if (timesReopened > 0) return 'reopened';
  return COMPLAINT_OPEN.includes(status) && resolveDueMs !== null && nowMs >= resolveDueMs ? 'overdue' : null;
}

/** The unit of the annex that a category may be evidence of, with its points; null where none is, or the item does not apply to the provider's kind. */
export function evidenceUnit(category: CategoryOfComplaint, kind: ProviderKind): (EvidenceUnit & { readonly deciPoints: number }) | null {
  const { evidence } = complaintCategory(category);
  if (!evidence || !appliesTo(rubricItem(evidence.item), kind)) return null;
  return { ...evidence, deciPoints: unitOf(rubricItem(evidence.item), evidence.unit)!.deciPoints };
}
