import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ITEM_NUMBERS, STAFF_ROLES,
  type ComplaintRow, type ComplaintsSummaryView, type CoverageSummaryView, type HeldHouseholdView, type MyComplaintRow, type Page, type PersonaView, type RoundView, type SessionView, type SheetRowView, type SheetsSummaryView, type SheetView,
} from '@linping/shared';
import { type Application, openApplication } from '../../application.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import type { Config } from '../../platform/config/config.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../../platform/database/engines.testing.ts';
import { StoppedClock, testConfig } from '../../platform/platform.testing.ts';
import { SCHEMA } from '../../schema.ts';
import { demoCode } from '../codes.ts';
import { DemoService } from '../demo.service.ts';
import { loadDemo, type LoadOptions } from './load-demo.ts';
import type { Screen } from './progress.ts';

const SIZE = { estates: 14, households: 900, areaCentiSqm: 7_450_000 };
const SILENT: Screen = { write: () => undefined };

/** Dies with the words it is to write, as the process would. */
const dyingAt = (words: string): Screen => ({
  isTTY: true,
  write: (text) => {
    if (text.includes(words)) throw new Error('killed');
  },
});

/** Where a killed load leaves off is the loader's matter and not the engine's: once on MariaDB, everywhere on SQLite, which is ready sooner. */
const KILLED_IN = {
  sqlite: ['opened to certified', 'the score sheets of', 'the complaints of', 'the bills and accounts of', 'as far as it has come'],
  mariadb: ['the complaints of'],
} as const;

