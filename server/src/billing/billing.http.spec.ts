import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AppModule } from '../app.module.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { type OpenDatabase, openDatabase } from '../platform/database/database.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { API_PREFIX, httpAdapter, withHttpEdge } from '../platform/http/http-edge.ts';
import { testConfig } from '../platform/platform.testing.ts';
import { SCHEMA } from '../schema.ts';
import { billed, type Billed, type Billing, cash, fee, openBilling, paidByWechat, run } from './billing.testing.ts';

/** Bad input is told what is wrong with it, and nothing of it is written. */
describe.each(ENGINES)('what clients send on %s', (engine) => {
  let b: Billing;
  let app: NestFastifyApplication;
  let beside: OpenDatabase;
  let place: Billed;
  let resident: string;
  let manager: string;

  beforeAll(async () => {
    b = await openBilling(engine);
    beside = await openDatabase(b.db.url, SCHEMA); // a server of its own, as it is another process
    const tested = await Test.createTestingModule({ imports: [AppModule.with({ config: testConfig({ databaseUrl: b.db.url }), engine: beside.engine, clock: b.clock })] }).compile();
    app = await withHttpEdge(tested.createNestApplication<NestFastifyApplication>(httpAdapter(), { logger: false }));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    place = await billed(b);
    const sessions = app.get(SessionsService, { strict: false });
    resident = (await sessions.openForResident(place.resident.residentId)).accessToken;
    manager = (await sessions.openForStaffName(place.manager.staffId)).accessToken;
  });
  afterAll(async () => { await app.close(); await beside.close(); await b.close(); });

  type Method = 'GET' | 'POST' | 'PUT';
  const asked = (method: Method, token: string | undefined, path: string, payload?: unknown) => app.inject({
    method, url: `/${API_PREFIX}${path}`, headers: { ...(token && { authorization: `Bearer ${token}` }), ...(payload !== undefined && { 'content-type': 'application/json' }) },
    ...(payload !== undefined && { payload: JSON.stringify(payload) }),
  });
  const send = async (method: Method, token: string, path: string, payload?: unknown) => {
    const reply = await asked(method, token, path, payload);
    return [reply.statusCode, (reply.json() as { code?: string }).code];
  };
  const lines = async () => (await b.db.unitOfWork.read((db) => db.find(AuditLineRow))).filter(({ action }) => /^(bill|fee|invoice)/.test(action)).map(({ action }) => action); // jobs of others may write theirs
  const LONG = 'x'.repeat(201);

  it('refuses what is none, field by field', async () => {
    const { estateId, householdId, bill } = place;
    const collection = await cash(b, place.manager, bill);
    const [standard] = (await b.standards.page(place.manager, estateId)).items;
    const discount = { id: randomUUID(), version: 1, name: '优惠', permilleOff: 50, fromMonth: '2027-01' };
    const before = await lines();
    const table: readonly { readonly method?: Method; readonly token: string; readonly path: string; readonly good: object; readonly bad: readonly object[] }[] = [
      { token: manager, path: `/estates/${estateId}/fee-standards`, good: fee(), bad: [
        { id: 'x' }, { name: '' }, { name: '  ' }, { name: 'x'.repeat(41) }, { name: '两\n行' }, { name: null }, { basis: 'weight' }, { rateFen: 0 }, { rateFen: -1 }, { rateFen: 1.5 }, { rateFen: '50' }, { rateFen: 100_001 },
        { fromMonth: '2026-13' }, { fromMonth: '2026-07-01' }, { fromMonth: 202607 }, { fromMonth: '1899-01' }, { surprise: true },
      ] },
      { token: manager, path: `/fee-standards/${standard!.id}/end`, good: { version: 1, untilMonth: '2026-12' }, bad: [{ version: 0 }, { version: '1' }, { version: 2 ** 31 }, { untilMonth: '' }, { untilMonth: null }] },
      { token: manager, path: `/fee-standards/${standard!.id}/discounts`, good: discount, bad: [
        { permilleOff: 0 }, { permilleOff: 1001 }, { permilleOff: 0.5 }, { untilMonth: '2027' }, { householdIds: [] }, { householdIds: ['x'] }, { householdIds: [householdId, householdId] }, { householdIds: 'all' },
      ] },
      { method: 'PUT', token: manager, path: `/households/${householdId}/fee-area`, good: { version: 0, areaCentiSqm: 8_950 }, bad: [{ version: -1 }, { areaCentiSqm: 0 }, { areaCentiSqm: 89.5 }, { areaCentiSqm: 1_000_001 }, { areaCentiSqm: '8950' }] },
      { token: manager, path: `/estates/${estateId}/bills/generate`, good: run(), bad: [{ fromMonth: 'x' }, { untilMonth: '2026-00' }, { dueOn: '2026-02-30' }, { dueOn: '2026-12' }, { preview: 'yes' }, { preview: undefined }] },
      { token: resident, path: `/me/households/${householdId}/prepayments`, good: { months: 1, preview: true }, bad: [{ months: 0 }, { months: 13 }, { months: 1.5 }, { months: '3' }, { preview: 1 }] },
      { token: manager, path: `/bills/${bill.id}/collections`, good: collection, bad: [
        { id: 'x' }, { version: 0 }, { channel: 'wechat' }, { channel: 'gold' }, { paidOn: '2026-11-31' }, { paidOn: null }, { voucherIds: 'x' }, { voucherIds: ['x'] }, { voucherIds: [householdId, householdId] },
        { voucherIds: Array.from({ length: 10 }, () => randomUUID()) }, { note: LONG }, { note: null }, { amountFen: 1 },
      ] },
      { token: manager, path: `/bills/${bill.id}/void`, good: { version: 1, reason: '重复' }, bad: [{ version: 0 }, { reason: '' }, { reason: '   ' }, { reason: LONG }, { reason: 5 }] },
      { token: manager, path: `/collections/${randomUUID()}/reverse`, good: { version: 1, reason: '重复' }, bad: [{ version: null }, { reason: '' }] },
      { token: manager, path: `/estates/${estateId}/reminders`, good: {}, bad: [{ householdIds: 'all' }, { householdIds: ['x'] }, { who: 1 }] },
      { token: resident, path: `/bills/${bill.id}/invoice-request`, good: { id: randomUUID(), titleKind: 'person', title: '个人' }, bad: [
        { id: 1 }, { titleKind: 'dog' }, { title: '' }, { title: ' ' }, { title: 'x'.repeat(101) }, { title: '两\n行' }, { taxNumber: 5 }, { taxNumber: 'x'.repeat(41) },
      ] },
      { token: manager, path: `/invoice-requests/${randomUUID()}/issue`, good: { version: 1, fileId: randomUUID() }, bad: [{ version: 0 }, { fileId: 'x' }] },
      { token: manager, path: `/invoice-requests/${randomUUID()}/refuse`, good: { version: 1, reason: '不符' }, bad: [{ reason: '' }, { reason: LONG }] },
    ];
    for (const { method = 'POST', token, path, good, bad } of table) {
      for (const over of [...bad, []]) {
        const payload = Array.isArray(over) ? over : { ...good, ...over };
        expect([path, over, (await send(method, token, path, payload))[0]]).toEqual([path, over, 400]);
      }
    }
    for (const path of ['bills?status=paying%27', 'bills?month=2026', 'bills?buildingId=x', 'bills?limit=0', 'bills?search=', 'fee-areas?only=all', 'fee-areas?limit=201', 'invoice-requests?status=x', 'arrears?limit=x', 'arrears?who=1']) {
      expect([path, (await send('GET', manager, `/estates/${estateId}/${path}`))[0]]).toEqual([path, 400]);
    }
    expect((await send('GET', manager, '/bills/x'))[0]).toBe(400);
    expect((await send('GET', resident, '/me/bills?householdId=x'))[0]).toBe(400);
    expect(await lines()).toEqual(before);
  });

  it('answers what is not there and what may not be', async () => {
    const { estateId, bill } = place;
    const none = randomUUID();
    expect(await send('GET', manager, `/bills/${none}`)).toEqual([404, 'BILL_NOT_FOUND']);
    expect(await send('GET', manager, `/estates/${none}/bills`)).toEqual([404, 'ESTATE_NOT_FOUND']);
    expect(await send('GET', resident, `/estates/${estateId}/arrears`)).toEqual([403, 'FORBIDDEN']);
    expect(await send('POST', manager, `/bills/${bill.id}/void`, { version: 9, reason: '重复' })).toEqual([409, 'CHANGED_BY_SOMEONE_ELSE']);
    expect(await send('POST', resident, `/bills/${bill.id}/invoice-request`, { id: randomUUID(), titleKind: 'company', title: '公司', taxNumber: '91350100 m000100y44' })).toEqual([422, 'TAX_NUMBER_WRONG']);
    expect(await send('POST', manager, `/bills/${bill.id}/collections`, { ...(await cash(b, place.manager, bill)), voucherIds: [] })).toEqual([422, 'VOUCHER_MISSING']);
    expect((await send('POST', manager, `/estates/${estateId}/fee-areas/import`, {}))[0]).toBe(415);
  });

  it('gives files as files: areas, template, arrears, receipt; and tables in', async () => {
    const { estateId } = place;
    const xlsx = [`/estates/${estateId}/fee-areas/export`, '/imports/fee-areas/template', `/estates/${estateId}/arrears/export`];
    for (const path of xlsx) {
      const reply = await asked('GET', manager, path);
      expect([path, reply.statusCode, reply.rawPayload.subarray(0, 2).toString()]).toEqual([path, 200, 'PK']);
    }
    await paidByWechat(b, place);
    const { collections: [collection] } = await b.bills.one(place.resident, place.bill.id);
    for (const token of [resident, manager]) {
      const reply = await asked('GET', token, `/collections/${collection!.id}/receipt.pdf`);
      expect([reply.statusCode, reply.headers['content-type'], reply.rawPayload.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
    }
    const reply = await app.inject({
      method: 'POST', url: `/${API_PREFIX}/estates/${estateId}/fee-areas/import?preview=true`, payload: '楼栋,门牌,建筑面积\n1号楼,101,89.5', headers: { authorization: `Bearer ${manager}`, 'content-type': 'text/csv' },
    });
    expect([reply.statusCode, reply.json()]).toMatchObject([200, { rows: 1, created: 1 }]);
  });

  it('shows fees and the rate to anybody', async () => {
    for (const path of ['fee-standards', 'collection-rate']) expect((await asked('GET', undefined, `/estates/${place.estateId}/${path}`)).statusCode).toBe(200);
  });
});
