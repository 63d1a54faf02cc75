import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildingTokenIn, STAFF_ROLES, type StaffActor } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { openEstates, resident, said, seed, staff, visitor, type Estates, type Seeded } from './estates.testing.ts';
import { BuildingTokenRow, ContractRow, ProviderRow, StageRecordRow } from './estates.entity.ts';

const READERS = [
  'headquarters',
  'housingCentre',
  'auditor',
  'streetOfficer',
  'communityWorker',
  'communityService',
  'providerStaff',
  'providerManager',
  'committee',
  'finance',
  'government',
] as const;
const NO_TERMS = { signedDate: null, filedDate: null, entryDate: null, endDate: null, phone: '', isSubsidised: false };

describe.each(ENGINES)('the register of estates on %s', (engine) => {
  let estates: Estates;
  beforeAll(async () => {
    estates = await openEstates(engine);
  });
  afterAll(() => estates.close());

  const read = <T>(work: Parameters<typeof estates.db.unitOfWork.read<T>>[0]) => estates.db.unitOfWork.read(work);
  const scopeIn = ({ streetId, communityId, estateId, providerId }: Seeded, role: StaffActor['role']): StaffActor => {
    switch (role) {
      case 'streetOfficer':
        return staff(role, 'street', streetId);
      case 'communityWorker':
      case 'communityService':
        return staff(role, 'community', communityId);
      case 'committee':
        return staff(role, 'estate', estateId);
      case 'providerStaff':
      case 'providerManager':
        return staff(role, 'provider', providerId);
      default:
        return staff(role, 'district');
    }
  };

  /** Everything that staff may ask of one estate. */
  const acts = (place: Seeded): Record<string, (actor: Parameters<Estates['register']['estate']>[0]) => Promise<unknown>> => ({
    registered: (actor) => estates.register.registered(actor, place.estateId),
    history: (actor) => estates.register.history(actor, place.estateId, {}),
    edit: (actor) => estates.register.edit(actor, place.estateId, { version: 1, name: '新名' }),
    moveStage: (actor) => estates.register.moveStage(actor, place.estateId, { version: 1, stage: 'construction', date: '2026-01-01' }),
    addContract: (actor) => estates.contracts.add(actor, place.estateId, { version: 1, providerId: place.providerId, ...NO_TERMS }),
    editContract: (actor) => estates.contracts.edit(actor, place.contractId, { version: 1, phone: '0371-1' }),
    buildings: (actor) => estates.buildings.ofEstate(actor, place.estateId),
    addBuilding: (actor) => estates.dwellings.addBuilding(actor, place.estateId, { name: '9号楼' }),
    renameBuilding: (actor) => estates.dwellings.renameBuilding(actor, place.building.id, { formerName: '1号楼', name: '甲楼' }),
    removeBuilding: (actor) => estates.dwellings.removeBuilding(actor, place.building.id),
    addHousehold: (actor) => estates.dwellings.addHousehold(actor, place.building.id, { door: '9单元901' }),
    editHousehold: (actor) => estates.dwellings.editHousehold(actor, place.households[0]!.id, { version: 1, door: '9单元902' }),
    removeHousehold: (actor) => estates.dwellings.removeHousehold(actor, place.households[0]!.id, 1),
    householdHistory: (actor) => estates.codes.history(actor, place.households[0]!.id, {}),
    issueToken: (actor) => estates.buildings.issueToken(actor, place.building.id),
    qr: (actor) => estates.buildings.qrSvg(actor, place.building.id),
    households: (actor) => estates.codes.page(actor, place.estateId, {}),
    issueCodes: (actor) => estates.codes.issue(actor, { buildingId: place.building.id }),
    handedOut: (actor) => estates.codes.handedOut(actor, place.households[0]!.id),
    release: (actor) => estates.codes.release(actor, place.households[0]!.id),
    importHouseholds: (actor) => estates.imports.households(actor, place.estateId, Buffer.from('楼栋,门牌\n1号楼,1单元101\n')),
  });
  const MAY: Readonly<Record<string, readonly StaffActor['role'][]>> = {
    registered: READERS,
    history: ['headquarters', 'housingCentre', 'auditor', 'streetOfficer'],
    edit: ['headquarters', 'streetOfficer'],
    moveStage: ['headquarters', 'streetOfficer'],
    addContract: ['headquarters', 'streetOfficer'],
    editContract: ['headquarters', 'streetOfficer'],
    buildings: READERS,
    addBuilding: ['streetOfficer'],
    renameBuilding: ['streetOfficer'],
    removeBuilding: ['streetOfficer'],
    addHousehold: ['streetOfficer'],
    editHousehold: ['streetOfficer'],
    removeHousehold: ['streetOfficer'],
    householdHistory: ['streetOfficer', 'communityWorker'],
    issueToken: ['streetOfficer', 'communityWorker'],
    qr: ['streetOfficer', 'communityWorker'],
    households: ['streetOfficer', 'communityWorker'],
    issueCodes: ['communityWorker'],
    handedOut: ['communityWorker'],
    release: ['communityWorker'],
    importHouseholds: ['streetOfficer'],
  };

  it.each(Object.keys(MAY))('%s: only whom the table names, and only in their own scope', async (name) => {
    const elsewhere = await seed(estates, { doors: 1 });
    for (const role of STAFF_ROLES) {
      const place = await seed(estates, { doors: 1 });
      const stranger = scopeIn(elsewhere, role);
      if (stranger.scope.level !== 'district')
        expect({ role, told: await said(acts(place)[name]!(stranger)) }).toEqual({ role, told: 'OUT_OF_SCOPE' });
      const told = await said(acts(place)[name]!(scopeIn(place, role)));
      expect({ role, may: told !== 'OUT_OF_SCOPE' }).toEqual({ role, may: MAY[name]!.includes(role) });
    }
    for (const actor of [visitor, resident('r')]) expect(await said(acts(elsewhere)[name]!(actor))).toBe('OUT_OF_SCOPE');
  });

  it("the list of estates is headquarters' to import", async () => {
    for (const role of STAFF_ROLES) {
      const told = await said(estates.imports.estates(scopeIn(await seed(estates, { doors: 1 }), role), Buffer.from('')));
      expect({ role, told }).toEqual({ role, told: role === 'headquarters' ? 'IMPORT_UNREADABLE' : 'OUT_OF_SCOPE' });
    }
  });

  it('a provider loses its estate with its contract, and the next one gets it on its day of entry', async () => {
    const place = await seed(estates);
    const next = estates.random.uuid();
    const on = (day: string) => {
      estates.clock.time = new Date(`${day}T04:00:00.000Z`);
    };
    await estates.db.unitOfWork.run(async (tx) => {
      await tx.update(ContractRow, { id: place.contractId }, { endDate: '2026-03-09' });
      await tx.insert(ProviderRow, { id: next, kind: 'firm', name: `接任${next}`, phone: '1' });
      await tx.insert(ContractRow, {
        id: next,
        estateId: place.estateId,
        providerId: next,
        signedDate: '2026-02-01',
        filedDate: null,
        entryDate: '2026-03-10',
        endDate: null,
        phone: '0371-1',
        isSubsidised: true,
      });
    });
    const provider = () => read(async (db) => (await estates.facts.placeOf(db, place.estateId))!.providerId);
    expect(await provider()).toBe(place.providerId);
    on('2026-03-09');
    expect([await provider(), (await estates.list.page(staff('providerManager', 'provider', next), {})).total]).toEqual([place.providerId, 0]);
    on('2026-03-10');
    expect(await provider()).toBe(next);
    expect((await estates.list.page(place.manager, {})).total).toBe(0);
    expect((await estates.register.estate(visitor, place.estateId)).provider).toEqual({
      name: `接任${next}`,
      kind: 'firm',
      phone: '0371-1',
      entryDate: '2026-03-10',
    });
    expect(await read((db) => estates.scopes.find(db, 'provider', next))).toEqual({
      name: `接任${next}`,
      places: [{ streetId: place.streetId, communityId: place.communityId, estateId: place.estateId, providerId: next }],
    });
    on('2026-03-01');
  });

  it('edits by compare-and-set, with an audit line that knows what it was before', async () => {
    const place = await seed(estates);
    const told = await Promise.all([1, 2, 3].map((n) => said(estates.register.edit(place.officer, place.estateId, { version: 1, name: `名${n}` }))));
    expect(told.filter((t) => t === 'ok')).toHaveLength(1);
    expect(told.filter((t) => t === 'CHANGED_BY_SOMEONE_ELSE')).toHaveLength(2);
    const { name } = await estates.register.registered(place.officer, place.estateId);
    expect(await estates.register.edit(place.officer, place.estateId, { version: 2, builtYear: null, name })).toMatchObject({
      version: 3,
      builtYear: null,
    });
    const lines = await read((db) =>
      db.find(AuditLineRow, { where: { subject: `estate:${place.estateId}`, action: 'estate.edit' }, order: { sequence: 'ASC' } }),
    );
    expect(lines.map(({ facts }) => JSON.parse(facts))).toEqual([
      { name, formerName: `祥云里小院${place.estateId.slice(0, 4)}` },
      { builtYear: null, formerBuiltYear: 1980 },
    ]);
    expect(estates.names.renamed).toContain(`estate:${place.estateId}:${name}`);
  });

  it('writes nothing where nothing differs, and is told when it is not what was seen', async () => {
    const place = await seed(estates);
    const { name } = await estates.register.registered(place.officer, place.estateId);
    expect(await estates.register.edit(place.officer, place.estateId, { version: 1, name })).toMatchObject({ version: 1 });
    expect(await said(estates.register.edit(place.officer, place.estateId, { version: 7, name }))).toBe('CHANGED_BY_SOMEONE_ELSE');
    expect(await read((db) => db.countBy(AuditLineRow, { subject: `estate:${place.estateId}` }))).toBe(0);
  });

  it('lets headquarters alone correct the area, with its reason', async () => {
    const place = await seed(estates);
    const area = { centiSqm: 1_200_050, reason: '按测绘报告更正' };
    expect(await said(estates.register.edit(place.officer, place.estateId, { version: 1, area }))).toBe('ESTATE_AREA_NOT_YOURS');
    const hq = staff('headquarters', 'district');
    expect(await estates.register.edit(hq, place.estateId, { version: 1, area })).toMatchObject({ areaCentiSqm: 1_200_050, version: 2 });
    const history = await estates.register.history(place.officer, place.estateId, {});
    expect(history.items).toMatchObject([
      {
        action: 'estate.edit',
        who: '名-staff-headquarters',
        facts: { areaCentiSqm: 1_200_050, formerAreaCentiSqm: 1_149_400, reason: '按测绘报告更正' },
      },
    ]);
  });

  it('shows all that is registered: stages in their order, contracts the newest first', async () => {
    const place = await seed(estates);
    await estates.register.moveStage(place.officer, place.estateId, { version: 1, stage: 'construction', date: '2026-01-01' });
    await estates.contracts.edit(place.officer, place.contractId, { version: 2, endDate: '2026-02-28' });
    const providerId = (await estates.providers.add(staff('headquarters', 'district'), { name: `接任${place.providerId}`, kind: 'unit', phone: '' }))
      .id;
    const view = await estates.contracts.add(place.officer, place.estateId, {
      version: 3,
      providerId,
      ...NO_TERMS,
      entryDate: '2026-03-01',
      isSubsidised: true,
    });
    expect(view).toEqual(
      await estates.register.registered(place.manager, place.estateId).catch(() => estates.register.registered(place.officer, place.estateId)),
    );
    expect(view).toMatchObject({
      version: 4,
      buildings: 2,
      households: 10,
      address: '五里堡',
      stage: 'construction',
      stages: [{ stage: 'construction', date: '2026-01-01' }],
      contracts: [
        { providerId, kind: 'unit', entryDate: '2026-03-01', isSubsidised: false },
        { id: place.contractId, kind: 'firm', endDate: '2026-02-28', isSubsidised: true },
      ],
    });
    expect((await estates.register.history(place.officer, place.estateId, { limit: 2 })).items.map(({ action }) => action)).toEqual([
      'contract.add',
      'contract.edit',
    ]);
  });

  it("moves through 六's stages one at a time, dated", async () => {
    const place = await seed(estates);
    const move = (version: number, stage: 'construction' | 'trialRun' | 'inService', date: string) =>
      estates.register.moveStage(place.officer, place.estateId, { version, stage, date });
    expect(await said(move(1, 'trialRun', '2026-01-01'))).toBe('ESTATE_ILLEGAL_STAGE');
    expect(await said(move(1, 'construction', '2024-12-31'))).toBe('ESTATE_STAGE_DATE_WRONG'); // before the stage before
    expect(await said(move(1, 'construction', '2026-03-02'))).toBe('ESTATE_STAGE_DATE_WRONG'); // tomorrow
    const told = await Promise.all([1, 2].map(() => said(move(1, 'construction', '2026-01-01'))));
    expect(told.filter((t) => t === 'ok')).toHaveLength(1);
    expect(await move(2, 'trialRun', '2026-01-01')).toMatchObject({ stage: 'trialRun', version: 3 });
    expect(await move(3, 'inService', '2026-03-01')).toMatchObject({ stage: 'inService' });
    expect(
      (await read((db) => db.find(StageRecordRow, { where: { estateId: place.estateId }, order: { recordedMs: 'ASC', stage: 'ASC' } })))
        .map((r) => r.stage)
        .sort(),
    ).toEqual(['construction', 'inService', 'trialRun']);
  });

  it('a building has one live token, whoever races, and a void one opens nothing', async () => {
    const place = await seed(estates);
    expect(await estates.buildings.scanned(visitor, place.token)).toMatchObject({
      buildingId: place.building.id,
      building: '1号楼',
      estate: { id: place.estateId, buildings: 2, households: 10 },
    });
    const told = await Promise.all(Array.from({ length: 6 }, () => said(estates.buildings.issueToken(place.worker, place.building.id))));
    expect(told.filter((t) => t !== 'ok' && t !== 'CHANGED_BY_SOMEONE_ELSE')).toEqual([]);
    expect(told).toContain('ok');
    const tokens = await read((db) => db.findBy(BuildingTokenRow, { buildingId: place.building.id }));
    const live = tokens.filter((token) => token.voidedMs === null);
    expect(live).toHaveLength(1);
    expect(live[0]).toMatchObject({ liveOf: place.building.id });
    expect(await said(estates.buildings.scanned(visitor, place.token))).toBe('BUILDING_TOKEN_UNKNOWN');
    expect(await estates.buildings.scanned(resident('r'), live[0]!.token)).toMatchObject({ buildingId: place.building.id });
    expect((await estates.buildings.ofEstate(place.worker, place.estateId)).items.map(({ token }) => token)).toEqual([
      live[0]!.token,
      place.otherToken,
    ]);
  });

  it("pages through an estate's doors, building by building", async () => {
    const place = await seed(estates, { doors: 7 });
    const doors: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await estates.codes.page(place.worker, place.estateId, { cursor, limit: 3 });
      doors.push(...page.items.map(({ building, doorSerial }) => `${building}/${doorSerial}`));
      expect(page.total).toBe(14);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(doors).toEqual([1, 2].flatMap((b) => [1, 2, 3, 4, 5, 6, 7].map((d) => `${b}号楼/${d}`)));
    expect((await estates.codes.page(place.worker, place.estateId, { buildingId: place.other.id, search: '10_' })).total).toBe(0);
    await expect(estates.codes.page(place.worker, place.estateId, { cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({
      refusal: { code: 'INVALID_CURSOR' },
    });
    expect((await estates.codes.page(place.worker, place.estateId, { buildingId: place.other.id, search: '103' })).items).toMatchObject([
      { door: '1单元103', building: '2号楼' },
    ]);
  });

  it("speaks HTTP: redirects the scanned link, draws the poster's QR, refuses with problems", async () => {
    const place = await seed(estates);
    const get = (url: string) => estates.as(visitor).inject({ method: 'GET', url });
    expect(await get(`/q/${place.token}`)).toMatchObject({ statusCode: 302, headers: { location: `/#/pages/landing/index?scene=${place.token}` } });
    expect((await get('/q/AAAAAAAAAAAAAAAAAAAA')).statusCode).toBe(302); // the page says that it is void
    expect((await get('/q/x')).json()).toMatchObject({ status: 404, code: 'BUILDING_TOKEN_UNKNOWN' });
    expect((await get(`/q/${encodeURIComponent('AAAAAAAAAAAAAAAA\r\nset-cookie:a=b')}`)).statusCode).toBe(404);
    expect((await get(`/api/v1/buildings/by-token/${place.token}`)).json()).toMatchObject({
      building: '1号楼',
      estate: { isSynthetic: false, areaCentiSqm: 1_149_400 },
    });
    expect((await get(`/api/v1/estates/${place.estateId}`)).json()).toMatchObject({
      id: place.estateId,
      provider: { kind: 'firm', phone: '0371-6666' },
    });
    expect((await get(`/api/v1/estates/${estates.random.uuid()}`)).json()).toMatchObject({ status: 404, code: 'ESTATE_NOT_FOUND' });
    expect((await get('/api/v1/estates/1')).statusCode).toBe(400);

    const app = estates.as(place.worker);
    const qr = await app.inject({ method: 'GET', url: `/api/v1/buildings/${place.building.id}/qr.svg` });
    expect(qr).toMatchObject({ statusCode: 200, headers: { 'content-type': expect.stringMatching(/^image\/svg\+xml/) } });
    expect(qr.body).toMatch(/^<svg/);
    expect(buildingTokenIn(`https://linping.example/q/${place.token}`)).toBe(place.token);
    const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload });
    const { codes } = (await post('/api/v1/households/codes', { buildingId: place.building.id })).json();
    expect(codes).toHaveLength(5);
    expect((await post('/api/v1/households/codes', { buildingId: place.building.id, householdIds: [] })).statusCode).toBe(400);
    expect((await post('/api/v1/households/codes', { buildingId: place.building.id, householdIds: [estates.random.uuid()] })).json()).toMatchObject({
      code: 'HOUSEHOLD_NOT_FOUND',
    });
    expect((await post(`/api/v1/households/${codes[0].householdId}/handed-out`, {})).json()).toMatchObject({ codeStatus: 'handedOut' });
    estates.as(resident('http'));
    expect(await post('/api/v1/bindings', { buildingToken: place.token, code: codes[0].code })).toMatchObject({ statusCode: 200 });
    expect((await app.inject({ method: 'GET', url: '/api/v1/me/households' })).json()).toMatchObject({
      items: [{ householdId: codes[0].householdId, building: '1号楼' }],
      total: 1,
      nextCursor: null,
    });
    estates.as(place.officer);
    expect(
      (await app.inject({ method: 'PATCH', url: `/api/v1/estates/${place.estateId}`, payload: { version: 1, builtYear: null, name: '甲' } })).json(),
    ).toMatchObject({ name: '甲', version: 2, contracts: [{ id: place.contractId }] });
    expect((await app.inject({ method: 'PATCH', url: `/api/v1/estates/${place.estateId}`, payload: { version: 1, name: '' } })).statusCode).toBe(400);
    expect((await post(`/api/v1/estates/${place.estateId}/stage`, { version: 2, stage: 'construction', date: '2026-02-30' })).statusCode).toBe(400);
    expect((await app.inject({ method: 'GET', url: '/api/v1/estates?limit=1&search=%E7%94%B2' })).json()).toMatchObject({ total: 1 });
    const file = (type: string, payload: string) =>
      app.inject({ method: 'POST', url: `/api/v1/estates/${place.estateId}/households/import`, headers: { 'content-type': type }, payload });
    expect((await file('text/csv', '楼栋,门牌\n3号楼,301\n')).json()).toMatchObject({ rows: 1, encoding: 'utf-8' });
    expect((await file('application/octet-stream', '楼栋,门牌\n3号楼,=1\n')).json()).toMatchObject({
      status: 422,
      code: 'IMPORT_HAS_ERRORS',
      facts: { errors: [{ line: 2, column: '门牌' }], moreErrors: 0 },
    });
    expect(await file('application/json', '{}')).toMatchObject({ statusCode: 415 });
  });

  it('tells identity where scopes lie', async () => {
    const { streetId, communityId, estateId } = await seed(estates);
    await read(async (db) => {
      expect(await estates.scopes.find(db, 'street', streetId)).toEqual({ name: `街道${streetId}`, places: [{ streetId }] });
      expect(await estates.scopes.find(db, 'community', communityId)).toEqual({ name: '香榭丽社区', places: [{ streetId, communityId }] });
      expect((await estates.scopes.find(db, 'estate', estateId))?.places).toEqual([{ streetId, communityId, estateId }]);
      for (const level of ['street', 'community', 'estate', 'provider'] as const)
        expect(await estates.scopes.find(db, level, 'none')).toBeUndefined();
    });
  });

  it('entities and migrations agree', async () => {
    // TypeORM's own diff misreads CHECKs
    const runner = estates.db.engine.writer();
    for (const entity of runner.dataSource.entityMetadatas) {
      const table = (await runner.getTable(entity.tableName))!;
      const shape = (c: { isNullable: boolean; isPrimary: boolean; length?: string }) =>
        `${c.length ?? ''} null:${c.isNullable} primary:${c.isPrimary}`;
      expect(Object.fromEntries(table.columns.map((c) => [c.name, shape(c)]))).toEqual(
        Object.fromEntries(entity.columns.map((c) => [c.databaseName, shape(c)])),
      );
      expect([...table.uniques, ...table.indices].map((key) => key.name).sort()).toEqual(
        [...entity.uniques, ...entity.indices].map((key) => key.name).sort(),
      );
    }
    await runner.release();
  });

  it('the engines refuse what the columns may not hold', async () => {
    const place = await seed(estates, { doors: 1 });
    const breaks = (sql: string) =>
      estates.db.unitOfWork
        .run((tx) => tx.query(sql))
        .then(
          () => 'stored',
          (cause: Error) => cause.message,
        );
    expect(await breaks(`UPDATE estate SET stage = 'ready' WHERE id = '${place.estateId}'`)).toMatch(/ck_estate_stage/);
    expect(await breaks(`UPDATE household SET door_serial = 1000 WHERE estate_id = '${place.estateId}'`)).toMatch(/ck_household_door_serial/);
  });
});
