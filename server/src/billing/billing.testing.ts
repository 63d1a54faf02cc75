import { randomUUID } from 'node:crypto';
import { SCOPE_LEVEL_OF, type AddFeeStandardBody, type CollectBody, type GenerateBillsBody, type ResidentActor, type StaffActor, type StaffRole } from '@linping/shared';
import { Test } from '@nestjs/testing';
import { AppModule } from '../app.module.ts';
import { BuildingRow, CommunityRow, ContractRow, EstateRow, ProviderRow, StreetRow } from '../estates/estates.entity.ts';
import { HouseholdBindingRow, HouseholdRow } from '../estates/households.entity.ts';
import { PhotoRow } from '../files/files.entity.ts';
import { ResidentRow, StaffRow } from '../identity/identity.entity.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { insertMany } from '../platform/database/batches.ts';
import { type EngineName, freshDatabase } from '../platform/database/engines.testing.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { StoppedClock, testConfig } from '../platform/platform.testing.ts';
import { Refused } from '../platform/refused.ts';
import { SCHEMA } from '../schema.ts';
import { ArrearsService } from './arrears/arrears.service.ts';
import { BillNotices } from './arrears/bill-notices.ts';
import { BillSettlement } from './bill-settlement.service.ts';
import { BillMonthRow, BillRow } from './bills/bills.entity.ts';
import { BillsService } from './bills/bills.service.ts';
import { GenerationService } from './bills/generation.service.ts';
import { PrepaymentsService } from './bills/prepayments.service.ts';
import { CollectionRateService } from './collection-rate.service.ts';
import { BillCollectionRow } from './collections/collections.entity.ts';
import { CollectionsService } from './collections/collections.service.ts';
import { AreaImportService } from './fees/area-import.service.ts';
import { FeeAreasService } from './fees/fee-areas.service.ts';
import { FeeStandardsService } from './fees/fee-standards.service.ts';
import { InvoicesService } from './invoices/invoices.service.ts';

/** A Monday, ten o'clock in Zhengzhou. */
export const MONDAY = new Date('2026-11-02T02:00:00.000Z');
export const DAY_SECONDS = 24 * 3600;

/** 'ok', or the code it was refused with; what is not a refusal comes as it is. */
export const said = (work: () => Promise<unknown>): Promise<unknown> =>
  Promise.resolve().then(work).then(() => 'ok', (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));
export const tally = (told: readonly unknown[]): Record<string, number> =>
  told.reduce<Record<string, number>>((counts, one) => ({ ...counts, [String(one)]: (counts[String(one)] ?? 0) + 1 }), {});

/** The real services on a real database; only time stands still, and nothing runs by itself. */
export async function openBilling(engine: EngineName) {
  const fresh = await freshDatabase(engine, SCHEMA);
  const clock = new StoppedClock(MONDAY);
  const app = await Test.createTestingModule({ imports: [AppModule.with({ config: testConfig({ databaseUrl: fresh.url }), engine: fresh.engine, clock })] }).compile();
  const get = <T>(type: abstract new (...args: never[]) => T): T => app.get(type as never, { strict: false });
  const db = { ...fresh, unitOfWork: get(UnitOfWork) }; // the product's own: SQLite has one writer, and only one of these knows whose turn it is
  const [bills, invoices] = [get(BillsService), get(InvoicesService)];
  for (const part of [bills, invoices]) part.onModuleInit(); // what listens to others; the jobs themselves are never ticked
  return {
    db, clock, get, bills, invoices, settlement: get(BillSettlement), standards: get(FeeStandardsService), areas: get(FeeAreasService), areaImport: get(AreaImportService),
    generation: get(GenerationService), prepayments: get(PrepaymentsService), collections: get(CollectionsService), arrears: get(ArrearsService), rates: get(CollectionRateService),
    billNotices: get(BillNotices), close: () => db.close(),
  };
}
export type Billing = Awaited<ReturnType<typeof openBilling>>;

