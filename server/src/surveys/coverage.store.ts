import type { CoverageSort, HalfYear, RoundStatus, Scope } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { RoundRow } from './surveys.entity.ts';

export interface CoverageFilter {
  readonly halfYear: HalfYear;
  readonly reach: 'everything' | Exclude<Scope, { level: 'district' }>;
  readonly status?: RoundStatus;
  readonly search?: string;
}

const NEEDED = 'CASE WHEN round.required > round.participated THEN round.required - round.participated ELSE 0 END';
/** Open and short rounds may still be helped; those that wait for a certification come next, then what has ended. */
const URGENCY = "CASE round.status WHEN 'short' THEN 0 WHEN 'open' THEN 1 WHEN 'closed' THEN 2 WHEN 'draft' THEN 3 WHEN 'insufficient' THEN 4 ELSE 5 END";

const ORDERS: Readonly<Record<CoverageSort, readonly (readonly [string, 'ASC' | 'DESC'])[]>> = {
  risk: [['urgency', 'ASC'], ['still_needed', 'DESC'], ['round.closes_ms', 'ASC']],
  name: [['round.estate', 'ASC']],
  coverage: [['share', 'ASC']],
  needed: [['still_needed', 'DESC']],
  closesAt: [['round.closes_ms', 'ASC']],
};

/** SQL of the coverage board: reads counters, never rows of answers. */
@Injectable()
export class CoverageStore {
  async page(db: EntityManager, filter: CoverageFilter, sort: CoverageSort, offset: number, limit: number): Promise<{ rounds: RoundRow[]; total: number }> {
    const total = await this.filtered(db, filter).getCount();
    const query = this.filtered(db, filter)
      .addSelect(NEEDED, 'still_needed').addSelect(URGENCY, 'urgency')
      .addSelect('round.participated * 1.0 / CASE WHEN round.households > 0 THEN round.households ELSE 1 END', 'share');
    for (const [column, direction] of ORDERS[sort]) query.addOrderBy(column, direction);
    return { total, rounds: await query.addOrderBy('round.id').offset(offset).limit(limit).getMany() };
  }

  /** Newest first. */
  async halfYears(db: EntityManager): Promise<HalfYear[]> {
    const rows = await db.createQueryBuilder(RoundRow, 'round').select('round.half_year', 'halfYear').distinct(true)
      .orderBy('round.half_year', 'DESC').getRawMany<{ halfYear: HalfYear }>();
    return rows.map((row) => row.halfYear);
  }

  async summary(db: EntityManager, filter: CoverageFilter) {
    const rows = await this.filtered(db, filter).select('round.status', 'status').addSelect('COUNT(*)', 'estates')
      .addSelect('SUM(round.households)', 'households').addSelect('SUM(round.participated)', 'participated')
      .addSelect('SUM(CASE WHEN round.participated >= round.required THEN 1 ELSE 0 END)', 'reached')
      .groupBy('round.status').getRawMany<Record<'estates' | 'households' | 'participated' | 'reached', string | number> & { status: RoundStatus }>();
    return rows.map(({ status, ...sums }) => ({
      status, estates: Number(sums.estates), households: Number(sums.households), participated: Number(sums.participated), reached: Number(sums.reached),
    }));
  }

  private filtered(db: EntityManager, { halfYear, reach, status, search }: CoverageFilter): SelectQueryBuilder<RoundRow> {
    const query = db.createQueryBuilder(RoundRow, 'round').where('round.half_year = :halfYear', { halfYear });
    if (reach !== 'everything') query.andWhere(`round.${SCOPE_COLUMN[reach.level]} = :scopeId`, { scopeId: reach.id });
    if (status) query.andWhere('round.status = :status', { status });
    if (search) query.andWhere("(round.estate LIKE :like ESCAPE '!' OR round.community LIKE :like ESCAPE '!')", { like: `%${search.replace(/[!%_]/g, '!$&')}%` });
    return query;
  }
}

const SCOPE_COLUMN = { street: 'street_id', community: 'community_id', estate: 'estate_id', provider: 'estate_id' } as const;
