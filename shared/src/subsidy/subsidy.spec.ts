import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { dayAfter, daysIn, serviceMonths, type Days } from '../period/days.ts';
import { GRADES } from '../rubric/grade.ts';
import { daysInWindow, paidDays, SUBSIDY_RATE_FEN, subsidyFen, subsidyWindow, whyUnpaid, type SubsidyFacts } from './subsidy.ts';

const halfYear = { first: '2026-01-01', last: '2026-06-30' };
const facts: SubsidyFacts = { kind: 'firm', isSigned: true, isSubsidised: false, entryDate: '2025-01-01', ...halfYear };
const paid = (change: Partial<SubsidyFacts & { areaCentiSqm: number; grade: (typeof GRADES)[number] }>) => subsidyFen({ ...facts, areaCentiSqm: 1_149_400, grade: 'excellent', ...change });

describe('subsidyWindow (自正式进驻之日起，补贴期限为三年)', () => {
  test.each([
    ['2025-02-01', '2028-01-31'], ['2025-01-01', '2027-12-31'], ['2025-03-31', '2028-03-30'], ['2025-08-31', '2028-08-30'],
    ['2024-02-29', '2027-02-28'], ['2025-02-28', '2028-02-27'], ['2025-03-01', '2028-02-29'], ['2021-03-01', '2024-02-29'],
  ])('entered %s: paid to %s', (entryDate, last) => expect(subsidyWindow(entryDate)).toEqual({ first: entryDate, last }));

  it('throws on a day that does not exist', () => expect(() => subsidyWindow('2025-02-29')).toThrow(RangeError));

  it('is 36 months of service, but for 29 February, which has no same day to end before', () => {
    const entry = fc.date({ min: new Date('1992-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
    fc.assert(fc.property(entry.filter((date) => !date.endsWith('-02-29') && !date.startsWith('02', 5)), (entryDate) => {
      const { numerator, denominator } = serviceMonths(subsidyWindow(entryDate));
      expect(numerator).toBe(36 * denominator);
    }));
  });
});

describe('subsidyFen (七(二)3)', () => {
  test.each([
    ['excellent', 2_068_920], ['good', 1_379_280], ['qualified', 1_034_460], ['unqualified', 0],
  ] as const)('11494.00 ㎡, six months, %s: %i fen', (grade, fen) => expect(paid({ grade })).toBe(fen));

  test.each([
    { name: 'entered on 31 March: one day of March and three months', change: { entryDate: '2026-03-31', first: '2026-03-31', last: '2026-06-30' }, fen: 1_045_583 }, // 344820 × (3 + 1/31) = 1045583.22…
    { name: 'entered on 29 February 2024: the first half of 2027 ends on 28 February', change: { entryDate: '2024-02-29', first: '2027-01-01', last: '2027-06-30' }, fen: 689_640 },
    { name: 'entered on 29 February 2024: one day of that leap February', change: { entryDate: '2024-02-29', first: '2024-02-29', last: '2024-02-29' }, fen: 11_890 }, // 344820 / 29 = 11890.34…
    { name: 'the window ends inside the half-year', change: { entryDate: '2023-05-16', first: '2026-01-01', last: '2026-06-30' }, fen: 1_546_128 }, // to 15 May: 344820 × (4 + 15/31) = 1546128.38…
    { name: 'the window ends before the service begins', change: { entryDate: '2023-01-01', first: '2026-01-01', last: '2026-06-30' }, fen: 0 },
    { name: 'the window ends on the first day', change: { entryDate: '2023-01-02', first: '2026-01-01', last: '2026-06-30' }, fen: 11_123 }, // 344820 / 31 = 11123.2…
    { name: 'entered and left inside the half-year: both ends are partial', change: { entryDate: '2026-02-10', first: '2026-02-10', last: '2026-05-17' }, fen: 1_112_720 }, // 344820 × (19/28 + 2 + 17/31) = 1112719.83…
    { name: 'a leap February in full is one month', change: { entryDate: '2024-01-01', first: '2024-02-01', last: '2024-02-29' }, fen: 344_820 },
    { name: 'a leap February short of its last day', change: { entryDate: '2024-01-01', first: '2024-02-01', last: '2024-02-28' }, fen: 332_930 }, // × 28/29 = 332929.65…
  ])('$name: $fen fen', ({ change, fen }) => expect(paid(change)).toBe(fen));

  it('rounds half a fen up, once, at the very end', () => {
    const days = { entryDate: '2026-04-01', first: '2026-04-01', last: '2026-04-15' }; // half a month
    expect(paid({ ...days, areaCentiSqm: 10, grade: 'excellent' })).toBe(2); // 0.1 ㎡ × 30 × 1/2 = 1.5
    expect(paid({ ...days, areaCentiSqm: 10, grade: 'good' })).toBe(1);
    // 16/31 + 15/30 of 1.00 ㎡ at 15 fen: 7.741… + 7.5 = 15.241…; rounded apart it would be 8 + 8.
    expect(paid({ entryDate: '2026-03-16', first: '2026-03-16', last: '2026-04-15', areaCentiSqm: 100, grade: 'qualified' })).toBe(15);
  });

  it('throws rather than pay a number that lost its last digit', () => {
    expect(() => paid({ areaCentiSqm: Number.MAX_SAFE_INTEGER })).toThrow(RangeError);
    expect(() => paid({ areaCentiSqm: -1 })).toThrow(RangeError);
    expect(() => paid({ areaCentiSqm: 0.5 })).toThrow(RangeError);
    expect(() => paid({ areaCentiSqm: 0.5, grade: 'unqualified' })).toThrow(RangeError);
  });

  const service = fc.tuple(fc.nat(180), fc.nat(180)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const).map(([from, to]): Days => {
    let first = '2026-01-01';
    for (let i = 0; i < from; i += 1) first = dayAfter(first);
    let last = first;
    for (let i = from; i < to; i += 1) last = dayAfter(last);
    return { first, last };
  });
  const area = fc.integer({ min: 0, max: 100_000_000 });
  const entry = fc.constantFrom('2022-12-31', '2023-02-10', '2023-04-30', '2024-02-29', '2025-07-01', '2026-01-31', '2026-03-16');

  it('is additive over a split period: every part is within its own half fen', () => {
    fc.assert(fc.property(service, fc.nat(179), area, entry, fc.constantFrom(...GRADES), ({ first, last }, at, areaCentiSqm, entryDate, grade) => {
      const days = daysIn({ first, last });
      if (days < 2) return;
      let end = first;
      for (let i = 0; i < at % (days - 1); i += 1) end = dayAfter(end);
      const [a, b, whole] = [{ first, last: end }, { first: dayAfter(end), last }, { first, last }].map((part) => paid({ ...part, areaCentiSqm, entryDate, grade })) as [number, number, number];
      expect(Math.abs(a + b - whole)).toBeLessThanOrEqual(1);
    }));
  });

  it('is the fraction itself, half up', () => {
    fc.assert(fc.property(service, area, entry, fc.constantFrom(...GRADES), (days, areaCentiSqm, entryDate, grade) => {
      const inWindow = daysInWindow({ ...days, entryDate });
      const { numerator, denominator } = inWindow ? serviceMonths(inWindow) : { numerator: 0, denominator: 1 };
      const [top, bottom] = [BigInt(areaCentiSqm) * BigInt(SUBSIDY_RATE_FEN[grade]) * BigInt(numerator), 100n * BigInt(denominator)];
      expect(paid({ ...days, areaCentiSqm, entryDate, grade })).toBe(Number((2n * top + bottom) / (2n * bottom)));
    }));
  });

  it('never falls with a better grade, a day more or a larger estate', () => {
    fc.assert(fc.property(service, area, entry, (days, areaCentiSqm, entryDate) => {
      const amounts = GRADES.map((grade) => paid({ ...days, areaCentiSqm, entryDate, grade }));
      expect([...amounts].sort((a, b) => b - a)).toEqual(amounts);
      expect(paid({ ...days, last: dayAfter(days.last), areaCentiSqm, entryDate })).toBeGreaterThanOrEqual(amounts[0]!);
      expect(paid({ ...days, areaCentiSqm: areaCentiSqm + 1, entryDate })).toBeGreaterThanOrEqual(amounts[0]!);
    }));
  });
});

describe('whyUnpaid', () => {
  test.each([
    ['a firm with a contract', {}, null],
    ['a firm without one', { isSigned: false }, 'noContract'],
    ['单位后勤', { kind: 'unit' }, 'unitKind'],
    ['「物业城市」 whose contract says nothing', { kind: 'cityOperator' }, 'contractSaysNo'],
    ['「物业城市」 whose contract says so', { kind: 'cityOperator', isSubsidised: true }, null],
    ['「物业城市」 without a contract', { kind: 'cityOperator', isSubsidised: true, isSigned: false }, 'noContract'],
    ['试运行', { entryDate: '2026-07-01' }, 'notEntered'],
    ['after the three years', { entryDate: '2022-12-31' }, 'windowOver'],
  ] as const)('%s: %j → %p', (_, change, why) => {
    expect(whyUnpaid({ ...facts, ...change }, null)).toBe(why);
    expect(paidDays({ ...facts, ...change }, 'excellent') === null).toBe(why !== null);
    if (why) expect(paid(change)).toBe(0);
  });

  it('says nothing of a grade that is not there yet', () => {
    expect(GRADES.map((grade) => whyUnpaid(facts, grade))).toEqual([null, null, null, 'unqualified']);
    expect(whyUnpaid(facts, null)).toBeNull();
  });
});
