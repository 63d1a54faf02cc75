import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mayEver, ROLES, SCOPE_LEVEL_OF, STAFF_ROLES, type Role } from '@linping/shared';
import { type Application, openApplication } from './application.ts';
import { StaffRow } from './identity/identity.entity.ts';
import { SessionsService } from './identity/sessions.service.ts';
import { UnitOfWork } from './platform/database/unit-of-work.ts';
import { everyRoute, type Route } from './platform/http/every-route.testing.ts';
import { testConfig } from './platform/platform.testing.ts';

const SOMETHING = '00000000-0000-4000-8000-000000000000';

/** Every route of the product × every role, over HTTP. A route that is added is walked without anybody writing it down here. */
describe('routes by roles', () => {
  let folder: string;
  let opened: Application;
  let routes: Route[];
  let sessions: SessionsService;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'linping-'));
    opened = await openApplication(testConfig({ dataDir: folder, databaseUrl: `sqlite:${folder}/test.db`, sealKeysDir: join(folder, 'keys') }));
    routes = await everyRoute(opened.app);
    sessions = opened.app.get(SessionsService);
    await opened.app.get(UnitOfWork).run(async (tx) => {
      for (const role of STAFF_ROLES) {
        const scopeLevel = SCOPE_LEVEL_OF[role];
        await tx.insert(StaffRow, {
          id: `staff-${role}`, name: role.toLowerCase(), displayName: role, role, scopeLevel, scopeId: scopeLevel === 'district' ? null : SOMETHING, scopeName: '',
          passwordHash: '', status: 'active', version: 1, lastSignInMs: 0,
        });
      }
    });
  });
  afterAll(async () => { await opened.close(); rmSync(folder, { recursive: true }); });

  const tokens = new Map<Role, string>();
  const tokenOf = async (role: Role): Promise<string | undefined> => {
    if (role === 'visitor') return undefined;
    const token = tokens.get(role) ?? (await (role === 'resident' ? sessions.openForResident() : sessions.openForStaffName(role))).accessToken;
    tokens.set(role, token);
    return token;
  };
  const knock = async ({ method, url }: Route, role: Role): Promise<{ status: number; code: string | undefined }> => {
    const token = await tokenOf(role);
    if (/\/(sessions|me)\b/.test(url)) tokens.delete(role); // it may end the session
    const reply = await opened.app.inject({
      method: method as 'GET', url: url.replace(/:\w+/g, SOMETHING),
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...(method !== 'GET' && method !== 'DELETE' && { 'content-type': 'application/json' }) },
      ...(method !== 'GET' && method !== 'DELETE' && { payload: '{}' }),
    });
    const isProblem = String(reply.headers['content-type']).includes('problem+json');
    return { status: reply.statusCode, code: isProblem ? (reply.json() as { code: string }).code : undefined };
  };

  it('are all there', () => {
    const known = routes.map(({ method, url }) => `${method} ${url}`);
    expect(known).toEqual(expect.arrayContaining(['POST /api/v1/sessions/staff', 'GET /api/v1/me', 'PATCH /api/v1/staff/:staffId', 'GET /api/health/live']));
  });

  it('each name their action', () => {
    expect(routes.filter(({ action, url }) => action === undefined && !url.includes('*')).map(({ method, url }) => `${method} ${url}`)).toEqual([]);
  });

  it('let in whom the table lets in, and nobody else', async () => {
    const wrong: string[] = [];
    for (const route of routes) {
      if (route.action === undefined) continue;
      for (const role of ROLES) {
        const { status, code } = await knock(route, role);
        const isIn = code !== 'FORBIDDEN' && code !== 'UNAUTHENTICATED' && code !== 'SESSION_ENDED' && code !== 'INTERNAL';
        const expected = mayEver(role, route.action) ? 'in' : role === 'visitor' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
        // A refresh token that is none is answered SESSION_ENDED by the service: whoever is told that was let in.
        const said = isIn || (code === 'SESSION_ENDED' && route.url.endsWith('/sessions/refresh')) ? 'in' : code;
        if (said !== expected) wrong.push(`${route.method} ${route.url} (${route.action}) as ${role}: ${status} ${said}, expected ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
