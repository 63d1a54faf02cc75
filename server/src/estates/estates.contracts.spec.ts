import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ContractTerms, EstateRegisterView } from '@linping/shared';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { openEstates, said, seed, staff, type Estates, type Seeded } from './estates.testing.ts';

const hq = staff('headquarters', 'district');
const NO_TERMS: ContractTerms = { signedDate: null, filedDate: null, entryDate: null, endDate: null, phone: '', isSubsidised: false };

describe.each(ENGINES)('contracts on %s', (engine) => {
  let estates: Estates;
  beforeAll(async () => {
    estates = await openEstates(engine);
  });
  afterAll(() => estates.close());

  let serial = 0;
  const provider = async (kind: 'firm' | 'unit' | 'cityOperator' = 'firm') =>
    (await estates.providers.add(hq, { name: `新企业${(serial += 1)}-${engine}`, kind, phone: '' })).id;
  const linesOf = (place: Seeded, action: string) =>
    estates.db.unitOfWork.read((db) => db.find(AuditLineRow, { where: { subject: `estate:${place.estateId}`, action }, order: { sequence: 'ASC' } }));
  const add = (place: Seeded, version: number, providerId: string, terms: Partial<ContractTerms>) =>
    estates.contracts.add(place.officer, place.estateId, { version, providerId, ...NO_TERMS, ...terms });
  const edit = (place: Seeded, version: number, terms: Partial<ContractTerms>) =>
    estates.contracts.edit(place.officer, place.contractId, { version, ...terms });

  it('changes hands: the one before ends, the next begins the day after', async () => {
    const place = await seed(estates);
    const next = await provider();
    expect(await said(add(place, 1, next, { entryDate: '2026-04-01' }))).toBe('CONTRACTS_OVERLAP');
    await edit(place, 1, { endDate: '2026-03-31' });
    const view = await add(place, 2, next, { signedDate: '2026-02-20', entryDate: '2026-04-01' });
    expect(view.contracts.map(({ providerId, entryDate, endDate, isSubsidised }) => ({ providerId, entryDate, endDate, isSubsidised }))).toEqual([
      { providerId: next, entryDate: '2026-04-01', endDate: null, isSubsidised: true },
      { providerId: place.providerId, entryDate: '2025-02-01', endDate: '2026-03-31', isSubsidised: true },
    ]);
    expect(await said(edit(place, 3, { endDate: '2026-04-01' }))).toBe('CONTRACTS_OVERLAP');
    expect(await said(edit(place, 3, { endDate: null }))).toBe('CONTRACTS_OVERLAP');
    expect((await estates.list.page(estates.clock.time < new Date('2026-04-01') ? place.manager : hq, {})).total).toBe(1);
  });

  it('keeps dates that can be true', async () => {
    const place = await seed(estates);
    const wrong: readonly Partial<ContractTerms>[] = [
      { filedDate: '2024-12-31' },
      { signedDate: null, filedDate: '2025-01-02' },
      { signedDate: '2026-03-02' },
      { endDate: '2025-01-31' },
    ];
    for (const terms of wrong) expect({ terms, told: await said(edit(place, 1, terms)) }).toEqual({ terms, told: 'CONTRACT_DATES_WRONG' });
    await expect(edit(place, 1, { endDate: '2025-01-31' })).rejects.toMatchObject({ refusal: { fault: 'endBeforeEntry' } });
    expect(await linesOf(place, 'contract.edit')).toEqual([]);
    expect(await edit(place, 1, { filedDate: '2025-01-10' })).toMatchObject({
      version: 2,
      contracts: [{ filedDate: '2025-01-10', signedDate: '2025-01-01' }],
    });
  });

  it('says in the log what it was before, and only what differs', async () => {
    const place = await seed(estates);
    await edit(place, 1, { filedDate: '2025-01-10', phone: '0371-8888', signedDate: '2025-01-01' });
    expect((await linesOf(place, 'contract.edit')).map(({ facts }) => JSON.parse(facts))).toEqual([
      {
        contractId: place.contractId,
        provider: `物业${place.providerId}`,
        filedDate: '2025-01-10',
        formerFiledDate: null,
        phone: '0371-8888',
        formerPhone: '',
      },
    ]);
    await edit(place, 2, { phone: '0371-8888' });
    expect(await linesOf(place, 'contract.edit')).toHaveLength(1);
  });

  it.each([
    { kind: 'firm', asked: false, is: true },
    { kind: 'unit', asked: true, is: false },
    { kind: 'cityOperator', asked: true, is: true },
    { kind: 'cityOperator', asked: false, is: false },
  ] as const)('of a $kind that asks for $asked is subsidised: $is', async ({ kind, asked, is }) => {
    const place = await seed(estates);
    const providerId = await provider(kind);
    const view = await add(place, 1, providerId, { isSubsidised: asked });
    expect(view.contracts.find((contract) => contract.providerId === providerId)).toMatchObject({ isSubsidised: is });
  });

  it('refuses what is not there', async () => {
    const place = await seed(estates);
    expect(await said(add(place, 1, estates.random.uuid(), {}))).toBe('PROVIDER_NOT_FOUND');
    expect(await said(estates.contracts.edit(place.officer, estates.random.uuid(), { version: 1 }))).toBe('CONTRACT_NOT_FOUND');
    expect(await said(estates.contracts.add(hq, estates.random.uuid(), { version: 1, providerId: place.providerId, ...NO_TERMS }))).toBe(
      'ESTATE_NOT_FOUND',
    );
  });

  it("of two officers at once one wins, and no day is two providers'", async () => {
    for (let round = 0; round < 5; round += 1) {
      const place = await seed(estates);
      await edit(place, 1, { endDate: '2026-03-31' });
      const [a, b] = [await provider(), await provider()];
      const told = await Promise.all([
        said(add(place, 2, a, { entryDate: '2026-04-01' })),
        said(add(place, 2, b, { entryDate: '2026-04-01' })),
        said(edit(place, 2, { endDate: null })),
      ]);
      expect(told.filter((t) => t === 'ok')).toHaveLength(1);
      expect(told.filter((t) => t === 'CHANGED_BY_SOMEONE_ELSE')).toHaveLength(2);
      const { contracts }: EstateRegisterView = await estates.register.registered(place.officer, place.estateId);
      expect(contracts.filter(({ entryDate, endDate }) => entryDate! <= '2026-04-01' && (endDate === null || endDate >= '2026-04-01'))).toHaveLength(
        1,
      );
    }
  });

  it('races with an edit of the estate for one version', async () => {
    const place = await seed(estates);
    const told = await Promise.all([
      said(edit(place, 1, { phone: '0371-1' })),
      said(estates.register.edit(place.officer, place.estateId, { version: 1, name: '新名' })),
    ]);
    expect(told.sort()).toEqual(['CHANGED_BY_SOMEONE_ELSE', 'ok']);
  });

  describe('from a list', () => {
    const HEAD = '小区编号,小区名称,街道,社区,地址,建成年份,建筑面积,物业类型,物业企业,物业电话,合同签订日期,备案日期,进场日期';
    const upload = (
      place: Seeded,
      { area = '11494', name = '', provider = `物业${place.providerId}`, signed = '2025-01-01', filed = '', entry = '2025-02-01' },
    ) =>
      estates.imports.estates(
        hq,
        Buffer.from(
          `${HEAD}\n${place.estateId.slice(0, 8)},${name || `祥云里小院${place.estateId.slice(0, 4)}`},街道${place.streetId},香榭丽社区,五里堡,1980,${area},物业服务企业,${provider},,${signed},${filed},${entry}\n`,
        ),
      );
    const wrong = (work: Promise<unknown>) =>
      work.then(
        () => undefined,
        (cause: { readonly refusal: { readonly errors: readonly { readonly column: string; readonly reason: string }[] } }) => cause.refusal.errors,
      );

    it('are judged by the same rules', async () => {
      const place = await seed(estates);
      expect(await wrong(upload(place, { signed: '2026-03-02' }))).toMatchObject([{ column: '合同签订日期' }]);
      expect(await wrong(upload(place, { filed: '2026-03-02' }))).toMatchObject([{ column: '备案日期' }]);
      await edit(place, 1, { endDate: '2026-03-31' });
      await add(place, 2, await provider(), { entryDate: '2026-04-01' });
      estates.clock.time = new Date('2026-04-02T04:00:00.000Z');
      // The firm that left comes back on a day that another serves.
      expect(await wrong(upload(place, { entry: '2026-03-15' }))).toMatchObject([{ column: '进场日期' }]);
      estates.clock.time = new Date('2026-03-01T04:00:00.000Z');
      expect(await wrong(upload(place, { entry: '2026-04-02' }))).toMatchObject([{ column: '进场日期' }]);
    });

    it('stand in the history of the estate as a hand correction would', async () => {
      const place = await seed(estates);
      await upload(place, { area: '12000.5', name: '新名', filed: '2025-01-20' });
      await upload(place, { area: '12000.5', name: '新名', filed: '2025-01-20' }); // the second time nothing
      const { items } = await estates.register.history(place.officer, place.estateId, {});
      expect(items.map(({ action, facts }) => ({ action, facts }))).toEqual([
        {
          action: 'contract.edit',
          facts: {
            contractId: place.contractId,
            provider: `物业${place.providerId}`,
            filedDate: '2025-01-20',
            formerFiledDate: null,
            source: 'import',
          },
        },
        {
          action: 'estate.edit',
          facts: {
            areaCentiSqm: 1_200_050,
            formerAreaCentiSqm: 1_149_400,
            name: '新名',
            formerName: `祥云里小院${place.estateId.slice(0, 4)}`,
            source: 'import',
          },
        },
      ]);
      expect(estates.names.renamed).toContain(`estate:${place.estateId}:新名`);
    });

    it('end the one before and begin the next, both told', async () => {
      const place = await seed(estates);
      await upload(place, { provider: `接手${place.providerId}`, signed: '', entry: '2026-03-10' });
      const { items } = await estates.register.history(place.officer, place.estateId, {});
      expect(items.map(({ action, facts }) => ({ action, ...facts }))).toMatchObject([
        { action: 'contract.add', provider: `接手${place.providerId}`, entryDate: '2026-03-10' },
        { action: 'contract.edit', provider: `物业${place.providerId}`, endDate: '2026-03-09', formerEndDate: null },
      ]);
    });
  });

  it('over HTTP takes whole requests only', async () => {
    const place = await seed(estates);
    const app = estates.as(place.officer);
    const post = (body: object) => app.inject({ method: 'POST', url: `/api/v1/estates/${place.estateId}/contracts`, payload: body });
    const whole = { version: 1, providerId: place.providerId, ...NO_TERMS };
    for (const wrong of [
      { signedDate: '2026-02-30' },
      { signedDate: undefined },
      { phone: 'abc' },
      { version: 0 },
      { isSubsidised: 'yes' },
      { providerId: '1' },
    ]) {
      expect({ wrong, status: (await post({ ...whole, ...wrong })).statusCode }).toEqual({ wrong, status: 400 });
    }
    expect(await post(whole)).toMatchObject({ statusCode: 201 });
    const patch = (body: object) => app.inject({ method: 'PATCH', url: `/api/v1/contracts/${place.contractId}`, payload: body });
    expect((await patch({ version: 2, endDate: '2025-01-01' })).json()).toMatchObject({
      status: 422,
      code: 'CONTRACT_DATES_WRONG',
      facts: { fault: 'endBeforeEntry' },
    });
    expect((await patch({ version: 2, endDate: null, phone: '0371-2' })).json()).toMatchObject({ version: 3 });
    expect((await patch({ endDate: null })).statusCode).toBe(400);
  });
});
