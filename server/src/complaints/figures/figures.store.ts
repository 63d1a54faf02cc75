import { setImmediate as othersTurn } from 'node:timers/promises';
import {
  RATES_AS_SATISFIED, type CategoryOfComplaint, type ComplaintFiguresFilter, type ComplaintRateName, type FigureFacts, type HalfYear, type Scope,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { ComplaintRow } from '../complaints.entity.ts';

export type Reach = 'everything' | Exclude<Scope, { level: 'district' }>;
export interface FiguresFilter extends Omit<ComplaintFiguresFilter, 'halfYear'> {
  readonly reach: Reach;
  readonly halfYear: HalfYear;
}
/** What of a complaint the figures need, and nothing else of it. */
export type CountedComplaint = FigureFacts & Pick<ComplaintRow, 'id' | 'estateId' | 'streetId' | 'providerId'>;
export type LoweringComplaint = FigureFacts & Pick<ComplaintRow, 'id' | 'number' | 'estateId'>;
export type LoweringPosition = readonly [receivedMs: number, id: string];

const FACTS = [
  'id', 'status', 'category', 'receivedMs', 'firstAcceptDueMs', 'firstAcceptedMs', 'firstResolveDueMs', 'firstResolvedMs', 'referredMs', 'timesReopened',
  'rating', 'ratingCounts',
] as const satisfies readonly (keyof ComplaintRow)[];
const columns = (...names: readonly (keyof ComplaintRow)[]) => names.map((name) => `complaint.${name}`);

/** Complaints that are held at once. An estate's half-year comes whole: its complaints are hundreds at most. */
const MOST_AT_ONCE = 500;

/** `judgeRates` of shared, as conditions; the spec holds one to the other. */
const IN_A_RATE = "complaint.referred_ms IS NULL AND complaint.status NOT IN ('merged', 'withdrawn', 'rejected', 'referred')";
const LOWERS: Readonly<Record<ComplaintRateName, string>> = {
  response: '(complaint.first_accepted_ms >= complaint.first_accept_due_ms OR (complaint.first_accepted_ms IS NULL AND complaint.first_accept_due_ms <= :nowMs))',
  resolution: '((complaint.first_resolved_ms IS NOT NULL AND complaint.times_reopened > 0) OR complaint.first_resolved_ms >= complaint.first_resolve_due_ms'
    + ' OR (complaint.first_resolved_ms IS NULL AND complaint.first_resolve_due_ms <= :nowMs))',
  satisfaction: 'complaint.rating_counts = :counts AND complaint.rating < :satisfied',
};

const AFTER = 'complaint.received_ms < :afterMs OR (complaint.received_ms = :afterMs AND complaint.id < :afterId)';

/** SQL of the figures: narrow rows, in batches. */
@Injectable()
export class FiguresStore {
  /** Newest first. */
  async halfYears(db: EntityManager, reach: Reach): Promise<HalfYear[]> {
    const query = db.createQueryBuilder(ComplaintRow, 'complaint').select('complaint.half_year', 'halfYear').distinct(true).orderBy('complaint.half_year', 'DESC');
    return (await within(query, reach).getRawMany<{ halfYear: HalfYear }>()).map(({ halfYear }) => halfYear);
  }

  /**
   * Hands over all complaints of the filter, batch by batch of whole estates, so that a district's half-year is never in
   * memory at once; between two of them others have their turn, because SQLite answers without ever waiting.
   */
  async eachBatch(db: EntityManager, filter: FiguresFilter, take: (batch: readonly CountedComplaint[]) => void): Promise<void> {
    const estates = await this.filtered(db, filter).select('complaint.estate_id', 'estateId').addSelect('COUNT(*)', 'complaints').groupBy('complaint.estate_id')
      .getRawMany<{ estateId: string; complaints: string | number }>();
    for (const estateIds of batches(estates.map(({ estateId, complaints }) => ({ estateId, complaints: Number(complaints) })))) {
      const query = this.filtered(db, filter).andWhere('complaint.estate_id IN (:...batch)', { batch: estateIds });
      take(await query.select(columns(...FACTS, 'estateId', 'streetId', 'providerId')).getMany());
      await othersTurn();
    }
  }

  /** Those that lower a rate, the newest first. */
  lowering(
    db: EntityManager, filter: FiguresFilter, rate: ComplaintRateName, nowMs: number, after: LoweringPosition | undefined, limit: number,
  ): Promise<LoweringComplaint[]> {
    const query = this.lowers(db, filter, rate, nowMs).select(columns(...FACTS, 'number', 'estateId'))
      .orderBy('complaint.received_ms', 'DESC').addOrderBy('complaint.id', 'DESC').limit(limit);
    if (after) query.andWhere(`(${AFTER})`, { afterMs: after[0], afterId: after[1] });
    return query.getMany();
  }

  countLowering(db: EntityManager, filter: FiguresFilter, rate: ComplaintRateName, nowMs: number): Promise<number> {
    return this.lowers(db, filter, rate, nowMs).getCount();
  }

  private lowers(db: EntityManager, filter: FiguresFilter, rate: ComplaintRateName, nowMs: number): SelectQueryBuilder<ComplaintRow> {
    return this.filtered(db, filter).andWhere(IN_A_RATE).andWhere(LOWERS[rate], { nowMs, counts: true, satisfied: RATES_AS_SATISFIED });
  }

  private filtered(db: EntityManager, { reach, halfYear, category, streetId, communityId, estateId, providerId }: FiguresFilter): SelectQueryBuilder<ComplaintRow> {
    const query = within(db.createQueryBuilder(ComplaintRow, 'complaint').where('complaint.half_year = :halfYear', { halfYear }), reach);
    const asked: Readonly<Record<string, CategoryOfComplaint | string | undefined>> = {
      category, street_id: streetId, community_id: communityId, estate_id: estateId, provider_id: providerId,
    };
    for (const [column, value] of Object.entries(asked)) if (value !== undefined) query.andWhere(`complaint.${column} = :${column}`, { [column]: value });
    return query;
  }
}

const SCOPE_COLUMN = { street: 'street_id', community: 'community_id', estate: 'estate_id', provider: 'provider_id' } as const;

const within = (query: SelectQueryBuilder<ComplaintRow>, reach: Reach): SelectQueryBuilder<ComplaintRow> =>
  (reach === 'everything' ? query : query.andWhere(`complaint.${SCOPE_COLUMN[reach.level]} = :scopeId`, { scopeId: reach.id }));

function* batches(estates: readonly { readonly estateId: string; readonly complaints: number }[]): Generator<readonly string[]> {
  let [batch, held]: [string[], number] = [[], 0];
  for (const { estateId, complaints } of estates) {
    if (batch.length > 0 && held + complaints > MOST_AT_ONCE) {
      yield batch;
      [batch, held] = [[], 0];
    }
    batch.push(estateId);
    held += complaints;
  }
  if (batch.length > 0) yield batch;
}
