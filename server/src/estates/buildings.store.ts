import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { inChunks } from '../platform/database/batches.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { refuse } from '../platform/refused.ts';
import { BuildingRow, BuildingTokenRow, ONE_LIVE_TOKEN } from './estates.entity.ts';
import { HouseholdRow } from './households.entity.ts';

/** All SQL about buildings and the tokens on their walls. Every method takes the transaction it runs in. */
@Injectable()
export class BuildingsStore {
  find(db: EntityManager, id: string): Promise<BuildingRow | null> {
    return db.findOneBy(BuildingRow, { id });
  }

  ofEstate(db: EntityManager, estateId: string): Promise<BuildingRow[]> {
    return db.find(BuildingRow, { where: { estateId }, order: { sort: 'ASC', name: 'ASC' } });
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