export const staffOf = (role: StaffRole, id?: string): StaffActor => {
  const level = SCOPE_LEVEL_OF[role];
  return { role, staffId: randomUUID(), scope: level === 'district' ? { level } : { level, id: id ?? randomUUID() } };
};

/** An account that can sign in, under the name of its role. */
export async function addStaff({ db }: Billing, actor: StaffActor): Promise<StaffActor> {
  await db.unitOfWork.run((tx) => tx.insert(StaffRow, {
    id: actor.staffId, name: actor.staffId, displayName: `${actor.role}-${actor.staffId.slice(0, 6)}`, role: actor.role, scopeLevel: actor.scope.level,
    scopeId: actor.scope.level === 'district' ? null : actor.scope.id, scopeName: '', passwordHash: '', status: 'active', version: 1, lastSignInMs: 1, oneTimeUntilMs: 0,
  }));
  return actor;
}

export async function addResident({ db }: Billing, householdIds: readonly string[] = []): Promise<ResidentActor> {
  const residentId = randomUUID();
  await db.unitOfWork.run(async (tx) => {
    await tx.insert(ResidentRow, { id: residentId, openid: null, createdDate: '2026-11-01' });
    for (const householdId of householdIds) await tx.insert(HouseholdBindingRow, { householdId, residentId, boundMs: 0, via: 'code' });
  });
  return { role: 'resident', residentId, via: 'h5' };
}

export async function addProvider({ db }: Billing): Promise<string> {
  const providerId = randomUUID();
  await db.unitOfWork.run((tx) => tx.insert(ProviderRow, { id: providerId, kind: 'firm', name: `物业${providerId.slice(0, 8)}`, phone: '0371-60000000', version: 1 }));
  return providerId;
}

