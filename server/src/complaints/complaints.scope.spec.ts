import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF_ROLES, type Actor, type StaffActor, type StaffRole } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { addEstate, addResident, ADDRESS, type Complaints, filed, filing, openComplaints, registration, resolved, rowOf, said, staffOf, words } from './complaints.testing.ts';

type Roles = readonly StaffRole[];
const READERS: Roles = ['streetOfficer', 'communityWorker', 'communityService', 'committee', 'providerStaff', 'providerManager', 'headquarters', 'housingCentre', 'auditor'];
const FIRM: Roles = ['providerStaff', 'providerManager'];

describe.each(ENGINES)('who may do what with a complaint on %s', (engine) => {
  let c: Complaints;
  beforeAll(async () => { c = await openComplaints(engine); });
  afterAll(() => c.close());

  /** Everybody within this estate, one of each role; the same roles elsewhere; residents and a visitor. */
  const everybody = async (place: { streetId: string; communityId: string; estateId: string; providerId: string }) => {
    const ids: Readonly<Record<string, string>> = { street: place.streetId, community: place.communityId, estate: place.estateId, provider: place.providerId };
    const inside = STAFF_ROLES.map((role) => { const one = staffOf(role); return one.scope.level === 'district' ? one : staffOf(role, ids[one.scope.level]); });
    const outside = STAFF_ROLES.filter((role) => staffOf(role).scope.level !== 'district').map((role) => staffOf(role));
    return { inside, strangers: [...outside, await addResident(c), { role: 'visitor' } as const] satisfies Actor[] };
  };

  const steps: readonly (readonly [name: string, roles: Roles, take: (actor: Actor, id: string) => Promise<unknown>])[] = [
    ['add', [], (actor, id) => c.resident.add(actor, id, words())], ['answer', [], (actor, id) => c.resident.answer(actor, id, words())],
    ['confirm', [], (actor, id) => c.resident.confirm(actor, id, { id: randomUUID(), rating: 5 })], ['reopen', [], (actor, id) => c.resident.reopen(actor, id, words())],
    ['withdraw', [], (actor, id) => c.resident.withdraw(actor, id, words(''))], ['object', [], (actor, id) => c.resident.object(actor, id, words())],
    ['acknowledge', [...FIRM, 'streetOfficer'], (actor, id) => c.firm.acknowledge(actor, id, words(''))], ['accept', [...FIRM, 'streetOfficer'], (actor, id) => c.firm.accept(actor, id, words(''))],
    ['reply', [...FIRM, 'streetOfficer'], (actor, id) => c.firm.reply(actor, id, words())], ['ask', [...FIRM, 'streetOfficer'], (actor, id) => c.firm.ask(actor, id, words())],
    ['resolve', [...FIRM, 'streetOfficer'], (actor, id) => c.firm.resolve(actor, id, words())],
    ['assign', FIRM, (actor, id) => c.firm.assign(actor, id, { id: randomUUID(), assigneeId: randomUUID() })],
    ['requestExtension', FIRM, (actor, id) => c.firm.requestExtension(actor, id, { ...words(), workingDays: 1 })],
    ['grantExtension', ['streetOfficer'], (actor, id) => c.street.grantExtension(actor, id, { id: randomUUID(), workingDays: 1 })],
    ['refuseExtension', ['streetOfficer'], (actor, id) => c.street.refuseExtension(actor, id, words())],
    ['supervise', ['streetOfficer'], (actor, id) => c.street.supervise(actor, id, { ...words(), until: '2026-11-05' })],
    ['mediate', ['streetOfficer', 'communityWorker'], (actor, id) => c.street.mediate(actor, id, { ...words(), parties: '双方', outcome: 'agreed', heldOn: '2026-11-01' })],
    ['merge', ['streetOfficer'], (actor, id) => c.street.merge(actor, id, { id: randomUUID(), into: id })], ['reject', ['streetOfficer'], (actor, id) => c.street.reject(actor, id, words())],
    ['refer', ['streetOfficer'], (actor, id) => c.street.refer(actor, id, { ...words(), department: '城管局' })],
    ['returnToFirm', ['streetOfficer'], (actor, id) => c.street.returnToFirm(actor, id, words())],
    ['callBack', ['streetOfficer', 'communityWorker', 'communityService'], (actor, id) => c.street.callBack(actor, id, { ...words(), outcome: 'notReached' })],
    ['contact', [...FIRM, 'streetOfficer', 'communityWorker', 'communityService'], (actor, id) => c.contacts.read(actor, id)],
    ['read', READERS, (actor, id) => c.list.one(actor, id)],
  ];

  it.each(steps)('%s', async (_, roles, take) => {
    const place = await filed(c);
    const { inside, strangers } = await everybody(place);
    for (const actor of inside) {
      const { complaintId } = await filed(c, {}, place); // what one of them does must not stop the next
      const told = await said(take(actor, complaintId));
      expect([actor.role, told === 'OUT_OF_SCOPE']).toEqual([actor.role, !roles.includes(actor.role)]);
      c.clock.pass(86_400); // twenty a day
    }
    for (const stranger of strangers) expect([stranger.role, await said(take(stranger, place.complaintId))]).toEqual([stranger.role, 'OUT_OF_SCOPE']);
    expect((await rowOf(c, place.complaintId)).status).toBe('submitted');
    expect(await said(take(place.officer, randomUUID()))).toBe('COMPLAINT_NOT_FOUND');
    c.clock.time = new Date('2026-11-02T02:00:00.000Z');
  });

  it('list and head: each its own scope, a filter never widens it', async () => {
    const place = await filed(c);
    const { inside, strangers } = await everybody(place);
    for (const actor of inside) {
      const isReader = READERS.includes(actor.role);
      expect([actor.role, await said(c.list.page(actor, {}))]).toEqual([actor.role, isReader ? 'ok' : 'OUT_OF_SCOPE']);
      expect([actor.role, await said(c.list.summary(actor, {}))]).toEqual([actor.role, isReader ? 'ok' : 'OUT_OF_SCOPE']);
      if (isReader) expect((await c.list.page(actor, { estateId: place.estateId })).items.map(({ id }) => id)).toContain(place.complaintId);
    }
    for (const stranger of strangers) {
      const isStaffReader = READERS.includes(stranger.role as StaffRole);
      expect([stranger.role, await said(c.list.page(stranger, {}))]).toEqual([stranger.role, isStaffReader ? 'ok' : 'OUT_OF_SCOPE']);
      if (!isStaffReader) continue;
      expect((await c.list.page(stranger, { estateId: place.estateId })).total).toBe(0);
      expect((await c.list.summary(stranger, { streetId: place.streetId, providerId: place.providerId })).open).toBe(0);
    }
  });

  it('register: street, community and its service, in their own place', async () => {
    const place = await addEstate(c);
    const { inside, strangers } = await everybody(place);
    for (const actor of [...inside, ...strangers]) {
      const isTheirs = inside.includes(actor as StaffActor) && (['streetOfficer', 'communityWorker', 'communityService'] as Roles).includes(actor.role as StaffRole);
      expect([actor.role, await said(c.filing.register(actor, registration(place, c)))]).toEqual([actor.role, isTheirs ? 'ok' : 'OUT_OF_SCOPE']);
    }
    expect(await said(c.filing.register(place.worker, registration({ estateId: randomUUID() }, c)))).toBe('ESTATE_NOT_FOUND');
    const elsewhere = await addEstate(c);
    expect(await said(c.filing.register(place.worker, registration(place, c, { buildingId: elsewhere.buildingId })))).toBe('COMPLAINT_PLACE_WRONG');
  });

  it('file, follow, similar, mine, export: residents alone, each their own', async () => {
    const place = await filed(c);
    const { inside } = await everybody(place);
    for (const actor of [...inside, { role: 'visitor' } as const]) {
      const told = [
        await said(c.filing.file(actor, filing(place), ADDRESS)), await said(c.following.follow(actor, place.complaintId)), await said(c.following.unfollow(actor, place.complaintId)),
        await said(c.following.similar(actor, { token: place.token, category: 'other' })), await said(c.mine.page(actor, {})), await said(c.mine.export(actor)),
      ];
      expect([actor.role, told]).toEqual([actor.role, Array(6).fill('OUT_OF_SCOPE')]);
    }
    const neighbour = await addResident(c);
    expect(await c.following.similar(neighbour, { token: place.token, category: 'garbageOverflow' })).toEqual([
      { id: place.complaintId, category: 'garbageOverflow', status: 'submitted', filedOn: '2026-11-02', followers: 0, isMine: false },
    ]);
    const view = await c.following.follow(neighbour, place.complaintId);
    expect(view).toMatchObject({ viewer: 'follower', spot: '', actions: [], steps: [{ kind: 'file', text: null, photos: [] }], isVerified: null, hasContact: false, followers: 1 });
    expect((await c.mine.page(neighbour, { kind: 'followed' })).items).toMatchObject([{ id: place.complaintId, isFollowed: true, waitsForMe: false }]);
    expect((await c.mine.page(neighbour, {})).total).toBe(0);
    expect((await c.mine.page(place.author, {})).items).toMatchObject([{ id: place.complaintId, isFollowed: false }]);
    await c.following.unfollow(neighbour, place.complaintId);
    expect(await said(c.list.one(neighbour, place.complaintId))).toBe('OUT_OF_SCOPE');
  });

  it('where no firm is in charge the street answers, and after a referral too', async () => {
    const alone = await filed(c, {}, await addEstate(c, { withFirm: false }));
    expect((await c.list.one(alone.officer, alone.complaintId)).actions).toEqual(expect.arrayContaining(['acknowledge', 'accept']));
    await c.firm.accept(alone.officer, alone.complaintId, words(''));
    expect((await c.firm.resolve(alone.officer, alone.complaintId, words('办了'))).steps.at(-1)!.by).toMatchObject({ side: 'street' });
    const managed = await filed(c);
    expect(await said(c.firm.accept(managed.officer, managed.complaintId, words('')))).toBe('COMPLAINT_NOT_YOURS_TO_MOVE');
    await c.street.refer(managed.officer, managed.complaintId, { ...words('归城管'), department: '城管局' });
    expect(await said(c.firm.reply(managed.manager, managed.complaintId, words()))).toBe('COMPLAINT_NOT_YOURS_TO_MOVE');
    expect(await said(c.firm.resolve(managed.officer, managed.complaintId, words('城管办了')))).toBe('ok');
  });

  it('names: residents read sides, staff read who it was, and nobody reads another resident', async () => {
    const { complaintId, author, manager, officer } = await resolved(c);
    const own = await c.list.one(author, complaintId);
    expect(own.steps.map(({ by }) => by.name)).toEqual([null, null, null]);
    expect(own.steps[1]!.by.word).toMatch(/^物业/);
    const theirs = await c.list.one(officer, complaintId);
    expect(theirs.steps.map(({ by }) => by.name)).toEqual([null, `providerManager-${manager.staffId.slice(0, 6)}`, `providerManager-${manager.staffId.slice(0, 6)}`]);
    expect(JSON.stringify(theirs)).not.toContain(author.residentId);
  });
});
