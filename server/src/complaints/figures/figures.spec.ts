import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  COMPLAINT_RATES, FIGURES_BY, FIGURES_SORTS, FiguresTally, judgeRates, RATE_OF_REASON, STAFF_ROLES, workCalendar, workingDayCounter,
  type Actor, type ComplaintFiguresQuery, type ComplaintFiguresRow, type ComplaintRateName, type FiguresBy, type LoweringRow, type Page,
} from '@linping/shared';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { Refused } from '../../platform/refused.ts';
import type { ComplaintRow } from '../complaints.entity.ts';
import { insertComplaints, complaintRow } from './complaint-rows.testing.ts';
import { addPlaces, anyComplaint, openFigures, staffOf, NOW, type FiledPlace, type Figures } from './figures.testing.ts';

const COMPLAINTS = 1300; // more than two batches
/** The national day lies before the oldest of them. */
const workingDays = workingDayCounter(workCalendar(new Map()));
const hq = staffOf('headquarters');
const said = (work: () => Promise<unknown>): Promise<unknown> =>
  Promise.resolve().then(work).then(() => 'ok', (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));

describe.each(ENGINES)('complaint figures on %s', (engine) => {
  let f: Figures, places: FiledPlace[], all: ComplaintRow[];
  beforeAll(async () => {
    f = await openFigures(engine);
    places = await addPlaces(f, 4);
    all = Array.from({ length: COMPLAINTS }, (_, i) => anyComplaint(i, places[i % places.length]!)).map((row) => ({ ...row, halfYear: '2026H2' as const }));
    const old = [1, 2, 3].map((i) => ({ ...anyComplaint(i, places[0]!), id: randomUUID(), halfYear: '2026H1' as const }));
    await insertComplaints(f.db, [...all, ...old]);
  });
  afterAll(() => f.close());

  const tallyOf = (rows: readonly ComplaintRow[]) => {
    const tally = new FiguresTally(NOW.getTime(), workingDays);
    for (const row of rows) tally.add(row);
    return tally.figures();
  };
  const lowers = (row: ComplaintRow, rate: ComplaintRateName) => judgeRates(row, NOW.getTime()).lowers.some((reason) => RATE_OF_REASON[reason] === rate);
  const pages = async <Row>(ask: (cursor: string | undefined) => Promise<Page<Row>>): Promise<Row[]> => {
    const rows: Row[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask(cursor);
      rows.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      if (!cursor) expect(page.total).toBe(rows.length);
    } while (cursor);
    return rows;
  };
  const list = (actor: Actor, query: ComplaintFiguresQuery) =>
    pages<ComplaintFiguresRow>((cursor) => f.figures.page(actor, { ...query, limit: 7, ...(cursor && { cursor }) }));
  const keyOf: Readonly<Record<FiguresBy, (row: ComplaintRow) => string | null>> =
    { estate: (row) => row.estateId, provider: (row) => row.providerId, street: (row) => row.streetId, category: (row) => row.category };

  it('are, for every cut, what the rules say of the complaints themselves', async () => {
    for (const by of FIGURES_BY) {
      const rows = await list(hq, { by });
      const keys = new Set(all.map(keyOf[by]));
      expect(new Set(rows.map(({ id }) => id))).toEqual(keys);
      for (const { id, figures, name } of rows) {
        expect(figures).toEqual(tallyOf(all.filter((row) => keyOf[by](row) === id)));
        expect(name).not.toBe('');
      }
    }
    expect(await f.figures.summary(hq, {})).toEqual({ halfYear: '2026H2', halfYears: ['2026H2', '2026H1'], figures: tallyOf(all) });
    expect((await f.figures.summary(hq, { halfYear: '2026H1' })).figures.received).toBe(3);
    expect((await f.figures.summary(hq, { halfYear: '2020H1' })).figures.received).toBe(0);
  });

  it('name the complaints that lower a rate: all of them, no other, with the reasons', async () => {
    for (const rate of COMPLAINT_RATES) {
      const found = await pages<LoweringRow>((cursor) => f.figures.lowering(hq, { rate, limit: 200, ...(cursor && { cursor }) }));
      const expected = all.filter((row) => lowers(row, rate));
      expect(new Set(found.map(({ complaintId }) => complaintId))).toEqual(new Set(expected.map(({ id }) => id)));
      expect(found).toHaveLength(expected.length);
      const { figures } = await f.figures.summary(hq, {});
      expect(found).toHaveLength(figures[rate].denominator - figures[rate].numerator);
      expect(found.map(({ receivedAt }) => receivedAt)).toEqual(found.map(({ receivedAt }) => receivedAt).sort().reverse());
      for (const { reasons, complaintId, rating } of found) {
        expect(reasons.length).toBeGreaterThan(0);
        expect(new Set(reasons.map((reason) => RATE_OF_REASON[reason]))).toEqual(new Set([rate]));
        expect(rating).toBe(rate === 'satisfaction' ? all.find(({ id }) => id === complaintId)!.rating : null);
      }
    }
  });

  it('show everybody the own scope, and a firm what was filed against it', async () => {
    const [place] = places as [FiledPlace];
    const scopes = [
      [staffOf('streetOfficer', 'street', place.streetId), (row: ComplaintRow) => row.streetId === place.streetId],
      [staffOf('communityWorker', 'community', place.communityId), (row: ComplaintRow) => row.communityId === place.communityId],
      [staffOf('committee', 'estate', place.estateId), (row: ComplaintRow) => row.estateId === place.estateId],
      [staffOf('providerManager', 'provider', place.providerId), (row: ComplaintRow) => row.providerId === place.providerId],
      [staffOf('auditor'), () => true],
    ] as const;
    for (const [actor, isMine] of scopes) {
      const mine = all.filter(isMine);
      expect((await f.figures.summary(actor, { halfYear: '2026H2' })).figures).toEqual(tallyOf(mine));
      expect((await list(actor, { by: 'estate', halfYear: '2026H2' })).reduce((sum, row) => sum + row.figures.received, 0)).toBe(mine.length);
      expect((await f.figures.lowering(actor, { rate: 'response' })).total).toBe(mine.filter((row) => lowers(row, 'response')).length);
      expect((await f.figures.export(actor, { halfYear: '2026H2' })).cuts.category.reduce((sum, row) => sum + row.figures.received, 0)).toBe(mine.length);
    }
    const foreign = staffOf('streetOfficer', 'street', place.streetId);
    expect((await f.figures.summary(foreign, { halfYear: '2026H2', streetId: places.at(-1)!.streetId })).figures.received).toBe(0);
    const nowhere = staffOf('providerManager', 'provider', randomUUID());
    expect(await f.figures.summary(nowhere, {})).toMatchObject({ halfYear: null, halfYears: [], figures: { received: 0, response: { permille: null } } });
    expect(await f.figures.page(nowhere, { by: 'estate' })).toEqual({ items: [], total: 0, nextCursor: null });
    expect(await f.figures.lowering(nowhere, { rate: 'response' })).toEqual({ items: [], total: 0, nextCursor: null });
  });

  it('are nobody else’s', async () => {
    const readers = ['headquarters', 'housingCentre', 'auditor', 'streetOfficer', 'communityWorker', 'communityService', 'committee', 'providerStaff', 'providerManager'];
    const others: Actor[] = [{ role: 'visitor' }, { role: 'resident', residentId: randomUUID(), via: 'h5' }];
    for (const actor of [...others, ...STAFF_ROLES.map((role) => staffOf(role, 'street', randomUUID()))]) {
      const answers = await Promise.all([
        said(() => f.figures.page(actor, { by: 'estate' })), said(() => f.figures.summary(actor, {})),
        said(() => f.figures.lowering(actor, { rate: 'response' })), said(() => f.figures.export(actor, {})),
      ]);
      expect([actor.role, ...answers]).toEqual([actor.role, ...Array<string>(4).fill(readers.includes(actor.role) ? 'ok' : 'OUT_OF_SCOPE')]);
    }
  });

  it('can be cut by place, provider and category, and sorted', async () => {
    const [place] = places as [FiledPlace];
    const { estateId, communityId, providerId } = place;
    const received = async (query: Omit<ComplaintFiguresQuery, 'by'>) => (await f.figures.summary(hq, query)).figures.received;
    const count = (holds: (row: ComplaintRow) => boolean) => all.filter(holds).length;
    expect(await received({ estateId, category: 'parking' })).toBe(count((row) => row.estateId === estateId && row.category === 'parking'));
    expect(await received({ communityId, providerId })).toBe(count((row) => row.communityId === communityId && row.providerId === providerId));
    for (const sort of FIGURES_SORTS) {
      const rows = await list(hq, { by: 'category', sort });
      const valueOf = ({ name, figures }: ComplaintFiguresRow) => (sort === 'name' ? name : sort === 'received' ? -figures.received : figures[sort].numerator / figures[sort].denominator);
      const values = rows.map(valueOf);
      expect(values).toEqual([...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    }
    expect((await list(hq, { by: 'provider' })).find(({ id }) => id === null)?.name).toBe('无物业（街道办理）');
    expect((await list(hq, { by: 'estate' })).every(({ street }) => street?.startsWith('街道'))).toBe(true);
    expect(await said(() => f.figures.page(hq, { by: 'estate', cursor: 'x' }))).toBe('INVALID_CURSOR');
    expect(await said(() => f.figures.lowering(hq, { rate: 'response', cursor: 'x' }))).toBe('INVALID_CURSOR');
  });

  it('tell residents of their estate, and nothing that is smaller than five', async () => {
    const [quiet, lively] = (await addPlaces(f, 1)) as [FiledPlace, FiledPlace];
    const filed = (place: FiledPlace, category: ComplaintRow['category'], times: number) =>
      Array.from({ length: times }, () => complaintRow({ ...place, category, receivedMs: NOW.getTime() - 86_400_000 }));
    await insertComplaints(f.db, [...filed(quiet, 'theft', 3), ...filed(lively, 'parking', 9), ...filed(lively, 'theft', 2), ...filed(lively, 'guard', 6)]);
    const visitor: Actor = { role: 'visitor' };
    expect(await f.figures.estate(visitor, quiet.estateId)).toEqual({
      estateId: quiet.estateId, halfYear: '2026H2', halfYears: ['2026H2'],
      figures: { received: null, response: null, resolution: null, satisfaction: null, reopened: null, acceptHalfHours: null, resolveHalfDays: null },
      standing: { total: null, parts: [], rest: null }, categories: { total: null, parts: [], rest: null },
    });
    const seen = await f.figures.estate(visitor, lively.estateId);
    expect(seen.categories).toEqual({ total: 17, parts: [{ key: 'parking', count: 9 }], rest: 8 });
    expect(seen.standing).toEqual({ total: 17, parts: [{ key: 'open', count: 17 }], rest: 0 });
    expect(seen.figures).toMatchObject({ received: 17, response: { numerator: 0, denominator: 17, permille: 0 }, satisfaction: null });
    expect(JSON.stringify(seen)).not.toContain('theft');
    expect(await f.figures.estate(visitor, places[0]!.estateId, '2026H1')).toMatchObject({ halfYear: '2026H1', halfYears: ['2026H2', '2026H1'], figures: { received: null } });
    expect(await said(() => f.figures.estate(visitor, randomUUID()))).toBe('ESTATE_NOT_FOUND');
  });
});
