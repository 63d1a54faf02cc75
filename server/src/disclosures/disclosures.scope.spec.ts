import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF_ROLES, type Actor, type BookBody, type StaffActor, type StaffRole, type StatementView } from '@linping/shared';
import { ContractRow } from '../estates/estates.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { PapersService } from './papers/papers.service.ts';
import { LineImportsService } from './papers/line-imports.service.ts';
import { addEstate, addProvider, addStaff, addVoucher, begun, type Disclosures, engage, KEEPER, lineBody, openDisclosures, published, rowOf, said, staffOf, type TestEstate } from './disclosures.testing.ts';

type Roles = readonly StaffRole[];
const SUPERVISORS: Roles = ['headquarters', 'housingCentre', 'auditor', 'finance', 'government', 'streetOfficer'];
const BODIES = { provider: 'providerManager', committee: 'committee', communityService: 'communityService' } as const satisfies Readonly<Record<BookBody, StaffRole>>;
const VISITOR = { role: 'visitor' } as const;
const RESIDENT = { role: 'resident', residentId: randomUUID(), via: 'h5' } as const;

describe.each(ENGINES)('who may do what with a statement on %s', (engine) => {
  let d: Disclosures;
  beforeAll(async () => { d = await openDisclosures(engine); });
  afterAll(() => d.close());

  /** Everybody within this estate, one of each role; the same roles elsewhere; a resident and a visitor. */
  const everybody = (place: TestEstate) => {
    const ids: Readonly<Record<string, string>> = { street: place.streetId, community: place.communityId, estate: place.estateId, provider: place.providerId };
    const inside = STAFF_ROLES.map((role) => { const one = staffOf(role); return one.scope.level === 'district' ? one : staffOf(role, ids[one.scope.level]); });
    const outside = STAFF_ROLES.filter((role) => staffOf(role).scope.level !== 'district').map((role) => staffOf(role));
    return { inside, strangers: [...outside, RESIDENT, VISITOR] satisfies Actor[] };
  };
  const file = Buffer.from('项目,金额（元）,说明\n保洁,1.00,用品\n');

  const writes: readonly (readonly [name: string, take: (actor: Actor, view: StatementView) => Promise<unknown>])[] = [
    ['edit', (actor, { id, desk }) => d.drafts.edit(actor, id, { version: desk!.version, remark: '说明' })],
    ['declare', (actor, { id, desk }) => d.drafts.declare(actor, id, 'propertyFee', { version: desk!.version, declaredFen: 1, explanation: '其他' })],
    ['add a line', (actor, { id, desk }) => d.lines.add(actor, id, lineBody(desk!.version))],
    ['import', (actor, { id }) => d.get(LineImportsService).import(actor, id, file, {})],
    ['preview', (actor, { id }) => d.get(LineImportsService).import(actor, id, file, { preview: true })],
    ['submit', (actor, { id, desk }) => d.moves.submit(actor, id, { version: desk!.version })],
    ['discard', (actor, { id, desk }) => d.drafts.discard(actor, id, desk!.version)],
  ];

  describe.each(['provider', 'committee', 'communityService'] as const)('of the %s', (body) => {
    it('written: by the body’s own people alone', async () => {
      const place = await addEstate(d);
      const { inside, strangers } = everybody(place);
      let view = await begun(d, place, { body });
      for (const [name, take] of writes) {
        for (const actor of [...inside.filter(({ role }) => role !== BODIES[body]), ...strangers]) {
          const told = await said(take(actor, view));
          expect([name, actor.role, told]).toEqual([name, actor.role, told === 'STATEMENT_NOT_YOURS_TO_MOVE' && actor.role === 'streetOfficer' && name === 'submit' ? told : 'OUT_OF_SCOPE']);
        }
      }
      expect((await rowOf(d, view.id)).version).toBe(view.desk!.version);
      const own = inside.find(({ role }) => role === BODIES[body])!;
      for (const [name, take] of writes) {
        view = await d.list.one(own, view.id);
        expect([name, await said(take(own, view))]).toEqual([name, { submit: 'STATEMENT_WAITS' }[name] ?? 'ok']); // the lines have no vouchers here
      }
    });

    it('read: before it is published its body and the supervisors, afterwards everybody', async () => {
      const place = await addEstate(d);
      const { inside, strangers } = everybody(place);
      const view = await begun(d, place, { body });
      const reads: readonly ((actor: Actor) => Promise<unknown>)[] = [
        (actor) => d.list.one(actor, view.id), (actor) => d.list.linesOf(actor, view.id, {}), (actor) => d.get(PapersService).csv(actor, view.id),
      ];
      const readers = [...SUPERVISORS, BODIES[body]];
      for (const actor of inside) for (const read of reads) expect([actor.role, await said(read(actor))]).toEqual([actor.role, readers.includes(actor.role) ? 'ok' : 'OUT_OF_SCOPE']);
      for (const actor of strangers) for (const read of reads) expect([actor.role, await said(read(actor))]).toEqual([actor.role, 'OUT_OF_SCOPE']);
      expect([await said(d.get(PapersService).xlsx(place.officer, view.id)), await said(d.get(PapersService).xlsx(RESIDENT, view.id))]).toEqual(['ok', 'OUT_OF_SCOPE']);
      expect(await said(d.get(PapersService).edition(place.officer, view.id))).toBe('STATEMENT_NOT_FOUND');
      expect(await said(d.get(PapersService).notice(place.officer, view.id))).toBe('STATEMENT_NOT_FOUND');
      await published(d, place, view);
      const papers = d.get(PapersService);
      for (const actor of strangers) expect([actor.role, await said(papers.xlsx(actor, view.id)), await said(papers.notice(actor, view.id))]).toEqual([actor.role, 'OUT_OF_SCOPE', 'OUT_OF_SCOPE']);
      for (const actor of [...inside, ...strangers]) {
        const shown = await d.list.one(actor, view.id);
        expect([actor.role, await said(d.list.linesOf(actor, view.id, {})), await said(d.get(PapersService).csv(actor, view.id)), await said(d.get(PapersService).edition(actor, view.id))]).toEqual([actor.role, 'ok', 'ok', 'ok']);
        const mine = inside.includes(actor as StaffActor) && (actor.role === BODIES[body] || actor.role === 'streetOfficer' || (actor.role === 'committee' && body !== 'committee'));
        expect([actor.role, shown.desk === null]).toEqual([actor.role, !mine]);
      }
    });

    it('review: the street alone, and it writes no figure', async () => {
      const place = await addEstate(d);
      const { inside, strangers } = everybody(place);
      const draft = await begun(d, place, { body });
      const view = await d.moves.submit(place[KEEPER[body]], draft.id, { version: draft.desk!.version });
      const { version } = view.desk!;
      for (const actor of [...inside, ...strangers]) {
        if (actor.role === 'streetOfficer' && inside.includes(actor)) continue;
        const expected = actor.role === BODIES[body] && inside.includes(actor) ? 'STATEMENT_NOT_YOURS_TO_MOVE' : 'OUT_OF_SCOPE';
        expect([actor.role, await said(d.moves.approve(actor, view.id, { version })), await said(d.moves.return(actor, view.id, { version, reason: '退' }))]).toEqual([actor.role, expected, expected]);
      }
      expect(await said(d.moves.withdraw(place.officer, view.id, { version }))).toBe('STATEMENT_NOT_YOURS_TO_MOVE');
      const approved = await d.moves.approve(place.officer, view.id, { version });
      for (const actor of [...inside, ...strangers]) {
        if (inside.includes(actor as StaffActor) && (actor.role === 'streetOfficer' || actor.role === BODIES[body])) continue;
        expect([actor.role, await said(d.moves.publish(actor, view.id, { version: approved.desk!.version }))]).toEqual([actor.role, 'OUT_OF_SCOPE']);
      }
      expect((await d.moves.publish(place.officer, view.id, { version: approved.desk!.version })).status).toBe('published');
      for (const actor of [...inside.filter(({ role }) => role !== BODIES[body]), ...strangers]) {
        expect([actor.role, await said(d.corrections.correct(actor, view.id, { id: randomUUID(), reason: '更正' }))]).toEqual([actor.role, 'OUT_OF_SCOPE']);
        if (actor.role === 'committee' && inside.includes(actor as StaffActor)) continue;
        expect([actor.role, await said(d.cosigns.cosign(actor, view.id, { verdict: 'cosigned', text: '' }))]).toEqual([actor.role, 'OUT_OF_SCOPE']);
      }
      expect(await said(d.cosigns.cosign(place.committee, view.id, { verdict: 'cosigned', text: '' }))).toBe(body === 'committee' ? 'OUT_OF_SCOPE' : 'ok');
    });

    it('begin: nobody opens a book that is another’s', async () => {
      const place = await addEstate(d);
      const { inside, strangers } = everybody(place);
      for (const actor of [...inside.filter(({ role }) => role !== BODIES[body]), ...strangers]) {
        expect([actor.role, await said(d.drafts.begin(actor, place.estateId, { id: randomUUID(), body, period: '2026H1' }))]).toEqual([actor.role, 'OUT_OF_SCOPE']);
      }
      expect(await d.db.unitOfWork.read((db) => d.ledger.bookId(db, { estateId: place.estateId, body, bodyId: body === 'provider' ? place.providerId : '' }))).toBeNull();
    });
  });

  it('lists: each its own scope, of other bodies only what is published, and a filter never widens it', async () => {
    const [place, elsewhere] = [await addEstate(d), await addEstate(d)];
    await published(d, place, await begun(d, place));
    const drafts = { committee: await begun(d, place, { body: 'committee' }), communityService: await begun(d, place, { body: 'communityService' }) };
    await begun(d, elsewhere);
    const { inside } = everybody(place);
    const seen = async (actor: Actor) => (await d.list.page(actor, { estateId: place.estateId })).items.map(({ body, status }) => `${body} ${status}`).sort();
    const all = ['committee draft', 'communityService draft', 'provider published'];
    for (const actor of inside) {
      const expected = SUPERVISORS.includes(actor.role) ? all : { providerManager: ['provider published'], committee: ['committee draft', 'provider published'], communityService: ['communityService draft', 'provider published'] }[actor.role as string];
      expect([actor.role, await seen(actor).catch(() => undefined)]).toEqual([actor.role, expected]);
    }
    for (const actor of [place.manager, place.committee, place.community, place.officer]) {
      expect([actor.role, (await d.list.page(actor, { estateId: elsewhere.estateId })).total, (await d.list.page(actor, { streetId: elsewhere.streetId })).total]).toEqual([actor.role, 0, 0]);
      expect((await d.duties.page(actor, { period: '2026H1', streetId: elsewhere.streetId })).total).toBe(0);
    }
    for (const actor of [VISITOR, RESIDENT, staffOf('providerStaff', place.providerId), staffOf('communityWorker', place.communityId), staffOf('administrator')]) {
      expect([actor.role, await said(d.list.page(actor, {})), await said(d.duties.page(actor, { period: '2026H1' })), await said(d.duties.summary(actor, { period: '2026H1' }))]).toEqual([actor.role, 'OUT_OF_SCOPE', 'OUT_OF_SCOPE', 'OUT_OF_SCOPE']);
    }
    expect((await d.duties.page(place.committee, { period: '2026H1' })).items).toMatchObject([{ body: 'committee', statementId: drafts.committee.id, status: 'draft' }]);
    expect((await d.duties.page(place.manager, { period: '2026H1' })).items).toMatchObject([{ body: 'provider', bodyId: place.providerId, status: 'published', isOverdue: false }]);
  });

  it('settings: the street of the estate', async () => {
    const place = await addEstate(d);
    const { inside, strangers } = everybody(place);
    for (const actor of [...inside, ...strangers]) {
      const expected = actor.role === 'streetOfficer' && inside.includes(actor) ? 'ok' : 'OUT_OF_SCOPE';
      expect([actor.role, await said(d.settings.read(actor, place.estateId)), await said(d.settings.set(actor, place.estateId, { frequency: 'quarter' }))]).toEqual([actor.role, expected, expected]);
    }
  });

  it('a firm has no book where it never served, and keeps that of a time that is over', async () => {
    const [place, elsewhere] = [await addEstate(d), await addEstate(d)];
    expect(await said(d.drafts.begin(place.manager, elsewhere.estateId, { id: randomUUID(), body: 'provider', period: '2026H1' }))).toBe('OUT_OF_SCOPE');
    expect(await said(d.drafts.begin(place.manager, randomUUID(), { id: randomUUID(), body: 'provider', period: '2026H1' }))).toBe('ESTATE_NOT_FOUND');
    const begins = async (entryDate: string, endDate: string | null, period: string) => {
      const firm = await addProvider(d);
      await engage(d, elsewhere.estateId, firm, entryDate, endDate);
      const keeper = await addStaff(d, staffOf('providerManager', firm));
      return said(d.drafts.begin(keeper, elsewhere.estateId, { id: randomUUID(), body: 'provider', period }));
    };
    expect([await begins('2025-01-01', '2025-12-31', '2025H2'), await begins('2027-01-01', null, '2026H2')]).toEqual(['ok', 'OUT_OF_SCOPE']);
    const gone = await addEstate(d);
    await begun(d, gone);
    await d.db.unitOfWork.run((tx) => tx.delete(ContractRow, { estateId: gone.estateId })); // entered by mistake, and disclosed by then
    expect(await said(d.drafts.begin(gone.manager, gone.estateId, { id: randomUUID(), body: 'provider', period: '2026H2' }))).toBe('ok');
    const voucher = await addVoucher(d, elsewhere.manager);
    const view = await begun(d, place);
    expect(await said(d.lines.add(place.manager, view.id, lineBody(view.desk!.version, { voucherIds: [voucher] })))).toBe('PHOTO_UNKNOWN'); // another firm's document
  });
});
