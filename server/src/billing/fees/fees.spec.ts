import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MOST_AREA_CENTI_SQM, type AddFeeDiscountBody, type ImportPreviewView } from '@linping/shared';
import { HouseholdRow } from '../../estates/households.entity.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { templateOf } from '../../platform/documents/template.ts';
import { workbook } from '../../platform/documents/workbook.ts';
import { Refused } from '../../platform/refused.ts';
import { addEstate, billed, type Billing, billsOf, changeFirm, fee, linesOf, openBilling, run, said, type TestEstate } from '../billing.testing.ts';
import { AREA_LIST } from './area-lines.ts';

const off = (over: Partial<AddFeeDiscountBody> = {}): AddFeeDiscountBody => ({ id: randomUUID(), version: 1, name: '全年一次缴', permilleOff: 50, fromMonth: '2026-01', ...over });
const csv = (...lines: string[]) => Buffer.from(['楼栋,门牌,建筑面积', ...lines].join('\n'));

describe.each(ENGINES)('fees on %s', (engine) => {
  let b: Billing;
  beforeAll(async () => { b = await openBilling(engine); });
  afterAll(() => b.close());

  describe('standards', () => {
    it('are read by everybody, the newest first, and page by page', async () => {
      const { manager, estateId, providerId } = await addEstate(b);
      for (const [name, fromMonth] of [['物业服务费', '2026-01'], ['垃圾清运费', '2026-03'], ['车位管理费', '2026-03']] as const) await b.standards.add(manager, estateId, fee({ name, fromMonth }));
      const first = await b.standards.page({ role: 'visitor' }, estateId, { limit: 2 });
      const rest = await b.standards.page({ role: 'visitor' }, estateId, { limit: 2, cursor: first.nextCursor! });
      expect([first.total, first.items.length, rest.items.length, rest.nextCursor]).toEqual([3, 2, 1, null]);
      expect([...first.items, ...rest.items].map(({ fromMonth }) => fromMonth)).toEqual(['2026-03', '2026-03', '2026-01']);
      expect(rest.items[0]).toMatchObject({ providerId, name: '物业服务费', basis: 'fixed', rateFen: 5_000, untilMonth: null, discounts: [], version: 1 });
      expect(await said(() => b.standards.page({ role: 'visitor' }, randomUUID()))).toBe('ESTATE_NOT_FOUND');
      expect(await said(() => b.standards.page({ role: 'visitor' }, estateId, { cursor: 'x' }))).toBe('INVALID_CURSOR');
    });

    it('are entered once, never twice for a month under one name, and never behind a bill', async () => {
      const { manager, estateId } = await addEstate(b);
      const body = fee();
      const view = await b.standards.add(manager, estateId, body);
      expect(await b.standards.add(manager, estateId, body)).toEqual(view);
      expect(await said(() => b.standards.add(manager, estateId, { ...body, rateFen: 1 }))).toBe('FEE_DIFFERS');
      expect(await said(() => b.standards.add(manager, estateId, fee({ fromMonth: '2027-01' })))).toBe('FEE_OVERLAPS');
      expect(await said(() => b.standards.add(manager, estateId, fee({ fromMonth: '2025-01' })))).toBe('FEE_OVERLAPS');
      await b.generation.generate(manager, estateId, run());
      expect(await said(() => b.standards.add(manager, estateId, fee({ name: '垃圾清运费', fromMonth: '2026-12' })))).toBe('FEE_MONTHS_WRONG');
      expect(await said(() => b.standards.add(manager, estateId, fee({ name: '垃圾清运费', fromMonth: '2027-01' })))).toBe('ok');
      expect(await said(() => b.standards.end(manager, body.id, { version: 1, untilMonth: '2026-11' }))).toBe('FEE_MONTHS_WRONG');
      expect(await said(() => b.standards.end(manager, body.id, { version: 2, untilMonth: '2026-12' }))).toBe('CHANGED_BY_SOMEONE_ELSE');
      const ended = await b.standards.end(manager, body.id, { version: 1, untilMonth: '2026-12' });
      expect(ended).toMatchObject({ untilMonth: '2026-12' });
      expect((await b.standards.page(manager, estateId)).items.find(({ id }) => id === body.id)).toEqual(ended);
      await b.standards.add(manager, estateId, fee({ rateFen: 6_000, fromMonth: '2027-01' }));
      expect(await said(() => b.standards.end(manager, body.id, { version: ended.version, untilMonth: '2027-03' }))).toBe('FEE_OVERLAPS');
      expect((await linesOf(b, `estate:${estateId}`)).map(({ action }) => action)).toEqual(['feeStandard.add', 'bill.generate', 'feeStandard.add', 'feeStandard.end', 'feeStandard.add']);
    });

    it('that never came into force are gone', async () => {
      const { manager, estateId } = await addEstate(b);
      const body = fee({ fromMonth: '2026-11' });
      await b.standards.add(manager, estateId, body);
      await b.standards.addDiscount(manager, body.id, off({ fromMonth: '2026-11' }));
      expect(await said(() => b.standards.end(manager, body.id, { version: 2, untilMonth: '2026-09' }))).toBe('FEE_MONTHS_WRONG');
      await b.standards.end(manager, body.id, { version: 2, untilMonth: '2026-10' });
      expect((await b.standards.page(manager, estateId)).items).toEqual([]);
      expect(await said(() => b.standards.end(manager, body.id, { version: 3, untilMonth: '2026-10' }))).toBe('FEE_STANDARD_NOT_FOUND');
      await b.standards.add(manager, estateId, fee({ fromMonth: '2026-11', rateFen: 4_000 }));
    });

    it('have discounts, for all or for those who are named, whom nobody is told', async () => {
      const { manager, estateId, householdIds } = await addEstate(b);
      const standard = fee({ fromMonth: '2026-03' });
      await b.standards.add(manager, estateId, standard);
      const forAll = off();
      const view = await b.standards.addDiscount(manager, standard.id, forAll);
      expect(view).toMatchObject({ version: 2, discounts: [{ name: '全年一次缴', permilleOff: 50, fromMonth: '2026-01', untilMonth: null, households: null }] });
      expect(await b.standards.addDiscount(manager, standard.id, forAll)).toEqual(view);
      expect(await said(() => b.standards.addDiscount(manager, standard.id, { ...forAll, permilleOff: 60 }))).toBe('FEE_DIFFERS');
      const named = off({ version: 2, name: '困难户减免', permilleOff: 500, untilMonth: '2026-12', householdIds: [householdIds[1]!, householdIds[0]!] });
      const both = await b.standards.addDiscount(manager, standard.id, named);
      expect(both.discounts.find(({ id }) => id === named.id)).toEqual({ id: named.id, name: '困难户减免', permilleOff: 500, fromMonth: '2026-01', untilMonth: '2026-12', households: 2 });
      expect(await b.standards.addDiscount(manager, standard.id, { ...named, householdIds: [householdIds[0]!, householdIds[1]!] })).toEqual(both);
      expect(await said(() => b.standards.addDiscount(manager, standard.id, { ...named, householdIds: [householdIds[0]!] }))).toBe('FEE_DIFFERS');
      expect(JSON.stringify(await b.standards.page({ role: 'visitor' }, estateId))).not.toContain(householdIds[0]);
      await b.generation.generate(manager, estateId, run());
      expect((await billsOf(b, estateId)).map(({ amountFen }) => amountFen)).toEqual([15_000, 15_000, 28_500]);

      const wrong: [Partial<AddFeeDiscountBody>, string][] = [
        [{ version: 1, fromMonth: '2027-01' }, 'CHANGED_BY_SOMEONE_ELSE'], [{ version: 3, fromMonth: '2026-12' }, 'FEE_MONTHS_WRONG'], [{ version: 3, fromMonth: '2027-02', untilMonth: '2027-01' }, 'FEE_MONTHS_WRONG'],
        [{ version: 3, fromMonth: '2027-01', householdIds: [randomUUID()] }, 'HOUSEHOLD_NOT_FOUND'], [{ version: 3, fromMonth: '2027-01', householdIds: (await addEstate(b)).householdIds }, 'HOUSEHOLD_NOT_FOUND'],
      ];
      for (const [over, code] of wrong) expect([over, await said(() => b.standards.addDiscount(manager, standard.id, off(over)))]).toEqual([over, code]);
      expect((await b.standards.page(manager, estateId)).items[0]!.discounts).toHaveLength(2);
    });

    it('discounts end too, no earlier than what is billed', async () => {
      const { manager, estateId } = await addEstate(b);
      const standard = fee();
      await b.standards.add(manager, estateId, standard);
      const [one, other] = [off(), off({ version: 2, fromMonth: '2026-12' })];
      for (const body of [one, other]) await b.standards.addDiscount(manager, standard.id, body);
      await b.generation.generate(manager, estateId, run({ untilMonth: '2026-08' }));
      expect(await said(() => b.standards.endDiscount(manager, standard.id, one.id, { version: 3, untilMonth: '2026-07' }))).toBe('FEE_MONTHS_WRONG');
      expect(await said(() => b.standards.endDiscount(manager, standard.id, randomUUID(), { version: 3, untilMonth: '2026-09' }))).toBe('FEE_DISCOUNT_NOT_FOUND');
      expect(await said(() => b.standards.endDiscount(manager, standard.id, one.id, { version: 1, untilMonth: '2026-09' }))).toBe('CHANGED_BY_SOMEONE_ELSE');
      expect((await b.standards.endDiscount(manager, standard.id, one.id, { version: 3, untilMonth: '2026-09' })).discounts.map(({ untilMonth }) => untilMonth)).toEqual(['2026-09', null]);
      expect((await b.standards.endDiscount(manager, standard.id, other.id, { version: 4, untilMonth: '2026-11' })).discounts.map(({ id }) => id)).toEqual([one.id]);
    });

    it('are the serving firm’s to write, and a former firm ends its own', async () => {
      const estate = await billed(b);
      const [standard] = (await b.standards.page(estate.manager, estate.estateId)).items;
      const next = await changeFirm(b, estate, '2026-11-01', '2026-10-31');
      expect(await said(() => b.standards.add(estate.manager, estate.estateId, fee({ name: '新收费', fromMonth: '2027-01' })))).toBe('OUT_OF_SCOPE');
      expect(await said(() => b.standards.end(next.manager, standard!.id, { version: 1, untilMonth: '2026-12' }))).toBe('OUT_OF_SCOPE');
      expect(await said(() => b.standards.add(next.manager, estate.estateId, fee({ fromMonth: '2026-11' })))).toBe('ok'); // the other's bills and names bind it in nothing
      expect(await said(() => b.standards.end(estate.manager, standard!.id, { version: 1, untilMonth: '2026-12' }))).toBe('ok');
      expect((await b.standards.page({ role: 'visitor' }, estate.estateId)).items.map(({ providerId }) => providerId)).toEqual([next.providerId, estate.providerId]);
    });
  });

  describe('areas', () => {
    const rows = async ({ manager, estateId }: TestEstate) => (await b.areas.page(manager, estateId, {})).items.map(({ door, areaCentiSqm, version }) => [door, areaCentiSqm, version]);

    it('are entered one by one as they were seen, and listed by door', async () => {
      const estate = await addEstate(b);
      const { manager, worker, estateId, householdIds, buildingId } = estate;
      expect(await rows(estate)).toEqual([['101', null, 0], ['102', null, 0], ['103', null, 0]]);
      expect(await b.areas.set(manager, householdIds[1]!, { version: 0, areaCentiSqm: 8_953 })).toMatchObject({ building: '1号楼', door: '102', areaCentiSqm: 8_953, version: 1 });
      expect(await said(() => b.areas.set(manager, householdIds[1]!, { version: 0, areaCentiSqm: 1 }))).toBe('CHANGED_BY_SOMEONE_ELSE');
      await b.areas.set(manager, householdIds[1]!, { version: 1, areaCentiSqm: 9_000 });
      expect(await rows(estate)).toEqual([['101', null, 0], ['102', 9_000, 2], ['103', null, 0]]);
      const page = await b.areas.page(worker, estateId, { limit: 2, buildingId });
      expect([page.total, (await b.areas.page(worker, estateId, { limit: 2, cursor: page.nextCursor! })).items.map(({ door }) => door)]).toEqual([3, ['103']]);
      expect((await b.areas.page(worker, estateId, { only: 'missing', search: '10' })).items.map(({ door }) => door)).toEqual(['101', '103']);
      expect((await b.areas.page(worker, estateId, { buildingId: randomUUID() })).total).toBe(0);
      expect(await said(() => b.areas.set(manager, randomUUID(), { version: 0, areaCentiSqm: 1 }))).toBe('HOUSEHOLD_NOT_FOUND');
    });

    it('come as a list, all or nothing, and the same list again changes nothing', async () => {
      const estate = await addEstate(b);
      const { manager, estateId, householdIds } = estate;
      await b.areas.set(manager, householdIds[2]!, { version: 0, areaCentiSqm: 5_000 });
      const file = csv('1号楼,101,89.5', '1号楼,102,', '1号楼,103,67.43');
      const preview = (await b.areaImport.import(manager, estateId, file, true)) as ImportPreviewView;
      expect(preview).toMatchObject({ rows: 3, created: 1, changed: 1, unchanged: 1, errors: [], moreErrors: 0 });
      expect(preview.examples).toEqual([
        { line: 2, name: '1号楼 101', what: 'created', fields: [] }, { line: 4, name: '1号楼 103', what: 'changed', fields: [{ column: '建筑面积', from: '50', to: '67.43' }] },
      ]);
      expect(await rows(estate)).toEqual([['101', null, 0], ['102', null, 0], ['103', 5_000, 1]]);
      expect(await b.areaImport.import(manager, estateId, file)).toMatchObject({ created: 1, changed: 1, unchanged: 1 });
      expect(await rows(estate)).toEqual([['101', 8_950, 1], ['102', null, 0], ['103', 6_743, 2]]);
      expect(await b.areaImport.import(manager, estateId, file)).toMatchObject({ created: 0, changed: 0, unchanged: 3 });
    });

    it('with a mistake change nothing, and every mistake is told by line and column', async () => {
      const estate = await addEstate(b);
      const file = csv('1号楼,101,80', '1号楼,101,81', '2号楼,101,80', '1号楼,909,80', '1号楼,102,八十', '1号楼,103,0', `1号楼,104,${MOST_AREA_CENTI_SQM / 100 + 1}`, '1号楼,105,80.123', ',106,80');
      const wrong = await b.areaImport.import(estate.manager, estate.estateId, file, true) as ImportPreviewView;
      expect(wrong.errors.map(({ line, column }) => `${line}${column}`)).toEqual(['3门牌', '4楼栋', '5门牌', '6建筑面积', '7建筑面积', '8建筑面积', '9建筑面积', '10楼栋']);
      const refused = await b.areaImport.import(estate.manager, estate.estateId, file).catch((cause: unknown) => cause);
      expect(refused).toBeInstanceOf(Refused);
      expect((refused as Refused).refusal).toMatchObject({ code: 'IMPORT_HAS_ERRORS' });
      expect(await said(() => b.areaImport.import(estate.manager, estate.estateId, csv('2号楼,101,80')))).toBe('IMPORT_HAS_ERRORS'); // found only beside the register
      expect(await said(() => b.areaImport.import(estate.manager, estate.estateId, Buffer.from('什么都不是')))).toBe('IMPORT_UNREADABLE');
      expect(await rows(estate)).toEqual([['101', null, 0], ['102', null, 0], ['103', null, 0]]);
    });

    it('go out in the columns in which they come in, and hold nothing of the register but the doors', async () => {
      const { manager, estateId, householdIds } = await addEstate(b);
      await b.areas.set(manager, householdIds[0]!, { version: 0, areaCentiSqm: 8_950 });
      const { sheet, fileName } = await b.areas.exported(manager, estateId);
      expect(fileName).toMatch(/-收费面积-2026-11-02\.xlsx$/);
      expect(sheet.rows.map((row) => row.map((cell) => cell?.value))).toEqual([['楼栋', '门牌', '建筑面积'], ['1号楼', '101', 89.5], ['1号楼', '102', ''], ['1号楼', '103', '']]);
      expect(await b.areaImport.import(manager, estateId, await workbook([sheet]))).toMatchObject({ format: 'xlsx', rows: 3, created: 0, changed: 0, unchanged: 3 });
      expect((await templateOf('收费面积', AREA_LIST)).length).toBeGreaterThan(1000);
    });

    it('are each firm’s own: the next one enters its own', async () => {
      const estate = await addEstate(b);
      await b.areas.set(estate.manager, estate.householdId, { version: 0, areaCentiSqm: 8_950 });
      const next = await changeFirm(b, estate, '2026-11-01', '2026-10-31');
      expect((await b.areas.page(next.manager, estate.estateId, { only: 'missing' })).total).toBe(3);
      expect(await said(() => b.areas.set(estate.manager, estate.householdId, { version: 1, areaCentiSqm: 1 }))).toBe('OUT_OF_SCOPE');
      expect(await said(() => b.areas.page(estate.manager, estate.estateId, {}))).toBe('OUT_OF_SCOPE');
    });

    it('entered now are billed from the next bill on', async () => {
      const estate = await addEstate(b);
      await b.standards.add(estate.manager, estate.estateId, fee({ basis: 'area', rateFen: 50 }));
      await b.areas.set(estate.manager, estate.householdId, { version: 0, areaCentiSqm: 10_000 });
      expect(await b.generation.generate(estate.manager, estate.estateId, run({ untilMonth: '2026-07' }))).toMatchObject({ made: 1, withoutArea: 2, totalFen: 5_000 });
      await b.areas.set(estate.manager, estate.householdId, { version: 1, areaCentiSqm: 20_000 });
      expect(await b.generation.generate(estate.manager, estate.estateId, run({ untilMonth: '2026-08' }))).toMatchObject({ made: 1, withoutArea: 2, totalFen: 10_000 });
      expect((await billsOf(b, estate.estateId)).map(({ fromMonth, amountFen }) => [fromMonth, amountFen])).toEqual([['2026-07', 5_000], ['2026-08', 10_000]]);
      expect(await b.db.unitOfWork.read((db) => db.countBy(HouseholdRow, { estateId: estate.estateId }))).toBe(3);
    });
  });
});
