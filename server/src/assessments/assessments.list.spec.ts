import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { addEstate, type Assessments, CERTIFIED, deduction, district, FULL_FEN, H1, officerOf, openAssessments, said, SERVING, type TestEstate } from './assessments.testing.ts';

describe.each(ENGINES)('the list of sheets on %s', (engine) => {
  let a: Assessments;
  let estates: TestEstate[];
  const headquarters = district('headquarters');
  const streetId = '00000000-0000-4000-8000-00000000a001';
  const officer = officerOf(streetId);

  beforeAll(async () => {
    a = await openAssessments(engine);
    estates = [
      await addEstate(a, { streetId, name: '祥云里小院' }), // full
      await addEstate(a, { streetId, name: '百分之五十小区', rounds: [{ ...CERTIFIED, deciPoints: 50 }] }), // 950
      await addEstate(a, { streetId, name: '单位家属院', contracts: [{ ...SERVING, kind: 'unit', signedDate: null }], rounds: [{ ...CERTIFIED, deciPoints: 60 }] }), // 710 of 750: 94.67
      await addEstate(a, { streetId, name: '等待小区', rounds: [{ halfYear: H1, status: 'short', participated: 1 }] }),
      await addEstate(a, { name: '外街小区', rounds: [{ ...CERTIFIED, deciPoints: 0 }] }), // 900
    ];
    await a.openings.open(officer, { halfYear: H1 });
    await a.openings.open(estates[4]!.officer, { halfYear: H1 });
    const first = (await a.assessments.rows(officer, { search: '祥云里' }))[0]!;
    await a.scoring.enter(officer, first.id, deduction({ item: 1, unit: 'notFiled' }));
    await a.scoring.enter(officer, first.id, deduction({ count: 2 }));
    const gone = deduction({ item: 6, unit: 'gap' });
    await a.scoring.enter(officer, first.id, gone);
    await a.scoring.withdraw(officer, first.id, gone.id, { version: 1 });
    await a.scoring.submit(officer, first.id, { version: 5 }); // 940
  });
  afterAll(() => a.close());

  const names = async (query: object) => (await a.assessments.rows(headquarters, query)).map(({ estate }) => estate);

  it('is cut by scope, place, status, grade and words', async () => {
    expect((await a.assessments.page(officer, {})).total).toBe(4);
    expect((await a.assessments.page(headquarters, {})).total).toBe(5);
    expect(await names({ streetId: estates[4]!.streetId })).toEqual(['外街小区']);
    expect(await names({ communityId: estates[1]!.communityId })).toEqual(['百分之五十小区']);
    expect(await names({ status: 'submitted' })).toEqual(['祥云里小院']);
    expect(await names({ grade: 'good' })).toEqual(['祥云里小院', '单位家属院', '外街小区']);
    expect(await names({ grade: 'excellent' })).toEqual(['百分之五十小区']);
    expect(await names({ search: '小区' })).toEqual(['百分之五十小区', '等待小区', '外街小区']);
    expect(await names({ search: '%' })).toEqual([]);
    expect((await a.assessments.page(officer, { streetId: estates[4]!.streetId })).total).toBe(0); // a filter never widens a scope
    expect(await names({ halfYear: '2025H1' })).toEqual([]);
  });

  it('is sorted exactly, by share of what could be reached; what waits comes last', async () => {
    expect(await names({ sort: 'estate' })).toEqual(['祥云里小院', '百分之五十小区', '单位家属院', '等待小区', '外街小区']);
    expect(await names({ sort: 'lowestFirst' })).toEqual(['外街小区', '祥云里小院', '单位家属院', '百分之五十小区', '等待小区']);
    expect(await names({ sort: 'highestFirst' })).toEqual(['百分之五十小区', '单位家属院', '祥云里小院', '外街小区', '等待小区']);
  });

  it('is paged', async () => {
    const first = await a.assessments.page(headquarters, { limit: 2 });
    const second = await a.assessments.page(headquarters, { limit: 2, cursor: first.nextCursor! });
    const third = await a.assessments.page(headquarters, { limit: 2, cursor: second.nextCursor! });
    expect([first, second, third].flatMap(({ items }) => items.map(({ estate }) => estate))).toEqual(await names({}));
    expect([first.total, third.nextCursor]).toEqual([5, null]);
    expect(await said(a.assessments.page(headquarters, { cursor: 'nonsense' }))).toBe('INVALID_CURSOR');
  });

  it('names every sheet’s state in its row', async () => {
    const [row] = await a.assessments.rows(officer, { search: '祥云里' });
    expect(row).toMatchObject({
      status: 'submitted', version: 6, deductions: 2, enteredDeciPoints: 840, satisfactionDeciPoints: 100, providerKind: 'firm', first: '2026-01-01', last: '2026-06-30', waitsFor: [],
      outcome: { deciPoints: 940, grade: 'good', subsidyFen: 1_379_280 },
    });
    const [waiting] = await a.assessments.rows(officer, { search: '等待' });
    expect(waiting).toMatchObject({ outcome: null, satisfactionDeciPoints: null, enteredDeciPoints: 900, waitsFor: [{ code: 'roundRunning', status: 'short', needed: 2 }] });
  });

  it('has a head that adds up', async () => {
    expect(await a.assessments.summary(headquarters, {})).toEqual({
      halfYear: H1, halfYears: [H1], sheets: 5, byStatus: { draft: 4, submitted: 1 }, byGrade: { excellent: 1, good: 3, qualified: 0, unqualified: 0 }, ready: 3, held: 1,
      subsidyFen: FULL_FEN + 2 * 1_379_280,
    });
    expect(await a.assessments.summary(officer, { halfYear: '2020H1' })).toMatchObject({ halfYear: '2020H1', halfYears: [H1], sheets: 0, subsidyFen: 0 });
    expect(await a.assessments.summary(officerOf('elsewhere'), {})).toMatchObject({ halfYear: null, halfYears: [], sheets: 0 });
  });
});
