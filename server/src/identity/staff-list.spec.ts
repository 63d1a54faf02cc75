import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  STAFF_SORTS,
  type HistoryLineView,
  type Page,
  type Place,
  type SessionView,
  type StaffRole,
  type StaffSort,
  type StaffView,
} from '@linping/shared';
import { Global, Module } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { openIdentity, PASSWORD, type TestIdentity } from './identity.testing.ts';
import { ScopeDirectory, type ScopeEntry } from './scope-directory.ts';
import { StaffListService } from './staff-list.service.ts';
import { StaffNames } from './staff-names.service.ts';

const PLACES: Readonly<Record<string, { readonly level: string; readonly name: string; readonly places: readonly Place[] }>> = {
  s1: { level: 'street', name: '五里堡街道', places: [{ streetId: 's1' }] },
  s2: { level: 'street', name: '大学路街道', places: [{ streetId: 's2' }] },
  c1: { level: 'community', name: '香榭丽社区', places: [{ streetId: 's1', communityId: 'c1' }] },
  p12: {
    level: 'provider',
    name: '诚信物业',
    places: [
      { streetId: 's1', estateId: 'e1', providerId: 'p12' },
      { streetId: 's2', estateId: 'e2', providerId: 'p12' },
    ],
  },
};
class Directory extends ScopeDirectory {
  override find(_db: EntityManager, level: string, id: string): Promise<ScopeEntry | undefined> {
    return Promise.resolve(PLACES[id]?.level === level ? PLACES[id] : undefined);
  }
}
@Global()
@Module({ providers: [{ provide: ScopeDirectory, useClass: Directory }], exports: [ScopeDirectory] })
class DirectoryModule {}

type Person = SessionView & { readonly id: string };

