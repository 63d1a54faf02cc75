import { randomUUID } from 'node:crypto';
import { SCOPE_LEVEL_OF, type PayBody, type ResidentActor, type StaffActor, type StaffRole } from '@linping/shared';
import { Test } from '@nestjs/testing';
import { AppModule } from '../app.module.ts';
import { BillRow } from '../billing/bills/bills.entity.ts';
import { BuildingRow, CommunityRow, ContractRow, EstateRow, ProviderRow, StreetRow } from '../estates/estates.entity.ts';
import { HouseholdBindingRow, HouseholdRow } from '../estates/households.entity.ts';
import { ResidentRow } from '../identity/identity.entity.ts';
import { MeService } from '../identity/me.service.ts';
import { LedgerChecks } from '../ledger/checks/ledger-checks.service.ts';
import { LedgerPostingRow } from '../ledger/ledger.entity.ts';
import type { Config } from '../platform/config/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import type { Engine } from '../platform/database/engines.ts';
import { type EngineName, freshDatabase, type TestDatabase } from '../platform/database/engines.testing.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { SystemRandom } from '../platform/random.ts';
import { StoppedClock, testConfig } from '../platform/platform.testing.ts';
import { Refused } from '../platform/refused.ts';
import { WechatPay } from '../platform/wechat-pay/wechat-pay.ts';
import { SCHEMA } from '../schema.ts';
import { DeliveryReporter } from './delivery-reporter.ts';
import { FakeWechatPay } from './fake-wechat-pay.testing.ts';
import { MerchantsService } from './merchants.service.ts';
import { OrdersService } from './orders.service.ts';
import { PayNotificationsService } from './pay-notifications.service.ts';
import { PaymentListService } from './payment-list.service.ts';
import { PaymentMerchantRow, PaymentOrderBillRow, PaymentOrderRow, PaymentRefundRow } from './payments.entity.ts';
import { Reconciler } from './reconciliation/reconciler.ts';
import { RecoveryService } from './recovery.service.ts';
import { RefundEntry } from './refund-entry.ts';
import { RefundSender } from './refund-sender.ts';
import { RefundsService } from './refunds.service.ts';
import { SettlementService } from './settlement.service.ts';

/** A Monday, ten o'clock in Zhengzhou. */
export const MONDAY = new Date('2026-11-02T02:00:00.000Z');
export const FIRMS_MCHID = '1900000109';
/** One try, and a long one: what is lost is lost because a test says so. */
const PATIENCE = { timeoutMs: 60_000, waitsMs: [] };
export const VISITOR = { role: 'visitor' } as const;

/** 'ok', or the code it was refused with; what is not a refusal comes as it is. */
export const said = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'ok', (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));
export const tally = (told: readonly unknown[]): Record<string, number> =>
  told.reduce<Record<string, number>>((counts, one) => ({ ...counts, [String(one)]: (counts[String(one)] ?? 0) + 1 }), {});

export interface PaymentsOptions {
  /** The database of another process. */
  readonly beside?: { readonly url: string };
  readonly clock?: StoppedClock;
  /** The real client, to speak with a stand-in; left out, the fake. */
  readonly wechatPay?: Config['wechatPay'];
  /** A fake that another process speaks with too. */
  readonly fake?: FakeWechatPay;
  /** What everything goes through that leaves the process: for dying there. */
  readonly mortal?: { engine(engine: Engine): Engine; wechat(client: WechatPay): WechatPay };
}

