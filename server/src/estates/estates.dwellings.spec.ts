import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOUSEHOLD_STATES, householdState, type HouseholdState } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { openEstates, resident, said, seed, type Estates, type Seeded } from './estates.testing.ts';
import { BuildingRow, BuildingTokenRow } from './estates.entity.ts';
import { HouseholdBindingRow, HouseholdCodeRow, HouseholdPhoneRow, HouseholdRow } from './households.entity.ts';

describe.each(ENGINES)('buildings and doors by hand, on %s', (engine) => {
  let estates: Estates;
  /** What a capability above keeps of households. */
  const claimed = new Set<string>();
  beforeAll(async () => {
    estates = await openEstates(engine);
    estates.claims.register((_, ids) => Promise.resolve(ids.some((id) => claimed.has(id))));
  });
  afterAll(() => estates.close());

  const read = <T>(work: Parameters<typeof estates.db.unitOfWork.read<T>>[0]) => estates.db.unitOfWork.read(work);
  const doorsOf = async (place: Seeded, query = {}) => (await estates.codes.page(place.officer, place.estateId, query)).items;
  const household = (id: string) => read((db) => db.findOneBy(HouseholdRow, { id }));
  const codeOf = async (place: Seeded, householdId: string) =>
    (await estates.codes.issue(place.worker, { buildingId: place.building.id, householdIds: [householdId] })).codes[0]!.code;

  describe('a door', () => {
    it('is added with the next serial, and is in the roster from then on', async () => {
      const place = await seed(estates, { doors: 2 });
      const added = await estates.dwellings.addHousehold(place.officer, place.building.id, { door: '3单元301' });
      expect(added).toMatchObject({ building: '1号楼', door: '3单元301', doorSerial: 3, codeStatus: 'none', isHeld: false, version: 1 });
      expect(await said(estates.dwellings.addHousehold(place.officer, place.building.id, { door: '3单元301' }))).toBe('DOOR_TAKEN');
      expect(await estates.db.unitOfWork.run((tx) => estates.facts.roster(tx, [place.estateId]))).toHaveLength(5);
      expect(await codeOf(place, added.id)).toMatch(/^003/);
    });

    it('of one name there is one in a building, whoever races, and no serial twice', async () => {
      const place = await seed(estates, { doors: 1 });
      const told = await Promise.all(
        ['甲', '甲', '乙', '丙'].map((door) => said(estates.dwellings.addHousehold(place.officer, place.building.id, { door }))),
      );
      expect(told.filter((t) => t === 'DOOR_TAKEN')).toHaveLength(1);
      expect(told.filter((t) => t === 'ok')).toHaveLength(3);
      expect((await doorsOf(place, { buildingId: place.building.id })).map(({ doorSerial }) => doorSerial)).toEqual([1, 2, 3, 4]);
    });

    it('is not added to a full building', async () => {
      const place = await seed(estates, { doors: 1 });
      await estates.db.unitOfWork.run((tx) => tx.update(HouseholdRow, { id: place.households[0]!.id }, { doorSerial: 999 }));
      expect(await said(estates.dwellings.addHousehold(place.officer, place.building.id, { door: '9单元' }))).toBe('BUILDING_FULL');
    });

    it('takes another name from what was seen, and keeps its code', async () => {
      const place = await seed(estates);
      const [one, two] = place.households as [HouseholdRow, HouseholdRow];
      const code = await codeOf(place, one.id);
      const { version } = (await household(one.id))!;
      const told = await Promise.all(
        ['9单元901', '9单元902'].map((door) => said(estates.dwellings.editHousehold(place.officer, one.id, { version, door }))),
      );
      expect(told.sort()).toEqual(['CHANGED_BY_SOMEONE_ELSE', 'ok']);
      expect(await said(estates.dwellings.editHousehold(place.officer, one.id, { version: version + 1, door: two.door }))).toBe('DOOR_TAKEN');
      expect((await household(one.id))!.door).toMatch(/^9单元/);
      expect(await estates.bindings.bindByCode(resident(one.id), { buildingToken: place.token, code })).toMatchObject({ householdId: one.id });
    });

    it('goes when nobody holds it and no round has it, with its code and its phones', async () => {
      const place = await seed(estates);
      const [one, two, three] = place.households as [HouseholdRow, HouseholdRow, HouseholdRow];
      const code = await codeOf(place, one.id);
      await estates.db.unitOfWork.run((tx) => tx.insert(HouseholdPhoneRow, { householdId: one.id, phoneHash: 'h' }));
      await estates.dwellings.removeHousehold(place.officer, one.id, (await household(one.id))!.version);
      expect(await household(one.id)).toBeNull();
      expect(await read((db) => db.countBy(HouseholdCodeRow, { householdId: one.id }))).toBe(0);
      expect(await read((db) => db.countBy(HouseholdPhoneRow, { householdId: one.id }))).toBe(0);
      expect(await said(estates.bindings.bindByCode(resident('r'), { buildingToken: place.token, code }))).toBe('HOUSEHOLD_CODE_WRONG');
      expect(await said(estates.dwellings.removeHousehold(place.officer, one.id, 9))).toBe('HOUSEHOLD_NOT_FOUND');

      await estates.bindings.bindByCode(resident(two.id), { buildingToken: place.token, code: await codeOf(place, two.id) });
      await expect(estates.dwellings.removeHousehold(place.officer, two.id, (await household(two.id))!.version)).rejects.toMatchObject({
        refusal: { code: 'HOUSEHOLD_IN_USE', by: 'phone' },
      });
      claimed.add(three.id);
      await expect(estates.dwellings.removeHousehold(place.officer, three.id, 1)).rejects.toMatchObject({
        refusal: { code: 'HOUSEHOLD_IN_USE', by: 'round' },
      });
      expect(await said(estates.dwellings.removeHousehold(place.officer, place.households[3]!.id, 7))).toBe('CHANGED_BY_SOMEONE_ELSE');
      expect((await doorsOf(place)).map(({ id }) => id)).toEqual(expect.arrayContaining([two.id, three.id]));
    });

    it('that is removed while a phone binds it: one of the two, never both', async () => {
      for (let round = 0; round < 6; round += 1) {
        const place = await seed(estates);
        const [one] = place.households as [HouseholdRow];
        const code = await codeOf(place, one.id);
        const { version } = (await household(one.id))!;
        const [bound, removed] = await Promise.all([
          said(estates.bindings.bindByCode(resident(one.id), { buildingToken: place.token, code })),
          said(estates.dwellings.removeHousehold(place.officer, one.id, version)),
        ]);
        expect([bound, removed].filter((t) => t === 'ok')).toHaveLength(1);
        if (bound !== 'ok') expect(bound).toBe('HOUSEHOLD_CODE_WRONG');
        if (removed !== 'ok') expect(['CHANGED_BY_SOMEONE_ELSE', 'HOUSEHOLD_IN_USE']).toContain(removed);
        expect(await read((db) => db.countBy(HouseholdBindingRow, { householdId: one.id }))).toBe(bound === 'ok' ? 1 : 0);
      }
    });

    it('that is removed while its phone is verified is not bound', async () => {
      const place = await seed(estates);
      const [one] = place.households as [HouseholdRow];
      const number = `139${String(engine.length).padStart(8, '0')}`;
      await estates.db.unitOfWork.run((tx) => tx.insert(HouseholdPhoneRow, { householdId: one.id, phoneHash: estates.hash.ofPhone(number) }));
      estates.wechat.phones.set('button', { number, countryCode: '86' });
      const [bound, removed] = await Promise.all([
        said(estates.bindings.bindByPhone(resident(one.id), { buildingToken: place.token, code: 'button' })),
        said(estates.dwellings.removeHousehold(place.officer, one.id, 1)),
      ]);
      expect([bound, removed].filter((t) => t === 'ok')).toHaveLength(1);
      expect(await estates.bindings.mine(resident(one.id))).toMatchObject({ total: bound === 'ok' ? 1 : 0 });
    });

    it('is found by how far it has come', async () => {
      const place = await seed(estates);
      const ids = place.households.filter(({ buildingId }) => buildingId === place.building.id).map(({ id }) => id) as [
        string,
        string,
        string,
        string,
        string,
      ];
      const codes = new Map(
        (await estates.codes.issue(place.worker, { buildingId: place.building.id, householdIds: ids.slice(0, 4) })).codes.map(
          ({ householdId, code }) => [householdId, code],
        ),
      );
      const bind = (id: string) => estates.bindings.bindByCode(resident(id), { buildingToken: place.token, code: codes.get(id)! });
      await estates.codes.handedOut(place.worker, ids[1]);
      await bind(ids[2]);
      await bind(ids[3]);
      await estates.db.unitOfWork.run((tx) => estates.farewells.say(tx, ids[3])); // forgotten: the used code is none
      const found = async (state: HouseholdState) => (await doorsOf(place, { state, buildingId: place.building.id })).map(({ id }) => id).sort();
      expect(await found('issued')).toEqual([ids[0]]);
      expect(await found('handedOut')).toEqual([ids[1]]);
      expect(await found('held')).toEqual([ids[2]]);
      expect(await found('none')).toEqual([ids[3], ids[4]].sort());
      for (const state of HOUSEHOLD_STATES) for (const row of await doorsOf(place, { state })) expect(householdState(row)).toBe(state); // the SQL is the rule
      const page = await estates.codes.page(place.officer, place.estateId, { state: 'none', limit: 1 });
      expect(page.total).toBe(7);
      expect((await estates.codes.page(place.officer, place.estateId, { state: 'none', limit: 10, cursor: page.nextCursor! })).items).toHaveLength(6);
    });
  });

  describe('a building', () => {
    it('is added, renamed from what was seen, and removed once it is empty', async () => {
      const place = await seed(estates, { doors: 1 });
      const added = await estates.dwellings.addBuilding(place.officer, place.estateId, { name: '3号楼' });
      expect(added).toMatchObject({ name: '3号楼', households: 0, token: null });
      expect(await said(estates.dwellings.addBuilding(place.officer, place.estateId, { name: '3号楼' }))).toBe('BUILDING_NAME_TAKEN');
      const rename = (formerName: string, name: string) => estates.dwellings.renameBuilding(place.officer, added.id, { formerName, name });
      const told = await Promise.all([said(rename('3号楼', '丙楼')), said(rename('3号楼', '丁楼'))]);
      expect(told.sort()).toEqual(['CHANGED_BY_SOMEONE_ELSE', 'ok']);
      const { name } = (await read((db) => db.findOneBy(BuildingRow, { id: added.id })))!;
      expect(await said(rename(name, '1号楼'))).toBe('BUILDING_NAME_TAKEN');
      const { token } = await estates.buildings.issueToken(place.worker, added.id);
      expect(await said(estates.dwellings.removeBuilding(place.officer, place.building.id))).toBe('BUILDING_NOT_EMPTY');
      await estates.dwellings.removeBuilding(place.officer, added.id);
      expect(await read((db) => db.countBy(BuildingTokenRow, { buildingId: added.id }))).toBe(0);
      expect(await said(estates.buildings.scanned(resident('r'), token!))).toBe('BUILDING_TOKEN_UNKNOWN');
      expect((await estates.buildings.ofEstate(place.officer, place.estateId)).items.map((building) => building.name)).toEqual(['1号楼', '2号楼']);
    });

    it('that is removed while a door comes into it: one of the two', async () => {
      for (let round = 0; round < 6; round += 1) {
        const place = await seed(estates, { doors: 1 });
        const { id } = await estates.dwellings.addBuilding(place.officer, place.estateId, { name: '空楼' });
        const told = await Promise.all([
          said(estates.dwellings.removeBuilding(place.officer, id)),
          said(estates.dwellings.addHousehold(place.officer, id, { door: '101' })),
        ]);
        expect([
          ['ok', 'BUILDING_NOT_FOUND'],
          ['BUILDING_NOT_EMPTY', 'ok'],
        ]).toContainEqual(told);
        expect(await read((db) => db.countBy(HouseholdRow, { buildingId: id }))).toBe(told[0] === 'ok' ? 0 : 1);
      }
    });

    it('is listed page by page', async () => {
      const place = await seed(estates, { doors: 1 });
      for (const name of ['3号楼', '4号楼', '5号楼']) await estates.dwellings.addBuilding(place.officer, place.estateId, { name });
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await estates.buildings.ofEstate(place.officer, place.estateId, { limit: 2, ...(cursor && { cursor }) });
        names.push(...page.items.map(({ name }) => name));
        expect(page.total).toBe(5);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(names).toEqual(['1号楼', '2号楼', '3号楼', '4号楼', '5号楼']);
    });
  });

  it('the history of a household is of its codes and its door, and names neither a code nor a resident', async () => {
    const place = await seed(estates, { doors: 12 });
    const [one, second, third] = [place.households[0]!, place.households[1]!, place.households[10]!];
    await estates.codes.issue(place.worker, { buildingId: place.building.id }); // doors 1 to 12
    const code = await codeOf(place, one.id);
    await codeOf(place, third.id); // door 11: not door 1's affair
    await estates.codes.handedOut(place.worker, one.id);
    await estates.bindings.bindByCode(resident('who-holds'), { buildingToken: place.token, code });
    await estates.dwellings.editHousehold(place.officer, one.id, { version: (await household(one.id))!.version, door: '新门牌' });
    await estates.codes.release(place.worker, one.id);
    const history = await estates.codes.history(place.worker, one.id, {});
    expect(history.items.map(({ action }) => action)).toEqual([
      'household.release',
      'household.edit',
      'householdCode.handOut',
      'householdCode.issue',
      'householdCode.issue',
    ]);
    expect(history.items[0]).toMatchObject({ who: '名-staff-communityWorker', facts: { wasHeld: true } });
    expect(history.items.filter(({ action }) => action === 'householdCode.issue').map(({ facts }) => facts)).toEqual([{}, {}]);
    for (const secret of [code, 'who-holds']) expect(JSON.stringify(history)).not.toContain(secret);
    expect((await estates.codes.history(place.officer, second.id, {})).items.map(({ action }) => action)).toEqual(['householdCode.issue']);
    expect((await estates.codes.history(place.officer, third.id, {})).items).toHaveLength(2);
    const page = await estates.codes.history(place.worker, one.id, { limit: 2 });
    expect(page.total).toBe(5);
    expect((await estates.codes.history(place.worker, one.id, { limit: 2, cursor: page.nextCursor! })).items.map(({ action }) => action)).toEqual([
      'householdCode.handOut',
      'householdCode.issue',
    ]);
  });

  it('speaks HTTP', async () => {
    const place = await seed(estates);
    const app = estates.as(place.officer);
    const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
      app.inject({ method, url: `/api/v1${url}`, ...(payload && { payload }) });
    const building = (await send('POST', `/estates/${place.estateId}/buildings`, { name: '8号楼' })).json();
    expect(await send('PATCH', `/buildings/${building.id}`, { formerName: '8号楼', name: '九号楼' })).toMatchObject({ statusCode: 200 });
    const made = await send('POST', `/buildings/${building.id}/households`, { door: '101' });
    expect(made).toMatchObject({ statusCode: 201 });
    const { id } = made.json();
    expect((await send('PATCH', `/households/${id}`, { version: 1, door: '102' })).json()).toMatchObject({
      door: '102',
      version: 2,
      building: '九号楼',
    });
    expect((await send('GET', `/households/${id}/history`)).json()).toMatchObject({ total: 2 });
    expect((await send('GET', `/estates/${place.estateId}/households?state=none&buildingId=${building.id}`)).json()).toMatchObject({ total: 1 });
    expect((await send('GET', `/estates/${place.estateId}/households?state=gone`)).statusCode).toBe(400);
    expect((await send('DELETE', `/households/${id}`)).statusCode).toBe(400);
    expect((await send('DELETE', `/buildings/${building.id}`)).json()).toMatchObject({ status: 409, code: 'BUILDING_NOT_EMPTY' });
    expect((await send('DELETE', `/households/${id}?version=2`)).statusCode).toBe(204);
    expect((await send('DELETE', `/buildings/${building.id}`)).statusCode).toBe(204);
    for (const wrong of [{ name: '' }, { name: 'a\nb' }, { name: 'x'.repeat(61) }])
      expect((await send('POST', `/estates/${place.estateId}/buildings`, wrong)).statusCode).toBe(400);
  });
});
