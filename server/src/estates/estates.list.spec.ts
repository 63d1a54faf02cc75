import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ESTATE_SORTS, type AreaView, type EstateRowView, type EstateSort, type EstatesQuery, type Page } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { openEstates, resident, said, seed, staff, visitor, type Estates, type Seeded } from './estates.testing.ts';
import { EstateRow } from './estates.entity.ts';

const hq = staff('headquarters', 'district');

describe.each(ENGINES)('the list of estates on %s', (engine) => {
  let estates: Estates;
  let places: readonly Seeded[];
  beforeAll(async () => {
    estates = await openEstates(engine);
    places = [
      await seed(estates, { doors: 1 }),
      await seed(estates, { doors: 3 }),
      await seed(estates, { doors: 3 }),
      await seed(estates, { doors: 2 }),
    ];
    const areas = [500, 300, 300, 90];
    await estates.db.unitOfWork.run(async (tx) => {
      for (const [i, { estateId }] of places.entries())
        await tx.update(EstateRow, { id: estateId }, { areaCentiSqm: areas[i]!, name: ['丁', '丙', '丙', '甲'][i]!, code: `C-${4 - i}` });
      await tx.update(EstateRow, { id: places[3]!.estateId }, { stage: 'inService' });
    });
  });
  afterAll(() => estates.close());

  const idsOf = async (actor: Parameters<Estates['list']['page']>[0], query: EstatesQuery) =>
    (await estates.list.page(actor, query)).items.map(({ id }) => id);
  const order = (...which: number[]) => which.map((i) => places[i]!.estateId);

  it.each<{ sort: EstateSort; which: number[] }>([
    { sort: 'code', which: [3, 2, 1, 0] },
    { sort: 'name', which: [0, 2, 1, 3] }, // 丁 丙 丙 甲 by their code points; of one name the lower code
    { sort: 'households', which: [2, 1, 3, 0] },
    { sort: 'area', which: [0, 2, 1, 3] },
  ])('is sorted by $sort, page by page, each once', async ({ sort, which }) => {
    expect(ESTATE_SORTS).toContain(sort);
    for (const limit of [1, 2, 3]) {
      const seen: EstateRowView[] = [];
      let cursor: string | undefined;
      do {
        const page: Page<EstateRowView> = await estates.list.page(hq, { sort, limit, ...(cursor && { cursor }) });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        expect(page.total).toBe(4);
        seen.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen.map(({ id }) => id)).toEqual(
        sort === 'name' ? order(...[0, 1, 2, 3].sort((a, b) => compare(NAMES[a]!, NAMES[b]!) || compare(CODES[a]!, CODES[b]!))) : order(...which),
      );
    }
  });
  const NAMES = ['丁', '丙', '丙', '甲'];
  const CODES = ['C-4', 'C-3', 'C-2', 'C-1'];
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

  it('is cut by area, stage, provider and text', async () => {
    const [first, second, third, fourth] = places as [Seeded, Seeded, Seeded, Seeded];
    expect(await idsOf(hq, { streetId: first.streetId })).toEqual([first.estateId]);
    expect(await idsOf(hq, { communityId: second.communityId })).toEqual([second.estateId]);
    expect(await idsOf(hq, { streetId: first.streetId, communityId: second.communityId })).toEqual([]);
    expect(await idsOf(hq, { stage: 'inService' })).toEqual([fourth.estateId]);
    expect(await idsOf(hq, { providerId: third.providerId })).toEqual([third.estateId]);
    expect(await idsOf(hq, { providerId: estates.random.uuid() })).toEqual([]);
    expect(await idsOf(hq, { search: '丙' })).toEqual(order(2, 1));
    expect(await idsOf(hq, { search: 'c-4' })).toEqual(order(0));
    expect(await idsOf(hq, { search: '%' })).toEqual([]);
    expect(await idsOf(hq, { search: '丙', providerId: third.providerId, sort: 'households' })).toEqual(order(2));
  });

  it('shows what its row needs', async () => {
    const place = places[3]!;
    expect((await estates.list.page(hq, { stage: 'inService' })).items).toEqual([
      {
        id: place.estateId,
        code: 'C-1',
        name: '甲',
        streetId: place.streetId,
        street: `街道${place.streetId}`,
        communityId: place.communityId,
        community: '香榭丽社区',
        builtYear: 1980,
        households: 4,
        areaCentiSqm: 90,
        stage: 'inService',
        stageDate: '2025-01-01',
        provider: `物业${place.providerId}`,
        providerId: place.providerId,
        isSynthetic: false,
        version: 1,
      },
    ]);
  });

  it('never reaches beyond the own scope, whatever is asked', async () => {
    for (const place of places) {
      for (const actor of [place.officer, place.worker, place.manager, staff('committee', 'estate', place.estateId)]) {
        expect(await idsOf(actor, {})).toEqual([place.estateId]);
        expect((await estates.list.page(actor, {})).total).toBe(1);
        for (const other of places.filter((one) => one !== place)) {
          expect(await idsOf(actor, { streetId: other.streetId })).toEqual([]);
          expect(await idsOf(actor, { providerId: other.providerId })).toEqual([]);
        }
      }
    }
    expect((await estates.list.page(staff('providerManager', 'provider', 'nobody'), {})).total).toBe(0);
    for (const actor of [visitor, resident('r'), staff('administrator', 'district')])
      expect(await said(estates.list.page(actor, {}))).toBe('OUT_OF_SCOPE');
  });

  it('refuses a cursor of another order', async () => {
    const { nextCursor } = await estates.list.page(hq, { sort: 'area', limit: 1 });
    expect(await said(estates.list.page(hq, { sort: 'name', limit: 1, cursor: nextCursor! }))).toBe('INVALID_CURSOR');
  });

  it('over HTTP takes what it knows, and nothing else', async () => {
    const get = (query: string) => estates.as(hq).inject({ method: 'GET', url: `/api/v1/estates?${query}` });
    expect((await get('sort=households&limit=1')).json()).toMatchObject({ total: 4, items: [{ households: 6 }] });
    for (const wrong of ['sort=age', 'stage=gone', 'streetId=1', 'limit=201', `search=${'x'.repeat(61)}`])
      expect((await get(wrong)).statusCode).toBe(400);
  });

  describe('the areas', () => {
    const areas = async (actor: Parameters<Estates['list']['areas']>[0], limit = 2) => {
      const all: AreaView[] = [];
      let cursor: string | undefined;
      do {
        const page = await estates.list.areas(actor, { limit, ...(cursor && { cursor }) });
        all.push(...page.items);
        cursor = page.nextCursor ?? undefined;
        if (!cursor) expect(page.total).toBe(all.length);
      } while (cursor);
      return all;
    };

    it('are the streets with their communities, by name', async () => {
      for (const actor of [hq, staff('administrator', 'district'), staff('auditor', 'district')]) {
        const all = await areas(actor);
        expect(all.map(({ street }) => street)).toEqual(places.map(({ streetId }) => `街道${streetId}`).sort());
        expect(all.find(({ streetId }) => streetId === places[0]!.streetId)).toEqual({
          streetId: places[0]!.streetId,
          street: `街道${places[0]!.streetId}`,
          communities: [{ id: places[0]!.communityId, name: '香榭丽社区' }],
        });
      }
    });

    it('end where the scope ends', async () => {
      const [place] = places as [Seeded];
      const second = estates.random.uuid();
      await estates.db.unitOfWork.run((tx) => estates.bulk.insert(tx, { communities: [{ id: second, streetId: place.streetId, name: '另一社区' }] }));
      expect(
        (await areas(place.officer)).map(({ streetId, communities }) => ({ streetId, names: communities.map(({ name }) => name).sort() })),
      ).toEqual([{ streetId: place.streetId, names: ['另一社区', '香榭丽社区'] }]);
      expect(await areas(place.worker)).toMatchObject([{ streetId: place.streetId, communities: [{ id: place.communityId }] }]);
      for (const actor of [
        visitor,
        resident('r'),
        place.manager,
        staff('committee', 'estate', place.estateId),
        staff('communityWorker', 'community', 'none'),
      ]) {
        expect(await said(estates.list.areas(actor, {}))).toBe('OUT_OF_SCOPE');
      }
    });
  });
});
