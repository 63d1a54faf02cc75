import { randomUUID } from 'node:crypto';
import {
  COMPLAINT_CONSENT_VERSION, SCOPE_LEVEL_OF,
  type FileComplaintBody, type RegisterComplaintBody, type ResidentActor, type StaffActor, type StaffRole,
} from '@linping/shared';
import { Test } from '@nestjs/testing';
import { AppModule } from '../app.module.ts';
import { WorkCalendarService } from '../calendar/work-calendar.service.ts';
import { BuildingRow, BuildingTokenRow, CommunityRow, ContractRow, EstateRow, ProviderRow, StreetRow } from '../estates/estates.entity.ts';
import { HouseholdBindingRow, HouseholdRow } from '../estates/households.entity.ts';
import { PhotoRow } from '../files/files.entity.ts';
import { ResidentRow, StaffRow } from '../identity/identity.entity.ts';
import { MeService } from '../identity/me.service.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { openDatabase } from '../platform/database/database.ts';
import { type EngineName, freshDatabase, type TestDatabase } from '../platform/database/engines.testing.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { StoppedClock, testConfig } from '../platform/platform.testing.ts';
import { Refused } from '../platform/refused.ts';
import { SCHEMA } from '../schema.ts';
import { ComplaintClock } from './complaint-clock.ts';
import { ComplaintListService } from './complaint-list.service.ts';
import { ComplaintWords } from './complaint-words.ts';
import { ComplaintPauseRow, ComplaintRow, ComplaintStepRow } from './complaints.entity.ts';
import { ContactsService } from './contacts.service.ts';
import { FilingService } from './filing.service.ts';
import { FirmStepsService } from './firm-steps.service.ts';
import { FollowersService } from './followers.service.ts';
import { MineService } from './mine.service.ts';
import { ResidentStepsService } from './resident-steps.service.ts';
import { SupervisionService } from './supervision.service.ts';

/** A Monday, ten o'clock in Zhengzhou; no holiday is near. */
export const MONDAY = new Date('2026-11-02T02:00:00.000Z');
export const HOUR_SECONDS = 3600;
export const DAY_SECONDS = 24 * HOUR_SECONDS;
export const ADDRESS = '203.0.113.7';

/** 'ok', or the code it was refused with; what is not a refusal comes as it is. */
export const said = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'ok', (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));
export const tally = (told: readonly unknown[]): Record<string, number> =>
  told.reduce<Record<string, number>>((counts, one) => ({ ...counts, [String(one)]: (counts[String(one)] ?? 0) + 1 }), {});

/** The real services on a real database; only time stands still, and nothing runs by itself. */
export async function openComplaints(engine: EngineName, beside?: { readonly db: { readonly url: string }; readonly clock: StoppedClock }) {
  const db = beside ? await secondProcess(beside.db.url) : await freshDatabase(engine, SCHEMA);
  const clock = beside?.clock ?? new StoppedClock(MONDAY);
  const app = await Test.createTestingModule({ imports: [AppModule.with({ config: testConfig({ databaseUrl: db.url }), engine: db.engine, clock })] }).compile();
  const get = <T>(type: abstract new (...args: never[]) => T): T => app.get(type as never, { strict: false });
  const clockJob = get(ComplaintClock);
  for (const part of [clockJob, get(ComplaintWords)]) part.onModuleInit(); // what listens to others; the jobs themselves are never ticked
  return {
    db, clock, get, clockJob, filing: get(FilingService), resident: get(ResidentStepsService), firm: get(FirmStepsService), street: get(SupervisionService),
    following: get(FollowersService), mine: get(MineService), list: get(ComplaintListService), contacts: get(ContactsService), calendar: get(WorkCalendarService), me: get(MeService),
    close: () => db.close(),
  };
}
/** A connection of its own to the database of a first. */
async function secondProcess(url: string): Promise<TestDatabase> {
  const opened = await openDatabase(url, SCHEMA);
  return { ...opened, url, hookErrors: [], unitOfWork: new UnitOfWork(opened.engine, () => undefined) };
}
export type Complaints = Awaited<ReturnType<typeof openComplaints>>;

export const staffOf = (role: StaffRole, id?: string): StaffActor => {
  const level = SCOPE_LEVEL_OF[role];
  return { role, staffId: randomUUID(), scope: level === 'district' ? { level } : { level, id: id ?? randomUUID() } };
};

