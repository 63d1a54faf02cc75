import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { ROUND_STATUSES } from '@linping/shared';
import { ContractRow } from '../estates/estates.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import {
  addEstate, type Assessments, CERTIFIED, deduction, FULL_FEN, H1, openAssessments, openedSheet, refusalOf, said, sheetRow, SERVING, sheetsOf,
} from './assessments.testing.ts';

describe.each(ENGINES)('whose days a sheet scores on %s', (engine) => {
  let a: Assessments;
  beforeAll(async () => { a = await openAssessments(engine); });
  afterAll(() => a.close());

  const at = async <T>(instant: string, work: () => Promise<T>): Promise<T> => {
    const before = a.clock.time;
    a.clock.time = new Date(instant);
    return work().finally(() => { a.clock.time = before; });
  };
  describe('what holds a sheet', () => {
    it.each(ROUND_STATUSES.filter((status) => status !== 'certified'))('a round that is %s: no total, no way to submit, both ends of what is possible', async (status) => {
      const { officer, sheetId, roundIds } = await openedSheet(a, { rounds: [{ halfYear: H1, status, participated: 1 }] });
      await a.scoring.enter(officer, sheetId, deduction({ item: 6, unit: 'gap' }));
      const sheet = await a.assessments.sheet(officer, sheetId);
      const [roundId] = roundIds;
      const wait = status === 'insufficient' ? { code: 'roundInsufficient', roundId } : { code: 'roundRunning', roundId, status, needed: status === 'draft' ? 0 : 2 };
      expect(sheet).toMatchObject({
        waitsFor: [wait], satisfaction: null, outcome: null, enteredDeciPoints: 850, maySubmit: false, mayScore: true,
        lowest: { deciPoints: 850, grade: 'good', subsidyFen: 1_379_280 }, highest: { deciPoints: 950, grade: 'excellent', subsidyFen: FULL_FEN },
      });
      expect(sheet.items[19]).toMatchObject({ deciPoints: null, deducted: 0 });
      expect(await refusalOf(a.scoring.submit(officer, sheetId, { version: 2 }))).toEqual({ code: 'ASSESSMENT_WAITS', waitsFor: [wait] });
      expect(await sheetRow(a, sheetId)).toMatchObject({ status: 'draft', version: 2, frozen: null });
    });

    it('no round at all', async () => {
      const { officer, sheetId } = await openedSheet(a, { rounds: [{ halfYear: '2025H2', certifiedOn: '2026-01-10' }] });
      expect((await a.assessments.sheet(officer, sheetId)).waitsFor).toEqual([{ code: 'roundMissing' }]);
    });

    it('the last day of the period, until it has come', async () => {
      await at('2026-06-29T15:59:59.000Z', async () => {
        const { officer, sheetId } = await openedSheet(a);
        expect((await a.assessments.sheet(officer, sheetId)))
          .toMatchObject({ waitsFor: [{ code: 'periodRunning', until: '2026-06-30' }], outcome: { deciPoints: 1000 }, maySubmit: false });
        expect(await said(a.scoring.submit(officer, sheetId, { version: 1 }))).toBe('ASSESSMENT_WAITS');
        expect(await said(a.scoring.enter(officer, sheetId, deduction({ date: '2026-06-30' })))).toBe('DEDUCTION_DATE_WRONG'); // not yet
        a.clock.time = new Date('2026-06-29T16:00:00.000Z'); // it is the 30th in Shanghai
        expect(await said(a.scoring.enter(officer, sheetId, deduction({ date: '2026-06-30' })))).toBe('ok');
        expect(await said(a.scoring.submit(officer, sheetId, { version: 2 }))).toBe('ok');
      });
    });
  });

  describe('whose it is', () => {
    test.each([
      { name: 'a unit: five items do not apply, and nothing is paid', contract: { kind: 'unit' as const, signedDate: null }, outOf: 750, subsidyFen: 0, whyUnpaid: 'unitKind' },
      { name: '「物业城市」 whose contract does not say so', contract: { kind: 'cityOperator' as const }, outOf: 1000, subsidyFen: 0, whyUnpaid: 'contractSaysNo' },
      { name: '「物业城市」 whose contract says so', contract: { kind: 'cityOperator' as const, isSubsidised: true }, outOf: 1000, subsidyFen: FULL_FEN, whyUnpaid: null },
      { name: 'a firm without a contract', contract: { signedDate: null }, outOf: 1000, subsidyFen: 0, whyUnpaid: 'noContract' },
      { name: 'a firm after its three years', contract: { entryDate: '2022-12-31' }, outOf: 1000, subsidyFen: 0, whyUnpaid: 'windowOver' },
      { name: 'a firm whose three years end inside the half-year', contract: { entryDate: '2023-05-16' }, outOf: 1000, subsidyFen: 1_546_128, whyUnpaid: null },
    ])('$name', async ({ contract, outOf, subsidyFen, whyUnpaid }) => {
      const { officer, sheetId } = await openedSheet(a, { contracts: [{ ...SERVING, ...contract }] });
      const submitted = await a.scoring.submit(officer, sheetId, { version: 1 });
      expect(submitted).toMatchObject({ outOf, outcome: { deciPoints: outOf, grade: 'excellent', subsidyFen }, subsidy: { whyUnpaid } });
      expect(await a.assessments.sheet(officer, sheetId)).toEqual(submitted);
    });

    it('a unit is not asked for a contract or a party branch', async () => {
      const { officer, sheetId } = await openedSheet(a, { contracts: [{ ...SERVING, kind: 'unit', signedDate: null }] });
      expect(await refusalOf(a.scoring.enter(officer, sheetId, deduction({ item: 1, unit: 'noContract' })))).toEqual({ code: 'ITEM_NOT_APPLICABLE', item: 1 });
      const { items } = await a.assessments.sheet(officer, sheetId);
      expect(items.filter(({ applies }) => !applies).map(({ item, hint }) => [item, hint])).toEqual([1, 6, 7, 8, 9].map((item) => [item, null]));
    });

    it('a change of firm inside the half-year: two sheets, each scored by its own round and paid for its own days', async () => {
      const estate = await addEstate(a, {
        contracts: [{ ...SERVING, endDate: '2026-04-10' }, { entryDate: '2026-04-11' }],
        rounds: [{ halfYear: '2025H2', certifiedOn: '2026-01-15', deciPoints: 80 }, CERTIFIED],
      });
      const sheets = await sheetsOf(a, estate);
      expect(sheets.map(({ first, last, satisfactionDeciPoints }) => [first, last, satisfactionDeciPoints])).toEqual([['2026-01-01', '2026-04-10', 80], ['2026-04-11', '2026-06-30', 100]]);
      const left = await a.scoring.submit(estate.officer, sheets[0]!.id, { version: 1 });
      const came = await a.scoring.submit(estate.officer, sheets[1]!.id, { version: 1 });
      // 344,820 fen a month: 3 + 10/30 months, then 20/30 + 2.
      expect(left.outcome).toEqual({ deciPoints: 980, grade: 'excellent', subsidyFen: 1_149_400 });
      expect(came.outcome).toEqual({ deciPoints: 1000, grade: 'excellent', subsidyFen: 919_520 });
      expect(left.outcome!.subsidyFen + came.outcome!.subsidyFen).toBe(FULL_FEN);
      expect([left, came].map(({ satisfaction, subsidy }) => [satisfaction!.halfYear, subsidy.firstEntryDate])).toEqual([['2025H2', '2025-02-01'], [H1, '2025-02-01']]);
    });

    it('the firm that left does not wait for the half-year’s end, nor for its round', async () => {
      await at('2026-04-11T04:00:00.000Z', async () => {
        const rounds = [{ halfYear: '2025H2', certifiedOn: '2026-01-15' }, { halfYear: H1, status: 'open' }] as const;
        const estate = await addEstate(a, { contracts: [{ ...SERVING, endDate: '2026-04-10' }], rounds });
        const [sheet] = await sheetsOf(a, estate);
        expect(sheet).toMatchObject({ last: '2026-04-10', waitsFor: [] });
        expect(await said(a.scoring.submit(estate.officer, sheet!.id, { version: 1 }))).toBe('ok');
      });
    });

    it('the register is the draft’s: an end that is recorded later shortens it', async () => {
      const { officer, sheetId, contractIds } = await openedSheet(a);
      await a.scoring.enter(officer, sheetId, deduction({ date: '2026-06-20' }));
      await a.db.unitOfWork.run((tx) => tx.update(ContractRow, { id: contractIds[0]! }, { endDate: '2026-03-31' }));
      expect(await a.assessments.sheet(officer, sheetId)).toMatchObject({ last: '2026-03-31', highest: { subsidyFen: FULL_FEN / 2 } });
      await a.db.unitOfWork.run((tx) => tx.update(ContractRow, { id: contractIds[0]! }, { endDate: '2025-12-31' })); // it served no day of the half-year at all
      expect(await said(a.assessments.sheet(officer, sheetId))).toBe('ASSESSMENT_NOT_FOUND');
      expect(await said(a.scoring.enter(officer, sheetId, deduction()))).toBe('ASSESSMENT_NOT_FOUND');
      expect(await a.assessments.rows(officer, { halfYear: H1 })).toEqual([]);
    });
  });

  describe('opening', () => {
    it('makes what is missing once, in the own street, and not before its time', async () => {
      const [mine, theirs] = [await addEstate(a), await addEstate(a)];
      expect(await a.openings.open(mine.officer, { halfYear: H1 })).toEqual({ halfYear: H1, opened: 1 });
      expect(await a.openings.open(mine.officer, { halfYear: H1 })).toEqual({ halfYear: H1, opened: 0 });
      expect(await a.assessments.rows(theirs.officer, { halfYear: H1 })).toEqual([]);
      expect(await said(a.openings.open(mine.officer, { halfYear: '2027H1' }))).toBe('HALF_YEAR_NOT_BEGUN');
      expect(await said(a.openings.open(mine.officer, { halfYear: '2026H3' }))).toBe('HALF_YEAR_NOT_BEGUN');
      await addEstate(a, { streetId: mine.streetId });
      expect(await a.openings.open(mine.officer, { halfYear: H1 })).toEqual({ halfYear: H1, opened: 1 });
    });

    it('opens no period that has not begun, and none for whoever has not entered', async () => {
      const estate = await addEstate(a, { contracts: [{ ...SERVING, endDate: '2026-08-31' }, { entryDate: '2026-09-01' }, { entryDate: null }] });
      expect((await sheetsOf(a, estate, '2026H2')).map(({ first, last }) => [first, last])).toEqual([['2026-07-01', '2026-08-31']]);
      await at('2026-09-01T01:00:00.000Z', async () => {
        expect((await sheetsOf(a, estate, '2026H2')).map(({ first, last }) => [first, last])).toEqual([['2026-07-01', '2026-08-31'], ['2026-09-01', '2026-12-31']]);
      });
    });

    it('is done for the running half-year by the clock, in every street', async () => {
      const estate = await addEstate(a);
      expect(await a.openings.openRunning()).toBeGreaterThan(0);
      expect(await a.openings.openRunning()).toBe(0);
      expect(await a.assessments.rows(estate.officer, {}))
        .toMatchObject([{ halfYear: '2026H2', waitsFor: [{ code: 'periodRunning', until: '2026-12-31' }, { code: 'roundMissing' }] }]);
    });
  });
});
