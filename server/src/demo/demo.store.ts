import { Injectable } from '@nestjs/common';
import { type EntityManager, In, type ObjectLiteral, type EntityTarget } from 'typeorm';
import { BuildingRow, BuildingTokenRow, EstateRow, StreetRow } from '../estates/estates.entity.ts';
import { HouseholdBindingRow, HouseholdCodeRow, HouseholdRow } from '../estates/households.entity.ts';
import { ResidentRow, StaffRow } from '../identity/identity.entity.ts';
import { AuditHeadRow, AuditLineRow } from '../platform/audit/audit.entity.ts';
import type { AuditLog } from '../platform/audit/audit-log.ts';
import { insertMany } from '../platform/database/batches.ts';
import { SCHEMA } from '../schema.ts';
import { DISTRICT_CODE, XIANGYUNLI } from './district/figures.ts';

/**
 * `absent`: no district yet. `partial`: the demo began to load and was killed. `loaded`: whole. `foreign`: somebody
 * else's district, which the demo leaves alone.
 */
export type DemoState = 'absent' | 'partial' | 'loaded' | 'foreign';

const BEGIN = 'demo.begin';
const END = 'demo.end';
const SUBJECT = `district:${DISTRICT_CODE}`;

/** A door of the published estate whose code from the demo has not been used. */
export interface FreeDoor {
  readonly householdId: string;
  readonly building: string;
  readonly token: string;
  readonly door: string;
  readonly doorSerial: number;
}

/** SQL of what only the demo does: it stands above the capabilities and looks into several. */
@Injectable()
export class DemoStore {
  async state(db: EntityManager): Promise<DemoState> {
    const marks = (await db.findBy(AuditLineRow, { action: In([BEGIN, END]), subject: SUBJECT })).map(({ action }) => action);
    if (marks.includes(END)) return 'loaded';
    if (marks.includes(BEGIN)) return 'partial';
    return (await db.count(StreetRow)) === 0 ? 'absent' : 'foreign';
  }

  begin(tx: EntityManager, audit: AuditLog): Promise<void> {
    return audit.append(tx, { actor: { job: 'demo' }, action: BEGIN, subject: SUBJECT });
  }

  end(tx: EntityManager, audit: AuditLog): Promise<void> {
    return audit.append(tx, { actor: { job: 'demo' }, action: END, subject: SUBJECT });
  }

  /** Empties every table, as the migrations left them. Only for what the demo itself began and never ended. */
  async clear(tx: EntityManager): Promise<void> {
    for (const table of SCHEMA.entities as readonly EntityTarget<ObjectLiteral>[]) {
      if (table !== AuditHeadRow) await tx.createQueryBuilder().delete().from(table).execute();
    }
    await tx.update(AuditHeadRow, { id: 1 }, { sequence: 0, hash: '0'.repeat(64) });
  }

  async insertResidents(tx: EntityManager, rows: readonly ResidentRow[]): Promise<void> {
    await insertMany(tx, ResidentRow, rows);
  }

  resident(db: EntityManager, id: string): Promise<ResidentRow | null> {
    return db.findOneBy(ResidentRow, { id });
  }

  /** Accounts that can be entered, by name. */
  async accounts(db: EntityManager, names: readonly string[]): Promise<ReadonlyMap<string, StaffRow>> {
    const rows = await db.findBy(StaffRow, { name: In([...names]), status: 'active' });
    return new Map(rows.map((row) => [row.name, row]));
  }

  /** In the order of the buildings and doors. A code that a community worker issued anew is not the demo's to tell. */
  freeDoors(db: EntityManager): Promise<FreeDoor[]> {
    return db.createQueryBuilder(HouseholdRow, 'household')
      .innerJoin(EstateRow, 'estate', 'estate.id = household.estate_id AND estate.code = :code', { code: XIANGYUNLI.code })
      .innerJoin(BuildingRow, 'building', 'building.id = household.building_id')
      .innerJoin(BuildingTokenRow, 'token', 'token.live_of = building.id')
      .innerJoin(HouseholdCodeRow, 'code', "code.household_id = household.id AND code.issued_by = 'demo' AND code.redeemed_ms IS NULL")
      .leftJoin(HouseholdBindingRow, 'binding', 'binding.household_id = household.id')
      .select('household.id', 'householdId').addSelect('building.name', 'building').addSelect('token.token', 'token')
      .addSelect('household.door', 'door').addSelect('household.door_serial', 'doorSerial')
      .where('binding.household_id IS NULL').orderBy('building.sort').addOrderBy('household.door_serial').getRawMany<FreeDoor>();
  }
}
