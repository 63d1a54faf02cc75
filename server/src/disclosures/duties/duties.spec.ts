import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditLineRow } from '../../platform/audit/audit.entity.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { addEstate, addProvider, addStaff, begun, dayOf, type Disclosures, engage, openDisclosures, published, said, staffOf, type TestEstate } from '../disclosures.testing.ts';

const VISITOR = { role: 'visitor' } as const;

describe.each(ENGINES)('who owes a statement on %s', (engine) => {
  let d: Disclosures;
  let streetId: string;
  let estate: TestEstate;
  beforeAll(async () => { d = await openDisclosures(engine); });
  afterAll(() => d.close());
  beforeEach(async () => {
    streetId = randomUUID();
    estate = await addEstate(d, { streetId });
    dayOf(d, '2026-11-02');
  });
  const owing = async (period: string, over = {}) => (await d.duties.page(estate.officer, { period, ...over })).items;

  it('every firm that served a day of the period, and each only for its own time', async () => {
    const next = await addProvider(d);
    await engage(d, estate.estateId, next, '2026-05-01');
    expect((await owing('2026H1')).map(({ bodyId }) => bodyId).sort()).toEqual([estate.providerId, next].sort());
    expect((await owing('2026H2')).map(({ bodyId }) => bodyId)).toEqual([next]);
    await engage(d, estate.estateId, next, '2025-01-01', '2025-12-31');
    expect((await owing('2025H2'))).toEqual([]); // before the scheme, and nobody has begun
    const manager = await addStaff(d, staffOf('providerManager', next));
    expect((await d.duties.page(manager, { period: '2026H1' })).items).toMatchObject([{ bodyId: next, statementId: null, isOverdue: true, dueOn: '2026-07-30' }]);
  });

  it('thirty days after the end is in time, the next day is late, and publishing ends it', async () => {
    const stands = async (day: string) => {
      dayOf(d, day);
      const [row] = await owing('2026H1');
      const { bodies: [body] } = await d.accounts.accounts(VISITOR, estate.estateId);
      return [row!.isOverdue, body!.overdue.length, await d.duties.summary(estate.officer, { period: '2026H1' })];
    };
    expect(await stands('2026-07-30')).toEqual([false, 0, { period: '2026H1', owed: 1, published: 0, waiting: 1, overdue: 0 }]);
    expect(await stands('2026-07-31')).toEqual([true, 1, { period: '2026H1', owed: 1, published: 0, waiting: 0, overdue: 1 }]);
    const draft = await begun(d, estate);
    expect(draft.isOverdue).toBe(true);
    expect((await d.list.page(estate.officer, {})).items).toMatchObject([{ isOverdue: true, status: 'draft' }]);
    expect(await owing('2026H1', { only: 'overdue' })).toMatchObject([{ statementId: draft.id, status: 'draft' }]);
    const shown = await published(d, estate, draft);
    expect(shown.isOverdue).toBe(false);
    expect(await stands('2026-07-31')).toEqual([false, 0, { period: '2026H1', owed: 1, published: 1, waiting: 0, overdue: 0 }]);
    // A correction under way does not take the publication back.
    await d.corrections.correct(estate.manager, shown.id, { id: randomUUID(), reason: '更正' });
    expect(await owing('2026H1')).toMatchObject([{ statementId: shown.id, status: 'published', isOverdue: false }]);
  });

  it('committee and community body from their first statement on', async () => {
    expect((await owing('2026H2')).map(({ body }) => body)).toEqual(['provider']);
    dayOf(d, '2027-03-01');
    const first = await begun(d, estate, { body: 'committee', period: '2026H1' });
    expect((await owing('2026H1')).map(({ body }) => body).sort()).toEqual(['committee', 'provider']);
    expect((await owing('2026H2')).map(({ body }) => body).sort()).toEqual(['committee', 'provider']);
    const seen = async () => (await d.accounts.accounts(VISITOR, estate.estateId)).bodies.map(({ body, name, overdue }) => [body, name, overdue.map(({ period }) => period)]);
    expect((await seen()).slice(1)).toEqual([['committee', '业主委员会', ['2026H1', '2026H2']]]);
    await published(d, estate, first);
    expect((await seen()).slice(1)).toEqual([['committee', '业主委员会', ['2026H2']]]);
    await begun(d, estate, { body: 'communityService', period: '2026H2' });
    expect((await owing('2026H1')).map(({ body }) => body).sort()).toEqual(['committee', 'provider']);
    expect((await owing('2026H2')).map(({ body }) => body).sort()).toEqual(['committee', 'communityService', 'provider']);
  });

  it('the overdue come first, in pages, cut by what is asked for', async () => {
    const more = [await addEstate(d, { streetId }), await addEstate(d, { streetId }), await addEstate(d, { streetId, name: '长江路铁路小区' })];
    await published(d, more[0]!, await begun(d, more[0]!));
    const first = await d.duties.page(estate.officer, { period: '2026H1', limit: 3 });
    expect([first.total, first.items.map(({ isOverdue }) => isOverdue)]).toEqual([4, [true, true, true]]);
    expect((await d.duties.page(estate.officer, { period: '2026H1', limit: 3, cursor: first.nextCursor! })).items).toMatchObject([{ estateId: more[0]!.estateId, isOverdue: false }]);
    expect(await owing('2026H1', { search: '铁路' })).toMatchObject([{ estateId: more[2]!.estateId }]);
    expect(await owing('2026H1', { only: 'published' })).toHaveLength(1);
    expect(await owing('2026H1', { only: 'missing' })).toHaveLength(3);
    expect(await d.duties.summary(estate.officer, { period: '2026H1' })).toEqual({ period: '2026H1', owed: 4, published: 1, waiting: 0, overdue: 3 });
    expect(await said(d.duties.page(estate.officer, { period: '2026H9' }))).toBe('STATEMENT_PERIOD_WRONG');
    expect(await said(d.duties.page(estate.officer, { period: '2026H1', cursor: 'nonsense' }))).toBe('INVALID_CURSOR');
  });

  it('by the quarter from the next half-year on, and by the half-year again', async () => {
    dayOf(d, '2026-05-05');
    expect(await d.settings.set(estate.officer, estate.estateId, { frequency: 'quarter' })).toEqual({ frequency: 'halfYear', next: { frequency: 'quarter', from: '2026-07-01' } });
    await d.settings.set(estate.officer, estate.estateId, { frequency: 'quarter' });
    expect(await d.db.unitOfWork.read((db) => db.countBy(AuditLineRow, { action: 'disclosureSettings.edit', subject: `estate:${estate.estateId}` }))).toBe(1);
    dayOf(d, '2026-11-02');
    expect((await owing('2026H1'))).toHaveLength(1);
    expect([(await owing('2026H2')).length, (await owing('2026Q3')).length, (await owing('2026Q4')).length, (await owing('2026Q2')).length]).toEqual([0, 1, 1, 0]);
    expect((await d.accounts.accounts(VISITOR, estate.estateId)).bodies).toMatchObject([{ frequency: 'quarter', overdue: [{ period: '2026H1', dueOn: '2026-07-30' }, { period: '2026Q3', dueOn: '2026-10-30' }] }]);
    await published(d, estate, await begun(d, estate));
    const begin = (period: string) => said(d.drafts.begin(estate.manager, estate.estateId, { id: randomUUID(), body: 'provider', period }));
    expect([await begin('2026H2'), await begin('2026Q4'), await begin('2026Q3'), await begin('2026Q4'), await begin('2027Q1')]).toEqual(['STATEMENT_PERIOD_WRONG', 'STATEMENT_PERIOD_WRONG', 'ok', 'ok', 'STATEMENT_PERIOD_WRONG']);
    await d.settings.set(estate.officer, estate.estateId, { frequency: 'halfYear' });
    dayOf(d, '2027-02-01');
    expect(await begin('2027Q1')).toBe('STATEMENT_PERIOD_WRONG');
    expect(await begin('2027H1')).toBe('ok');
  });

  it('an estate that is none has no accounts', async () => {
    expect(await said(d.accounts.accounts(VISITOR, randomUUID()))).toBe('ESTATE_NOT_FOUND');
    expect(await said(d.settings.read(estate.officer, randomUUID()))).toBe('ESTATE_NOT_FOUND');
  });
});
