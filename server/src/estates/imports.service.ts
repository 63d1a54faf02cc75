import { createHash } from 'node:crypto';
import { can, isStaff, MAX_DOOR_SERIAL, shanghaiDate, type Actor, type ImportedView, type StaffActor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { orRefuse, refuse } from '../platform/refused.ts';
import { BuildingsStore } from './buildings.store.ts';
import { EstatesService } from './estates.service.ts';
import type { BuildingRow } from './estates.entity.ts';
import type { HouseholdPhoneRow, HouseholdRow } from './households.entity.ts';
import { EstateMerge } from './imports/estate-merge.ts';
import { ESTATE_COLUMNS, estateLines } from './imports/estate-lines.ts';
import { HOUSEHOLD_COLUMNS, type HouseholdLine, householdLines } from './imports/household-lines.ts';
import { RowErrors } from './imports/row-errors.ts';
import { readTable } from './imports/table.ts';
import { ImportsStore } from './imports.store.ts';
import { KeyedHash } from './keyed-hash.ts';

/** Lists from offices. All or nothing: a file with a mistake changes nothing, the same file twice changes nothing the second time. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly audit: AuditLog,
    private readonly hash: KeyedHash,
    private readonly facts: EstatesService,
    private readonly buildings: BuildingsStore,
    private readonly store: ImportsStore,
    private readonly merge: EstateMerge,
  ) {}

  /**
   * Headquarters' list of estates, with who manages them; streets and communities are made as they appear. Known by
   * 小区编号, an estate is corrected; none is deleted. Refuses: OUT_OF_SCOPE, IMPORT_UNREADABLE, IMPORT_HAS_ERRORS, CHANGED_BY_SOMEONE_ELSE.
   */
  async estates(actor: Actor, file: Buffer): Promise<ImportedView> {
    if (!isStaff(actor) || !can(actor, 'estate.import')) return refuse({ code: 'OUT_OF_SCOPE' });
    const errors = new RowErrors();
    const table = orRefuse(readTable(file, ESTATE_COLUMNS, errors));
    const nowMs = this.clock.now().getTime();
    const lines = estateLines(table, errors, shanghaiDate(nowMs));
    if (!errors.none) refuse(errors.refusal);
    return this.unitOfWork.run(async (tx) => {
      const { created, changed } = await this.merge.into(tx, lines, { nowMs, recordedBy: actor.staffId });
      await this.audit.append(tx, { actor, action: 'estate.import', subject: 'import:estates', facts: { rows: lines.length, created, changed, sha256: sha256(file) } });
      return { rows: lines.length, encoding: table.encoding };
    });
  }

  /**
   * A street's list of the doors of one estate. Known by building and door; new doors get the next serial, none is deleted;
   * a filled 手机号 replaces the phones that the register had for the door. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE,
   * IMPORT_UNREADABLE, IMPORT_HAS_ERRORS, CHANGED_BY_SOMEONE_ELSE.
   */
  async households(actor: Actor, estateId: string, file: Buffer): Promise<ImportedView> {
    await this.unitOfWork.read((db) => this.mayImport(db, actor, estateId)); // before a large file is read for nothing
    const errors = new RowErrors();
    const table = orRefuse(readTable(file, HOUSEHOLD_COLUMNS, errors));
    const lines = householdLines(table, errors);
    if (!errors.none) refuse(errors.refusal);
    return this.unitOfWork.run(async (tx) => {
      await this.mayImport(tx, actor, estateId);
      const created = await this.mergeHouseholds(tx, estateId, lines);
      await this.audit.append(tx, { actor, action: 'household.import', subject: `estate:${estateId}`, facts: { rows: lines.length, created, sha256: sha256(file) } });
      return { rows: lines.length, encoding: table.encoding };
    });
  }

  private async mayImport(db: EntityManager, actor: Actor, estateId: string): Promise<StaffActor> {
    const place = (await this.facts.placeOf(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
    return isStaff(actor) && can(actor, 'household.import', place) ? actor : refuse({ code: 'OUT_OF_SCOPE' });
  }

  private async mergeHouseholds(tx: EntityManager, estateId: string, lines: readonly HouseholdLine[]): Promise<number> {
    const known = await this.buildings.ofEstate(tx, estateId);
    const buildings = new Map(known.map((building) => [building.name, building]));
    const doors = new Map<string, HouseholdRow>();
    const lastSerial = new Map<string, number>();
    for (const household of await this.store.households(tx, estateId)) {
      doors.set(doorKey(household.buildingId, household.door), household);
      lastSerial.set(household.buildingId, Math.max(lastSerial.get(household.buildingId) ?? 0, household.doorSerial));
    }
    const fresh: { buildings: BuildingRow[]; households: HouseholdRow[] } = { buildings: [], households: [] };
    const withPhones: { readonly household: HouseholdRow; readonly phones: readonly string[] }[] = [];
    let lastSort = Math.max(0, ...known.map(({ sort }) => sort));
    const errors = new RowErrors();

    for (const { line, building: name, door, phones } of lines) {
      let building = buildings.get(name);
      if (!building) {
        building = { id: this.random.uuid(), estateId, name, sort: (lastSort += 1) };
        buildings.set(name, building);
        fresh.buildings.push(building);
      }
      const key = doorKey(building.id, door);
      let household = doors.get(key);
      if (!household) {
        const doorSerial = (lastSerial.get(building.id) ?? 0) + 1;
        lastSerial.set(building.id, doorSerial);
        if (doorSerial > MAX_DOOR_SERIAL) errors.add(line, '门牌', `一栋楼最多${MAX_DOOR_SERIAL}户，请按单元分成几栋`);
        household = { id: this.random.uuid(), estateId, buildingId: building.id, door, doorSerial, version: 1 };
        doors.set(key, household);
        fresh.households.push(household);
      }
      if (phones.length > 0) withPhones.push({ household, phones });
    }
    if (!errors.none) refuse(errors.refusal);
    await this.store.insert(tx, fresh);
    await this.replacePhones(tx, withPhones);
    return fresh.households.length;
  }

  /** Where a door's phones are not what the list says, they become that. */
  private async replacePhones(tx: EntityManager, wanted: readonly { readonly household: HouseholdRow; readonly phones: readonly string[] }[]): Promise<void> {
    const registered = new Map<string, string[]>();
    for (const { householdId, phoneHash } of await this.store.phones(tx, wanted.map(({ household }) => household.id))) {
      registered.set(householdId, [...(registered.get(householdId) ?? []), phoneHash]);
    }
    const rows: HouseholdPhoneRow[] = [];
    const stale: string[] = [];
    for (const { household: { id }, phones } of wanted) {
      const hashes = phones.map((phone) => this.hash.ofPhone(phone));
      const had = registered.get(id) ?? [];
      if (had.length === hashes.length && hashes.every((hash) => had.includes(hash))) continue;
      if (had.length > 0) stale.push(id);
      rows.push(...hashes.map((phoneHash) => ({ householdId: id, phoneHash })));
    }
    await this.store.dropPhones(tx, stale);
    await this.store.insert(tx, { phones: rows });
  }
}

const doorKey = (buildingId: string, door: string): string => `${buildingId}|${door}`;
const sha256 = (file: Buffer): string => createHash('sha256').update(file).digest('hex');
