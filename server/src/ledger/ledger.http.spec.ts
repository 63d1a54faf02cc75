import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SCOPE_LEVEL_OF, type BookKey, type BookView, type EntryView, type Page, type StaffActor, type StaffRole } from '@linping/shared';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AppModule } from '../app.module.ts';
import { CommunityRow, ContractRow, EstateRow, ProviderRow, StreetRow } from '../estates/estates.entity.ts';
import { StaffRow } from '../identity/identity.entity.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { type OpenDatabase, openDatabase } from '../platform/database/database.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { API_PREFIX, httpAdapter, withHttpEdge } from '../platform/http/http-edge.ts';
import { testConfig } from '../platform/platform.testing.ts';
import { SCHEMA } from '../schema.ts';
import { bookOf, entryOf, feeEntry, openLedger, type TestLedger } from './ledger.testing.ts';

const [STREET, COMMUNITY, ESTATE, FIRM, FORMER] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const ELSEWHERE = randomUUID();

describe.each(ENGINES)('who reads the books on %s', (engine) => {
  let l: TestLedger;
  let beside: OpenDatabase;
  let app: NestFastifyApplication;
  const own = bookOf(ESTATE, FIRM);
  const former = bookOf(ESTATE, FORMER);
  const committee: BookKey = { estateId: ESTATE, body: 'committee', bodyId: '' };

  beforeAll(async () => {
    l = await openLedger(engine);
    beside = await openDatabase(l.db.url, SCHEMA);
    const tested = await Test.createTestingModule({ imports: [AppModule.with({ config: testConfig({ databaseUrl: l.db.url }), engine: beside.engine, clock: l.clock })] }).compile();
    app = await withHttpEdge(tested.createNestApplication<NestFastifyApplication>(httpAdapter(), { logger: false }));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    await l.run(async (tx) => {
      await tx.insert(StreetRow, { id: STREET, name: '街道' });
      await tx.insert(CommunityRow, { id: COMMUNITY, streetId: STREET, name: '社区' });
      for (const id of [ESTATE, ELSEWHERE]) await tx.insert(EstateRow, {
        id, code: id.slice(0, 20), name: id === ESTATE ? '祥云里=小院' : '别处', communityId: COMMUNITY, streetId: STREET, address: '', builtYear: 1990, areaCentiSqm: 100_000,
        stage: 'inService', stageDate: '2026-01-01', managementMode: 'professional', isSynthetic: true, version: 1,
      });
      for (const id of [FIRM, FORMER]) await tx.insert(ProviderRow, { id, kind: 'firm', name: id === FIRM ? '现物业' : '前物业', phone: '', version: 1 });
      await tx.insert(ContractRow, { id: randomUUID(), estateId: ESTATE, providerId: FIRM, signedDate: '2026-01-01', filedDate: null, entryDate: '2026-01-01', endDate: null, phone: '', isSubsidised: true });
    });
    await l.post(feeEntry(own, 12_345, { sourceKey: 'payment:one', happenedOn: '2026-07-02' }));
    await l.post(feeEntry(own, 50, { sourceKey: 'collection:two', kind: 'cashFee', happenedOn: '2026-07-01' }));
    await l.run((tx) => l.ledger.reverse(tx, { sourceKey: 'collection:two', reversalKey: 'reversal:two', happenedOn: '2026-07-03', text: '"登记,有误"', by: 'system' }));
    await l.post(feeEntry(former, 7));
    await l.post(entryOf(committee, 'declared', [{ account: 'bankFunds', amountFen: 9 }, { account: 'parking', amountFen: -9 }]));
  });
  afterAll(async () => { await app.close(); await beside.close(); await l.close(); });

  const staff = async (role: StaffRole, id?: string): Promise<string> => {
    const level = SCOPE_LEVEL_OF[role];
    const actor: StaffActor = { role, staffId: randomUUID(), scope: level === 'district' ? { level } : { level, id: id ?? randomUUID() } };
    await l.run((tx) => tx.insert(StaffRow, {
      id: actor.staffId, name: actor.staffId, displayName: role, role, scopeLevel: level, scopeId: 'id' in actor.scope ? actor.scope.id : null, scopeName: '', passwordHash: '', status: 'active',
      version: 1, lastSignInMs: 1, oneTimeUntilMs: 0,
    }));
    return (await app.get(SessionsService, { strict: false }).openForStaffName(actor.staffId)).accessToken;
  };
  const ask = (token: string, path: string) => app.inject({ method: 'GET', url: `/${API_PREFIX}${path}`, headers: { authorization: `Bearer ${token}` } });
  const get = async <T>(token: string, path: string): Promise<T> => (await ask(token, path)).json<T>();
  const code = async (token: string, path: string) => {
    const reply = await ask(token, path);
    return reply.statusCode === 200 ? 200 : reply.json<{ code: string }>().code;
  };
  const idOf = (book: BookKey) => l.read((db) => l.ledger.bookId(db, book));

  it('whoever supervises sees all books of the estate, the street those of its own, a firm its own alone, for good', async () => {
    const seen = async (token: string, estateId = ESTATE) => {
      const reply = await ask(token, `/estates/${estateId}/books`);
      return reply.statusCode === 200 ? reply.json<BookView[]>().map(({ bodyName, balanceFen }) => `${bodyName} ${balanceFen}`).sort() : reply.json<{ code: string }>().code;
    };
    const all = ['业主委员会 9', '前物业 7', '现物业 12345'].sort();
    for (const role of ['headquarters', 'housingCentre', 'auditor', 'finance'] as const) expect([role, await seen(await staff(role))]).toEqual([role, all]);
    expect(await seen(await staff('streetOfficer', STREET))).toEqual(all);
    expect(await seen(await staff('streetOfficer'))).toBe('OUT_OF_SCOPE');
    expect(await seen(await staff('providerManager', FIRM))).toEqual(['现物业 12345']);
    expect(await seen(await staff('providerManager', FORMER))).toEqual(['前物业 7']);
    expect(await seen(await staff('providerManager'))).toBe('OUT_OF_SCOPE');
    expect(await seen(await staff('providerManager', FIRM), ELSEWHERE)).toBe('OUT_OF_SCOPE');
    for (const role of ['providerStaff', 'committee', 'communityWorker', 'communityService', 'administrator'] as const) expect([role, await seen(await staff(role, ESTATE))]).toEqual([role, 'FORBIDDEN']);
    expect(await code(await staff('auditor'), `/estates/${randomUUID()}/books`)).toBe('ESTATE_NOT_FOUND');
  });

  it('every way into a book asks for the book’s own scope', async () => {
    const [theirs, hers] = [await staff('providerManager', FIRM), await staff('providerManager', FORMER)];
    for (const path of ['entries', 'entries.csv', 'journal']) {
      expect([path, await code(theirs, `/books/${await idOf(own)}/${path}`)]).toEqual([path, 200]);
      expect([path, await code(hers, `/books/${await idOf(own)}/${path}`)]).toEqual([path, 'OUT_OF_SCOPE']);
      expect([path, await code(theirs, `/books/${await idOf(committee)}/${path}`)]).toEqual([path, 'OUT_OF_SCOPE']);
      expect([path, await code(await staff('streetOfficer'), `/books/${await idOf(own)}/${path}`)]).toEqual([path, 'OUT_OF_SCOPE']);
      expect([path, await code(theirs, `/books/${randomUUID()}/${path}`)]).toEqual([path, 'BOOK_NOT_FOUND']);
      expect([path, (await ask(theirs, `/books/x/${path}`)).statusCode]).toEqual([path, 400]);
    }
  });

  it('shows entries page by page, the newest first, cut by days, and what took them back', async () => {
    const token = await staff('auditor');
    const base = `/books/${await idOf(own)}/entries`;
    const first = await get<Page<EntryView>>(token, `${base}?limit=2`);
    expect(first).toMatchObject({ total: 3, items: [{ sequence: 3, kind: 'reversal', bookedOn: '2026-07-03' }, { sequence: 2, kind: 'cashFee' }] });
    expect([first.items[0]!.reverses, first.items[1]!.reversedBy]).toEqual([first.items[1]!.id, first.items[0]!.id]);
    expect(first.items[0]!.postings).toEqual([{ account: 'cashFunds', amountFen: -50 }, { account: 'propertyFee', amountFen: 50 }]);
    expect(await get<Page<EntryView>>(token, `${base}?limit=2&cursor=${first.nextCursor}`)).toMatchObject({ items: [{ sequence: 1, reverses: null, reversedBy: null }], nextCursor: null });
    expect((await get<Page<EntryView>>(token, `${base}?from=2026-07-02&until=2026-07-02`)).items.map(({ sequence }) => sequence)).toEqual([1]);
    for (const wrong of ['from=2026-02-30', 'until=x', 'limit=0', 'limit=201', 'surprise=1']) expect([wrong, (await ask(token, `${base}?${wrong}`)).statusCode]).toEqual([wrong, 400]);
    expect(await code(token, `${base}?cursor=x`)).toBe('INVALID_CURSOR');
  });

  it('gives a CSV that a spreadsheet opens and no cell of which is a formula', async () => {
    const reply = await ask(await staff('auditor'), `/books/${await idOf(own)}/entries.csv?until=2026-07-03`);
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain('账目-祥云里=小院-现物业.csv');
    const lines = reply.body.split('\r\n');
    expect(lines[0]).toBe('\uFEFF序号,记账日期,发生日期,类别,摘要,账户,借方（元）,贷方（元）,来源,冲销的记录');
    expect(lines[1]).toBe('2,2026-07-01,2026-07-01,现金收物业费,缴物业费,现金,0.50,,collection:two,');
    expect(lines[3]).toBe('1,2026-07-02,2026-07-02,微信收物业费,缴物业费,微信账户,123.45,,payment:one,');
    expect(lines[5]).toContain('"""登记,有误"""');
    expect(lines).toHaveLength(8);
    expect((await ask(await staff('auditor'), `/books/${await idOf(own)}/entries.csv?from=2027-01-01`)).body.split('\r\n')).toHaveLength(2);
  });

  it('gives a journal with every account declared, by day, and the balances as we have them', async () => {
    const reply = await ask(await staff('auditor'), `/books/${await idOf(own)}/journal`);
    expect(reply.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(reply.body).toContain('account liabilities:toRefund\n');
    expect(reply.body).toContain('2026-07-01 * (2) 缴物业费  ; kind:cashFee, happened:2026-07-01, source:collection:two\n    assets:cashFunds  CNY 0.50\n    income:propertyFee  CNY -0.50\n');
    expect(reply.body.endsWith('2026-07-03 * balances\n    assets:cashFunds  CNY 0.00 = CNY 0.00\n    income:propertyFee  CNY 0.00 = CNY -123.45\n    assets:wechatFunds  CNY 0.00 = CNY 123.45\n')).toBe(true);
  });
});
