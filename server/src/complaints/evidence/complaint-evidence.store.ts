import { COMPLAINT_OPEN, type CategoryOfComplaint, type ComplaintStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { ComplaintRow } from '../complaints.entity.ts';

/** Whose complaints, received from the first instant to before the last. */
export interface EvidenceFilter {
  readonly estateId: string;
  readonly providerId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly categories: readonly CategoryOfComplaint[];
  readonly nowMs: number;
}
export type EvidencePosition = readonly [receivedMs: number, id: string];
type Columns = 'id' | 'number' | 'category' | 'status' | 'timesReopened' | 'resolveDueMs' | 'referredMs' | 'receivedMs' | 'isVerified';
export type EvidenceCandidate = Pick<ComplaintRow, Columns>;
const COLUMNS = (['id', 'number', 'category', 'status', 'timesReopened', 'resolveDueMs', 'referredMs', 'receivedMs', 'isVerified'] as const satisfies readonly Columns[])
  .map((column) => `complaint.${column}`);

/** `evidenceGround` of shared, as a condition; the spec holds one to the other. */
const HAS_NO_GROUND: readonly ComplaintStatus[] = ['merged', 'withdrawn', 'rejected', 'referred'];
const HAS_GROUND = "(complaint.status = 'confirmed' OR complaint.times_reopened > 0 OR (complaint.status IN (:...open) AND complaint.resolve_due_ms <= :nowMs))";
const AFTER = 'complaint.received_ms < :afterMs OR (complaint.received_ms = :afterMs AND complaint.id < :afterId)';

/** SQL of complaints that may be evidence. */
@Injectable()
export class ComplaintEvidenceStore {
  /** The newest first. */
  page(db: EntityManager, filter: EvidenceFilter, after: EvidencePosition | undefined, limit: number): Promise<EvidenceCandidate[]> {
    const query = this.filtered(db, filter).select(COLUMNS).orderBy('complaint.received_ms', 'DESC').addOrderBy('complaint.id', 'DESC').limit(limit);
    if (after) query.andWhere(`(${AFTER})`, { afterMs: after[0], afterId: after[1] });
    return query.getMany();
  }

  count(db: EntityManager, filter: EvidenceFilter): Promise<number> {
    return this.filtered(db, filter).getCount();
  }

  find(db: EntityManager, filter: EvidenceFilter, id: string): Promise<EvidenceCandidate | null> {
    return this.filtered(db, filter).select(COLUMNS).andWhere('complaint.id = :id', { id }).getOne();
  }

  private filtered(db: EntityManager, { estateId, providerId, fromMs, toMs, categories, nowMs }: EvidenceFilter): SelectQueryBuilder<ComplaintRow> {
    return db.createQueryBuilder(ComplaintRow, 'complaint')
      .where('complaint.estate_id = :estateId AND complaint.provider_id = :providerId', { estateId, providerId })
      .andWhere('complaint.received_ms >= :fromMs AND complaint.received_ms < :toMs', { fromMs, toMs })
      .andWhere('complaint.referred_ms IS NULL AND complaint.status NOT IN (:...never)', { never: HAS_NO_GROUND })
      .andWhere('complaint.category IN (:...categories)', { categories: [...categories] })
      .andWhere(HAS_GROUND, { open: COMPLAINT_OPEN, nowMs });
  }
}
