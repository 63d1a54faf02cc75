import { CLOSING_SOON_MS, ROUND_STATUSES, type AreaSort, type CoverageCut, type CoverageSort, type HalfYear, type RoundStatus, type Scope } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { noRounds } from './campaigns.store.ts';
import { RoundRow } from './surveys.entity.ts';

export type Reach = 'everything' | Exclude<Scope, { level: 'district' }>;

export interface CoverageFilter extends Omit<CoverageCut, 'halfYear'> {
  readonly halfYear: HalfYear;
  readonly reach: Reach;
  /** What the late list is judged by. */
  readonly nowMs: number;
}

const NEEDED = 'CASE WHEN round.required > round.participated THEN round.required - round.participated ELSE 0 END';
/** Open and short rounds may still be helped; those that wait for a certification come next, then what has ended. */
const URGENCY = "CASE round.status WHEN 'short' THEN 0 WHEN 'open' THEN 1 WHEN 'closed' THEN 2 WHEN 'draft' THEN 3 WHEN 'insufficient' THEN 4 ELSE 5 END";
/** {@link lateness} of shared, in SQL. */
const LATE = "(round.status IN ('short', 'insufficient') OR (round.status = 'open' AND round.participated < round.required AND round.closes_ms <= :soonMs))";
const SHARE = 'SUM(round.participated) * 1.0 / CASE WHEN SUM(round.households) > 0 THEN SUM(round.households) ELSE 1 END';

const ORDERS: Readonly<Record<CoverageSort, readonly (readonly [string, 'ASC' | 'DESC'])[]>> = {
  risk: [['urgency', 'ASC'], ['still_needed', 'DESC'], ['round.closes_ms', 'ASC']],
  name: [],
  coverage: [['share', 'ASC']],
  needed: [['still_needed', 'DESC']],
  closesAt: [['round.closes_ms', 'ASC']],
};
const AREA_ORDERS: Readonly<Record<AreaSort, readonly (readonly [string, 'ASC' | 'DESC'])[]>> = {
  late: [['late', 'DESC'], ['needed', 'DESC']],
  name: [],
  coverage: [['share', 'ASC']],
  needed: [['needed', 'DESC']],
};

const SUMS = {
  estates: 'COUNT(*)',
  reached: 'SUM(CASE WHEN round.participated >= round.required THEN 1 ELSE 0 END)',
  households: 'SUM(round.households)',
  participated: 'SUM(round.participated)',
  needed: `SUM(CASE WHEN round.status IN ('open', 'short') THEN ${NEEDED} ELSE 0 END)`,
  late: `SUM(CASE WHEN ${LATE} THEN 1 ELSE 0 END)`,
} as const;
type Sums = Readonly<Record<keyof typeof SUMS, number>> & { readonly byStatus: Readonly<Record<RoundStatus, number>> };
export type AreaSums = Sums & { readonly id: string; readonly name: string };

/** SQL of the coverage board: reads counters, never rows of answers. */
@Injectable()
export class CoverageStore {
  async page(db: EntityManager, filter: CoverageFilter, sort: CoverageSort, offset: number, limit: number): Promise<{ rounds: RoundRow[]; total: number }> {
    const total = await this.filtered(db, filter).getCount();
    const query = this.filtered(db, filter)
      .addSelect(NEEDED, 'still_needed').addSelect(URGENCY, 'urgency')
      .addSelect('round.participated * 1.0 / CASE WHEN round.households > 0 THEN round.households ELSE 1 END', 'share');
    for (const [column, direction] of ORDERS[sort]) query.addOrderBy(column, direction);
    return { total, rounds: await query.addOrderBy('round.estate').addOrderBy('round.id').offset(offset).limit(limit).getMany() };
  }

  /** Newest first. */
  async halfYears(db: EntityManager): Promise<HalfYear[]> {
    const rows = await db.createQueryBuilder(RoundRow, 'round').select('round.half_year', 'halfYear').distinct(true)
      .orderBy('round.half_year', 'DESC').getRawMany<{ halfYear: HalfYear }>();
    return rows.map((row) => row.halfYear);
  }

  /** All of it in one row; zeros where there is nothing. */
  async summary(db: EntityManager, filter: CoverageFilter): Promise<Sums> {
    const query = this.filtered(db, filter).select('1', 'one');
    return sumsOf((await this.summed(query, filter.nowMs).getRawOne<Raw>()) ?? {});
  }

  /** The streets of the filter, or its communities, each with the sums of all its rounds. `late`: only those that have a late one. */
  async areas(db: EntityManager, { late, ...filter }: CoverageFilter, by: 'street' | 'community', sort: AreaSort, offset: number, limit: number): Promise<{ areas: AreaSums[]; total: number }> {
    const query = this.filtered(db, filter).select(`round.${by}_id`, 'id').addSelect(`MAX(round.${by})`, 'name').addSelect(SHARE, 'share').groupBy(`round.${by}_id`);
    if (late) query.having(`${SUMS.late} > 0`);
    for (const [column, direction] of AREA_ORDERS[sort]) query.addOrderBy(column, direction);
    const rows = await this.summed(query, filter.nowMs).addOrderBy('name').addOrderBy('id').offset(offset).limit(limit).getRawMany<Raw & { id: string; name: string }>();
    const count = await this.filtered(db, { ...filter, ...(late && { late }) }).select(`COUNT(DISTINCT round.${by}_id)`, 'count').getRawOne<{ count: string | number }>();
    return { areas: rows.map((row) => ({ id: row.id, name: row.name, ...sumsOf(row) })), total: Number(count?.count ?? 0) };
  }

