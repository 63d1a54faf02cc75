import { MAX_DOOR_SERIAL } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { chunksOf } from '../../platform/database/batches.ts';
import type { RowErrors } from '../../platform/documents/row-errors.ts';
import { Random } from '../../platform/random.ts';
import { BuildingsStore } from '../buildings.store.ts';
import type { BuildingRow } from '../estates.entity.ts';
import type { HouseholdPhoneRow, HouseholdRow } from '../households.entity.ts';
import { ImportsStore } from '../imports.store.ts';
import { KeyedHash } from '../keyed-hash.ts';
import { Difference } from './difference.ts';
import type { HouseholdLine } from './household-lines.ts';
import type { ImportProgress } from './import-runs.ts';

/** What a list of doors makes of one estate's register. */
export interface HouseholdPlan {
  readonly buildings: readonly BuildingRow[];
  readonly households: readonly HouseholdRow[];
  /** Households whose phones are dropped before the new ones are written. */
  readonly stalePhones: readonly string[];
  readonly phones: readonly HouseholdPhoneRow[];
  readonly difference: Difference;
}
/** Enough for a few statements, few enough that others wait only a moment. */
const ROWS_AT_ONCE = 1000;

interface Wanted {
  readonly line: HouseholdLine;
  readonly household: HouseholdRow;
  readonly isNew: boolean;
}

/**
 * Doors are known by building and door; new ones get the next serial, none is deleted. A filled 手机号 replaces the phones that
 * the register had for the door.
 */
@Injectable()
export class HouseholdMerge {
  constructor(
    private readonly random: Random,
    private readonly hash: KeyedHash,
    private readonly buildings: BuildingsStore,
    private readonly store: ImportsStore,
  ) {}

  /** What the lines would do to one estate; what contradicts the register goes to `errors`. Writes nothing. */
  async plan(db: EntityManager, estateId: string, lines: readonly HouseholdLine[], errors: RowErrors): Promise<HouseholdPlan> {
    const known = await this.buildings.ofEstate(db, estateId);
    const buildingOf = new Map(known.map((building) => [building.name, building]));
    const doors = new Map<string, HouseholdRow>();
    const lastSerial = new Map<string, number>();
    for (const household of await this.store.households(db, estateId)) {
      doors.set(doorKey(household.buildingId, household.door), household);
      lastSerial.set(household.buildingId, Math.max(lastSerial.get(household.buildingId) ?? 0, household.doorSerial));
    }
    const [buildings, households, wanted]: [BuildingRow[], HouseholdRow[], Wanted[]] = [[], [], []];
    let lastSort = Math.max(0, ...known.map(({ sort }) => sort));

    for (const line of lines) {
      let building = buildingOf.get(line.building);
      if (!building) {
        building = { id: this.random.uuid(), estateId, name: line.building, sort: (lastSort += 1) };
        buildingOf.set(building.name, building);
        buildings.push(building);
      }
      const found = doors.get(doorKey(building.id, line.door));
      if (found) {
        wanted.push({ line, household: found, isNew: false });
        continue;
      }
      const doorSerial = (lastSerial.get(building.id) ?? 0) + 1;
      if (doorSerial > MAX_DOOR_SERIAL) {
        errors.add(line.line, '门牌', `一栋楼最多${MAX_DOOR_SERIAL}户，请按单元分成几栋`);
        continue;
      }
      lastSerial.set(building.id, doorSerial);
      const household = { id: this.random.uuid(), estateId, buildingId: building.id, door: line.door, doorSerial, version: 1 };
      doors.set(doorKey(building.id, line.door), household);
      households.push(household);
      wanted.push({ line, household, isNew: true });
    }
    return { buildings, households, ...(await this.phones(db, wanted)) };
  }

  /** Refuses CHANGED_BY_SOMEONE_ELSE. */
  async write(tx: EntityManager, { buildings, households, stalePhones, phones }: HouseholdPlan, progress: ImportProgress): Promise<void> {
    await this.store.insert(tx, { buildings });
    await this.store.dropPhones(tx, stalePhones);
    for (const chunk of chunksOf(households, ROWS_AT_ONCE)) {
      await this.store.insert(tx, { households: chunk });
      await progress.pause();
    }
    for (const chunk of chunksOf(phones, ROWS_AT_ONCE)) {
      await this.store.insert(tx, { phones: chunk });
      await progress.pause();
    }
  }

  /** Where a door's phones are not what the list says, they become that. Registered ones are hashes: only their number can be told. */
  private async phones(db: EntityManager, wanted: readonly Wanted[]): Promise<Pick<HouseholdPlan, 'phones' | 'stalePhones' | 'difference'>> {
    const registered = new Map<string, string[]>();
    const asked = wanted.filter(({ line, isNew }) => !isNew && line.phones.length > 0);
    for (const { householdId, phoneHash } of await this.store.phones(db, asked.map(({ household }) => household.id))) {
      registered.set(householdId, [...(registered.get(householdId) ?? []), phoneHash]);
    }
    const [phones, stalePhones, difference]: [HouseholdPhoneRow[], string[], Difference] = [[], [], new Difference()];
    for (const { line, household: { id }, isNew } of wanted) {
      const hashes = line.phones.map((phone) => this.hash.ofPhone(phone));
      const had = registered.get(id) ?? [];
      const differs = hashes.length > 0 && !(had.length === hashes.length && hashes.every((hash) => had.includes(hash)));
      if (differs && had.length > 0) stalePhones.push(id);
      if (differs) for (const phoneHash of hashes) phones.push({ householdId: id, phoneHash });
      difference.add(isNew ? 'created' : differs ? 'changed' : 'unchanged', () => ({
        line: line.line, name: `${line.building} ${line.door}`,
        fields: isNew ? [] : [{ column: '手机号', from: `已登记${had.length}个`, to: `改为${hashes.length}个` }],
      }));
    }
    return { phones, stalePhones, difference };
  }
}

const doorKey = (buildingId: string, door: string): string => `${buildingId}|${door}`;
