import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { refuse } from '../platform/refused.ts';
import { WechatClient } from '../platform/wechat/wechat-client.ts';
import { ResidentRow, SessionRow, SignInRow, StaffRow } from './identity.entity.ts';
import { openIdentity, PASSWORD, type TestIdentity } from './identity.testing.ts';
import { SessionKeeper } from './session-keeper.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;
let serial = 0;
const newName = () => `person.${(serial += 1)}`;

describe.each(ENGINES)('sessions on %s', (engine) => {
  let it_: TestIdentity;
  beforeAll(async () => {
    it_ = await openIdentity(engine);
  });
  afterAll(() => it_.close());

  const signIn = (name: string, password: string) => it_.send(undefined, 'POST', '/sessions/staff', { name, password });
  const me = (token: string) => it_.send(token, 'GET', '/me');

  describe('a device', () => {
    it('comes in without a name, is known, and is another one each time', async () => {
      const first = await it_.send(undefined, 'POST', '/sessions/device');
      expect(first).toMatchObject({ status: 201, body: { me: { role: 'resident', name: null, mustChangePassword: false } } });
      expect(await me(first.body.accessToken)).toMatchObject({ status: 200, body: { role: 'resident' } });
      const second = await it_.send(undefined, 'POST', '/sessions/device');
      const rows = await it_.db.unitOfWork.read((db) => db.find(SessionRow));
      expect(new Set(rows.map((row) => row.principalId)).size).toBe(rows.length);
      expect(second.body.refreshToken).not.toBe(first.body.refreshToken);
      expect(JSON.stringify(rows)).not.toContain(first.body.refreshToken); // only its hash is stored
    });

    it('refreshes with the same refresh token, again and again, because an answer may be lost', async () => {
      const { body } = await it_.send(undefined, 'POST', '/sessions/device');
      it_.clock.pass(16 * MINUTE);
      expect(await me(body.accessToken)).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
      for (let i = 0; i < 2; i += 1) {
        const renewed = await it_.send(undefined, 'POST', '/sessions/refresh', { refreshToken: body.refreshToken });
        expect(renewed).toMatchObject({ status: 200, body: { refreshToken: body.refreshToken, me: { role: 'resident' } } });
        expect(await me(renewed.body.accessToken)).toMatchObject({ status: 200 });
      }
    });

    it('stays known for 400 days, and longer when it comes again in the second half of them', async () => {
      const [used, unused] = [await it_.sessions.openForResident(), await it_.sessions.openForResident()];
      const refresh = (refreshToken: string) => it_.send(undefined, 'POST', '/sessions/refresh', { refreshToken });
      it_.clock.pass(300 * DAY);
      expect(await refresh(used.refreshToken)).toMatchObject({ status: 200 });
      it_.clock.pass(101 * DAY);
      expect(await refresh(used.refreshToken)).toMatchObject({ status: 200 });
      expect(await refresh(unused.refreshToken)).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
    });

    it('is forgotten on request, sessions and all', async () => {
      const session = await it_.sessions.openForResident();
      const other = await it_.sessions.openForResident(session.residentId);
      expect(await it_.send(session.accessToken, 'DELETE', '/me')).toMatchObject({ status: 204 });
      for (const { accessToken } of [session, other]) expect(await me(accessToken)).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
      expect(await it_.send(undefined, 'POST', '/sessions/refresh', { refreshToken: session.refreshToken })).toMatchObject({ code: 'SESSION_ENDED' });
    });
  });

  describe('WeChat', () => {
    const at = (openidOf: WechatClient['openidOf']) => jest.spyOn(it_.app.get(WechatClient), 'openidOf').mockImplementation(openidOf);
    afterEach(() => {
      jest.restoreAllMocks();
    });
    const come = (code: string) => it_.send(undefined, 'POST', '/sessions/wechat', { code });
    const residents = (openid: string) => it_.db.unitOfWork.read((db) => db.countBy(ResidentRow, { openid }));

    it('knows a phone again by its openid, and tells it nothing of that', async () => {
      at((code) => Promise.resolve(`openid-${code.slice(0, 1)}`));
      const [first, again, other] = [await come('a1'), await come('a2'), await come('b1')];
      expect(first).toMatchObject({ status: 201, body: { me: { role: 'resident' } } });
      expect(JSON.stringify([first.body, again.body])).not.toContain('openid');
      const sessions = await it_.db.unitOfWork.read((db) => db.findBy(SessionRow, { kind: 'wechat' }));
      expect(new Set(sessions.map((row) => row.principalId)).size).toBe(2);
      expect(await me(other.body.accessToken)).toMatchObject({ status: 200 });
    });

    it('makes one resident of ten taps at once', async () => {
      at(() => Promise.resolve('openid-race'));
      const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => come(`tap ${i}`)));
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
      expect(await residents('openid-race')).toBe(1);
    });

    it('makes nobody when WeChat refuses', async () => {
      at(() => refuse({ code: 'WECHAT_CODE_REFUSED' }));
      expect(await come('bad')).toMatchObject({ status: 401, code: 'WECHAT_CODE_REFUSED' });
      at(() => refuse({ code: 'WECHAT_UNAVAILABLE' }));
      expect(await come('bad')).toMatchObject({ status: 503, code: 'WECHAT_UNAVAILABLE' });
    });

    it('is off where it is not configured', async () => expect(await come('any')).toMatchObject({ status: 404, code: 'WECHAT_OFF' }));
  });

  it('new phones are limited per network address', async () => {
    it_.clock.pass(HOUR);
    const answers = [];
    for (let i = 0; i < 201; i += 1) answers.push((await it_.send(undefined, 'POST', '/sessions/device')).status);
    expect(answers.filter((status) => status === 201)).toHaveLength(200);
    expect(answers[200]).toBe(429);
    it_.clock.pass(HOUR);
  });

  it('what has ended is swept away, what lives is not', async () => {
    const living = await it_.sessions.openForResident();
    await it_.sessions.openForStaffName((await it_.enter('finance', newName())).me.name!);
    it_.clock.pass(DAY + HOUR);
    await it_.app.get(SessionKeeper).sweep();
    const [sessions, counts] = await it_.db.unitOfWork.read(async (db) => [await db.find(SessionRow), await db.count(SignInRow)]);
    expect(sessions.some(({ kind }) => kind === 'staff')).toBe(false);
    expect(sessions.some(({ principalId }) => principalId === living.residentId)).toBe(true);
    expect(counts).toBe(0);
  });

  describe('ending one', () => {
    it('acts at once here, and within five seconds in another process', async () => {
      const beside = await openIdentity(engine, { beside: it_ });
      try {
        const { accessToken, refreshToken } = await it_.sessions.openForResident();
        expect(await me(accessToken)).toMatchObject({ status: 200 });
        expect(await beside.send(accessToken, 'GET', '/me')).toMatchObject({ status: 200 });
        expect(await it_.send(accessToken, 'DELETE', '/sessions/current')).toMatchObject({ status: 204 });
        expect(await me(accessToken)).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
        expect(await it_.send(undefined, 'POST', '/sessions/refresh', { refreshToken })).toMatchObject({ code: 'SESSION_ENDED' });
        it_.clock.pass(6);
        expect(await beside.send(accessToken, 'GET', '/me')).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
      } finally {
        await beside.close();
      }
    });
  });

  describe('a member of staff', () => {
    const hire = async (status: 'active' | 'invited' = 'active') => {
      const name = newName();
      const view = await it_.staff.create({
        name,
        displayName: '王',
        role: 'auditor',
        scopeId: null,
        password: PASSWORD,
        status,
        actor: { job: 'test' },
      });
      return { name, id: view.id };
    };

    it('signs in with name and password, however the name is written, for half a day', async () => {
      const { name } = await hire();
      const signedIn = await signIn(` ${name.toUpperCase()} `, PASSWORD);
      expect(signedIn).toMatchObject({
        status: 201,
        body: { me: { role: 'auditor', name, displayName: '王', scope: { level: 'district' }, scopeName: '全区', mustChangePassword: false } },
      });
      expect(await me(signedIn.body.accessToken)).toMatchObject({ status: 200, body: { name } });
      it_.clock.pass(11 * HOUR + 55 * MINUTE);
      const late = await it_.send(undefined, 'POST', '/sessions/refresh', { refreshToken: signedIn.body.refreshToken });
      expect(late).toMatchObject({ status: 200, body: { accessExpiresAt: new Date(it_.clock.now().getTime() + 5 * MINUTE * 1000).toISOString() } });
      it_.clock.pass(6 * MINUTE);
      expect(await it_.send(undefined, 'POST', '/sessions/refresh', { refreshToken: signedIn.body.refreshToken })).toMatchObject({
        code: 'SESSION_ENDED',
      });
    });

    it('gets one answer to a wrong password, an unknown name and a shut account', async () => {
      const { name, id } = await hire();
      const shut = await hire();
      await it_.db.unitOfWork.run((tx) => tx.update(StaffRow, { id: shut.id }, { status: 'disabled' }));
      const answers = [await signIn(name, 'wrong'), await signIn(newName(), 'wrong'), await signIn(shut.name, PASSWORD)];
      const said = answers.map(({ status, body: { requestId: _, ...rest } }) => ({ status, ...rest }));
      expect(said[0]).toMatchObject({ status: 401, code: 'SIGN_IN_FAILED' });
      expect(said[1]).toEqual(said[0]);
      expect(said[2]).toEqual(said[0]);
      expect(id).toBeTruthy();
    });

    it.each(['a real name', 'a name that nobody has'])('is locked after five wrong passwords for fifteen minutes: %s', async (which) => {
      it_.clock.pass(HOUR);
      const { name } = which === 'a real name' ? await hire() : { name: newName() };
      const said = [];
      for (let i = 0; i < 6; i += 1) said.push((await signIn(name, 'wrong')).code);
      expect(said).toEqual([...Array(4).fill('SIGN_IN_FAILED'), 'SIGN_IN_LOCKED', 'SIGN_IN_LOCKED']);
      expect(await signIn(name, PASSWORD)).toMatchObject({
        status: 429,
        body: { code: 'SIGN_IN_LOCKED', facts: { retryAfterSeconds: 900 } },
        headers: { 'retry-after': '900' },
      });
      it_.clock.pass(14 * MINUTE + 59);
      expect(await signIn(name, PASSWORD)).toMatchObject({ code: 'SIGN_IN_LOCKED' });
      it_.clock.pass(1);
      expect((await signIn(name, PASSWORD)).status).toBe(which === 'a real name' ? 201 : 401);
    });

    it('begins a new count after a success', async () => {
      it_.clock.pass(HOUR);
      const { name } = await hire();
      for (let round = 0; round < 2; round += 1) {
        for (let i = 0; i < 4; i += 1) expect(await signIn(name, 'wrong')).toMatchObject({ code: 'SIGN_IN_FAILED' });
        expect(await signIn(name, PASSWORD)).toMatchObject({ status: 201 });
      }
    });

    it('cannot be guessed at in parallel: exactly five guesses are looked at, and one line tells of the lock', async () => {
      it_.clock.pass(HOUR);
      const { name, id } = await hire();
      const codes = (await Promise.all(Array.from({ length: 20 }, () => signIn(name, 'wrong')))).map((answer) => answer.code);
      expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(4);
      expect(codes.filter((code) => code === 'SIGN_IN_LOCKED')).toHaveLength(16);
      const lines = await it_.db.unitOfWork.read((db) =>
        db.query(`SELECT actor, facts FROM audit_line WHERE action = 'signIn.locked' AND subject = 'staff:${id}'`),
      );
      expect(lines).toHaveLength(1);
    });

    it('is limited per network address, whatever the names', async () => {
      it_.clock.pass(HOUR);
      const codes = [];
      for (let i = 0; i < 31; i += 1) codes.push((await signIn(`nobody.${i}`, 'wrong')).code);
      expect(codes.slice(0, 30).every((code) => code === 'SIGN_IN_FAILED')).toBe(true);
      expect(codes[30]).toBe('TOO_MANY_ATTEMPTS');
      it_.clock.pass(10 * MINUTE);
      expect(await signIn('nobody.0', 'wrong')).toMatchObject({ code: 'SIGN_IN_FAILED' });
    });
  });
});