describe.each(ENGINES)('the demo on %s', (engine) => {
  let db: TestDatabase;
  let folder: string;
  let config: Config;
  const load = (options: LoadOptions = {}) => loadDemo(config, { size: SIZE, screen: SILENT, clock: new StoppedClock(), ...options });

  beforeAll(async () => {
    db = await freshDatabase(engine, SCHEMA);
    folder = await mkdtemp(join(tmpdir(), 'linping-demo-'));
    config = testConfig({ mode: 'demo', databaseUrl: db.url, sealKeysDir: folder, storage: { kind: 'disk', folder: join(folder, 'files') } });
  });
  afterAll(async () => {
    await db.close();
    await rm(folder, { recursive: true });
  });

  it.each(KILLED_IN[engine])('that was killed in its half-years (%s) starts over cleanly', async (words) => {
    await expect(load({ screen: dyingAt(words) })).rejects.toThrow('killed');
  });

  it('loads once and is whole', async () => {
    await expect(load()).resolves.toBe('partial');
    await expect(load({ screen: dyingAt('') })).resolves.toBe('loaded');
    const count = async (table: string) => Number((await db.engine.reader.query<{ n: string | number }[]>(`SELECT COUNT(*) AS n FROM ${table}`))[0]!.n);
    expect(await count('estate')).toBe(14);
    expect(await count('household')).toBe(900);
    expect(await count('street')).toBe(16);
    expect(await count('survey_campaign')).toBe(2);
    expect(await count('survey_roster')).toBe(1800);
    expect(await count('assessment_sheet')).toBe(28);
    expect(await count('assessment_deduction')).toBe(93);
    expect(await new AuditLog(new StoppedClock()).firstBroken(db.engine.reader)).toBeNull();
  });

  describe('behind its HTTP edge', () => {
    let application: Application;
    const send = async <T>(method: 'GET' | 'POST', path: string, { token, body }: { token?: string; body?: unknown } = {}) => {
      const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(body !== undefined && { 'content-type': 'application/json' }) };
      const reply = await application.app.inject({ method, url: `/api/v1${path}`, headers, ...(body !== undefined && { payload: JSON.stringify(body) }) });
      return { status: reply.statusCode, body: JSON.parse(reply.body) as T };
    };
    const enter = async (personaId: string) => (await send<SessionView>('POST', '/demo/sessions', { body: { personaId } })).body;

    beforeAll(async () => {
      application = await openApplication(config, { clock: new StoppedClock() });
      await application.app.init();
      await application.app.getHttpAdapter().getInstance().ready();
    });
    afterAll(() => application.close());

    it('lets everybody in as every role', async () => {
      const { body: personas } = await send<PersonaView[]>('GET', '/demo/personas');
      expect(new Set(personas.map(({ role }) => role))).toEqual(new Set(['resident', ...STAFF_ROLES]));
      for (const { id, role, scopeName } of personas) {
        const { accessToken, me } = await enter(id);
        expect({ role: me.role, scopeName: me.scopeName }).toEqual({ role, scopeName: role === 'resident' ? null : scopeName });
        expect((await send('GET', '/me', { token: accessToken })).status).toBe(200);
      }
      expect((await send('POST', '/demo/sessions', { body: { personaId: 'street-01-officer-1' } })).status).toBe(404);
    });

    it('gives the resident a household that has not answered yet', async () => {
      const { accessToken: token } = await enter('demo-resident');
      const { body: { items: [held] } } = await send<Page<HeldHouseholdView>>('GET', '/me/households', { token });
      expect(held!.estate).toBe('祥云里小院');
      const { body: round } = await send<RoundView>('GET', `/estates/${held!.estateId}/round`);
      expect(round).toMatchObject({ status: 'open', households: 154, participated: 13, needed: 3, halfYear: '2026H2' });
      const { body: participation } = await send('GET', `/rounds/${round.id}/participation?householdId=${held!.householdId}`, { token });
      expect(participation).toMatchObject({ by: 'nobody' });
    });

    it('tells codes that open doors', async () => {
      const [door, ...others] = await application.app.get(DemoService).freeDoors();
      const { body: { accessToken: token } } = await send<SessionView>('POST', '/sessions/device');
      const bound = await send<HeldHouseholdView>('POST', '/bindings', { token, body: { buildingToken: door!.token, code: demoCode(door!) } });
      expect(bound).toMatchObject({ status: 200, body: { door: door!.door, estate: '祥云里小院' } });
      expect(await application.app.get(DemoService).freeDoors()).toEqual(others);
    });

    it('has no empty board: both half-years, and rounds that wait for each officer', async () => {
      const { accessToken: token } = await enter('demo-headquarters');
      const past = (await send<CoverageSummaryView>('GET', '/coverage/summary?halfYear=2026H1', { token })).body;
      expect(past.byStatus).toMatchObject({ certified: 13, insufficient: 1 });
      const running = (await send<CoverageSummaryView>('GET', '/coverage/summary', { token })).body;
      expect(running).toMatchObject({ halfYear: '2026H2', halfYears: ['2026H2', '2026H1'] });
      expect(running.byStatus.closed).toBeGreaterThan(0);
      expect(running.byStatus.short).toBeGreaterThan(0);
    });

    it('has sheets of every grade, one that is held for its survey, and a running half-year with its first lines', async () => {
      const { accessToken: token } = await enter('demo-headquarters');
      const past = (await send<SheetsSummaryView>('GET', '/assessments/summary?halfYear=2026H1', { token })).body;
      expect(past).toMatchObject({ halfYears: ['2026H2', '2026H1'], sheets: 14, byStatus: { draft: 1, submitted: 13 }, byGrade: { excellent: 3, good: 6, qualified: 3, unqualified: 1 }, ready: 0, held: 1 });
      const [held] = (await send<Page<SheetRowView>>('GET', '/assessments?halfYear=2026H1&status=draft', { token })).body.items;
      expect(held).toMatchObject({ outcome: null, waitsFor: [{ code: 'roundInsufficient' }] });
      const running = (await send<SheetsSummaryView>('GET', '/assessments/summary', { token })).body;
      expect(running).toMatchObject({ halfYear: '2026H2', sheets: 14, byStatus: { draft: 14, submitted: 0 }, ready: 0, held: 14, subsidyFen: 0 });
      const rows = (await send<Page<SheetRowView>>('GET', '/assessments', { token })).body.items;
      expect(rows.filter(({ deductions }) => deductions > 0)).toHaveLength(3);
    });

    it('has complaints at every stage, each on its clock, and some that wait for the one who is played', async () => {
      const { accessToken: token } = await enter('demo-headquarters');
      const { body: groups } = await send<ComplaintsSummaryView>('GET', '/complaints/summary', { token });
      expect(Math.min(groups.open, groups.ended, groups.resolved)).toBeGreaterThan(0);
      const { body: own } = await send<Page<MyComplaintRow>>('GET', '/me/complaints', { token: (await enter('demo-resident')).accessToken });
      expect(own.items.map(({ status, waitsForMe }) => ({ status, waitsForMe }))).toEqual(expect.arrayContaining([
        { status: 'awaitingResident', waitsForMe: true }, { status: 'resolved', waitsForMe: true }, { status: 'confirmed', waitsForMe: false },
      ]));
      const { body: inbox } = await send<Page<ComplaintRow>>('GET', '/complaints', { token: (await enter('demo-provider-staff')).accessToken });
      expect(inbox.total).toBeGreaterThan(10);
    });

    it('shows the published estate’s sheet to its officer and to its firm', async () => {
      for (const personaId of ['demo-street-officer-1', 'demo-provider-manager']) {
        const { accessToken: token } = await enter(personaId);
        const [row] = (await send<Page<SheetRowView>>('GET', `/assessments?halfYear=2026H1&search=${encodeURIComponent('祥云里小院')}`, { token })).body.items;
        const { body: sheet } = await send<SheetView>('GET', `/assessments/${row!.id}`, { token });
        expect(sheet).toMatchObject({ estate: '祥云里小院', status: 'submitted', first: '2026-01-01', last: '2026-06-30', enteredDeciPoints: 868, outOf: 1000, submittedBy: '五里堡街道 · 工作人员乙', mayScore: false });
        expect(sheet.outcome).toMatchObject({ deciPoints: 968, grade: 'excellent' });
        expect(sheet.items.map(({ item }) => item)).toEqual(ITEM_NUMBERS);
        expect(sheet.items[9]!.deductions).toEqual(expect.arrayContaining([
          expect.objectContaining({ unit: 'guardAbsent', count: 1, deciPoints: 5, enteredBy: '五里堡街道 · 工作人员甲' }), expect.objectContaining({ unit: 'noPatrolLog', count: 4, deciPoints: 4 }),
        ]));
      }
    });
  });

  it('leaves alone what it did not load', async () => {
    const other = await freshDatabase(engine, SCHEMA);
    try {
      await other.unitOfWork.run((tx) => tx.query("INSERT INTO street (id, name) VALUES ('a', 'b')"));
      await expect(loadDemo({ ...config, databaseUrl: other.url }, { screen: dyingAt('') })).resolves.toBe('foreign');
    } finally {
      await other.close();
    }
  });

  it.each(['development', 'production'] as const)('has no way in in mode %s', async (mode) => {
    const { app, close } = await openApplication({ ...config, mode });
    try {
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
      expect((await app.inject({ method: 'GET', url: '/api/v1/demo/personas' })).statusCode).toBe(404);
      expect((await app.inject({ method: 'POST', url: '/api/v1/demo/sessions', headers: { 'content-type': 'application/json' }, payload: '{"personaId":"demo-resident"}' })).statusCode).toBe(404);
    } finally {
      await close();
    }
  });
});
