import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Place, SessionView, StaffView } from '@linping/shared';
import { Global, Module } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { openIdentity, PASSWORD, type TestIdentity } from './identity.testing.ts';
import { ScopeDirectory, type ScopeEntry } from './scope-directory.ts';

/** Two streets; a provider that works in both, and one that works nowhere yet. */
const PLACES: Readonly<Record<string, { readonly level: string; readonly name: string; readonly places: readonly Place[] }>> = {
  s1: { level: 'street', name: '五里堡街道', places: [{ streetId: 's1' }] },
  s2: { level: 'street', name: '大学路街道', places: [{ streetId: 's2' }] },
  c1: { level: 'community', name: '香榭丽社区', places: [{ streetId: 's1', communityId: 'c1' }] },
  c2: { level: 'community', name: '康桥社区', places: [{ streetId: 's2', communityId: 'c2' }] },
  p12: {
    level: 'provider',
    name: '诚信物业',
    places: [
      { streetId: 's1', estateId: 'e1', providerId: 'p12' },
      { streetId: 's2', estateId: 'e2', providerId: 'p12' },
    ],
  },
  p0: { level: 'provider', name: '新来物业', places: [] },
};
class Directory extends ScopeDirectory {
  override find(_db: EntityManager, level: string, id: string): Promise<ScopeEntry | undefined> {
    const entry = PLACES[id];
    return Promise.resolve(entry?.level === level ? entry : undefined);
  }
}
/** As the estates capability does it: a global module that exports the token. */
@Global()
@Module({ providers: [{ provide: ScopeDirectory, useClass: Directory }], exports: [ScopeDirectory] })
class DirectoryModule {}

