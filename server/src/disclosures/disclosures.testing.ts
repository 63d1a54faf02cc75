import { randomUUID } from 'node:crypto';
import {
  SCOPE_LEVEL_OF,
  type AddLineBody, type BookBody, type BookKey, type DateText, type StaffActor, type StaffRole, type StatementView,
} from '@linping/shared';
import { Test } from '@nestjs/testing';
import { AppModule } from '../app.module.ts';
import { BuildingRow, CommunityRow, ContractRow, EstateRow, ProviderRow, StreetRow } from '../estates/estates.entity.ts';
import { HouseholdRow } from '../estates/households.entity.ts';
import { PhotoRow } from '../files/files.entity.ts';
import { StaffRow } from '../identity/identity.entity.ts';
import { LedgerChecks } from '../ledger/checks/ledger-checks.service.ts';
import { LedgerService } from '../ledger/ledger.service.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { openDatabase } from '../platform/database/database.ts';
import { type EngineName, freshDatabase, type TestDatabase } from '../platform/database/engines.testing.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { StoppedClock, testConfig } from '../platform/platform.testing.ts';
import { Refused } from '../platform/refused.ts';
import { SCHEMA } from '../schema.ts';
import { EstateAccountsService } from './accounts/estate-accounts.service.ts';
import { StatementRow } from './disclosures.entity.ts';
import { DraftsService } from './drafting/drafts.service.ts';
import { StatementLinesService } from './drafting/statement-lines.service.ts';
import { DutiesService } from './duties/duties.service.ts';
import { StatementListService } from './reading/statement-list.service.ts';
import { CorrectionsService } from './review/corrections.service.ts';
import { CosignsService } from './review/cosigns.service.ts';
import { MovesService } from './review/moves.service.ts';
import { SettingsService } from './settings/settings.service.ts';
import { StatementsService } from './statements.service.ts';

/** A Monday in autumn, ten o'clock in Zhengzhou: the first half-year is over and its statement overdue. */
export const MONDAY = new Date('2026-11-02T02:00:00.000Z');

/** 'ok', or the code it was refused with; what is not a refusal comes as it is. */
export const said = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'ok', (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));
export const tally = (told: readonly unknown[]): Record<string, number> =>
  told.reduce<Record<string, number>>((counts, one) => ({ ...counts, [String(one)]: (counts[String(one)] ?? 0) + 1 }), {});

/** The real services on a real database; only time stands still, and nothing runs by itself. */
export async function openDisclosures(engine: EngineName, beside?: { readonly db: { readonly url: string }; readonly clock: StoppedClock }) {
  const opened = beside ? await secondProcess(beside.db.url) : await freshDatabase(engine, SCHEMA);
  const clock = beside?.clock ?? new StoppedClock(MONDAY);
  const config = testConfig({ databaseUrl: opened.url, publicUrl: 'https://linping.example' });
  const app = await Test.createTestingModule({ imports: [AppModule.with({ config, engine: opened.engine, clock })] }).compile();
  const get = <T>(type: abstract new (...args: never[]) => T): T => app.get(type as never, { strict: false });
  const db = { ...opened, unitOfWork: get(UnitOfWork) }; // the product's own: on SQLite two of them would not wait for each other
  return {
    db, clock, get, drafts: get(DraftsService), lines: get(StatementLinesService), moves: get(MovesService), corrections: get(CorrectionsService), cosigns: get(CosignsService),
    list: get(StatementListService), duties: get(DutiesService), accounts: get(EstateAccountsService), settings: get(SettingsService), ledger: get(LedgerService),
    checks: get(LedgerChecks), facts: get(StatementsService), close: () => opened.close(),
  };
}
/** A connection of its own to the database of a first. */
async function secondProcess(url: string): Promise<TestDatabase> {
  const opened = await openDatabase(url, SCHEMA);
  return { ...opened, url, hookErrors: [], unitOfWork: new UnitOfWork(opened.engine, () => undefined) };
}
export type Disclosures = Awaited<ReturnType<typeof openDisclosures>>;

export const staffOf = (role: StaffRole, id?: string): StaffActor => {
  const level = SCOPE_LEVEL_OF[role];
  return { role, staffId: randomUUID(), scope: level === 'district' ? { level } : { level, id: id ?? randomUUID() } };
};

/** An account that can sign in, under the name of its role. */
export async function addStaff({ db }: Disclosures, actor: StaffActor): Promise<StaffActor> {
  await db.unitOfWork.run((tx) => tx.insert(StaffRow, {
    id: actor.staffId, name: actor.staffId, displayName: `${actor.role}-${actor.staffId.slice(0, 6)}`, role: actor.role, scopeLevel: actor.scope.level,
    scopeId: actor.scope.level === 'district' ? null : actor.scope.id, scopeName: '', passwordHash: '', status: 'active', version: 1, lastSignInMs: 1, oneTimeUntilMs: 0,
  }));
  return actor;
}

export async function addProvider({ db }: Disclosures, name?: string): Promise<string> {
  const id = randomUUID();
  await db.unitOfWork.run((tx) => tx.insert(ProviderRow, { id, kind: 'firm', name: name ?? `物业${id.slice(0, 8)}`, phone: '0371-60000000', version: 1 }));
  return id;
}
export const engage = ({ db }: Disclosures, estateId: string, providerId: string, entryDate: DateText, endDate: DateText | null = null) =>
  db.unitOfWork.run((tx) => tx.insert(ContractRow, {
    id: randomUUID(), estateId, providerId, signedDate: entryDate, filedDate: null, entryDate, endDate, phone: '', isSubsidised: true,
  }));

