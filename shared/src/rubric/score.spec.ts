import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { PROVIDER_KINDS } from '../estate/estate.ts';
import { gradeOf } from './grade.ts';
import { appliesTo, ITEM_NUMBERS, outOfFor, RUBRIC, rubricItem, type ItemNumber } from './rubric.ts';
import { judgeDeduction, MAX_COUNT, scoreItem, scoreSheet, type CountedDeduction, type ScoredProvider } from './score.ts';

const halfYear: ScoredProvider = { kind: 'firm', period: { first: '2026-01-01', last: '2026-06-30' } };
const twoMonths: ScoredProvider = { kind: 'firm', period: { first: '2026-05-20', last: '2026-06-30' } };
const unit: ScoredProvider = { ...halfYear, kind: 'unit' };
const line = (item: ItemNumber, unitId: string, count = 1): CountedDeduction => ({ item, unit: unitId, count });

const anyLine = fc.constantFrom(...RUBRIC.flatMap(({ number, units }) => units.map(({ id }) => ({ item: number, unit: id }))))
  .chain((of) => fc.integer({ min: 1, max: 40 }).map((count) => ({ ...of, count })));
const lines = fc.array(anyLine, { maxLength: 30 });
const satisfaction = fc.constantFrom(100, 80, 60, 50, 0);
const provider = fc.constantFrom(...PROVIDER_KINDS).chain((kind) => fc.constantFrom(halfYear.period, twoMonths.period).map((period) => ({ kind, period })));

describe('scoreItem', () => {
  test.each([
    { of: [line(1, 'noContract')], left: 0, because: '未签合同扣10分' },
    { of: [line(1, 'notFiled')], left: 50, because: '未备案扣5分' },
    { of: [line(1, 'notFiled'), line(1, 'notFiled')], left: 50, because: 'not filed is not filed, however many lines say so' },
    { of: [line(1, 'noContract'), line(1, 'notFiled')], left: 0, because: 'without a contract there is nothing to file' },
    { of: [line(6, 'gap')], left: 0, because: '缺项扣5分' },
    { of: [line(7, 'gap', 2), line(7, 'gap', 1)], left: 15, because: 'three months without the meeting' },
    { of: [line(9, 'notHeld')], left: 0, because: '未实施扣2分' },
    { of: [line(9, 'notRectified', 3)], left: 5, because: '合理化建议未整改扣0.5分/次' },
    { of: [line(10, 'guardAbsent', 2), line(10, 'noPatrolLog', 7), line(10, 'theft')], left: 73, because: '1 + 0.7 + 1' },
    { of: [line(11, 'gap', 3), line(11, 'illegalBuilding', 2)], left: 74, because: '0.6 + 2' },
    { of: [line(13, 'damagedBin'), line(13, 'overflow', 2), line(13, 'unsorted')], left: 26, because: '0.5 + 0.4 + 0.5' },
    { of: [line(16, 'gap', 4)], left: 32, because: '0.2 each' },
    { of: [line(4, 'gap', 3)], left: 0, because: '扣完为止: 1.5 of 1' },
  ])('leaves $left of item $of.0.item: $because', ({ of, left }) => expect(scoreItem(of[0]!.item, of, halfYear).deciPoints).toBe(left));

  it('counts a month or a day of the period once, whatever several lines name', () => {
    expect(scoreItem(7, [line(7, 'gap', 2), line(7, 'gap', 2)], twoMonths).deducted).toBe(10); // May and June
    expect(scoreItem(10, [line(10, 'noPatrolLog', 42), line(10, 'noPatrolLog', 42)], twoMonths).deducted).toBe(42);
    expect(scoreItem(17, [line(17, 'gap', 2), line(17, 'gap', 2)], twoMonths).deducted).toBe(20); // times can repeat
  });

  it('takes nothing where the item does not apply', () => {
    expect(scoreItem(1, [line(1, 'noContract')], unit)).toEqual({ item: 1, applies: false, deducted: 0, deciPoints: 0 });
  });

  it('throws on a unit the item has not, rather than lose a deduction', () => {
    expect(() => scoreItem(16, [line(16, 'theft')], halfYear)).toThrow(RangeError);
    expect(() => scoreItem(16, [line(16, 'gap', 0.5)], halfYear)).toThrow(RangeError);
  });
});

