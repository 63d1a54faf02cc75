import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { inChunks } from '../platform/database/batches.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { refuse } from '../platform/refused.ts';
import { BUILDING_NAME, BuildingRow, BuildingTokenRow, ONE_LIVE_TOKEN } from './estates.entity.ts';
import { HouseholdRow } from './households.entity.ts';

/** Where a page of buildings goes on: after this one. */
export type BuildingPosition = readonly [sort: number, id: string];

/** All SQL about buildings and the tokens on their walls. Every method takes the transaction it runs in. */
@Injectable()
export class BuildingsStore {
  find(db: EntityManager, id: string): Promise<BuildingRow | null> {
    return db.findOneBy(BuildingRow, { id });
  }

  ofEstate(db: EntityManager, estateId: string): Promise<BuildingRow[]> {
    return db.find(BuildingRow, { where: { estateId }, order: { sort: 'ASC', name: 'ASC' } });
  }

  /** One page in the order of the walls' numbers, after a building. */
  page(db: EntityManager, estateId: string, after: BuildingPosition | undefined, limit: number): Promise<BuildingRow[]> {
    const query = db.createQueryBuilder(BuildingRow, 'building').where('building.estate_id = :estateId', { estateId })
      .orderBy('building.sort').addOrderBy('building.id').limit(limit);
    if (after) query.andWhere('(building.sort > :sort OR (building.sort = :sort AND building.id > :afterId))', { sort: after[0], afterId: after[1] });
    return query.getMany();
  }

  /** Refuses: BUILDING_NAME_TAKEN. */
  insert(tx: EntityManager, building: BuildingRow): Promise<void> {
    return named(async () => void (await tx.insert(BuildingRow, building)));
  }

  /** Compare-and-set from the name that was seen. Refuses: BUILDING_NAME_TAKEN. */
  rename(tx: EntityManager, id: string, from: string, to: string): Promise<boolean> {
    return named(async () => (await tx.update(BuildingRow, { id, name: from }, { name: to })).affected === 1);
  }

  /** With the tokens on its wall. */
  async drop(tx: EntityManager, id: string): Promise<void> {
    await tx.delete(BuildingTokenRow, { buildingId: id });
    await tx.delete(BuildingRow, { id });
  }

  byIds(db: EntityManager, ids: readonly string[]): Promise<BuildingRow[]> {
    return inChunks([...new Set(ids)], (chunk) => db.findBy(BuildingRow, { id: In(chunk) }));
  }

  countOf(db: EntityManager, estateId: string): Promise<number> {
    return db.countBy(BuildingRow, { estateId });
  }

  async householdCounts(db: EntityManager, estateId: string): Promise<ReadonlyMap<string, number>> {
    const rows = await db.createQueryBuilder(HouseholdRow, 'household').select('household.building_id', 'buildingId').addSelect('COUNT(*)', 'count')
      .where('household.estate_id = :estateId', { estateId }).groupBy('household.building_id').getRawMany<{ buildingId: string; count: string | number }>();
    return new Map(rows.map(({ buildingId, count }) => [buildingId, Number(count)]));
  }

  /** The building whose live token this is. */
  async byToken(db: EntityManager, token: string): Promise<BuildingRow | null> {
    const row = await db.findOneBy(BuildingTokenRow, { token, voidedMs: IsNull() });
    return row && this.find(db, row.buildingId);
  }

  /** buildingId → its live token. */
  async liveTokens(db: EntityManager, buildingIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await inChunks(buildingIds, (ids) => db.findBy(BuildingTokenRow, { liveOf: In(ids) }));
    return new Map(rows.map(({ buildingId, token }) => [buildingId, token]));
  }

  /** Voids the live token and puts another in its place. Refuses CHANGED_BY_SOMEONE_ELSE when somebody just did the same. */
  async replaceToken(tx: EntityManager, buildingId: string, token: string, nowMs: number): Promise<void> {
    await tx.update(BuildingTokenRow, { liveOf: buildingId }, { liveOf: null, voidedMs: nowMs });
    try {
      await tx.insert(BuildingTokenRow, { token, buildingId, liveOf: buildingId, issuedMs: nowMs, voidedMs: null });
    } catch (cause) {
      if (breaksKey(cause, ONE_LIVE_TOKEN)) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      throw cause;
    }
  }
}

async function named<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (breaksKey(cause, BUILDING_NAME)) refuse({ code: 'BUILDING_NAME_TAKEN' });
    throw cause;
  }
}
