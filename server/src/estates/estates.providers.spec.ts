import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF_ROLES, type Page, type ProviderContractView, type ProviderSort, type ProviderView } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { openEstates, resident, said, seed, staff, visitor, type Estates, type Seeded } from './estates.testing.ts';
import { ContractRow, EstateRow } from './estates.entity.ts';

const hq = staff('headquarters', 'district');

describe.each(ENGINES)('providers on %s', (engine) => {
  let estates: Estates;
  let first: Seeded, second: Seeded;
  let idle: ProviderView;
  beforeAll(async () => {
    estates = await openEstates(engine);
    [first, second] = [await seed(estates), await seed(estates)];
    idle = await estates.providers.add(hq, { name: '无小区物业', kind: 'unit', phone: '0371-0000' });
    const third = await seed(estates);
    await estates.db.unitOfWork.run(async (tx) => {
      await tx.update(ContractRow, { id: third.contractId }, { providerId: second.providerId });
      await tx.update(EstateRow, { id: first.estateId }, { areaCentiSqm: 9_000_000 });
    });
  });
  afterAll(() => estates.close());

  const all = async (query: object, limit = 1) => {
    const seen: ProviderView[] = [];
    let cursor: string | undefined;
    do {
      const page: Page<ProviderView> = await estates.providers.page(hq, { ...query, limit, ...(cursor && { cursor }) });
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      if (!cursor) expect(page.total).toBe(seen.length);
    } while (cursor);
    return seen;
  };

  it('are listed with what they manage today', async () => {
    const rows = new Map((await all({})).map((row) => [row.id, row]));
    expect(rows.get(first.providerId)).toMatchObject({ estates: 1, areaCentiSqm: 9_000_000, kind: 'firm', phone: '0371-6666', version: 1 });
    expect(rows.get(second.providerId)).toMatchObject({ estates: 2, areaCentiSqm: 2 * 1_149_400 });
    expect(rows.get(idle.id)).toMatchObject({ estates: 0, areaCentiSqm: 0 });
  });

  it.each<{ sort: ProviderSort; first: (rows: ProviderView[]) => ProviderView[] }>([
    { sort: 'name', first: (rows) => [...rows].sort((a, b) => (a.name < b.name ? -1 : 1)) },
    { sort: 'estates', first: (rows) => [...rows].sort((a, b) => b.estates - a.estates || (a.id < b.id ? -1 : 1)) },
    { sort: 'area', first: (rows) => [...rows].sort((a, b) => b.areaCentiSqm - a.areaCentiSqm || (a.id < b.id ? -1 : 1)) },
  ])('are sorted by $sort, each once', async ({ sort, first: inOrder }) => {
    const rows = await all({ sort });
    expect(rows).toEqual(inOrder(rows));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('are cut by name, kind and street', async () => {
    expect((await all({ search: '无小区' })).map(({ id }) => id)).toEqual([idle.id]);
    expect((await all({ kind: 'unit' })).map(({ id }) => id)).toEqual([idle.id]);
    expect((await all({ streetId: first.streetId })).map(({ id }) => id)).toEqual([first.providerId]);
    expect(await all({ streetId: estates.random.uuid() })).toEqual([]);
  });

  it("have their contracts of all times, by the estates' codes", async () => {
    const seen: ProviderContractView[] = [];
    let cursor: string | undefined;
    do {
      const page = await estates.providers.contractsOf(hq, second.providerId, { limit: 1, ...(cursor && { cursor }) });
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      expect(page.total).toBe(2);
    } while (cursor);
    expect(seen.map(({ estateId }) => estateId)).toContain(second.estateId);
    expect(seen[0]).toEqual({
      id: expect.any(String),
      estateId: expect.any(String),
      estate: expect.any(String),
      street: expect.any(String),
      community: '香榭丽社区',
      areaCentiSqm: 1_149_400,
      signedDate: '2025-01-01',
      filedDate: null,
      entryDate: '2025-02-01',
      endDate: null,
    });
  });

  it('are edited by compare-and-set, and the log knows the former name', async () => {
    const provider = await estates.providers.add(hq, { name: `旧名${engine}`, kind: 'firm', phone: '0371-1' });
    const told = await Promise.all([1, 2, 3].map((n) => said(estates.providers.edit(hq, provider.id, { version: 1, name: `新名${n}${engine}` }))));
    expect(told.sort()).toEqual(['CHANGED_BY_SOMEONE_ELSE', 'CHANGED_BY_SOMEONE_ELSE', 'ok']);
    const after = await estates.providers.provider(hq, provider.id);
    expect(after.version).toBe(2);
    expect(await estates.providers.edit(hq, provider.id, { version: 2, name: after.name })).toMatchObject({ version: 2 }); // nothing differs
    const { items } = await estates.providers.history(staff('auditor', 'district'), provider.id, {});
    expect(items).toMatchObject([
      { action: 'provider.edit', who: '名-staff-headquarters', facts: { name: after.name, formerName: `旧名${engine}` } },
      { action: 'provider.add', facts: { name: `旧名${engine}`, kind: 'firm', phone: '0371-1' } },
    ]);
    expect(estates.names.renamed).toContain(`provider:${provider.id}:${after.name}`);
  });

  it('of one name there is one, whoever races', async () => {
    const told = await Promise.all([1, 2, 3].map(() => said(estates.providers.add(hq, { name: `同名${engine}`, kind: 'firm', phone: '' }))));
    expect(told.sort()).toEqual(['PROVIDER_NAME_TAKEN', 'PROVIDER_NAME_TAKEN', 'ok']);
    expect(await said(estates.providers.edit(hq, idle.id, { version: 1, name: `同名${engine}` }))).toBe('PROVIDER_NAME_TAKEN');
    expect(await estates.providers.provider(hq, idle.id)).toMatchObject({ version: 1, name: '无小区物业' });
  });

  it('are read by supervisors, streets and finance, and edited by headquarters', async () => {
    const reads = {
      page: (actor: typeof hq) => estates.providers.page(actor, {}),
      one: (actor: typeof hq) => estates.providers.provider(actor, idle.id),
      contracts: (actor: typeof hq) => estates.providers.contractsOf(actor, idle.id, {}),
      history: (actor: typeof hq) => estates.providers.history(actor, idle.id, {}),
    };
    const writes = {
      add: (actor: typeof hq) => estates.providers.add(actor, { name: '无小区物业', kind: 'unit', phone: '' }),
      edit: (actor: typeof hq) => estates.providers.edit(actor, idle.id, { version: 1, name: '无小区物业' }),
    };
    for (const role of STAFF_ROLES) {
      const actor = staff(role, 'district');
      for (const [name, read] of Object.entries(reads))
        expect({ role, name, may: (await said(read(actor))) !== 'OUT_OF_SCOPE' }).toEqual({
          role,
          name,
          may: ['headquarters', 'housingCentre', 'auditor', 'streetOfficer', 'finance'].includes(role),
        });
      for (const [name, write] of Object.entries(writes))
        expect({ role, name, may: (await said(write(actor))) !== 'OUT_OF_SCOPE' }).toEqual({ role, name, may: role === 'headquarters' });
    }
    for (const actor of [visitor, resident('r')]) expect(await said(estates.providers.page(actor, {}))).toBe('OUT_OF_SCOPE');
    for (const call of [
      estates.providers.provider(hq, 'none'),
      estates.providers.history(hq, 'none', {}),
      estates.providers.contractsOf(hq, 'none', {}),
      estates.providers.edit(hq, 'none', { version: 1 }),
    ]) {
      expect(await said(call)).toBe('PROVIDER_NOT_FOUND');
    }
  });

  it('speak HTTP', async () => {
    const app = estates.as(hq);
    const send = (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) =>
      app.inject({ method, url: `/api/v1${url}`, ...(payload && { payload }) });
    const made = await send('POST', '/providers', { name: `网上${engine}`, kind: 'cityOperator', phone: '' });
    expect(made).toMatchObject({ statusCode: 201 });
    const { id } = made.json<ProviderView>();
    expect((await send('GET', `/providers/${id}`)).json()).toMatchObject({ kind: 'cityOperator', estates: 0 });
    expect((await send('PATCH', `/providers/${id}`, { version: 1, phone: '0371-12345' })).json()).toMatchObject({ phone: '0371-12345', version: 2 });
    expect((await send('PATCH', `/providers/${id}`, { version: 1, phone: '0371-54321' })).json()).toMatchObject({
      status: 409,
      code: 'CHANGED_BY_SOMEONE_ELSE',
    });
    for (const wrong of [
      { name: 'x', kind: 'firm', phone: '' },
      { name: '甲乙', kind: 'king', phone: '' },
      { name: '甲乙', kind: 'firm', phone: 'call me' },
      { name: '甲\n乙', kind: 'firm', phone: '' },
    ]) {
      expect((await send('POST', '/providers', wrong)).statusCode).toBe(400);
    }
    expect((await send('GET', '/providers?sort=age')).statusCode).toBe(400);
    expect((await send('GET', `/providers/${id}/history`)).json()).toMatchObject({ total: 2 });
    expect((await send('GET', `/providers/${id}/contracts`)).json()).toEqual({ items: [], total: 0, nextCursor: null });
  });
});