/** An estate in service with a household and a firm, and everybody who has to do with its accounts. */
export async function addEstate(d: Disclosures, { streetId = randomUUID() as string, communityId = randomUUID() as string, entryDate = '2026-01-01', name = '' } = {}) {
  const [estateId, buildingId, providerId] = [randomUUID(), randomUUID(), await addProvider(d)];
  await d.db.unitOfWork.run(async (tx) => {
    if (!(await tx.findOneBy(StreetRow, { id: streetId }))) await tx.insert(StreetRow, { id: streetId, name: `街道${streetId.slice(0, 8)}` });
    if (!(await tx.findOneBy(CommunityRow, { id: communityId }))) await tx.insert(CommunityRow, { id: communityId, streetId, name: `社区${communityId.slice(0, 8)}` });
    await tx.insert(EstateRow, {
      id: estateId, code: estateId.slice(0, 20), name: name || `小区${estateId.slice(0, 6)}`, communityId, streetId, address: '', builtYear: 1990, areaCentiSqm: 100_000,
      stage: 'inService', stageDate: '2026-01-01', managementMode: 'professional', isSynthetic: true, version: 1,
    });
    await tx.insert(BuildingRow, { id: buildingId, estateId, name: '1号楼', sort: 1 });
    await tx.insert(HouseholdRow, { id: randomUUID(), estateId, buildingId, door: '101', doorSerial: 1, version: 1 });
  });
  await engage(d, estateId, providerId, entryDate);
  return {
    estateId, streetId, communityId, providerId, book: { estateId, body: 'provider', bodyId: providerId } satisfies BookKey,
    manager: await addStaff(d, staffOf('providerManager', providerId)), officer: await addStaff(d, staffOf('streetOfficer', streetId)),
    committee: await addStaff(d, staffOf('committee', estateId)), community: await addStaff(d, staffOf('communityService', communityId)),
  };
}
export type TestEstate = Awaited<ReturnType<typeof addEstate>>;

/** A voucher as its upload left it. */
export async function addVoucher({ db, clock }: Disclosures, actor: StaffActor, over: Partial<PhotoRow> = {}): Promise<string> {
  const id = randomUUID();
  await db.unitOfWork.run((tx) => tx.insert(PhotoRow, {
    id, objectId: randomUUID(), owner: `staff:${actor.staffId}`, state: 'ready', bytes: 10, received: 10, pieceSums: '', startedMs: clock.now().getTime(), subject: null,
    check: 'checking', kind: 'image', width: 40, height: 30, ...over,
  }));
  return id;
}

/** A fee that arrives through WeChat, as payments enter it. */
export const pay = ({ db, ledger }: Disclosures, book: BookKey, amountFen: number, happenedOn: DateText, sourceKey = `payment:${randomUUID()}`) =>
  db.unitOfWork.run((tx) => ledger.post(tx, {
    book, kind: 'wechatFee', sourceKey, happenedOn, text: '微信缴物业费', by: 'system', postings: [{ account: 'wechatFunds', amountFen }, { account: 'propertyFee', amountFen: -amountFen }],
  }));

export const KEEPER = { provider: 'manager', committee: 'committee', communityService: 'community' } as const;

/** A draft; of the first period of a book with its opening. */
export async function begun(d: Disclosures, estate: TestEstate, { body = 'provider' as BookBody, period = '2026H1', openingFen = 0 } = {}): Promise<StatementView> {
  const keeper = estate[KEEPER[body]];
  const view = await d.drafts.begin(keeper, estate.estateId, { id: randomUUID(), body, period });
  return view.isOpeningCarried ? view : d.drafts.edit(keeper, view.id, { version: view.desk!.version, openingFen });
}

export const lineBody = (version: number, over: Partial<AddLineBody> = {}): AddLineBody =>
  ({ version, id: randomUUID(), kind: 'cleaning', amountFen: 12_345, note: '保洁用品', voucherIds: [], ...over });

/** Adds a line with a voucher of its own. */
export async function addLine(d: Disclosures, keeper: StaffActor, view: StatementView, over: Partial<AddLineBody> = {}): Promise<StatementView> {
  return d.lines.add(keeper, view.id, lineBody(view.desk!.version, { voucherIds: [await addVoucher(d, keeper)], ...over }));
}

/** From a draft to everybody's reading. */
export async function published(d: Disclosures, { officer, ...estate }: TestEstate, draft: StatementView): Promise<StatementView> {
  const keeper = { ...estate, officer }[KEEPER[draft.body]];
  const submitted = await d.moves.submit(keeper, draft.id, { version: draft.desk!.version });
  const approved = await d.moves.approve(officer, draft.id, { version: submitted.desk!.version });
  return d.moves.publish(keeper, draft.id, { version: approved.desk!.version });
}

export const rowOf = ({ db }: Disclosures, id: string) => db.unitOfWork.read((read) => read.findOneByOrFail(StatementRow, { id }));
export const auditOf = ({ db }: Disclosures, statementId: string) =>
  db.unitOfWork.read((read) => read.find(AuditLineRow, { where: { subject: `statement:${statementId}` }, order: { sequence: 'ASC' } }));
export const dayOf = (d: Disclosures, day: DateText): void => { d.clock.time = new Date(`${day}T02:00:00.000Z`); };

/** What the nightly checks find; that the fees of these tests have no order behind them is the tests' doing. */
export const faultsOf = async ({ checks }: Disclosures): Promise<string[]> =>
  (await checks.run()).flatMap(({ faults }) => faults).filter((fault) => !/^payment:.* neither a payment nor a refund/.test(fault));