describe('scoreSheet', () => {
  it('is full without deductions', () => {
    expect(scoreSheet(halfYear, [], 100)).toMatchObject({ enteredDeciPoints: 900, outOf: 1000, deciPoints: 1000 });
    expect(scoreSheet(unit, [], 100)).toMatchObject({ enteredDeciPoints: 650, outOf: 750, deciPoints: 750 });
  });

  it('has no total while item 20 waits', () => {
    const { items, deciPoints, enteredDeciPoints } = scoreSheet(halfYear, [line(16, 'gap')], null);
    expect(deciPoints).toBeNull();
    expect(enteredDeciPoints).toBe(898);
    expect(items.at(-1)).toEqual({ item: 20, applies: true, deducted: 0, deciPoints: null });
    expect(() => scoreSheet(halfYear, [], 101)).toThrow(RangeError);
  });

  const small = [line(10, 'noPatrolLog', 4), line(16, 'gap', 6), line(13, 'overflow', 2), line(2, 'gap', 3), line(12, 'gap', 2)]; // 0.4 + 1.2 + 0.4 + 1.5 + 1 = 4.5
  const middle = (thefts: number) => [line(1, 'notFiled'), line(6, 'gap'), line(10, 'theft', thefts), line(11, 'gap', 6), line(10, 'noPatrolLog', 3), line(19, 'gap')]; // 12 + thefts
  const large = [line(1, 'noContract'), line(6, 'gap'), line(8, 'gap'), line(10, 'theft', 4), line(11, 'gap', 8), line(13, 'overflow', 4), line(10, 'noPatrolLog', 6)]; // 20 + 4 + 1.6 + 0.8 + 0.6 = 27
  test.each([
    { of: [...small, line(11, 'gap'), line(11, 'illegalBuilding')], satisfaction: 100, deciPoints: 943, grade: 'good' }, // and 0.2 + 1
    { of: [...small, line(10, 'guardAbsent')], satisfaction: 100, deciPoints: 950, grade: 'excellent' },
    { of: [...small, line(10, 'guardAbsent'), line(10, 'noPatrolLog')], satisfaction: 100, deciPoints: 949, grade: 'good' },
    { of: middle(2), satisfaction: 100, deciPoints: 860, grade: 'good' },
    { of: middle(3), satisfaction: 100, deciPoints: 850, grade: 'good' },
    { of: [...middle(3), line(10, 'noPatrolLog')], satisfaction: 100, deciPoints: 849, grade: 'qualified' },
    { of: [...large, line(5, 'gap')], satisfaction: 80, deciPoints: 705, grade: 'qualified' },
    { of: [...large, line(5, 'gap', 2)], satisfaction: 80, deciPoints: 700, grade: 'qualified' },
    { of: [...large, line(5, 'gap', 2), line(10, 'noPatrolLog')], satisfaction: 80, deciPoints: 699, grade: 'unqualified' },
  ])('$deciPoints is $grade, reached through mixed tenths', ({ of, satisfaction: item20, deciPoints, grade }) => {
    const score = scoreSheet(halfYear, of, item20);
    expect(score.deciPoints).toBe(deciPoints);
    expect(gradeOf(deciPoints, score.outOf)).toBe(grade);
  });

  it('never takes an item below nothing, and the total is the sum of its items', () => {
    fc.assert(fc.property(provider, lines, satisfaction, (who, of, item20) => {
      const { items, deciPoints, outOf } = scoreSheet(who, of, item20);
      for (const { item, applies, deducted, deciPoints: left } of items) {
        expect(left!).toBeGreaterThanOrEqual(0);
        expect(deducted + left!).toBe(applies ? rubricItem(item).deciPoints : 0);
      }
      expect(deciPoints).toBe(items.reduce((sum, item) => sum + item.deciPoints!, 0));
      expect(deciPoints!).toBeLessThanOrEqual(outOf);
      expect(items.map(({ item }) => item)).toEqual(ITEM_NUMBERS);
    }));
  });

  it('does not care for the order of the lines, nor whether one line says it or two', () => {
    fc.assert(fc.property(provider, lines, satisfaction, fc.nat(29), (who, of, item20, at) => {
      const score = scoreSheet(who, of, item20);
      expect(scoreSheet(who, [...of].reverse(), item20)).toEqual(score);
      const split = of.flatMap((one, i) => (i === at && one.count > 1 ? [{ ...one, count: 1 }, { ...one, count: one.count - 1 }] : [one]));
      expect(scoreSheet(who, split, item20)).toEqual(score);
    }));
  });

  it('never rises with another deduction', () => {
    fc.assert(fc.property(provider, lines, anyLine, satisfaction, (who, of, more, item20) => {
      expect(scoreSheet(who, [...of, more], item20).deciPoints!).toBeLessThanOrEqual(scoreSheet(who, of, item20).deciPoints!);
    }));
  });

  it('takes exactly count × unit as long as the item lasts', () => {
    fc.assert(fc.property(anyLine, (one) => {
      const item = rubricItem(one.item);
      const { deciPoints: unitPoints, per } = item.units.find(({ id }) => id === one.unit)!;
      const times = per === null ? 1 : per === '月' ? Math.min(one.count, 6) : one.count;
      expect(scoreItem(one.item, [one], halfYear).deducted).toBe(Math.min(times * unitPoints, item.deciPoints));
    }));
  });

  it('leaves items that do not apply out of what can be reached', () => {
    for (const kind of PROVIDER_KINDS) {
      const sheet = scoreSheet({ ...halfYear, kind }, [], 100);
      expect(sheet.outOf).toBe(outOfFor(kind));
      for (const { item, applies } of sheet.items) expect(applies).toBe(appliesTo(rubricItem(item), kind));
    }
  });
});

