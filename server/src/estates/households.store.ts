import { Injectable } from '@nestjs/common';
import type { HouseholdState } from '@linping/shared';
import { type EntityManager, In, IsNull, type SelectQueryBuilder } from 'typeorm';
import { chunksOf, inChunks, insertMany } from '../platform/database/batches.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { refuse } from '../platform/refused.ts';
import { BuildingRow } from './estates.entity.ts';
import {
  DOOR,
  DOOR_SERIAL,
  HouseholdBindingRow,
  HouseholdCodeRow,
  HouseholdPhoneRow,
  HouseholdRow,
  ONE_PHONE_PER_HOUSEHOLD,
} from './households.entity.ts';

/** Where a page of households goes on: after this door. */
export interface DoorPosition {
  readonly sort: number;
  readonly buildingId: string;
  readonly doorSerial: number;
}
/** Where a page of what somebody holds goes on: after this binding. */
export type BindingPosition = readonly [boundMs: number, householdId: string];

export interface HouseholdFilter {
  readonly estateId: string;
  readonly buildingId?: string;
  readonly search?: string;
  readonly state?: HouseholdState;
}

/** `householdState` of shared, as SQL. */
const STATES: Readonly<Record<HouseholdState, string>> = {
  held: 'binding.household_id IS NOT NULL',
  handedOut: 'binding.household_id IS NULL AND code.redeemed_ms IS NULL AND code.handed_out_ms IS NOT NULL',
  issued: 'binding.household_id IS NULL AND code.household_id IS NOT NULL AND code.redeemed_ms IS NULL AND code.handed_out_ms IS NULL',
  none: 'binding.household_id IS NULL AND (code.household_id IS NULL OR code.redeemed_ms IS NOT NULL)',
};

/** All SQL about households, their codes and who holds them. Every method takes the transaction it runs in. */
@Injectable()
export class HouseholdsStore {
  find(db: EntityManager, id: string): Promise<HouseholdRow | null> {
    return db.findOneBy(HouseholdRow, { id });
  }

  byDoorSerial(db: EntityManager, buildingId: string, doorSerial: number): Promise<HouseholdRow | null> {
    return db.findOneBy(HouseholdRow, { buildingId, doorSerial });
  }

  ofBuilding(db: EntityManager, buildingId: string): Promise<HouseholdRow[]> {
    return db.find(HouseholdRow, { where: { buildingId }, order: { doorSerial: 'ASC' } });
  }

  byIds(db: EntityManager, ids: readonly string[]): Promise<HouseholdRow[]> {
    return inChunks([...new Set(ids)], (chunk) => db.findBy(HouseholdRow, { id: In(chunk) }));
  }

  /** The households of a building whose register has this phone. */
  byPhone(db: EntityManager, buildingId: string, phoneHash: string): Promise<HouseholdRow[]> {
    return db
      .createQueryBuilder(HouseholdRow, 'household')
      .innerJoin(HouseholdPhoneRow, 'phone', 'phone.household_id = household.id')
      .where('phone.phone_hash = :phoneHash AND household.building_id = :buildingId', { phoneHash, buildingId })
      .getMany();
  }

  /** One page in the order of the buildings and their doors. */
  async page(db: EntityManager, filter: HouseholdFilter, after: DoorPosition | undefined, limit: number): Promise<HouseholdRow[]> {
    const query = this.filtered(db, filter)
      .innerJoin(BuildingRow, 'building', 'building.id = household.building_id')
      .orderBy('building.sort')
      .addOrderBy('household.building_id')
      .addOrderBy('household.door_serial')
      .limit(limit);
    if (after) {
      query.andWhere(
        `(building.sort > :sort OR (building.sort = :sort AND (household.building_id > :afterBuilding
        OR (household.building_id = :afterBuilding AND household.door_serial > :doorSerial))))`,
        { sort: after.sort, afterBuilding: after.buildingId, doorSerial: after.doorSerial },
      );
    }
    const ids = await query.select('household.id', 'id').getRawMany<{ id: string }>();
    const rows = new Map(
      (
        await this.byIds(
          db,
          ids.map(({ id }) => id),
        )
      ).map((row) => [row.id, row]),
    );
    return ids.map(({ id }) => rows.get(id)!);
  }

