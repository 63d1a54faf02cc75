import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF_ROLES, type CoverageSummaryView, type HeldHouseholdView, type PersonaView, type RoundView, type SessionView } from '@linping/shared';
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

describe.each(ENGINES)('the demo on %s', (engine) => {
  let db: TestDatabase;
  let folder: string;
  let config: Config;
  const load = (options: LoadOptions = {}) => loadDemo(config, { size: SIZE, screen: SILENT, clock: new StoppedClock(), ...options });

  beforeAll(async () => {
    db = await freshDatabase(engine, SCHEMA);
    folder = await mkdtemp(join(tmpdir(), 'linping-demo-'));
    config = testConfig({ mode: 'demo', databaseUrl: db.url, sealKeysDir: folder });
  });
  afterAll(async () => {
    await db.close();
    await rm(folder, { recursive: true });
  });

  it.each(['opened to certified', 'as far as it has come'])('that was killed in the survey (%s) starts over cleanly', async (words) => {
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
      const { body: [held] } = await send<HeldHouseholdView[]>('GET', '/me/households', { token });
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