/** The real services on a real database; only time stands still, and nothing runs by itself. */
export async function openPayments(engine: EngineName, { beside, clock = new StoppedClock(MONDAY), wechatPay, fake = new FakeWechatPay(() => clock.now().getTime()), mortal }: PaymentsOptions = {}) {
  const db = beside ? await secondProcess(beside.url) : await freshDatabase(engine, SCHEMA);
  const config = testConfig({ databaseUrl: db.url, ...(wechatPay && { wechatPay }) });
  const parts = { config, engine: mortal ? mortal.engine(db.engine) : db.engine, clock };
  const client = wechatPay === undefined ? fake.client : new WechatPay(config, clock, new SystemRandom(), PATIENCE);
  const app = await Test.createTestingModule({ imports: [AppModule.with(parts)] })
    .overrideProvider(WechatPay).useValue(mortal ? mortal.wechat(client) : client).compile();
  const get = <T>(type: abstract new (...args: never[]) => T): T => app.get(type as never, { strict: false });
  for (const part of [get(MerchantsService), get(OrdersService)]) part.onModuleInit(); // what others ask; the jobs themselves are never ticked
  return {
    db, clock, fake, wechat: client, get, orders: get(OrdersService), refunds: get(RefundsService), merchants: get(MerchantsService), list: get(PaymentListService), recovery: get(RecoveryService), reconciler: get(Reconciler),
    sender: get(RefundSender), settlement: get(SettlementService), refundEntry: get(RefundEntry), notifications: get(PayNotificationsService), deliveries: get(DeliveryReporter), me: get(MeService),
    checks: get(LedgerChecks),
    close: () => db.close(),
  };
}
export type Payments = Awaited<ReturnType<typeof openPayments>>;

/** A connection of its own to the database of a first. */
async function secondProcess(url: string): Promise<TestDatabase> {
  const opened = await openDatabase(url, SCHEMA);
  return { ...opened, url, hookErrors: [], unitOfWork: new UnitOfWork(opened.engine, () => undefined) };
}

export const staffOf = (role: StaffRole, id?: string): StaffActor => {
  const level = SCOPE_LEVEL_OF[role];
  return { role, staffId: randomUUID(), scope: level === 'district' ? { level } : { level, id: id ?? randomUUID() } };
};

/** An estate with a firm that can be paid, a dwelling and the phone that holds it. */
export async function addEstate({ db }: Pick<Payments, 'db'>, { openid = null as string | null, mchid = String(1_900_000_000 + Math.floor(Math.random() * 99_999_999)), isActive = true } = {}) {
  const [streetId, communityId, estateId, buildingId, householdId, providerId, residentId] = Array.from({ length: 7 }, () => randomUUID()) as [string, string, string, string, string, string, string];
  await db.unitOfWork.run(async (tx) => {
    await tx.insert(StreetRow, { id: streetId, name: `街道${streetId.slice(0, 8)}` });
    await tx.insert(CommunityRow, { id: communityId, streetId, name: `社区${communityId.slice(0, 8)}` });
    await tx.insert(EstateRow, {
      id: estateId, code: estateId.slice(0, 20), name: `小区${estateId.slice(0, 6)}`, communityId, streetId, address: '', builtYear: 1990, areaCentiSqm: 100_000,
      stage: 'inService', stageDate: '2026-01-01', managementMode: 'professional', isSynthetic: true, version: 1,
    });
    await tx.insert(BuildingRow, { id: buildingId, estateId, name: '1号楼', sort: 1 });
    await tx.insert(HouseholdRow, { id: householdId, estateId, buildingId, door: '101', doorSerial: 1, version: 1 });
    await tx.insert(ResidentRow, { id: residentId, openid, createdDate: '2026-11-01' });
    await tx.insert(HouseholdBindingRow, { householdId, residentId, boundMs: 0, via: 'code' });
    await tx.insert(ProviderRow, { id: providerId, kind: 'firm', name: `物业${providerId.slice(0, 8)}`, phone: '0371-60000000', version: 1 });
    await tx.insert(ContractRow, { id: randomUUID(), estateId, providerId, signedDate: '2025-01-01', filedDate: null, entryDate: '2025-02-01', endDate: null, phone: '', isSubsidised: true });
    await tx.insert(PaymentMerchantRow, { providerId, mode: 'partner', mchid, isActive, version: 1 });
  });
  const resident: ResidentActor = { role: 'resident', residentId, via: openid === null ? 'h5' : 'wechat' };
  return { streetId, communityId, estateId, buildingId, householdId, providerId, mchid, resident, manager: staffOf('providerManager', providerId) };
}
export type TestEstate = Awaited<ReturnType<typeof addEstate>>;

