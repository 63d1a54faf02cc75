import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AppModule } from '../app.module.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { type OpenDatabase, openDatabase } from '../platform/database/database.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { API_PREFIX, httpAdapter, withHttpEdge } from '../platform/http/http-edge.ts';
import { testConfig } from '../platform/platform.testing.ts';
import { SCHEMA } from '../schema.ts';
import { ComplaintRow } from './complaints.entity.ts';
import { type Complaints, filed, type Filed, filing, openComplaints, registration, resolved } from './complaints.testing.ts';

/** Bad input is told what is wrong with it, and nothing of it is written. */
describe.each(ENGINES)('what clients send on %s', (engine) => {
  let c: Complaints;
  let app: NestFastifyApplication;
  let beside: OpenDatabase;
  let place: Filed;
  let resident: string;
  let officer: string;
  let manager: string;

  beforeAll(async () => {
    c = await openComplaints(engine);
    beside = await openDatabase(c.db.url, SCHEMA); // a server of its own, as it is another process
    const tested = await Test.createTestingModule({ imports: [AppModule.with({ config: testConfig({ databaseUrl: c.db.url }), engine: beside.engine, clock: c.clock })] }).compile();
    app = await withHttpEdge(tested.createNestApplication<NestFastifyApplication>(httpAdapter(), { logger: false }));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    place = await resolved(c);
    const sessions = app.get(SessionsService, { strict: false });
    resident = (await sessions.openForResident(place.author.residentId)).accessToken;
    officer = (await sessions.openForStaffName(place.officer.staffId)).accessToken;
    manager = (await sessions.openForStaffName(place.manager.staffId)).accessToken;
  });
  afterAll(async () => { await app.close(); await beside.close(); await c.close(); });

  const post = async (token: string | undefined, path: string, payload: unknown) => {
    const reply = await app.inject({
      method: 'POST', url: `/${API_PREFIX}${path}`, payload: JSON.stringify(payload), headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    });
    return [reply.statusCode, (reply.json() as { code?: string }).code];
  };
  const get = async (token: string, path: string) => (await app.inject({ method: 'GET', url: `/${API_PREFIX}${path}`, headers: { authorization: `Bearer ${token}` } })).statusCode;
  const rows = () => c.db.unitOfWork.read((db) => db.count(ComplaintRow));

  it('refuses filings that are none', async () => {
    const before = await rows();
    const bad: readonly object[] = [
      { id: 'x' }, { id: undefined }, { category: 'weather' }, { category: 7 }, { spot: 'x'.repeat(101) }, { spot: null }, { text: '' }, { text: '   ' }, { text: 'x'.repeat(501) },
      { photoIds: 'x' }, { photoIds: ['x'] }, { photoIds: Array.from({ length: 10 }, () => randomUUID()) }, { photoIds: [place.complaintId, place.complaintId] },
      { isUrgent: 'yes' }, { showContactToFirm: 1 }, { contact: 'x' }, { contact: {} }, { contact: { name: '', phone: '13800000000' } }, { contact: { name: '王', phone: 'x' } },
      { token: '' }, { token: 'x'.repeat(65) }, { householdId: 'x' }, { consentVersion: 3 }, { surprise: true },
    ];
    for (const over of bad) expect([over, (await post(resident, '/complaints', { ...filing(place), ...over }))[0]]).toEqual([over, 400]);
    expect(await post(resident, '/complaints', { ...filing(place), consentVersion: undefined })).toEqual([422, 'COMPLAINT_CONSENT_MISSING']);
    expect(await post(resident, '/complaints', { ...filing(place), token: undefined })).toEqual([422, 'COMPLAINT_PLACE_WRONG']);
    expect(await post(resident, '/complaints', { ...filing(place), photoIds: [randomUUID()] })).toEqual([422, 'PHOTO_UNKNOWN']);
    expect(await post(undefined, '/complaints', filing(place))).toEqual([401, 'UNAUTHENTICATED']);
    expect(await post(manager, '/complaints', filing(place))).toEqual([403, 'FORBIDDEN']);
    expect(await rows()).toBe(before);
    const told = registration(place, c);
    for (const over of [{ channel: 'app' }, { channel: 'letter' }, { receivedAt: 'yesterday' }, { receivedAt: undefined }, { estateId: 'x' }, { buildingId: 'x' }, { externalNumber: '' }, { externalNumber: 'x'.repeat(41) }]) {
      expect([over, (await post(officer, '/complaints/register', { ...told, ...over }))[0]]).toEqual([over, 400]);
    }
    expect(await post(officer, '/complaints/register', { ...told, receivedAt: '2026-01-01T00:00:00.000Z' })).toEqual([422, 'COMPLAINT_RECEIVED_WRONG']);
    expect(await rows()).toBe(before);
  });

  it('refuses steps that are none', async () => {
    const id = randomUUID();
    const bad: readonly (readonly [token: () => string, action: string, body: object])[] = [
      [() => resident, 'add', { id, text: '' }], [() => resident, 'add', { text: 'x' }], [() => resident, 'reopen', { id, text: ' ' }], [() => resident, 'confirm', { id }],
      [() => resident, 'confirm', { id, rating: 0 }], [() => resident, 'confirm', { id, rating: 6 }], [() => resident, 'confirm', { id, rating: 4.5 }], [() => resident, 'confirm', { id, rating: '5' }],
      [() => manager, 'accept', { id }], [() => manager, 'reply', { id, text: 'x'.repeat(501) }], [() => manager, 'resolve', { id, text: 'x', beforePhotoIds: ['x'] }],
      [() => manager, 'assign', { id, assigneeId: 'x' }], [() => manager, 'request-extension', { id, text: 'x', workingDays: 0 }], [() => manager, 'request-extension', { id, text: 'x', workingDays: 11 }],
      [() => officer, 'grant-extension', { id, workingDays: 1.5 }], [() => officer, 'supervise', { id, text: 'x', until: '2026-02-30' }], [() => officer, 'supervise', { id, until: '2026-11-05' }],
      [() => officer, 'mediate', { id, text: 'x', parties: '', outcome: 'agreed', heldOn: '2026-11-01' }], [() => officer, 'mediate', { id, text: 'x', parties: '甲', outcome: 'won', heldOn: '2026-11-01' }],
      [() => officer, 'merge', { id, into: 'x' }], [() => officer, 'refer', { id, text: 'x', department: ' ' }], [() => officer, 'call-back', { id, text: '', outcome: 'confirmed' }],
      [() => officer, 'call-back', { id, text: '', outcome: 'perhaps' }], [() => officer, 'reject', { id, text: '' }],
    ];
    for (const [token, action, body] of bad) expect([action, body, (await post(token(), `/complaints/${place.complaintId}/${action}`, body))[0]]).toEqual([action, body, 400]);
    expect(await post(resident, '/complaints/not-an-id/add', { id, text: 'x' })).toEqual([400, expect.anything()]);
    expect(await post(resident, `/complaints/${place.complaintId}/resolve`, { id, text: 'x' })).toEqual([403, 'FORBIDDEN']);
    expect(await post(manager, `/complaints/${place.complaintId}/confirm`, { id, rating: 5 })).toEqual([403, 'FORBIDDEN']);
    expect(await post(resident, `/complaints/${randomUUID()}/add`, { id, text: 'x' })).toEqual([404, 'COMPLAINT_NOT_FOUND']);
    expect(await post(officer, `/complaints/${place.complaintId}/accept`, { id, text: '' })).toEqual([409, 'COMPLAINT_ILLEGAL_MOVE']);
    expect((await c.list.one(place.officer, place.complaintId)).version).toBe(3);
  });

  it('refuses questions that are none, and pages through what there is', async () => {
    for (const query of ['group=x', 'sort=x', 'category=x', 'estateId=x', 'limit=0', 'limit=201', 'search=', 'cursor=nonsense', 'surprise=1']) {
      expect([query, await get(officer, `/complaints?${query}`)]).toEqual([query, 400]);
    }
    for (const query of ['kind=x', 'cursor=nonsense']) expect(await get(resident, `/me/complaints?${query}`)).toBe(400);
    expect(await get(resident, '/complaints/similar?category=other')).toBe(422);
    expect(await get(resident, '/complaints')).toBe(403);
    for (let i = 0; i < 4; i += 1) await filed(c, { category: 'parking' }, place);
    for (const sort of ['due', 'newest', 'oldest'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await c.list.page(place.officer, { sort, limit: 2, ...(cursor !== undefined && { cursor }) });
        seen.push(...page.items.map(({ id }) => id));
        expect(page.total).toBe(5);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(new Set(seen).size).toBe(5);
    }
    const { number, estate } = await c.list.one(place.officer, place.complaintId);
    for (const search of [number.slice(7), number.toLowerCase(), estate]) expect((await c.list.page(place.officer, { search })).items.map(({ id }) => id)).toContain(place.complaintId);
    expect((await c.list.page(place.officer, { search: '%' })).total).toBe(0);
    expect(await c.list.summary(place.officer, {})).toMatchObject({ open: 4, toAccept: 4, resolved: 1, silent: 1, soon: 4, overdue: 0, ended: 0 });
    expect((await c.list.page(place.officer, { group: 'resolved' })).items.map(({ id }) => id)).toEqual([place.complaintId]);
    expect((await c.mine.page(place.author, { limit: 2 })).nextCursor).not.toBeNull();
  });
});
