import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@linping/shared';
import { Controller, Get, Module } from '@nestjs/common';
import { CurrentActor, CurrentSession, Permit } from '../platform/http/current-actor.ts';
import { signAccess } from './access-token.ts';
import { openIdentity, type TestIdentity } from './identity.testing.ts';

@Controller('doors')
class DoorsController {
  @Get('unmarked') unmarked() {
    return 'never';
  }
  @Get('public') @Permit('public.read') open(@CurrentActor() actor: Actor, @CurrentSession() session?: string) {
    return { actor, session: session ?? null };
  }
  @Get('own') @Permit('household.own') own(@CurrentActor() actor: Actor) {
    return { actor };
  }
  @Get('staff') @Permit('staff.list') staff() {
    return {};
  }
  @Get('auditor') @Permit('audit.read') auditor() {
    return {};
  }
}
@Module({ controllers: [DoorsController] })
class DoorsModule {}

/** What the guard does with a request does not depend on the engine; that it reads rows right is in the other specs, on both. */
describe('the access guard', () => {
  let it_: TestIdentity;
  const tokens: Record<string, string | undefined> = { nobody: undefined };
  beforeAll(async () => {
    it_ = await openIdentity('sqlite', { modules: [DoorsModule] });
    tokens.resident = (await it_.sessions.openForResident(undefined, 'wechat')).accessToken;
    tokens.auditor = (await it_.enter('auditor', 'auditor')).accessToken;
    tokens.finance = (await it_.enter('finance', 'finance')).accessToken;
    await it_.staff.create({
      name: 'invited',
      displayName: '新',
      role: 'auditor',
      scopeId: null,
      password: 'handed over',
      status: 'invited',
      actor: { job: 'test' },
    });
    tokens.invited = (await it_.sessions.openForStaffName('invited')).accessToken;
    tokens.forged = signAccess('another secret that is long enough', { sessionId: 'x', kind: 'staff', principalId: 'y', expiresMs: 9e15 });
    tokens.ownerless = signAccess('t'.repeat(32), { sessionId: 'x', kind: 'staff', principalId: 'y', expiresMs: 9e15 });
    tokens.garbage = 'garbage';
  });
  afterAll(() => it_.close());

  const DOORS = ['unmarked', 'public', 'own', 'staff', 'auditor'] as const;
  it.each([
    { who: 'nobody', expected: ['FORBIDDEN', 200, 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED'] },
    { who: 'resident', expected: ['FORBIDDEN', 200, 200, 'FORBIDDEN', 'FORBIDDEN'] },
    { who: 'auditor', expected: ['FORBIDDEN', 200, 'FORBIDDEN', 200, 200] },
    { who: 'finance', expected: ['FORBIDDEN', 200, 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'] },
    { who: 'invited', expected: ['FORBIDDEN', 200, 'FORBIDDEN', 'PASSWORD_MUST_CHANGE', 'PASSWORD_MUST_CHANGE'] },
    { who: 'forged', expected: ['FORBIDDEN', 'SESSION_ENDED', 'SESSION_ENDED', 'SESSION_ENDED', 'SESSION_ENDED'] },
    { who: 'ownerless', expected: ['FORBIDDEN', 'SESSION_ENDED', 'SESSION_ENDED', 'SESSION_ENDED', 'SESSION_ENDED'] },
    { who: 'garbage', expected: ['FORBIDDEN', 'SESSION_ENDED', 'SESSION_ENDED', 'SESSION_ENDED', 'SESSION_ENDED'] },
  ])('lets $who through $expected', async ({ who, expected }) => {
    const said = [];
    for (const door of DOORS) {
      const { status, code } = await it_.send(tokens[who], 'GET', `/doors/${door}`);
      said.push(code ?? status);
    }
    expect(said).toEqual(expected);
  });

  it('puts the actor and the session on the request', async () => {
    expect((await it_.send(undefined, 'GET', '/doors/public')).body).toEqual({ actor: { role: 'visitor' }, session: null });
    expect((await it_.send(tokens.resident, 'GET', '/doors/public')).body).toMatchObject({
      actor: { role: 'resident', residentId: expect.any(String), via: 'wechat' },
      session: expect.any(String),
    });
    expect((await it_.send(tokens.auditor, 'GET', '/doors/public')).body).toMatchObject({
      actor: { role: 'auditor', staffId: expect.any(String), scope: { level: 'district' } },
    });
  });

  it.each(['Basic cm9vdDpyb290', 'Bearer', 'Bearer ', 'Bearer a b', `Bearer ${'x'.repeat(5000)}`, 'bearer\tx'])(
    'takes %j for a session that has ended',
    async (authorization) => {
      const reply = await it_.app.inject({ method: 'GET', url: '/api/v1/doors/public', headers: { authorization } });
      expect({ status: reply.statusCode, code: reply.json().code }).toEqual({ status: 401, code: 'SESSION_ENDED' });
    },
  );

  it("cannot be passed by another account's session id", async () => {
    const resident = await it_.sessions.openForResident();
    const sessionId = (await it_.send(resident.accessToken, 'GET', '/doors/public')).body.session;
    for (const claim of [
      { kind: 'staff', principalId: resident.residentId },
      { kind: 'h5', principalId: 'another' },
    ] as const) {
      const token = signAccess('t'.repeat(32), { sessionId, expiresMs: 9e15, ...claim });
      expect(await it_.send(token, 'GET', '/doors/public')).toMatchObject({ code: 'SESSION_ENDED' });
    }
  });
});