  count(db: EntityManager, filter: HouseholdFilter): Promise<number> {
    return this.filtered(db, filter).getCount();
  }

  async roster(db: EntityManager, estateIds: readonly string[]): Promise<{ estateId: string; buildingId: string; householdId: string }[]> {
    return inChunks(estateIds, (ids) =>
      db
        .createQueryBuilder(HouseholdRow, 'household')
        .select('household.estate_id', 'estateId')
        .addSelect('household.building_id', 'buildingId')
        .addSelect('household.id', 'householdId')
        .where('household.estate_id IN (:...ids)', { ids })
        .orderBy('household.id')
        .getRawMany(),
    );
  }

  async holders(db: EntityManager, householdIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const bindings = await inChunks(householdIds, (ids) => db.findBy(HouseholdBindingRow, { householdId: In(ids) }));
    return new Map(bindings.map(({ householdId, residentId }) => [householdId, residentId]));
  }

  binding(db: EntityManager, householdId: string): Promise<HouseholdBindingRow | null> {
    return db.findOneBy(HouseholdBindingRow, { householdId });
  }

  heldBy(db: EntityManager, residentId: string): Promise<HouseholdBindingRow[]> {
    return db.findBy(HouseholdBindingRow, { residentId });
  }

  /** One page of what a resident holds, in the order it was bound, after a binding. */
  pageHeldBy(db: EntityManager, residentId: string, after: BindingPosition | undefined, limit: number): Promise<HouseholdBindingRow[]> {
    const query = db
      .createQueryBuilder(HouseholdBindingRow, 'binding')
      .where('binding.resident_id = :residentId', { residentId })
      .orderBy('binding.bound_ms')
      .addOrderBy('binding.household_id')
      .limit(limit);
    if (after)
      query.andWhere('(binding.bound_ms > :boundMs OR (binding.bound_ms = :boundMs AND binding.household_id > :afterId))', {
        boundMs: after[0],
        afterId: after[1],
      });
    return query.getMany();
  }

  countHeldBy(db: EntityManager, residentId: string): Promise<number> {
    return db.countBy(HouseholdBindingRow, { residentId });
  }

  codes(db: EntityManager, householdIds: readonly string[]): Promise<HouseholdCodeRow[]> {
    return inChunks(householdIds, (ids) => db.findBy(HouseholdCodeRow, { householdId: In(ids) }));
  }

  code(db: EntityManager, householdId: string): Promise<HouseholdCodeRow | null> {
    return db.findOneBy(HouseholdCodeRow, { householdId });
  }

  /**
   * The gate, and the first statement of whatever changes codes or holders: from here to the commit no other such change
   * of these households is under way, on any engine. In the order of ids, so that two of them do not cross. False where
   * one of them is no more.
   */
  async passGate(tx: EntityManager, householdIds: readonly string[]): Promise<boolean> {
    let passed = 0;
    for (const ids of chunksOf([...householdIds].sort())) {
      const { affected } = await tx
        .createQueryBuilder()
        .update(HouseholdRow)
        .set({ version: () => 'version + 1' })
        .where('id IN (:...ids)', { ids })
        .execute();
      passed += affected ?? 0;
    }
    return passed === householdIds.length;
  }

  /** Refuses: DOOR_TAKEN. */
  insert(tx: EntityManager, household: HouseholdRow): Promise<void> {
    return doored(async () => void (await tx.insert(HouseholdRow, household)));
  }

