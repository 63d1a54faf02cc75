import { describe, expect, it, test } from '@jest/globals';
import { RUBRIC, subsidyFen, type ItemNumber, type WhyUnpaid } from '@linping/shared';
import fc from 'fast-check';
import { linesWith, newDraft, type DeductionDraft } from './draft.ts';
import { countingLines, previewOf } from './preview.ts';
import { line, sheetWith } from './sheet.testing.ts';

const draft = (item: ItemNumber, unit: string, count: number, over: Partial<DeductionDraft> = {}): DeductionDraft => ({ ...newDraft(sheetWith([]), item, 'new', '2026-06-30'), unit, count, ...over });

describe('what the panel previews', () => {
  it('is the sheet itself as long as nothing is chosen', () => {
    const sheet = sheetWith([line({ id: 'a', item: 10, unit: 'theft', count: 2 }), line({ id: 'b', item: 13, unit: 'overflow', count: 4 })]);
    const preview = previewOf(sheet, linesWith(sheet, draft(13, '', 1)));
    expect(preview).toMatchObject({ outcome: sheet.outcome, lowest: sheet.lowest, highest: sheet.highest });
    expect(preview.items.map(({ deciPoints }) => deciPoints)).toEqual(sheet.items.map(({ deciPoints }) => deciPoints));
  });

  it('crosses from 95.0 to 94.9 by one day without a patrol log', () => {
    const lines = [line({ id: 'a', item: 1, unit: 'notFiled', count: 1 })]; // 95.0
    const sheet = sheetWith(lines);
    expect(sheet.outcome).toMatchObject({ deciPoints: 950, grade: 'excellent', subsidyFen: 2_069_010 });
    const after = previewOf(sheet, linesWith(sheet, draft(10, 'noPatrolLog', 1)));
    expect(after.outcome).toMatchObject({ deciPoints: 949, grade: 'good', subsidyFen: 1_379_340 });
    expect(after.items[9]).toMatchObject({ item: 10, deciPoints: 99 });
  });

  it('puts a change in the place of the line it changes', () => {
    const sheet = sheetWith([line({ id: 'a', item: 11, unit: 'illegalBuilding', count: 3 })]);
    expect(previewOf(sheet, linesWith(sheet, draft(11, 'illegalBuilding', 1, { id: 'a', version: 1 }))).outcome?.deciPoints).toBe(990);
  });

  it('leaves out what was withdrawn', () => {
    const sheet = sheetWith([line({ id: 'a', item: 6, unit: 'gap', count: 1, withdrawnBy: '王干事' })]);
    expect(countingLines(sheet)).toEqual([]);
    expect(sheet.outcome?.deciPoints).toBe(1000);
  });

  it('takes no item below nothing: 扣完为止', () => {
    const sheet = sheetWith([]);
    const after = previewOf(sheet, linesWith(sheet, draft(13, 'damagedBin', 99)));
    expect(after.items[12]).toMatchObject({ deciPoints: 0, deducted: 40 });
    expect(after.outcome?.deciPoints).toBe(960);
  });

  it('is a range from nothing to ten points while item 20 waits', () => {
    const sheet = sheetWith([line({ id: 'a', item: 1, unit: 'notFiled', count: 1 })], { satisfaction: null });
    expect(sheet).toMatchObject({ outcome: null, lowest: { deciPoints: 850, grade: 'good' }, highest: { deciPoints: 950, grade: 'excellent' } });
  });

  // What the contract says is not on the wire, only the reason that it gives: the money must come out all the same.
  test.each<{ why: WhyUnpaid | null; kind: 'firm' | 'unit' | 'cityOperator'; isSigned: boolean; isSubsidised: boolean }>([
    { why: null, kind: 'firm', isSigned: true, isSubsidised: false },
    { why: null, kind: 'cityOperator', isSigned: true, isSubsidised: true },
    { why: 'contractSaysNo', kind: 'cityOperator', isSigned: true, isSubsidised: false },
    { why: 'noContract', kind: 'firm', isSigned: false, isSubsidised: false },
    { why: 'unqualified', kind: 'firm', isSigned: true, isSubsidised: false },
  ])('pays what the rule pays: $kind, $why', ({ why, kind, isSigned, isSubsidised }) => {
    const bare = sheetWith([]);
    const sheet = { ...bare, provider: { ...bare.provider, kind }, subsidy: { ...bare.subsidy, whyUnpaid: why } };
    const { outcome } = previewOf(sheet, []);
    const { first, last, subsidy: { areaCentiSqm, firstEntryDate: entryDate } } = sheet;
    expect(outcome?.subsidyFen).toBe(subsidyFen({ kind, isSigned, isSubsidised, entryDate, first, last, areaCentiSqm, grade: outcome!.grade }));
  });

  it('never gains points by a deduction', () => {
    const units = RUBRIC.reduce<{ item: ItemNumber; unit: string }[]>((all, { number, units: of }) => [...all, ...of.map(({ id }) => ({ item: number, unit: id }))], []);
    const lines = fc.array(fc.record({ of: fc.constantFrom(...units), count: fc.integer({ min: 1, max: 12 }) }), { maxLength: 20 });
    fc.assert(fc.property(lines, fc.constantFrom(...units), fc.integer({ min: 1, max: 12 }), (some, { item, unit }, count) => {
      const sheet = sheetWith(some.map(({ of, count: many }, index) => line({ id: String(index), ...of, count: many })));
      const after = previewOf(sheet, linesWith(sheet, draft(item, unit, count)));
      expect(after.outcome!.deciPoints).toBeLessThanOrEqual(sheet.outcome!.deciPoints);
      expect(after.outcome!.subsidyFen).toBeLessThanOrEqual(sheet.outcome!.subsidyFen);
    }));
  });
});