describe.each(ENGINES)('the list of staff accounts on %s', (engine) => {
  let it_: TestIdentity;
  let administrator: Person, auditor: Person, street1: Person, street2: Person;
  beforeAll(async () => {
    it_ = await openIdentity(engine, { modules: [DirectoryModule] });
    administrator = await it_.enter('administrator', 'root');
    auditor = await it_.enter('auditor', 'auditor');
    street1 = await it_.enter('streetOfficer', 'street1', 's1');
    street2 = await it_.enter('streetOfficer', 'street2', 's2');
    const workers: readonly (readonly [StaffRole, string, string, string])[] = [
      ['communityWorker', 'w.one', 'c1', '赵一'],
      ['communityWorker', 'w.two', 'c1', '钱二'],
      ['providerManager', 'm.one', 'p12', '孙三_%'],
      ['streetOfficer', 'street3', 's2', '李四'],
    ];
    for (const [role, name, scopeId, displayName] of workers) {
      await it_.staff.create({
        name,
        displayName,
        role,
        scopeId,
        password: PASSWORD,
        status: role === 'communityWorker' ? 'invited' : 'active',
        actor: { job: 'test' },
      });
    }
    it_.clock.pass(60);
    await it_.send(undefined, 'POST', '/sessions/staff', { name: 'street3', password: PASSWORD });
    it_.clock.pass(60);
    await it_.send(undefined, 'POST', '/sessions/staff', { name: 'm.one', password: PASSWORD });
  });
  afterAll(() => it_.close());

  const list = async (by: Person, query: string): Promise<Page<StaffView>> => (await it_.send(by.accessToken, 'GET', `/staff?${query}`)).body;
  const namesOf = async (by: Person, query: string) => (await list(by, query)).items.map(({ name }) => name);
  const ALL = ['auditor', 'm.one', 'root', 'street1', 'street2', 'street3', 'w.one', 'w.two'];

  it.each<{ sort: StaffSort; first: string[] }>([
    { sort: 'name', first: ALL },
    { sort: 'displayName', first: ['auditor', 'root', 'street1', 'street2', 'm.one', 'street3', 'w.one', 'w.two'] }, // by the code points of 孙李赵钱
    { sort: 'lastSignIn', first: ['m.one', 'street3', 'auditor', 'root', 'street1', 'street2', 'w.one', 'w.two'] },
  ])('is paged by $sort, each account once', async ({ sort, first }) => {
    expect(STAFF_SORTS).toContain(sort);
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<StaffView> = await list(auditor, `sort=${sort}&limit=3${cursor === null ? '' : `&cursor=${cursor}`}`);
      names.push(...page.items.map(({ name }) => name));
      expect(page.total).toBe(ALL.length);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(names).toEqual(first);
  });

  it.each([
    { query: 'role=streetOfficer', names: ['street1', 'street2', 'street3'] },
    { query: 'status=invited', names: ['w.one', 'w.two'] },
    { query: `search=${encodeURIComponent('五里堡')}`, names: ['street1'] },
    { query: 'search=W.O', names: ['w.one'] },
    { query: `search=${encodeURIComponent('三_%')}`, names: ['m.one'] },
    { query: 'search=%25', names: ['m.one'] },
    { query: 'role=auditor&status=disabled', names: [] },
  ])('is cut by $query', async ({ query, names }) => expect(await namesOf(auditor, query)).toEqual(names));

  it('is cut by street, and a street sees no other', async () => {
    const service = it_.app.get(StaffListService);
    const within = async (actor: Parameters<typeof service.page>[0], streetId: string) =>
      (await service.page(actor, { streetId })).items.map(({ name }) => name);
    const boss = { role: 'administrator', staffId: administrator.id, scope: { level: 'district' } } as const;
    const officer = { role: 'streetOfficer', staffId: street1.id, scope: { level: 'street', id: 's1' } } as const;
    expect(await within(boss, 's1')).toEqual(['m.one', 'street1', 'w.one', 'w.two']);
    expect(await within(boss, 's2')).toEqual(['m.one', 'street2', 'street3']);
    expect(await within(officer, 's1')).toEqual(['m.one', 'street1', 'w.one', 'w.two']);
    expect(await within(officer, 's2')).toEqual([]); // what of it lies there is not this officer's to see
    expect(await namesOf(street1, '')).toEqual(['m.one', 'street1', 'w.one', 'w.two']);
    expect(
      await service.page({ role: 'finance', staffId: 'f', scope: { level: 'district' } }, {}).catch((cause: { refusal: object }) => cause.refusal),
    ).toEqual({ code: 'OUT_OF_SCOPE' });
  });

  it('tells when somebody last came and until when a password is good, and no hash', async () => {
    const page = await list(auditor, '');
    const one = (name: string) => page.items.find((staff) => staff.name === name)!;
    expect(one('m.one')).toMatchObject({ status: 'active', oneTimeUntil: null, lastSignInAt: it_.clock.now().toISOString() });
    expect(one('w.one')).toMatchObject({ status: 'invited', lastSignInAt: null });
    expect(one('w.one').oneTimeUntil).not.toBeNull();
    expect(JSON.stringify(page)).not.toContain('argon2');
  });

  it.each(['sort=age', 'role=king', 'status=gone', 'limit=0', 'limit=201', 'streetId=1'])('refuses %s as no request', async (query) =>
    expect(await it_.send(auditor.accessToken, 'GET', `/staff?${query}`)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' }),
  );

  it('refuses a cursor of another order', async () => {
    const { nextCursor } = await list(auditor, 'sort=lastSignIn&limit=2');
    expect(await it_.send(auditor.accessToken, 'GET', `/staff?sort=name&cursor=${nextCursor}`)).toMatchObject({
      status: 400,
      code: 'INVALID_CURSOR',
    });
  });

  describe('the history of an account', () => {
    const historyOf = (by: Person, id: string, query = '') => it_.send(by.accessToken, 'GET', `/staff/${id}/history?${query}`);

    it('is its audit lines with the names of who did it, the newest first, page by page', async () => {
      const { id } = (await list(auditor, 'search=w.two')).items[0]!;
      for (const [what, version] of [
        ['disable', 1],
        ['enable', 2],
      ] as const)
        await it_.send(street1.accessToken, 'POST', `/staff/${id}/${what}`, { version });
      const first: { body: Page<HistoryLineView> } = await historyOf(auditor, id, 'limit=2');
      expect(first.body).toMatchObject({
        total: 3,
        items: [{ action: 'staff.enable', who: 'street1', actor: `staff:${street1.id}` }, { action: 'staff.disable' }],
      });
      const second = await historyOf(street1, id, `limit=2&cursor=${first.body.nextCursor}`);
      expect(second.body).toMatchObject({
        items: [{ action: 'staff.invite', who: null, actor: 'job:test', facts: { name: 'w.two' } }],
        nextCursor: null,
      });
    });

    it('is shown to whoever may list that account', async () => {
      const { id } = (await list(auditor, 'search=w.one')).items[0]!;
      expect(await historyOf(street1, id)).toMatchObject({ status: 200 });
      expect(await it_.send(street1.accessToken, 'GET', `/staff/${id}`)).toMatchObject({ status: 200, body: { id, name: 'w.one' } });
      expect(await it_.send(street2.accessToken, 'GET', `/staff/${id}`)).toMatchObject({ status: 403, code: 'OUT_OF_SCOPE' });
      expect(await historyOf(street2, id)).toMatchObject({ status: 403, code: 'OUT_OF_SCOPE' });
      expect(await historyOf(street1, administrator.id)).toMatchObject({ status: 403, code: 'OUT_OF_SCOPE' });
      expect(await historyOf(auditor, administrator.id)).toMatchObject({ status: 200 });
      expect(await historyOf(auditor, '00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404, code: 'STAFF_NOT_FOUND' });
    });
  });

  it('a place that is renamed is so in its accounts', async () => {
    await it_.db.unitOfWork.run((tx) => it_.app.get(StaffNames).placeRenamed(tx, 'community', 'c1', '香榭丽新社区'));
    expect(new Set((await list(auditor, 'role=communityWorker')).items.map(({ scopeName }) => scopeName))).toEqual(new Set(['香榭丽新社区']));
    expect((await list(auditor, 'search=street1')).items).toMatchObject([{ scopeName: '五里堡街道' }]);
  });
});