describe('judgeDeduction', () => {
  const today = '2026-06-10';
  const asked = { item: 10, unit: 'guardAbsent', count: 2, date: '2026-03-02' };
  const judged = (change: Partial<typeof asked>, who = halfYear) => judgeDeduction({ ...asked, ...change }, who, today);

  it('takes what the annex knows', () => expect(judged({})).toEqual({ ok: true, value: { item: 10, unit: 'guardAbsent', count: 2 } }));

  test.each([
    [{ item: 20, unit: '' }, { code: 'ITEM_FROM_SURVEY' }],
    [{ item: 20, unit: 'gap' }, { code: 'ITEM_FROM_SURVEY' }],
    [{ item: 0 }, { code: 'DEDUCTION_UNIT_UNKNOWN' }],
    [{ item: 21 }, { code: 'DEDUCTION_UNIT_UNKNOWN' }],
    [{ item: 9 }, { code: 'DEDUCTION_UNIT_UNKNOWN' }],
    [{ count: 0 }, { code: 'DEDUCTION_COUNT_WRONG', most: MAX_COUNT }],
    [{ count: 1.5 }, { code: 'DEDUCTION_COUNT_WRONG', most: MAX_COUNT }],
    [{ count: MAX_COUNT + 1 }, { code: 'DEDUCTION_COUNT_WRONG', most: MAX_COUNT }],
    [{ item: 7, unit: 'gap', count: 7 }, { code: 'DEDUCTION_COUNT_WRONG', most: 6 }],
    [{ unit: 'noPatrolLog', count: 182 }, { code: 'DEDUCTION_COUNT_WRONG', most: 181 }],
    [{ item: 1, unit: 'notFiled', count: 2 }, { code: 'DEDUCTION_COUNT_WRONG', most: 1 }],
    [{ date: '2025-12-31' }, { code: 'DEDUCTION_DATE_WRONG', first: '2026-01-01', last: today }],
    [{ date: '2026-06-11' }, { code: 'DEDUCTION_DATE_WRONG', first: '2026-01-01', last: today }],
  ])('refuses %j with %j', (change, error) => expect(judged(change)).toEqual({ ok: false, error }));

  it('holds a period shorter than the half-year to its own months and days', () => {
    const refusal = (change: Partial<typeof asked>, on = today) => judgeDeduction({ ...asked, ...change }, twoMonths, on);
    expect(refusal({ item: 7, unit: 'gap', count: 3, date: '2026-06-01' })).toEqual({ ok: false, error: { code: 'DEDUCTION_COUNT_WRONG', most: 2 } });
    expect(refusal({ date: '2026-05-19' })).toEqual({ ok: false, error: { code: 'DEDUCTION_DATE_WRONG', first: '2026-05-20', last: today } });
    expect(refusal({ date: '2026-07-02' }, '2026-07-20')).toEqual({ ok: false, error: { code: 'DEDUCTION_DATE_WRONG', first: '2026-05-20', last: '2026-06-30' } });
  });

  it('refuses what does not apply to a unit', () => expect(judged({ item: 8, unit: 'gap' }, unit)).toEqual({ ok: false, error: { code: 'ITEM_NOT_APPLICABLE', item: 8 } }));

  it('lets through only what can be scored', () => {
    const wild = fc.record({
      item: fc.integer({ min: -1, max: 22 }), unit: fc.constantFrom('gap', 'theft', 'notHeld', 'overflow', 'noPatrolLog', ''), count: fc.integer({ min: -1, max: 1200 }), date: fc.constant('2026-06-01'),
    });
    fc.assert(fc.property(wild, provider, (tried, who) => {
      const verdict = judgeDeduction(tried, who, today);
      if (verdict.ok) expect(scoreItem(verdict.value.item, [verdict.value], who).deducted).toBeGreaterThan(0);
    }), { numRuns: 1000 });
  });
});