  /** What waits for somebody now, whatever the half-year. `officerId` is the one who asks. */
  async due(db: EntityManager, reach: Reach, officerId: string, nowMs: number) {
    const query = this.within(db.createQueryBuilder(RoundRow, 'round').where("round.status IN ('open', 'short', 'closed')"), reach).select('1', 'one');
    const groups = {
      short: ["round.status = 'short'", 'round.supplement_until_ms'],
      soon: ["round.status = 'open' AND round.participated < round.required AND round.closes_ms <= :soonMs", 'round.closes_ms'],
      below: ["round.status = 'open' AND round.participated < round.required", 'round.closes_ms'],
    } as const;
    for (const [name, [when, until]] of Object.entries(groups)) {
      query.addSelect(`SUM(CASE WHEN ${when} THEN 1 ELSE 0 END)`, `${name}_rounds`).addSelect(`SUM(CASE WHEN ${when} THEN ${NEEDED} ELSE 0 END)`, `${name}_needed`)
        .addSelect(`MIN(CASE WHEN ${when} THEN ${until} END)`, `${name}_until`).addSelect(`MIN(CASE WHEN ${when} THEN round.half_year END)`, `${name}_in`);
    }
    query.addSelect("SUM(CASE WHEN round.status = 'closed' THEN 1 ELSE 0 END)", 'closed').addSelect("MIN(CASE WHEN round.status = 'closed' THEN round.half_year END)", 'closed_in')
      .addSelect("SUM(CASE WHEN round.status = 'closed' AND round.closed_by = :officerId THEN 1 ELSE 0 END)", 'closed_by_me');
    const row = (await query.setParameters({ soonMs: nowMs + CLOSING_SOON_MS, officerId }).getRawOne<Raw>()) ?? {};
    const of = (name: keyof typeof groups): DueSums => ({
      rounds: Number(row[`${name}_rounds`] ?? 0), needed: Number(row[`${name}_needed`] ?? 0),
      untilMs: row[`${name}_until`] == null ? null : Number(row[`${name}_until`]), halfYear: textOf(row[`${name}_in`]),
    });
    return {
      short: of('short'), closingSoon: of('soon'), below: of('below'),
      closed: Number(row['closed'] ?? 0), closedByMe: Number(row['closed_by_me'] ?? 0), closedIn: textOf(row['closed_in']),
    };
  }

  private summed(query: SelectQueryBuilder<RoundRow>, nowMs: number): SelectQueryBuilder<RoundRow> {
    for (const [name, sum] of Object.entries(SUMS)) query.addSelect(sum, name);
    for (const status of ROUND_STATUSES) query.addSelect(`SUM(CASE WHEN round.status = '${status}' THEN 1 ELSE 0 END)`, `in_${status}`);
    return query.setParameter('soonMs', nowMs + CLOSING_SOON_MS);
  }

  private filtered(db: EntityManager, { halfYear, reach, streetId, communityId, status, late, search, nowMs }: CoverageFilter): SelectQueryBuilder<RoundRow> {
    const query = this.within(db.createQueryBuilder(RoundRow, 'round').where('round.half_year = :halfYear', { halfYear }), reach);
    if (streetId) query.andWhere('round.street_id = :streetId', { streetId });
    if (communityId) query.andWhere('round.community_id = :communityId', { communityId });
    if (status) query.andWhere('round.status = :status', { status });
    if (late) query.andWhere(LATE, { soonMs: nowMs + CLOSING_SOON_MS });
    if (search) query.andWhere("(round.estate LIKE :like ESCAPE '!' OR round.community LIKE :like ESCAPE '!')", { like: `%${search.replace(/[!%_]/g, '!$&')}%` });
    return query;
  }

  private within(query: SelectQueryBuilder<RoundRow>, reach: Reach): SelectQueryBuilder<RoundRow> {
    return reach === 'everything' ? query : query.andWhere(`round.${SCOPE_COLUMN[reach.level]} = :scopeId`, { scopeId: reach.id });
  }
}

export interface DueSums {
  readonly rounds: number;
  readonly needed: number;
  readonly untilMs: number | null;
  readonly halfYear: string | null;
}

const SCOPE_COLUMN = { street: 'street_id', community: 'community_id', estate: 'estate_id', provider: 'estate_id' } as const;

/** Sums come as text on MariaDB, and as null where there is nothing to sum. */
type Raw = Readonly<Record<string, string | number | null>>;
const textOf = (value: string | number | null | undefined): string | null => (value == null ? null : String(value));
const sumsOf = (row: Raw): Sums => {
  const of = (name: string) => Number(row[name] ?? 0);
  return {
    estates: of('estates'), reached: of('reached'), households: of('households'), participated: of('participated'), needed: of('needed'), late: of('late'),
    byStatus: { ...noRounds(), ...Object.fromEntries(ROUND_STATUSES.map((status) => [status, of(`in_${status}`)])) },
  };
};
