import { randomBytes, randomUUID } from 'node:crypto';
import { accessToken } from './access-token.ts';
import type { RawDatabase, RawRow } from './raw-database.ts';

/** One dwelling with the phone that holds it. */
export interface Home {
  readonly householdId: string;
  readonly buildingId: string;
  readonly estateId: string;
  readonly residentId: string;
  readonly sessionId: string;
  readonly via: 'wechat' | 'h5';
  readonly doorSerial: number;
  readonly token: string;
}
export interface BuiltEstate {
  readonly estateId: string;
  readonly buildings: readonly { readonly buildingId: string; readonly token: string }[];
  /** Building by building, door by door. */
  readonly homes: readonly Home[];
}
export interface StaffMember {
  readonly staffId: string;
  readonly token: string;
}
export interface District {
  readonly estates: readonly BuiltEstate[];
  readonly headquarters: StaffMember;
  /** Closes rounds … */
  readonly officer: StaffMember;
  /** … and this one certifies them (four eyes). */
  readonly secondOfficer: StaffMember;
  readonly worker: StaffMember;
}

export interface EstateShape {
  readonly buildings: number;
  /** At most 999, which is what a household code can number. */
  readonly homesPerBuilding: number;
}
export interface DistrictOptions {
  readonly via?: (home: number) => 'wechat' | 'h5';
  /** In which order the phones of an estate came: their rows are written so, with times that rise. */
  readonly arrival?: (homes: readonly Home[]) => readonly Home[];
}

const DAY_MS = 86_400_000;

/**
 * Writes a district by plain SQL into the schema of the server's own migrations (server/src/platform/database/migrations):
 * one street and community, estates with buildings and doors, a phone with a live session for every door, four members
 * of staff. The rounds are not written: the server makes them itself, from `openRounds`.
 */
export async function writeDistrict(db: RawDatabase, tokenSecret: string, shapes: readonly EstateShape[], options: DistrictOptions = {}): Promise<District> {
  const [streetId, communityId] = [randomUUID(), randomUUID()];
  const estates = shapes.map((shape) => build(shape, tokenSecret, options));
  const all = { headquarters: staffRows('headquarters', null), officer: staffRows('streetOfficer', streetId), secondOfficer: staffRows('streetOfficer', streetId), worker: staffRows('communityWorker', communityId) };

  await transaction(db, async () => {
    await db.insert('street', [{ id: streetId, name: `街道${streetId.slice(0, 8)}` }]);
    await db.insert('community', [{ id: communityId, street_id: streetId, name: '社区' }]);
    await db.insert('estate', estates.map(({ estateId }, i) => estateRow(estateId, i, streetId, communityId)));
    await db.insert('building', estates.flatMap(({ estateId, buildings }) => buildings.map(({ buildingId }, i) => ({ id: buildingId, estate_id: estateId, name: `${i + 1}号楼`, sort: i + 1 }))));
    await db.insert('building_token', estates.flatMap(({ buildings }) => buildings.map(({ buildingId, token }) => ({ token, building_id: buildingId, live_of: buildingId, issued_ms: Date.now(), voided_ms: null }))));
    await db.insert('staff', Object.values(all).map(({ row }) => row));
    await db.insert('session', Object.values(all).map(({ session }) => session));
  });
  for (const { homes } of estates) await transaction(db, () => writeHomes(db, homes, options.arrival?.(homes) ?? homes));

  const member = ({ row, session }: ReturnType<typeof staffRows>): StaffMember =>
    ({ staffId: row.id, token: accessToken(tokenSecret, { sessionId: session.id, kind: 'staff', principalId: row.id }) });
  return { estates, headquarters: member(all.headquarters), officer: member(all.officer), secondOfficer: member(all.secondOfficer), worker: member(all.worker) };
}

function build({ buildings, homesPerBuilding }: EstateShape, secret: string, { via = () => 'h5' }: DistrictOptions): BuiltEstate {
  const estateId = randomUUID();
  const built = Array.from({ length: buildings }, () => ({ buildingId: randomUUID(), token: randomBytes(12).toString('base64url') }));
  const homes = built.flatMap(({ buildingId }, b) => Array.from({ length: homesPerBuilding }, (_, door): Home => {
    const [residentId, sessionId, kind] = [randomUUID(), randomUUID(), via(b * homesPerBuilding + door)];
    return {
      householdId: randomUUID(), buildingId, estateId, residentId, sessionId, via: kind, doorSerial: door + 1,
      token: accessToken(secret, { sessionId, kind, principalId: residentId }),
    };
  }));
  return { estateId, buildings: built, homes };
}

async function writeHomes(db: RawDatabase, homes: readonly Home[], arrived: readonly Home[]): Promise<void> {
  const now = Date.now() - homes.length;
  await db.insert('household', homes.map((home) => ({
    id: home.householdId, estate_id: home.estateId, building_id: home.buildingId, door: `${home.doorSerial}室`, door_serial: home.doorSerial, version: 1,
  })));
  await db.insert('resident', arrived.map(({ residentId, via }) => ({ id: residentId, openid: via === 'wechat' ? randomUUID() : null, created_date: new Date(now).toISOString().slice(0, 10) })));
  await db.insert('session', arrived.map(({ sessionId, residentId, via }, i) => sessionRow(sessionId, residentId, via, now + i)));
  await db.insert('household_binding', arrived.map(({ householdId, residentId }, i) => ({ household_id: householdId, resident_id: residentId, bound_ms: now + i, via: 'code' })));
}

const sessionRow = (id: string, principal: string, kind: string, createdMs: number) => ({
  id, refresh_hash: randomBytes(32).toString('hex'), kind, principal_id: principal, created_ms: createdMs, expires_ms: createdMs + 400 * DAY_MS, revoked_ms: null,
});

function staffRows(role: 'headquarters' | 'streetOfficer' | 'communityWorker', scopeId: string | null) {
  const id = randomUUID();
  const level = { headquarters: 'district', streetOfficer: 'street', communityWorker: 'community' }[role];
  const row = {
    id, name: `${role.toLowerCase()}-${id.slice(0, 8)}`, display_name: role, role, scope_level: level, scope_id: scopeId, scope_name: '', password_hash: '', status: 'active', version: 1, last_sign_in_ms: 0,
  };
  return { row, session: sessionRow(randomUUID(), id, 'staff', Date.now()) };
}

const estateRow = (id: string, i: number, streetId: string, communityId: string): RawRow => ({
  id, code: `E${String(i).padStart(4, '0')}-${id.slice(0, 8)}`, name: `小区${i + 1}`, community_id: communityId, street_id: streetId, address: '', built_year: 1990,
  area_centi_sqm: 1_000_000, stage: 'inService', stage_date: '2025-01-01', management_mode: 'professional', is_synthetic: 1, version: 1,
});

async function transaction(db: RawDatabase, work: () => Promise<void>): Promise<void> {
  await db.run(db.engine === 'sqlite' ? 'BEGIN IMMEDIATE' : 'START TRANSACTION');
  await work();
  await db.run('COMMIT');
}