  /** Compare-and-set, and the household's gate. Refuses: DOOR_TAKEN. */
  rename(tx: EntityManager, id: string, version: number, door: string): Promise<boolean> {
    return doored(async () => {
      const { affected } = await tx
        .createQueryBuilder()
        .update(HouseholdRow)
        .set({ door, version: () => 'version + 1' })
        .where('id = :id AND version = :version', { id, version })
        .execute();
      return affected === 1;
    });
  }

  /** The household's gate, passed from a version that was seen. */
  async passGateFrom(tx: EntityManager, id: string, version: number): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(HouseholdRow)
      .set({ version: () => 'version + 1' })
      .where('id = :id AND version = :version', { id, version })
      .execute();
    return affected === 1;
  }

  /** With its code and the phones registered for it. */
  async drop(tx: EntityManager, id: string): Promise<void> {
    await tx.delete(HouseholdCodeRow, { householdId: id });
    await tx.delete(HouseholdPhoneRow, { householdId: id });
    await tx.delete(HouseholdRow, { id });
  }

  /** Voids whatever codes the households have. */
  async dropCodes(tx: EntityManager, householdIds: readonly string[]): Promise<void> {
    for (const ids of chunksOf(householdIds)) await tx.delete(HouseholdCodeRow, { householdId: In(ids) });
  }

  async insertCodes(tx: EntityManager, codes: readonly HouseholdCodeRow[]): Promise<void> {
    await insertMany(tx, HouseholdCodeRow, codes);
  }

  /** Notes the first time a code was handed out. True when there was a code to hand out. */
  async markHandedOut(tx: EntityManager, householdId: string, nowMs: number): Promise<boolean> {
    const { affected } = await tx.update(HouseholdCodeRow, { householdId, handedOutMs: IsNull(), redeemedMs: IsNull() }, { handedOutMs: nowMs });
    return affected === 1;
  }

  /** Uses a code up. True for the one caller that did. */
  async redeem(tx: EntityManager, householdId: string, codeHash: string, nowMs: number): Promise<boolean> {
    const { affected } = await tx.update(HouseholdCodeRow, { householdId, codeHash, redeemedMs: IsNull() }, { redeemedMs: nowMs });
    return affected === 1;
  }

  /** The key decides between two phones. Refuses HOUSEHOLD_HELD_BY_ANOTHER_PHONE. */
  async bind(tx: EntityManager, binding: HouseholdBindingRow): Promise<void> {
    try {
      await tx.insert(HouseholdBindingRow, binding);
    } catch (cause) {
      if (breaksKey(cause, ONE_PHONE_PER_HOUSEHOLD)) refuse({ code: 'HOUSEHOLD_HELD_BY_ANOTHER_PHONE' });
      throw cause;
    }
  }

  async unbind(tx: EntityManager, householdId: string): Promise<boolean> {
    const { affected } = await tx.delete(HouseholdBindingRow, { householdId });
    return affected === 1;
  }

  private filtered(db: EntityManager, { estateId, buildingId, search, state }: HouseholdFilter): SelectQueryBuilder<HouseholdRow> {
    const query = db.createQueryBuilder(HouseholdRow, 'household').where('household.estate_id = :estateId', { estateId });
    if (buildingId !== undefined) query.andWhere('household.building_id = :buildingId', { buildingId });
    if (search) query.andWhere("household.door LIKE :like ESCAPE '!'", { like: `%${search.replace(/[!%_]/g, '!$&')}%` });
    if (state) {
      query
        .leftJoin(HouseholdBindingRow, 'binding', 'binding.household_id = household.id')
        .leftJoin(HouseholdCodeRow, 'code', 'code.household_id = household.id')
        .andWhere(STATES[state]);
    }
    return query;
  }
}

async function doored<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (breaksKey(cause, DOOR)) refuse({ code: 'DOOR_TAKEN' });
    if (breaksKey(cause, DOOR_SERIAL)) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' }); // an import took the number meanwhile
    throw cause;
  }
}
