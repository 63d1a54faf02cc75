import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeHouseholdCode } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { openEstates, resident, said, seed, staff, type Estates, type Seeded } from './estates.testing.ts';
import { EstateRow } from './estates.entity.ts';
import { HouseholdBindingRow, HouseholdCodeRow, HouseholdRow } from './households.entity.ts';

describe.each(ENGINES)('binding a phone to a household on %s', (engine) => {
  let estates: Estates;
  beforeAll(async () => {
    estates = await openEstates(engine);
  });
  afterAll(() => estates.close());

  let lastResident = 0;
  const someone = () => resident(`resident-${(lastResident += 1)}`);
  const issued = async (place: Seeded, householdIds?: string[]) =>
    (await estates.codes.issue(place.worker, { buildingId: place.building.id, householdIds })).codes;
  const one = async (place: Seeded) => (await issued(place, [place.households[0]!.id]))[0]!;
  const bind = (place: Seeded, code: string, who = someone(), buildingToken = place.token) =>
    estates.bindings.bindByCode(who, { buildingToken, code });
  const bindings = (householdId: string) => estates.db.unitOfWork.read((db) => db.findBy(HouseholdBindingRow, { householdId }));

  it('of twenty phones with one code, one holds the household', async () => {
    const place = await seed(estates);
    const { code, householdId } = await one(place);
    const told = await Promise.all(Array.from({ length: 20 }, () => said(bind(place, code))));
    expect(told.filter((t) => t === 'ok')).toHaveLength(1);
    expect(told.filter((t) => t === 'HOUSEHOLD_HELD_BY_ANOTHER_PHONE')).toHaveLength(9);
    expect(told.filter((t) => t === 'TOO_MANY_ATTEMPTS')).toHaveLength(10); // ten tries an hour a door, whoever tries
    expect(await bindings(householdId)).toHaveLength(1);
  });

  it('the same phone may say the same code again, at once and later', async () => {
    const place = await seed(estates);
    const { code, householdId, door } = await one(place);
    const me = someone();
    expect(await Promise.all([1, 2, 3].map(() => said(bind(place, code, me))))).toEqual(['ok', 'ok', 'ok']);
    expect(await bind(place, `${code.slice(0, 3)} ${code.slice(3, 6)}-${code.slice(6)}`, me)).toEqual({
      householdId,
      estateId: place.estateId,
      estate: expect.stringContaining('祥云里'),
      buildingId: place.building.id,
      building: '1号楼',
      door,
    });
    expect((await estates.bindings.mine(me)).items).toHaveLength(1);
    expect(await bindings(householdId)).toHaveLength(1);
  });

  it('says one and the same to a wrong code, a void one, one of another building and one of no door', async () => {
    const place = await seed(estates);
    const { code, householdId } = await one(place);
    const wrong = code.slice(3, 9) === '000000' ? '000001' : '000000';
    const [again] = await issued(place, [householdId]);
    const told = await Promise.all([
      said(bind(place, writeHouseholdCode({ doorSerial: 1, secret: wrong }))),
      said(bind(place, code)), // void since it was issued again
      said(bind(place, again!.code, someone(), place.otherToken)),
      said(bind(place, writeHouseholdCode({ doorSerial: 999, secret: '123456' }))),
      said(bind(place, '0000000001')),
    ]);
    expect(told).toEqual(Array.from({ length: 5 }, () => 'HOUSEHOLD_CODE_WRONG'));
    expect(await said(bind(place, again!.code, someone(), 'no-such-token-here'))).toBe('BUILDING_TOKEN_UNKNOWN');
    expect(await said(bind(place, again!.code))).toBe('ok');
  });

  it('a phone that holds the household and says another code is still told that it is wrong', async () => {
    const place = await seed(estates);
    const { code } = await one(place);
    const me = someone();
    await bind(place, code, me);
    expect(await said(bind(place, writeHouseholdCode({ doorSerial: 1, secret: code.slice(3, 9) === '111111' ? '222222' : '111111' }), me))).toBe(
      'HOUSEHOLD_CODE_WRONG',
    );
  });

  it('lets a phone guess ten times an hour, and a door be guessed at ten times an hour', async () => {
    const place = await seed(estates, { doors: 12 });
    const codes = await issued(place);
    const guesser = someone();
    for (let serial = 1; serial <= 10; serial += 1) {
      expect(await said(bind(place, writeHouseholdCode({ doorSerial: serial + 100, secret: '000000' }), guesser))).toBe('HOUSEHOLD_CODE_WRONG');
    }
    expect(await said(bind(place, codes[0]!.code, guesser))).toBe('TOO_MANY_ATTEMPTS'); // right, and too late
    for (let i = 0; i < 10; i += 1) await said(bind(place, writeHouseholdCode({ doorSerial: 2, secret: String(i).padStart(6, '9') })));
    expect(await said(bind(place, codes[1]!.code))).toBe('TOO_MANY_ATTEMPTS');
    expect(await said(bind(place, codes[2]!.code))).toBe('ok'); // the neighbour is not locked out
    estates.clock.time = new Date(estates.clock.time.getTime() + 3_600_000);
    expect(await said(bind(place, codes[1]!.code))).toBe('ok');
  });

  it('a reissue that races the old code leaves a held household or a void code, never both ways', async () => {
    for (let i = 0; i < 12; i += 1) {
      const place = await seed(estates, { doors: 1 });
      const { code, householdId } = await one(place);
      const [redeem, reissue] = await Promise.all([
        said(bind(place, code)),
        estates.codes.issue(place.worker, { buildingId: place.building.id }).then((view) => view.codes),
      ]);
      const held = await bindings(householdId);
      expect(held).toHaveLength(redeem === 'ok' ? 1 : 0);
      expect(reissue).toHaveLength(redeem === 'ok' ? 0 : 1);
      if (redeem !== 'ok') expect([redeem, await said(bind(place, reissue[0]!.code))]).toEqual(['HOUSEHOLD_CODE_WRONG', 'ok']);
    }
  });

  it("a released household is nobody's, and its old code opens nothing", async () => {
    const place = await seed(estates);
    const { code, householdId } = await one(place);
    const me = someone();
    await bind(place, code, me);
    expect(await said(estates.codes.issue(place.worker, { buildingId: place.building.id, householdIds: [householdId] }))).toBe(
      'HOUSEHOLD_HELD_BY_ANOTHER_PHONE',
    );
    expect((await issued(place)).map((c) => c.householdId)).not.toContain(householdId);
    expect(await estates.codes.release(place.worker, householdId)).toMatchObject({ codeStatus: 'none', isHeld: false });
    expect((await estates.bindings.mine(me)).items).toEqual([]);
    expect(await said(bind(place, code, me))).toBe('HOUSEHOLD_CODE_WRONG');
    expect(await said(bind(place, (await one(place)).code, someone()))).toBe('ok');
  });

  it("follows a slip from issue to use, with an audit line for each act of staff and none for the resident's", async () => {
    const place = await seed(estates);
    const audit = () => estates.db.unitOfWork.read((db) => db.find(AuditLineRow, { order: { sequence: 'ASC' } }));
    const before = (await audit()).length;
    const status = async () => (await estates.codes.page(place.worker, place.estateId, {})).items[0]!;
    expect(await status()).toMatchObject({ codeStatus: 'none', isHeld: false, building: '1号楼', doorSerial: 1 });
    expect(await said(estates.codes.handedOut(place.worker, place.households[0]!.id))).toBe('HOUSEHOLD_HAS_NO_CODE');
    const { code, householdId } = await one(place);
    expect((await status()).codeStatus).toBe('issued');
    expect((await estates.codes.handedOut(place.worker, householdId)).codeStatus).toBe('handedOut');
    expect((await estates.codes.handedOut(place.worker, householdId)).codeStatus).toBe('handedOut'); // told twice is told
    await bind(place, code);
    expect(await status()).toMatchObject({ codeStatus: 'redeemed', isHeld: true });
    expect(await said(estates.codes.handedOut(place.worker, householdId))).toBe('HOUSEHOLD_HAS_NO_CODE');
    await estates.codes.release(place.worker, householdId);
    expect((await audit()).slice(before).map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      `householdCode.issue building:${place.building.id}`,
      `householdCode.handOut household:${householdId}`,
      `household.release household:${householdId}`,
    ]);
  });

  it('stores no code and no phone readable', async () => {
    const place = await seed(estates);
    const { code, householdId } = await one(place);
    const row = await estates.db.unitOfWork.read((db) => db.findOneByOrFail(HouseholdCodeRow, { householdId }));
    expect(JSON.stringify(row)).not.toContain(code.slice(3, 9));
    expect(row.codeHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("binds by WeChat's number where the street's register knows it once in the building", async () => {
    const place = await seed(estates);
    const [first, second, third] = place.households.map(({ id }) => id) as [string, string, string];
    const phone = (householdId: string, number: string) => ({ householdId, phoneHash: estates.hash.ofPhone(number) });
    const other = place.households.at(-1)!.id;
    await estates.db.unitOfWork.run((tx) =>
      estates.bulk.insert(tx, {
        phones: [
          phone(first, '13800000001'),
          phone(second, '13800000002'),
          phone(third, '13800000002'),
          phone(other, '13800000003'),
          phone(other, '13800000001'),
        ],
      }),
    );
    const numbers = { one: '13800000001', several: '13800000002', elsewhere: '13800000003', none: '13800000009' };
    for (const [code, number] of Object.entries(numbers)) estates.wechat.phones.set(code, { number, countryCode: '86' });
    estates.wechat.phones.set('abroad', { number: '13800000001', countryCode: '1' });
    const byPhone = (code: string, who = someone()) => estates.bindings.bindByPhone(who, { buildingToken: place.token, code });
    const me = someone();
    expect(await byPhone('one', me)).toMatchObject({ householdId: first });
    expect(await said(byPhone('one', me))).toBe('ok');
    expect(await said(byPhone('one'))).toBe('HOUSEHOLD_HELD_BY_ANOTHER_PHONE');
    expect(await said(byPhone('several'))).toBe('PHONE_IN_SEVERAL_HOUSEHOLDS');
    expect(await said(byPhone('elsewhere'))).toBe('PHONE_NOT_IN_REGISTER');
    expect(await said(byPhone('none'))).toBe('PHONE_NOT_IN_REGISTER');
    expect(await said(byPhone('abroad'))).toBe('PHONE_NOT_IN_REGISTER');
  });

  it('code and phone at once: one of the two holds it', async () => {
    for (let i = 0; i < 6; i += 1) {
      const place = await seed(estates, { doors: 1 });
      const { code, householdId } = await one(place);
      await estates.db.unitOfWork.run((tx) => estates.bulk.insert(tx, { phones: [{ householdId, phoneHash: estates.hash.ofPhone('13811112222') }] }));
      estates.wechat.phones.set('mine', { number: '13811112222', countryCode: '86' });
      const told = await Promise.all([
        said(bind(place, code)),
        said(estates.bindings.bindByPhone(someone(), { buildingToken: place.token, code: 'mine' })),
      ]);
      expect([...told].sort()).toEqual(['HOUSEHOLD_HELD_BY_ANOTHER_PHONE', 'ok']);
      expect(await bindings(householdId)).toHaveLength(1);
    }
  });

  it('of two workers issuing at once, one set of codes is good', async () => {
    const place = await seed(estates, { doors: 3 });
    const [a, b] = await Promise.all([issued(place), issued(place)]);
    const good: boolean[] = [];
    for (const i of [0, 1, 2]) {
      const told = [await said(bind(place, a[i]!.code)), await said(bind(place, b[i]!.code))];
      if (a[i]!.code === b[i]!.code) continue; // one in a million
      expect([...told].sort()).toEqual(['HOUSEHOLD_CODE_WRONG', 'ok']);
      good.push(told[0] === 'ok');
    }
    expect(new Set(good).size).toBe(1);
  });

  it('answers the facts that a survey needs: every household is in the roster, held or not', async () => {
    const place = await seed(estates, { doors: 3 });
    const { code, householdId } = await one(place);
    await bind(place, code, resident('holder'));
    await estates.db.unitOfWork.run(async (db) => {
      const roster = await estates.facts.roster(db, [place.estateId]);
      expect(roster).toHaveLength(6); // no phone, no owner, no code: in the denominator all the same
      expect(await db.countBy(HouseholdRow, { estateId: place.estateId })).toBe(6);
      expect(
        await estates.facts.holders(
          db,
          roster.map((r) => r.householdId),
        ),
      ).toEqual(new Map([[householdId, 'holder']]));
      expect(await estates.facts.householdPlace(db, householdId)).toEqual({
        householdId,
        buildingId: place.building.id,
        estateId: place.estateId,
        streetId: place.streetId,
        communityId: place.communityId,
        providerId: place.providerId,
        residentId: 'holder',
      });
      expect(await estates.facts.householdPlace(db, 'none')).toBeNull();
      expect((await estates.facts.estatesInService(db)).some((e) => e.estateId === place.estateId)).toBe(false); // still in 手续办理
      expect((await estates.facts.buildings(db, place.estateId)).map((b) => b.name)).toEqual(['1号楼', '2号楼']);
    });
    await estates.db.unitOfWork.run((tx) => tx.update(EstateRow, { id: place.estateId }, { stage: 'inService' }));
    expect((await estates.db.unitOfWork.read((db) => estates.facts.estatesInService(db))).find((e) => e.estateId === place.estateId)).toMatchObject({
      households: 6,
      community: '香榭丽社区',
    });
  });

  it('lists what a phone holds page by page, in the order it was bound', async () => {
    const place = await seed(estates);
    const me = someone();
    const held: string[] = [];
    for (const { householdId, code } of (await issued(place)).slice(0, 3)) {
      estates.clock.time = new Date(estates.clock.time.getTime() + 1000);
      await bind(place, code, me);
      held.push(householdId);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await estates.bindings.mine(me, { limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ householdId }) => householdId));
      expect(page.total).toBe(3);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(held);
  });

  it('a resident who is forgotten holds nothing, and the used code stays used', async () => {
    const place = await seed(estates);
    const [a, b] = await issued(place);
    const [me, neighbour] = [someone(), someone()];
    await bind(place, a!.code, me);
    await bind(place, b!.code, neighbour);
    await estates.db.unitOfWork.run((tx) => estates.farewells.say(tx, me.residentId));
    expect([(await estates.bindings.mine(me)).total, (await estates.bindings.mine(neighbour)).total]).toEqual([0, 1]);
    expect(await said(bind(place, a!.code, me))).toBe('HOUSEHOLD_CODE_WRONG');
    expect((await estates.codes.page(place.worker, place.estateId, {})).items[0]).toMatchObject({ isHeld: false, codeStatus: 'redeemed' });
  });

  it('is for residents: no member of staff binds, and no provider releases', async () => {
    const place = await seed(estates);
    const { code, householdId } = await one(place);
    for (const actor of [place.worker, place.manager, staff('headquarters', 'district')]) {
      expect(await said(estates.bindings.bindByCode(actor, { buildingToken: place.token, code }))).toBe('OUT_OF_SCOPE');
      expect(await said(estates.bindings.mine(actor))).toBe('OUT_OF_SCOPE');
    }
    expect(await said(estates.codes.release(place.manager, householdId))).toBe('OUT_OF_SCOPE');
  });
});