describe.each(ENGINES)('staff accounts on %s', (engine) => {
  let it_: TestIdentity;
  let administrator: SessionView & { id: string }, headquarters: typeof administrator, street1: typeof administrator, auditor: typeof administrator;
  beforeAll(async () => {
    it_ = await openIdentity(engine, { modules: [DirectoryModule] });
    administrator = await it_.enter('administrator', 'root');
    headquarters = await it_.enter('headquarters', 'hq');
    street1 = await it_.enter('streetOfficer', 'street1', 's1');
    auditor = await it_.enter('auditor', 'auditor');
  });
  /** The clock is moved by hours; everybody comes in again. */
  beforeEach(async () => {
    for (const person of [administrator, headquarters, street1, auditor]) Object.assign(person, await it_.sessions.openForStaffName(person.me.name!));
  });
  afterAll(() => it_.close());

  let serial = 0;
  const newName = () => `staff.${(serial += 1)}`;
  const invite = (by: SessionView, role: string, scopeId: string | null, name = newName()) =>
    it_.send(by.accessToken, 'POST', '/staff', { name, displayName: '张三', role, scopeId });
  const hired = async (role: string, scopeId: string | null): Promise<StaffView & { password: string }> => {
    const { body } = await invite(
      role === 'streetOfficer' || role.startsWith('c') || role.startsWith('p') ? headquarters : administrator,
      role,
      scopeId,
    );
    return { ...body.staff, password: body.oneTimePassword };
  };
  const signIn = (name: string, password: string) => it_.send(undefined, 'POST', '/sessions/staff', { name, password });
  const move = (by: SessionView, staff: Pick<StaffView, 'id'>, what: string, version: number) =>
    it_.send(by.accessToken, 'POST', `/staff/${staff.id}/${what}`, { version });
  const auditOf = async (id: string) =>
    it_.db.unitOfWork.read((db) => db.query(`SELECT actor, action, facts FROM audit_line WHERE subject = 'staff:${id}' ORDER BY sequence`));

  describe('inviting', () => {
    it('answers a one-time password once, which must be changed before anything else', async () => {
      const invited = await invite(headquarters, 'communityWorker', 'c1', 'Li.Si');
      expect(invited).toMatchObject({
        status: 201,
        body: {
          staff: {
            name: 'li.si',
            role: 'communityWorker',
            scope: { level: 'community', id: 'c1' },
            scopeName: '香榭丽社区',
            status: 'invited',
            version: 1,
          },
        },
      });
      const { oneTimePassword, staff } = invited.body;
      expect(oneTimePassword).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
      const signedIn = await signIn('li.si', oneTimePassword);
      expect(signedIn).toMatchObject({ status: 201, body: { me: { mustChangePassword: true } } });
      const { accessToken } = signedIn.body;
      const change = (oldPassword: string, newPassword: string) => it_.send(accessToken, 'PUT', '/me/password', { oldPassword, newPassword });
      expect(await it_.send(accessToken, 'GET', '/me')).toMatchObject({ status: 200, body: { mustChangePassword: true } });
      expect(await change('wrong', PASSWORD)).toMatchObject({ status: 401, code: 'SIGN_IN_FAILED' });
      for (const weak of ['ninechars', 'li.si', oneTimePassword, `ｌｉ.ｓｉ`])
        expect(await change(oneTimePassword, weak)).toMatchObject({ status: 422, code: 'PASSWORD_TOO_WEAK' });
      const elsewhere = (await signIn('li.si', oneTimePassword)).body.accessToken;
      expect(await change(oneTimePassword, PASSWORD)).toMatchObject({ status: 204 });
      expect(await it_.send(accessToken, 'GET', '/me')).toMatchObject({ status: 200, body: { mustChangePassword: false } });
      expect(await it_.send(elsewhere, 'GET', '/me')).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
      expect(await signIn('li.si', oneTimePassword)).toMatchObject({ code: 'SIGN_IN_FAILED' });
      expect(await signIn('li.si', PASSWORD)).toMatchObject({ status: 201 });
      const lines = await auditOf(staff.id);
      expect(lines).toMatchObject([
        { action: 'staff.invite', actor: `staff:${headquarters.id}` },
        { action: 'password.change', actor: `staff:${staff.id}` },
      ]);
      for (const secret of [oneTimePassword, PASSWORD]) expect(JSON.stringify(lines)).not.toContain(secret);
    });

    it("is refused for routes that need more than being oneself, while the password is another's", async () => {
      const officer = await hired('streetOfficer', 's2');
      const { accessToken } = (await signIn(officer.name, officer.password)).body;
      expect(await it_.send(accessToken, 'GET', '/staff')).toMatchObject({ status: 403, code: 'PASSWORD_MUST_CHANGE' });
      expect(await it_.send(accessToken, 'DELETE', '/sessions/current')).toMatchObject({ status: 204 });
    });

    it.each([
      { who: 'street', role: 'communityWorker', scopeId: 'c1', status: 201 },
      { who: 'street', role: 'communityWorker', scopeId: 'c2', status: 403, code: 'OUT_OF_SCOPE' },
      { who: 'street', role: 'communityWorker', scopeId: 'nowhere', status: 403, code: 'OUT_OF_SCOPE' },
      { who: 'street', role: 'providerManager', scopeId: 'p12', status: 201 },
      { who: 'street', role: 'providerManager', scopeId: 'p0', status: 403, code: 'OUT_OF_SCOPE' },
      { who: 'street', role: 'streetOfficer', scopeId: 's1', status: 403, code: 'OUT_OF_SCOPE' },
      { who: 'street', role: 'auditor', scopeId: null, status: 403, code: 'OUT_OF_SCOPE' },
      { who: 'headquarters', role: 'providerStaff', scopeId: 'p0', status: 201 },
      { who: 'headquarters', role: 'streetOfficer', scopeId: 's2', status: 201 },
      { who: 'headquarters', role: 'auditor', scopeId: null, status: 403, code: 'OUT_OF_SCOPE' },
      { who: 'headquarters', role: 'communityWorker', scopeId: 's1', status: 422, code: 'STAFF_SCOPE_WRONG' },
      { who: 'headquarters', role: 'communityWorker', scopeId: null, status: 422, code: 'STAFF_SCOPE_WRONG' },
      { who: 'administrator', role: 'auditor', scopeId: null, status: 201 },
      { who: 'administrator', role: 'auditor', scopeId: 's1', status: 422, code: 'STAFF_SCOPE_WRONG' },
      { who: 'administrator', role: 'communityWorker', scopeId: 'c1', status: 403, code: 'OUT_OF_SCOPE' },
    ])('by $who of $role at $scopeId: $status $code', async ({ who, role, scopeId, status, code }) => {
      const by = { street: street1, headquarters, administrator }[who]!;
      const answer = await invite(by, role, scopeId);
      expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
    });

    it('of one name twice at the same time makes one account', async () => {
      const answers = await Promise.all(['Twin.One', 'twin.one', 'TWIN.ONE'].map((name) => invite(administrator, 'auditor', null, name)));
      expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'STAFF_NAME_TAKEN', 'STAFF_NAME_TAKEN']);
    });

    it.each([
      { name: 'a b' },
      { name: '1abc' },
      { name: 'ab' },
      { name: 'x'.repeat(33) },
      { displayName: '  ' },
      { role: 'resident' },
      { role: 'king' },
      { scopeId: 5 },
    ])('refuses %j as no request', async (wrong) => {
      const answer = await it_.send(administrator.accessToken, 'POST', '/staff', {
        name: newName(),
        displayName: '张三',
        role: 'auditor',
        scopeId: null,
        ...wrong,
      });
      expect(answer).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
      expect(new Set(answer.body.invalid.map((one: { at: string }) => one.at))).toEqual(new Set(Object.keys(wrong)));
    });
  });

  describe('moving', () => {
    it('shuts an account at once, opens it with a password to be changed, and resets it', async () => {
      const staff = await hired('streetOfficer', 's2');
      const { accessToken, refreshToken } = (await signIn(staff.name, staff.password)).body;
      await it_.send(accessToken, 'PUT', '/me/password', { oldPassword: staff.password, newPassword: PASSWORD });
      expect(await it_.send(accessToken, 'GET', '/staff')).toMatchObject({ status: 200 });
      expect(await move(administrator, staff, 'disable', 2)).toMatchObject({ status: 200, body: { status: 'disabled', version: 3 } });
      expect(await it_.send(accessToken, 'GET', '/me')).toMatchObject({ status: 401, code: 'SESSION_ENDED' });
      expect(await it_.send(undefined, 'POST', '/sessions/refresh', { refreshToken })).toMatchObject({ code: 'SESSION_ENDED' });
      expect(await signIn(staff.name, PASSWORD)).toMatchObject({ code: 'SIGN_IN_FAILED' });
      expect(await move(administrator, staff, 'reset', 3)).toMatchObject({ status: 409, code: 'CHANGED_BY_SOMEONE_ELSE' }); // open it first
      expect(await move(administrator, staff, 'enable', 3)).toMatchObject({ status: 200, body: { status: 'invited', version: 4 } });
      expect(await signIn(staff.name, PASSWORD)).toMatchObject({ status: 201, body: { me: { mustChangePassword: true } } });
      const reset = await move(administrator, staff, 'reset', 4);
      expect(reset).toMatchObject({ status: 200, body: { staff: { status: 'invited', version: 5 } } });
      expect(await signIn(staff.name, PASSWORD)).toMatchObject({ code: 'SIGN_IN_FAILED' });
      expect(await signIn(staff.name, reset.body.oneTimePassword)).toMatchObject({ status: 201 });
      expect((await auditOf(staff.id)).map((line: { action: string }) => line.action)).toEqual([
        'staff.invite',
        'password.change',
        'staff.disable',
        'staff.enable',
        'staff.reset',
      ]);
    });

    it('unlocks by a reset', async () => {
      it_.clock.pass(600);
      const staff = await hired('auditor', null);
      for (let i = 0; i < 5; i += 1) await signIn(staff.name, 'wrong');
      expect(await signIn(staff.name, staff.password)).toMatchObject({ code: 'SIGN_IN_LOCKED' });
      const { body } = await move(administrator, staff, 'reset', 1);
      expect(await signIn(staff.name, body.oneTimePassword)).toMatchObject({ status: 201 });
    });

    it('forgets a one-time password after seven days; a reset is the way out', async () => {
      const staff = await hired('streetOfficer', 's2');
      expect(Date.parse(staff.oneTimeUntil!) - it_.clock.now().getTime()).toBe(7 * 86_400_000);
      it_.clock.pass(7 * 86_400 - 1);
      expect(await signIn(staff.name, staff.password)).toMatchObject({ status: 201 });
      it_.clock.pass(1);
      expect(await signIn(staff.name, 'a wrong one')).toMatchObject({ code: 'SIGN_IN_FAILED' }); // whoever does not know it learns nothing
      expect(await signIn(staff.name, staff.password)).toMatchObject({ status: 403, code: 'ONE_TIME_PASSWORD_EXPIRED' });
      Object.assign(headquarters, await it_.sessions.openForStaffName('hq'));
      const reset = await move(headquarters, staff, 'reset', 1);
      expect(reset).toMatchObject({ status: 200 });
      const { accessToken } = (await signIn(staff.name, reset.body.oneTimePassword)).body;
      expect(await it_.send(accessToken, 'PUT', '/me/password', { oldPassword: reset.body.oneTimePassword, newPassword: PASSWORD })).toMatchObject({
        status: 204,
      });
      it_.clock.pass(30 * 86_400);
      expect(await signIn(staff.name, PASSWORD)).toMatchObject({ status: 201 }); // the own one stays good
    });

    it('gives an account that was opened again seven days too', async () => {
      const staff = await hired('auditor', null);
      const { accessToken } = (await signIn(staff.name, staff.password)).body;
      await it_.send(accessToken, 'PUT', '/me/password', { oldPassword: staff.password, newPassword: PASSWORD });
      await move(administrator, staff, 'disable', 2);
      await move(administrator, staff, 'enable', 3);
      it_.clock.pass(7 * 86_400);
      expect(await signIn(staff.name, PASSWORD)).toMatchObject({ code: 'ONE_TIME_PASSWORD_EXPIRED' });
    });

    it('gives two resets of one page one winner', async () => {
      const staff = await hired('auditor', null);
      const answers = await Promise.all([1, 2, 3].map(() => move(administrator, staff, 'reset', 1)));
      expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([200, 'CHANGED_BY_SOMEONE_ELSE', 'CHANGED_BY_SOMEONE_ELSE']);
      const winner = answers.find(({ status }) => status === 200)!;
      expect(await signIn(staff.name, winner.body.oneTimePassword)).toMatchObject({ status: 201 });
      expect((await auditOf(staff.id)).filter((line: { action: string }) => line.action === 'staff.reset')).toHaveLength(1);
    });

    it('lets no session outlive a reset that overtakes its sign-in', async () => {
      for (let round = 0; round < 5; round += 1) {
        it_.clock.pass(120);
        const staff = await hired('auditor', null);
        const [signedIn] = await Promise.all([signIn(staff.name, staff.password), move(administrator, staff, 'reset', 1)]);
        if (signedIn.status === 201) expect(await it_.send(signedIn.body.accessToken, 'GET', '/me')).toMatchObject({ code: 'SESSION_ENDED' });
        else expect(signedIn).toMatchObject({ code: 'SIGN_IN_FAILED' });
      }
    });

    it('re-scopes at once: the next request is judged by the new role and place', async () => {
      const name = newName();
      const officer = await it_.enter('streetOfficer', name, 's1');
      expect(await invite(officer, 'communityWorker', 'c1')).toMatchObject({ status: 201 });
      const scope = (by: SessionView, body: object) => it_.send(by.accessToken, 'PATCH', `/staff/${officer.id}`, body);
      expect(await scope(headquarters, { version: 1, role: 'streetOfficer', scopeId: 's2' })).toMatchObject({
        status: 200,
        body: { scope: { level: 'street', id: 's2' }, scopeName: '大学路街道', version: 2 },
      });
      expect(await invite(officer, 'communityWorker', 'c1')).toMatchObject({ status: 403, code: 'OUT_OF_SCOPE' });
      expect(await invite(officer, 'communityWorker', 'c2')).toMatchObject({ status: 201 });
      expect(await it_.send(officer.accessToken, 'GET', '/me')).toMatchObject({ body: { scopeName: '大学路街道' } });
      expect(await scope(headquarters, { version: 1, role: 'streetOfficer', scopeId: 's1' })).toMatchObject({
        status: 409,
        code: 'CHANGED_BY_SOMEONE_ELSE',
      });
      expect(await scope(headquarters, { version: 2, role: 'auditor', scopeId: null })).toMatchObject({ status: 403, code: 'OUT_OF_SCOPE' });
      expect(await scope(headquarters, { version: 2, role: 'communityWorker', scopeId: 'c1' })).toMatchObject({ status: 200 });
      expect(await invite(officer, 'communityWorker', 'c1')).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    });

    it('is refused on accounts elsewhere, unknown ones and the own', async () => {
      const elsewhere = await hired('communityWorker', 'c2');
      expect(await move(street1, elsewhere, 'disable', 1)).toMatchObject({ status: 403, code: 'OUT_OF_SCOPE' });
      expect(await move(headquarters, { id: administrator.id }, 'reset', 1)).toMatchObject({ status: 403, code: 'OUT_OF_SCOPE' });
      expect(await move(headquarters, { id: '00000000-0000-4000-8000-000000000000' }, 'disable', 1)).toMatchObject({
        status: 404,
        code: 'STAFF_NOT_FOUND',
      });
      expect(await move(administrator, { id: administrator.id }, 'disable', 1)).toMatchObject({ status: 403, code: 'STAFF_NOT_YOURSELF' });
      expect(await move(auditor, elsewhere, 'disable', 1)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    });

    it('leaves one of two administrators who shut each other at the same time', async () => {
      for (let round = 0; round < 3; round += 1) {
        const fresh = await openIdentity(engine);
        try {
          const [a, b] = [await fresh.enter('administrator', 'first'), await fresh.enter('administrator', 'second')];
          const shut = (by: SessionView, id: string) => fresh.send(by.accessToken, 'POST', `/staff/${id}/disable`, { version: 1 });
          const answers = await Promise.all([shut(a, b.id), shut(b, a.id)]);
          const codes = answers.map(({ status, code }) => code ?? status);
          expect(codes.filter((code) => code === 200)).toHaveLength(1);
          expect(['STAFF_LAST_ADMINISTRATOR', 'SESSION_ENDED']).toContain(codes.find((code) => code !== 200));
        } finally {
          await fresh.close();
        }
      }
    });
  });
});
