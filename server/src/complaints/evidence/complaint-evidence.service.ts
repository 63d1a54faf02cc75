import {
  COMPLAINT_CATEGORY_IDS, endOfDayMs, evidenceGround, evidenceUnit, shanghaiDate, startOfDayMs,
  type CategoryOfComplaint, type ComplaintStatus, type DateText, type Days, type EvidenceGround, type ItemNumber, type ProviderKind,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock.ts';
import { ComplaintEvidenceStore, type EvidenceCandidate, type EvidenceFilter, type EvidencePosition } from './complaint-evidence.store.ts';

/** Against whom complaints may be evidence: the provider of an estate, in the days of its sheet. */
export interface Accused {
  readonly estateId: string;
  readonly providerId: string;
  readonly kind: ProviderKind;
  readonly days: Days;
}
/** A complaint that may be taken for a fact, and the annex's unit that it would be. */
export interface OfferedEvidence {
  readonly complaintId: string;
  readonly number: string;
  readonly category: CategoryOfComplaint;
  readonly status: ComplaintStatus;
  readonly ground: EvidenceGround;
  readonly isVerified: boolean;
  readonly receivedMs: number;
  readonly date: DateText;
  readonly item: ItemNumber;
  readonly unit: string;
  readonly deciPoints: number;
}

/** Which complaints may be evidence on a sheet. Offers only: what of it deducts, an officer decides, elsewhere. */
@Injectable()
export class ComplaintEvidence {
  constructor(private readonly store: ComplaintEvidenceStore, private readonly clock: Clock) {}

  /** The newest first. */
  async page(db: EntityManager, accused: Accused, after: EvidencePosition | undefined, limit: number): Promise<OfferedEvidence[]> {
    const filter = this.filterOf(accused);
    return filter ? (await this.store.page(db, filter, after, limit)).map((row) => offered(row, accused, filter.nowMs)) : [];
  }

  async count(db: EntityManager, accused: Accused): Promise<number> {
    const filter = this.filterOf(accused);
    return filter ? this.store.count(db, filter) : 0;
  }

  /** Null where the complaint is none of these. */
  async find(db: EntityManager, accused: Accused, complaintId: string): Promise<OfferedEvidence | null> {
    const filter = this.filterOf(accused);
    const row = filter && await this.store.find(db, filter, complaintId);
    return row ? offered(row, accused, filter.nowMs) : null;
  }

  private filterOf({ estateId, providerId, kind, days }: Accused): EvidenceFilter | null {
    const categories = COMPLAINT_CATEGORY_IDS.filter((category) => evidenceUnit(category, kind) !== null);
    return categories.length === 0 ? null : {
      estateId, providerId, categories, fromMs: startOfDayMs(days.first), toMs: endOfDayMs(days.last), nowMs: this.clock.now().getTime(),
    };
  }
}

function offered(row: EvidenceCandidate, { kind }: Accused, nowMs: number): OfferedEvidence {
  const { id: complaintId, number, category, status, isVerified, receivedMs } = row;
  const ground = evidenceGround(row, nowMs);
  if (ground === null) throw new Error(`complaint ${complaintId} has no ground, and the store found one`);
  return { complaintId, number, category, status, isVerified, receivedMs, ground, date: shanghaiDate(receivedMs), ...evidenceUnit(category, kind)! };
}