let bills = 0;
/** A bill as it was issued. */
export async function addBill({ db }: Pick<Payments, 'db'>, { estateId, providerId, householdId }: TestEstate, amountFen = 12_345): Promise<string> {
  const id = randomUUID();
  bills += 1;
  await db.unitOfWork.run((tx) => tx.insert(BillRow, {
    id, number: `0001-${String(bills).padStart(8, '0')}`, estateId, providerId, householdId, origin: 'generated', fromMonth: '2026-07', untilMonth: '2026-12', amountFen, refundedFen: 0,
    status: 'issued', dueOn: '2026-12-31', orderId: null, collections: 0, voidedFor: null, toldStage: 0, issuedMs: 1, version: 1,
  }));
  return id;
}

export const paying = (billIds: readonly string[], over: Partial<PayBody> = {}): PayBody => ({ id: randomUUID(), billIds, scene: 'native', ...over });

/** An order that is open at WeChat. */
export async function opened(p: Payments, { amounts = [12_345], estate }: { readonly amounts?: readonly number[]; readonly estate?: TestEstate } = {}) {
  const place = estate ?? (await addEstate(p));
  const billIds = [];
  for (const amountFen of amounts) billIds.push(await addBill(p, place, amountFen));
  const body = paying(billIds);
  const view = await p.orders.pay(place.resident, body);
  return { ...place, billIds, body, view, orderId: body.id, number: view.number };
}
export type Opened = Awaited<ReturnType<typeof opened>>;

/** The same, paid and settled. */
export async function settled(p: Payments, options: Parameters<typeof opened>[1] = {}) {
  const found = await opened(p, options);
  const trade = p.fake.pay(found.number);
  await p.settlement.told(trade, randomUUID());
  return { ...found, trade };
}

export const refunding = (billId: string, amountFen: number, reason = '多收') => ({ id: randomUUID(), billId, amountFen, reason });

export const orderOf = ({ db }: Payments, id: string) => db.unitOfWork.read((read) => read.findOneByOrFail(PaymentOrderRow, { id }));
export const refundsOf = ({ db }: Payments, orderId: string) => db.unitOfWork.read((read) => read.find(PaymentRefundRow, { where: { orderId }, order: { number: 'ASC' } }));
export const orderBillsOf = ({ db }: Payments, orderId: string) => db.unitOfWork.read((read) => read.find(PaymentOrderBillRow, { where: { orderId }, order: { billId: 'ASC' } }));
export const billOf = ({ db }: Payments, id: string) => db.unitOfWork.read((read) => read.findOneByOrFail(BillRow, { id }));
/** account → what lies on it, in fen, over all books; accounts with nothing are left out. */
export async function accounts({ db }: Payments): Promise<Record<string, number>> {
  const postings = await db.unitOfWork.read((read) => read.find(LedgerPostingRow));
  const sums = postings.reduce<Record<string, number>>((all, { account, amountFen }) => ({ ...all, [account]: (all[account] ?? 0) + amountFen }), {});
  return Object.fromEntries(Object.entries(sums).filter(([, fen]) => fen !== 0));
}
export const entriesOf = async ({ db }: Payments): Promise<string[]> =>
  (await db.unitOfWork.run((tx) => tx.query<{ source_key: string }[]>('SELECT source_key FROM ledger_entry ORDER BY source_key'))).map(({ source_key: key }) => key);

/** Lets the jobs do all that is due, again and again while time passes. */
export async function pass({ clock, recovery, sender }: Payments, seconds: number, stepSeconds = 60): Promise<void> {
  for (let left = seconds; left > 0; left -= stepSeconds) {
    clock.pass(Math.min(left, stepSeconds));
    await recovery.run();
    await sender.run();
  }
}