/** An estate with a building, its QR, a household and a firm; a street and a community of its own. */
export async function addEstate(c: Complaints, { streetId = randomUUID(), communityId = randomUUID(), withFirm = true } = {}) {
  const [estateId, buildingId, householdId, providerId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const token = `t${randomUUID().replaceAll('-', '').slice(0, 19)}`;
  const verified = await addResident(c);
  await c.db.unitOfWork.run(async (tx) => {
    if (!(await tx.findOneBy(StreetRow, { id: streetId }))) await tx.insert(StreetRow, { id: streetId, name: `街道${streetId.slice(0, 8)}` });
    if (!(await tx.findOneBy(CommunityRow, { id: communityId }))) await tx.insert(CommunityRow, { id: communityId, streetId, name: `社区${communityId.slice(0, 8)}` });
    await tx.insert(EstateRow, {
      id: estateId, code: estateId.slice(0, 20), name: `小区${estateId.slice(0, 6)}`, communityId, streetId, address: '', builtYear: 1990, areaCentiSqm: 100_000,
      stage: 'inService', stageDate: '2026-01-01', managementMode: 'professional', isSynthetic: true, version: 1,
    });
    await tx.insert(BuildingRow, { id: buildingId, estateId, name: '1号楼', sort: 1 });
    await tx.insert(BuildingTokenRow, { token, buildingId, liveOf: buildingId, issuedMs: 0, voidedMs: null });
    await tx.insert(HouseholdRow, { id: householdId, estateId, buildingId, door: '101', doorSerial: 1, version: 1 });
    await tx.insert(HouseholdBindingRow, { householdId, residentId: verified.residentId, boundMs: 0, via: 'code' });
    if (!withFirm) return;
    await tx.insert(ProviderRow, { id: providerId, kind: 'firm', name: `物业${providerId.slice(0, 8)}`, phone: '0371-60000000', version: 1 });
    await tx.insert(ContractRow, {
      id: randomUUID(), estateId, providerId, signedDate: '2025-01-01', filedDate: null, entryDate: '2025-02-01', endDate: null, phone: '', isSubsidised: true,
    });
  });
  return {
    estateId, buildingId, householdId, streetId, communityId, providerId, token, verified,
    manager: await addStaff(c, staffOf('providerManager', providerId)), officer: await addStaff(c, staffOf('streetOfficer', streetId)), worker: await addStaff(c, staffOf('communityWorker', communityId)),
  };
}
export type TestEstate = Awaited<ReturnType<typeof addEstate>>;

/** An account that can sign in, under the name of its role. */
export async function addStaff({ db }: Complaints, actor: StaffActor): Promise<StaffActor> {
  await db.unitOfWork.run((tx) => tx.insert(StaffRow, {
    id: actor.staffId, name: actor.staffId, displayName: `${actor.role}-${actor.staffId.slice(0, 6)}`, role: actor.role, scopeLevel: actor.scope.level,
    scopeId: actor.scope.level === 'district' ? null : actor.scope.id, scopeName: '', passwordHash: '', status: 'active', version: 1, lastSignInMs: 1, oneTimeUntilMs: 0,
  }));
  return actor;
}

export async function addResident({ db }: Complaints): Promise<ResidentActor> {
  const residentId = randomUUID();
  await db.unitOfWork.run((tx) => tx.insert(ResidentRow, { id: residentId, openid: null, createdDate: '2026-11-01' }));
  return { role: 'resident', residentId, via: 'h5' };
}

/** A photo as its upload left it. */
export async function addPhoto({ db, clock }: Complaints, actor: ResidentActor | StaffActor): Promise<string> {
  const id = randomUUID();
  const owner = actor.role === 'resident' ? `resident:${actor.residentId}` : `staff:${actor.staffId}`;
  await db.unitOfWork.run((tx) => tx.insert(PhotoRow, {
    id, objectId: randomUUID(), owner, state: 'ready', bytes: 10, received: 10, pieceSums: '', startedMs: clock.now().getTime(), subject: null, check: 'checking', width: 40, height: 30,
  }));
  return id;
}

export const filing = ({ token }: Pick<TestEstate, 'token'>, over: Partial<FileComplaintBody> = {}): FileComplaintBody => ({
  id: randomUUID(), token, category: 'garbageOverflow', spot: '2单元门口', text: '垃圾桶满了三天', photoIds: [], isUrgent: false, consentVersion: COMPLAINT_CONSENT_VERSION, showContactToFirm: false, ...over,
});
export const registration = ({ estateId }: Pick<TestEstate, 'estateId'>, { clock }: Pick<Complaints, 'clock'>, over: Partial<RegisterComplaintBody> = {}): RegisterComplaintBody => ({
  id: randomUUID(), estateId, channel: 'phone', receivedAt: clock.now().toISOString(), category: 'drains', spot: '3号楼东侧', text: '污水外溢', photoIds: [], isUrgent: false, showContactToFirm: false, ...over,
});
export const words = (text = '已安排', photoIds: readonly string[] = []) => ({ id: randomUUID(), text, photoIds });

/** An estate with one complaint of a verified author. */
export async function filed(c: Complaints, over: Partial<FileComplaintBody> = {}, estate?: TestEstate) {
  const place = estate ?? (await addEstate(c));
  const body = filing(place, over);
  const view = await c.filing.file(place.verified, body, randomUUID()); // each from a network of its own
  return { ...place, author: place.verified, complaintId: view.id, body, view };
}
export type Filed = Awaited<ReturnType<typeof filed>>;

/** The same, resolved by the firm. */
export async function resolved(c: Complaints, over: Partial<FileComplaintBody> = {}, estate?: TestEstate) {
  const found = await filed(c, over, estate);
  await c.firm.accept(found.manager, found.complaintId, words(''));
  return { ...found, view: await c.firm.resolve(found.manager, found.complaintId, words('已清运')) };
}

export const rowOf = ({ db }: Complaints, id: string) => db.unitOfWork.read((read) => read.findOneByOrFail(ComplaintRow, { id }));
export const stepsOf = ({ db }: Complaints, complaintId: string) => db.unitOfWork.read((read) => read.find(ComplaintStepRow, { where: { complaintId }, order: { sequence: 'ASC' } }));
export const pausesOf = ({ db }: Complaints, complaintId: string) => db.unitOfWork.read((read) => read.find(ComplaintPauseRow, { where: { complaintId }, order: { fromMs: 'ASC' } }));
export const linesOf = ({ db }: Complaints, complaintId: string) =>
  db.unitOfWork.read((read) => read.find(AuditLineRow, { where: { subject: `complaint:${complaintId}` }, order: { sequence: 'ASC' } }));