/** An estate with one building of so many doors, a firm that serves it, and a phone for its first door. */
export async function addEstate(b: Billing, { doors = 3 } = {}) {
  const [streetId, communityId, estateId, buildingId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const householdIds = Array.from({ length: doors }, () => randomUUID());
  const providerId = await addProvider(b);
  await b.db.unitOfWork.run(async (tx) => {
    await tx.insert(StreetRow, { id: streetId, name: `街道${streetId.slice(0, 8)}` });
    await tx.insert(CommunityRow, { id: communityId, streetId, name: `社区${communityId.slice(0, 8)}` });
    await tx.insert(EstateRow, {
      id: estateId, code: estateId.slice(0, 20), name: `小区${estateId.slice(0, 6)}`, communityId, streetId, address: '', builtYear: 1990, areaCentiSqm: 100_000,
      stage: 'inService', stageDate: '2026-01-01', managementMode: 'professional', isSynthetic: true, version: 1,
    });
    await tx.insert(BuildingRow, { id: buildingId, estateId, name: '1号楼', sort: 1 });
    await insertMany(tx, HouseholdRow, householdIds.map((id, i) => ({ id, estateId, buildingId, door: String(101 + i), doorSerial: i + 1, version: 1 })));
    await tx.insert(ContractRow, { id: randomUUID(), estateId, providerId, signedDate: '2025-01-01', filedDate: null, entryDate: '2025-02-01', endDate: null, phone: '', isSubsidised: true });
  });
  return {
    estateId, buildingId, householdIds, householdId: householdIds[0]!, streetId, communityId, providerId, resident: await addResident(b, [householdIds[0]!]),
    manager: await addStaff(b, staffOf('providerManager', providerId)), worker: await addStaff(b, staffOf('providerStaff', providerId)),
  };
}
export type TestEstate = Awaited<ReturnType<typeof addEstate>>;

/** Another firm takes over from a day on. */
export async function changeFirm(b: Billing, { estateId }: TestEstate, from: string, until: string) {
  const providerId = await addProvider(b);
  await b.db.unitOfWork.run(async (tx) => {
    await tx.update(ContractRow, { estateId }, { endDate: until });
    await tx.insert(ContractRow, { id: randomUUID(), estateId, providerId, signedDate: from, filedDate: null, entryDate: from, endDate: null, phone: '', isSubsidised: true });
  });
  return { providerId, manager: await addStaff(b, staffOf('providerManager', providerId)) };
}

export const fee = (over: Partial<AddFeeStandardBody> = {}): AddFeeStandardBody => ({ id: randomUUID(), name: '物业服务费', basis: 'fixed', rateFen: 5_000, fromMonth: '2026-01', ...over });
export const run = (over: Partial<GenerateBillsBody> = {}): GenerateBillsBody => ({ fromMonth: '2026-07', untilMonth: '2026-12', dueOn: '2026-12-31', preview: false, ...over });

/** An estate whose firm charges 50 yuan a month, with the second half of 2026 billed. */
export async function billed(b: Billing, { doors = 3, dueOn = '2026-12-31' } = {}) {
  const estate = await addEstate(b, { doors });
  await b.standards.add(estate.manager, estate.estateId, fee());
  await b.generation.generate(estate.manager, estate.estateId, run({ dueOn }));
  const bills = await billsOf(b, estate.estateId);
  return { ...estate, bills, bill: bills.find(({ householdId }) => householdId === estate.householdId)! };
}
export type Billed = Awaited<ReturnType<typeof billed>>;

export const billsOf = ({ db }: Billing, estateId: string) => db.unitOfWork.read((read) => read.find(BillRow, { where: { estateId }, order: { number: 'ASC' } }));
export const billOf = ({ db }: Billing, id: string) => db.unitOfWork.read((read) => read.findOneByOrFail(BillRow, { id }));
export const monthsOf = ({ db }: Billing, billId: string) => db.unitOfWork.read((read) => read.find(BillMonthRow, { where: { billId }, order: { month: 'ASC' } }));
export const collectionsOf = ({ db }: Billing, billId: string) => db.unitOfWork.read((read) => read.find(BillCollectionRow, { where: { billId }, order: { receiptNumber: 'ASC' } }));
export const linesOf = ({ db }: Billing, subject: string) => db.unitOfWork.read((read) => read.find(AuditLineRow, { where: { subject }, order: { sequence: 'ASC' } }));

/** A picture as its upload left it. */
export async function addVoucher({ db, clock }: Billing, actor: StaffActor, kind: 'image' | 'pdf' = 'image'): Promise<string> {
  const id = randomUUID();
  await db.unitOfWork.run((tx) => tx.insert(PhotoRow, {
    id, objectId: randomUUID(), owner: `staff:${actor.staffId}`, state: 'ready', bytes: 10, received: 10, pieceSums: '', startedMs: clock.now().getTime(), subject: null, check: 'checking', kind,
    carriesData: kind === 'pdf', width: kind === 'pdf' ? null : 40, height: kind === 'pdf' ? null : 30,
  }));
  return id;
}

export const cash = async (b: Billing, actor: StaffActor, { version }: Pick<BillRow, 'version'>, over: Partial<CollectBody> = {}): Promise<CollectBody> => ({
  id: randomUUID(), version, channel: 'cash', paidOn: '2026-11-01', voucherIds: [await addVoucher(b, actor)], note: '', ...over,
});
/** Takes cash for a bill. */
export async function paidCash(b: Billing, { worker, bill }: Pick<Billed, 'worker' | 'bill'>) {
  const body = await cash(b, worker, await billOf(b, bill.id));
  return { body, view: await b.collections.collect(worker, bill.id, body) };
}
/** Pays a bill by WeChat, as the capability of payments does it. */
export async function paidByWechat(b: Billing, { resident, bill }: Pick<Billed, 'resident' | 'bill'>): Promise<string> {
  const orderId = randomUUID();
  await b.db.unitOfWork.run((tx) => b.settlement.reserve(tx, { orderId, billIds: [bill.id], residentId: resident.residentId }));
  await b.db.unitOfWork.run((tx) => b.settlement.settle(tx, { orderId, paidOn: '2026-11-02', paidMs: MONDAY.getTime() }));
  return orderId;
}
