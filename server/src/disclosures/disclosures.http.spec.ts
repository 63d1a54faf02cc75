import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StatementView } from '@linping/shared';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AppModule } from '../app.module.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { type OpenDatabase, openDatabase } from '../platform/database/database.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { API_PREFIX, httpAdapter, withHttpEdge } from '../platform/http/http-edge.ts';
import { testConfig } from '../platform/platform.testing.ts';
import { SCHEMA } from '../schema.ts';
import { StatementRow } from './disclosures.entity.ts';
import { addEstate, addLine, auditOf, begun, type Disclosures, lineBody, openDisclosures, published, rowOf, type TestEstate } from './disclosures.testing.ts';

/** Bad input is told what is wrong with it, and nothing of it is written. */
describe.each(ENGINES)('what clients send on %s', (engine) => {
  let d: Disclosures;
  let app: NestFastifyApplication;
  let beside: OpenDatabase;
  let estate: TestEstate;
  let view: StatementView;
  let [manager, officer, committee]: string[] = [];

  beforeAll(async () => {
    d = await openDisclosures(engine);
    beside = await openDatabase(d.db.url, SCHEMA); // a server of its own, as it is another process
    const tested = await Test.createTestingModule({ imports: [AppModule.with({ config: testConfig({ databaseUrl: d.db.url }), engine: beside.engine, clock: d.clock })] }).compile();
    app = await withHttpEdge(tested.createNestApplication<NestFastifyApplication>(httpAdapter(), { logger: false }));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    estate = await addEstate(d);
    view = await addLine(d, estate.manager, await begun(d, estate));
    const sessions = app.get(SessionsService, { strict: false });
    [manager, officer, committee] = await Promise.all([estate.manager, estate.officer, estate.committee].map(async ({ staffId }) => (await sessions.openForStaffName(staffId)).accessToken));
  });
  afterAll(async () => { await app.close(); await beside.close(); await d.close(); });

  const send = async (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', token: string | undefined, path: string, payload?: unknown, type = 'application/json') => {
    const reply = await app.inject({
      method, url: `/${API_PREFIX}${path}`, headers: { ...(payload !== undefined && { 'content-type': type }), ...(token && { authorization: `Bearer ${token}` }) },
      ...(payload !== undefined && { payload: type === 'application/json' ? JSON.stringify(payload) : (payload as string) }),
    });
    return reply;
  };
  const told = async (...request: Parameters<typeof send>) => {
    const reply = await send(...request);
    return [reply.statusCode, reply.body === '' ? undefined : (reply.json() as { code?: string }).code];
  };
  /** What this estate's writes have left; jobs of the server write lines of their own meanwhile. */
  const written = async () => [(await auditOf(d, view.id)).length, await d.db.unitOfWork.read((db) => db.count(StatementRow)), (await rowOf(d, view.id)).version];

  it('refuses what is none of its fields, and writes nothing', async () => {
    const before = await written();
    const { version } = view.desk!;
    const [line] = (await d.list.linesOf(estate.manager, view.id, {})).items;
    const at = `/statements/${view.id}`;
    const bad: readonly (readonly [Parameters<typeof send>[0], path: string, body: object])[] = [
      ...[{ id: 'x' }, { id: undefined }, { body: 'firm' }, { body: undefined }, { period: '2026' }, { period: '1999H1' }, { period: '2026Q5' }, { period: 2026 }, { surprise: 1 }]
        .map((over) => ['POST', `/estates/${estate.estateId}/statements`, { id: randomUUID(), body: 'provider', period: '2026H2', ...over }] as const),
      ...[{ version: 0 }, { version: 2_147_483_648 }, { version: 1.5 }, { version: '3' }, { version: undefined }, { openingFen: 0.5 }, { openingFen: 1_000_000_000_001 }, { openingFen: -1_000_000_000_001 }, { openingFen: '1' }, { remark: 'x'.repeat(2001) }, { remark: 7 }]
        .map((over) => ['PATCH', at, { version, ...over }] as const),
      ...[{ declaredFen: 1.5 }, { declaredFen: -1_000_000_000_001 }, { declaredFen: 1_000_000_000_001 }, { declaredFen: undefined }, { explanation: undefined }, { explanation: 'x'.repeat(501) }]
        .map((over) => ['PUT', `${at}/computed/propertyFee`, { version, declaredFen: 1, explanation: '', ...over }] as const),
      ['PUT', `${at}/computed/parking`, { version, declaredFen: 1, explanation: '' }],
      ...[
        { id: 'x' }, { kind: 'beer' }, { kind: undefined }, { amountFen: 0 }, { amountFen: -1 }, { amountFen: 1.5 }, { amountFen: 10_000_000_001 }, { amountFen: '5' }, { note: '' }, { note: '   ' },
        { note: 'x'.repeat(201) }, { note: null }, { voucherIds: 'x' }, { voucherIds: ['x'] }, { voucherIds: [view.id, view.id] }, { voucherIds: undefined }, { voucherIds: Array.from({ length: 21 }, () => randomUUID()) },
      ].map((over) => ['POST', `${at}/lines`, { ...lineBody(version), ...over }] as const),
      ...[
        { version: undefined }, { amountFen: 0 }, { amountFen: 1.5 }, { amountFen: 10_000_000_001 }, { note: '' }, { note: ' ' }, { note: 'x'.repeat(201) }, { kind: 'parking' },
        { voucherIds: 'x' }, { voucherIds: ['x'] }, { voucherIds: [view.id, view.id] }, { voucherIds: Array.from({ length: 21 }, () => randomUUID()) },
      ].map((over) => ['PATCH', `${at}/lines/${line!.id}`, { version, ...over }] as const),
      ['DELETE', `${at}/lines/${line!.id}`, {}], ['DELETE', `${at}?version=x`, {}], ['POST', `${at}/submit`, {}], ['POST', `${at}/submit`, { version: 1e20 }], ['POST', `${at}/corrections`, { id: randomUUID() }],
      ...[{ id: 'x' }, { reason: ' ' }, { reason: 'x'.repeat(501) }].map((over) => ['POST', `${at}/corrections`, { id: randomUUID(), reason: '更正', ...over }] as const),
      ['DELETE', `${at}?version=0`, {}], ['DELETE', `${at}/lines/${line!.id}?version=2147483648`, {}],
    ];
    for (const [method, path, body] of bad) expect([path, body, (await send(method, manager, path, body)).statusCode]).toEqual([path, body, 400]);
    for (const reason of ['', 'x'.repeat(501), undefined]) expect((await send('POST', officer, `${at}/return`, { version, reason })).statusCode).toBe(400);
    for (const body of [{ verdict: 'maybe', text: '' }, { verdict: 'objected', text: ' ' }, { verdict: 'cosigned' }, { verdict: 'cosigned', text: 7 }, { verdict: 'objected', text: 'x'.repeat(501) }]) expect((await send('POST', committee, `${at}/cosign`, body)).statusCode).toBe(400);
    for (const body of [{}, { frequency: 'year' }]) expect((await send('PUT', officer, `/estates/${estate.estateId}/disclosure-settings`, body)).statusCode).toBe(400);
    for (const query of ['?period=2026', '?status=x', '?body=x', '?unsigned=x', '?limit=0', '?limit=201', '?estateId=x', '?search=', `?search=${'x'.repeat(41)}`, '?streetId=x', '?cursor=']) expect([query, (await send('GET', manager, `/statements${query}`)).statusCode]).toEqual([query, 400]);
    for (const query of ['', '?period=x', '?period=2026H1&only=x', '?period=2026H1&streetId=x', `?period=2026H1&search=${'x'.repeat(41)}`]) expect([query, (await send('GET', manager, `/statement-duties${query}`)).statusCode]).toEqual([query, 400]);
    expect((await send('GET', manager, `${at}/lines?kind=beer`)).statusCode).toBe(400);
    expect(await told('GET', manager, '/statements?cursor=nonsense')).toEqual([400, 'INVALID_CURSOR']);
    expect(await told('GET', manager, `${at}/lines?cursor=nonsense`)).toEqual([400, 'INVALID_CURSOR']);
    expect(await written()).toEqual(before);
  });

  it('takes a file that is a table, and says what is wrong with another', async () => {
    const path = `/statements/${view.id}/lines/import`;
    const file = '项目,金额（元）,说明\n停车,12.00,一季度\n';
    expect(await told('POST', manager, path, file)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(await told('POST', manager, path, 'nothing', 'text/csv')).toEqual([422, 'IMPORT_UNREADABLE']);
    expect(await told('POST', manager, `${path}?voucherIds=x`, file, 'text/csv')).toEqual([400, 'INVALID_REQUEST']);
    for (const ids of [[view.id, view.id], Array.from({ length: 21 }, () => randomUUID())]) expect(await told('POST', manager, `${path}?voucherIds=${ids.join(',')}`, file, 'text/csv')).toEqual([400, 'INVALID_REQUEST']);
    expect(await told('POST', manager, `${path}?preview=maybe`, file, 'text/csv')).toEqual([400, 'INVALID_REQUEST']);
    expect(await told('POST', officer, path, file, 'text/csv')).toEqual([403, 'FORBIDDEN']);
    expect((await send('POST', manager, `${path}?preview=true&run=${randomUUID()}`, file, 'text/csv')).json()).toMatchObject({ created: 1, errors: [] });
    expect((await send('POST', manager, path, file, 'text/csv')).json()).toMatchObject({ rows: 1, created: 1, encoding: 'utf-8' });
    const template = await send('GET', manager, '/statements/lines/template');
    expect([template.statusCode, template.headers['content-disposition']]).toEqual([200, expect.stringContaining("linping.xlsx")]);
  });

  it('a stranger reads what is published, with files and their names, and nothing else', async () => {
    const place = await addEstate(d);
    const draft = await addLine(d, place.manager, await begun(d, place));
    for (const path of ['', '/lines', '/lines.csv', '/edition.txt']) expect([path, await told('GET', undefined, `/statements/${draft.id}${path}`)]).toEqual([path, [403, 'OUT_OF_SCOPE']]);
    const shown = await published(d, place, draft);
    expect((await send('GET', undefined, `/statements/${shown.id}`)).json()).toMatchObject({ id: shown.id, hash: shown.hash, desk: null });
    expect((await send('GET', undefined, `/statements/${shown.id}/lines`)).json()).toMatchObject({ total: 1, items: [{ vouchers: [{ fullUrl: expect.any(String) }] }] });
    expect((await send('GET', undefined, `/estates/${place.estateId}/accounts`)).json()).toMatchObject({ bodies: [{ statements: [{ id: shown.id }] }] });
    const [csv, edition] = [await send('GET', undefined, `/statements/${shown.id}/lines.csv`), await send('GET', undefined, `/statements/${shown.id}/edition.txt`)];
    expect([csv.statusCode, csv.headers['content-type'], edition.statusCode, edition.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8', 200, 'text/plain; charset=utf-8']);
    for (const path of ['lines.xlsx', 'notice.pdf']) expect([path, (await send('GET', undefined, `/statements/${shown.id}/${path}`)).statusCode]).toEqual([path, 401]);
    expect(await told('GET', manager, `/statements/${shown.id}/notice.pdf`)).toEqual([403, 'OUT_OF_SCOPE']); // another firm's
    for (const id of [randomUUID(), 'x']) expect((await send('GET', undefined, `/statements/${id}`)).statusCode).toBe(id === 'x' ? 400 : 404);
  });
});
