import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { bestDiscount, chargeLine, MOST_AREA_CENTI_SQM, MOST_RATE_FEN, type FeeDiscount, type FeeStandard } from './charge.ts';
import { monthsBetween, monthsLater } from './months.ts';
import { monthsWithoutFee, needsArea, planBills } from './plan.ts';

const HOME = 'home';
const standard = (over: Partial<FeeStandard> = {}): FeeStandard => ({ id: 's', name: '物业服务费', basis: 'area', rateFen: 50, fromMonth: '2026-01', untilMonth: null, discounts: [], ...over });
const discount = (over: Partial<FeeDiscount> = {}): FeeDiscount => ({ permilleOff: 100, fromMonth: '2026-01', untilMonth: null, isFor: 'all', ...over });
const halfYear = monthsBetween('2026-07', '2026-12');
const sum = (amounts: Iterable<number>) => [...amounts].reduce((total, amount) => total + amount, 0);

describe('what a dwelling owes by one standard', () => {
  test.each([
    { name: '0.50 yuan × 89.5 ㎡ × 6', over: {}, area: 8_950, fen: 26_850 },
    { name: '0.35 yuan × 67.43 ㎡ × 6 = 141.603', over: { rateFen: 35 }, area: 6_743, fen: 14_160 },
    { name: 'half a fen is a fen: 0.01 yuan × 8.75 ㎡ × 6 = 0.525', over: { rateFen: 1 }, area: 875, fen: 53 },
    { name: 'one rounding of the whole, not of each month: 0.01 × 0.40 ㎡ × 6 = 0.024', over: { rateFen: 1 }, area: 40, fen: 2 },
    { name: 'fixed, whatever the area', over: { basis: 'fixed' as const, rateFen: 800 }, area: null, fen: 4_800 },
    { name: 'only the months in which it is in force', over: { fromMonth: '2026-10' }, area: 10_000, fen: 15_000 },
    { name: 'to its end', over: { untilMonth: '2026-07' }, area: 10_000, fen: 5_000 },
    { name: 'a tenth off', over: { discounts: [discount()] }, area: 10_000, fen: 27_000 },
    { name: 'a tenth off in two months', over: { discounts: [discount({ fromMonth: '2026-08', untilMonth: '2026-09' })] }, area: 10_000, fen: 29_000 },
    { name: 'the best of two, not both', over: { discounts: [discount(), discount({ permilleOff: 150 })] }, area: 10_000, fen: 25_500 },
    { name: 'another household’s is not ours', over: { discounts: [discount({ isFor: new Set(['other']) })] }, area: 10_000, fen: 30_000 },
    { name: 'ours is', over: { discounts: [discount({ isFor: new Set([HOME]) })] }, area: 10_000, fen: 27_000 },
    { name: 'all of it off', over: { discounts: [discount({ permilleOff: 1000 })] }, area: 10_000, fen: 0 },
  ])('$name', ({ over, area, fen }) => {
    const line = chargeLine(standard(over), halfYear, HOME, area)!;
    expect(line.amountFen).toBe(fen);
    expect(sum(line.byMonth.values())).toBe(fen);
  });

  it('is none before it is in force and after its end', () => {
    expect(chargeLine(standard({ fromMonth: '2027-01' }), halfYear, HOME, 100)).toBeNull();
    expect(chargeLine(standard({ untilMonth: '2026-06' }), halfYear, HOME, 100)).toBeNull();
  });

  it('without an area cannot be reckoned by it', () => expect(() => chargeLine(standard(), halfYear, HOME, null)).toThrow(RangeError));

  it('gives the fen that remain to the largest remainders, the earlier month first', () => {
    const line = chargeLine(standard({ rateFen: 35 }), halfYear, HOME, 6_743)!; // 2360.05 fen a month
    expect([...line.byMonth.values()]).toEqual([2360, 2360, 2360, 2360, 2360, 2360]);
    const third = chargeLine(standard({ rateFen: 10 }), monthsBetween('2026-07', '2026-09'), HOME, 333)!; // 33.3 fen a month: 99.9
    expect([...third.byMonth.values()]).toEqual([34, 33, 33]);
    const later = chargeLine(standard({ rateFen: 10, discounts: [discount({ permilleOff: 100, untilMonth: '2026-07' })] }), monthsBetween('2026-07', '2026-08'), HOME, 333)!; // 29.97 and 33.3: 63.27
    expect([...later.byMonth.values()]).toEqual([30, 33]);
  });
});

describe('the laws of a charge', () => {
  const months = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 12 })).map(([from, count]) => monthsBetween(monthsLater('2026-01', from), monthsLater('2026-01', from + count - 1)));
  const span = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.option(fc.integer({ min: 0, max: 30 }))).map(([from, length]) =>
    ({ fromMonth: monthsLater('2026-01', from), untilMonth: length === null ? null : monthsLater('2026-01', from + length) }));
  const discounts = fc.array(fc.tuple(span, fc.integer({ min: 1, max: 1000 }), fc.boolean()).map(([when, permilleOff, isOurs]) =>
    discount({ ...when, permilleOff, isFor: isOurs ? new Set([HOME]) : 'all' })), { maxLength: 4 });
  const area = fc.integer({ min: 1, max: MOST_AREA_CENTI_SQM });
  const rate = fc.integer({ min: 1, max: MOST_RATE_FEN });
  const anyStandard = fc.tuple(rate, span, discounts, fc.boolean()).map(([rateFen, when, off, isFixed]) => standard({ rateFen, ...when, discounts: off, basis: isFixed ? 'fixed' : 'area' }));

  it('its months add up to it exactly, and none is off by a fen', () => fc.assert(fc.property(anyStandard, months, area, (fee, charged, size) => {
    const line = chargeLine(fee, charged, HOME, size);
    if (!line) return;
    expect(sum(line.byMonth.values())).toBe(line.amountFen);
    for (const [month, fen] of line.byMonth) {
      const exact = BigInt(fee.rateFen) * BigInt(fee.basis === 'fixed' ? 100 : size) * BigInt(1000 - bestDiscount(fee.discounts, month, HOME)); // in 1/100,000 fen
      const difference = BigInt(fen) * 100_000n - exact;
      expect(difference < 100_000n && difference > -100_000n).toBe(true);
    }
  })));

  it('is the exact amount rounded half up, once', () => fc.assert(fc.property(anyStandard, months, area, (fee, charged, size) => {
    const line = chargeLine(fee, charged, HOME, size);
    if (!line) return;
    const exact = [...line.byMonth.keys()].reduce((total, month) =>
      total + BigInt(fee.rateFen) * BigInt(fee.basis === 'fixed' ? 100 : size) * BigInt(1000 - bestDiscount(fee.discounts, month, HOME)), 0n);
    expect(BigInt(line.amountFen)).toBe((exact * 2n + 100_000n) / 200_000n);
  })));

  it('a discount never costs, and more of one never costs more', () => fc.assert(fc.property(anyStandard, months, area, fc.integer({ min: 1, max: 1000 }), (fee, charged, size, permilleOff) => {
    const [line, cheaper] = [chargeLine(fee, charged, HOME, size), chargeLine({ ...fee, discounts: [...fee.discounts, discount({ permilleOff })] }, charged, HOME, size)];
    if (!line || !cheaper) return;
    expect(line.discountFen).toBeGreaterThanOrEqual(0);
    expect(cheaper.amountFen).toBeLessThanOrEqual(line.amountFen);
    expect(cheaper.amountFen + cheaper.discountFen).toBe(line.amountFen + line.discountFen);
  })));

  it('stays exact at the largest there may be', () => {
    const line = chargeLine(standard({ rateFen: MOST_RATE_FEN }), monthsBetween('2026-01', '2026-12'), HOME, MOST_AREA_CENTI_SQM)!;
    expect(line.amountFen).toBe(MOST_RATE_FEN * (MOST_AREA_CENTI_SQM / 100) * 12);
  });

  it('the bills of any months of any standards add up, by lines and by months', () => fc.assert(fc.property(fc.array(anyStandard, { maxLength: 4 }), fc.uniqueArray(fc.integer({ min: 0, max: 36 }), { maxLength: 12 }), area, (fees, at, size) => {
    const wanted = at.map((i) => monthsLater('2026-01', i));
    const bills = planBills(fees, wanted, { householdId: HOME, areaCentiSqm: size })!;
    for (const bill of bills) {
      expect(sum(bill.lines.map(({ amountFen }) => amountFen))).toBe(bill.amountFen);
      expect(sum(bill.byMonth.values())).toBe(bill.amountFen);
      expect([...bill.byMonth.keys()]).toEqual(monthsBetween(bill.fromMonth, bill.untilMonth));
      expect(bill.amountFen).toBeGreaterThan(0);
    }
    const billed = bills.flatMap(({ byMonth }) => [...byMonth.keys()]);
    expect(new Set(billed).size).toBe(billed.length);
    expect(billed.every((month) => wanted.includes(month))).toBe(true);
  })));
});

describe('the bills of a dwelling', () => {
  const fees = [standard(), standard({ id: 'w', name: '垃圾清运费', basis: 'fixed', rateFen: 800, fromMonth: '2026-09' })];
  const home = { householdId: HOME, areaCentiSqm: 10_000 };

  it('have a line for each standard, over the months in which it is in force', () => {
    const [bill, ...more] = planBills(fees, halfYear, home)!;
    expect(more).toEqual([]);
    expect(bill!.lines.map(({ name, months, amountFen }) => [name, months, amountFen])).toEqual([['物业服务费', 6, 30_000], ['垃圾清运费', 4, 3_200]]);
    expect([...bill!.byMonth.values()]).toEqual([5_000, 5_000, 5_800, 5_800, 5_800, 5_800]);
  });

  it('are several where months between them are billed already', () =>
    expect(planBills(fees, ['2026-07', '2026-10', '2026-11'], home)!.map(({ fromMonth, untilMonth }) => [fromMonth, untilMonth])).toEqual([['2026-07', '2026-07'], ['2026-10', '2026-11']]));

  it('are none without an area where one is needed, and there where none is', () => {
    expect(planBills(fees, halfYear, { ...home, areaCentiSqm: null })).toBeNull();
    expect(planBills([fees[1]!], halfYear, { ...home, areaCentiSqm: null })).toHaveLength(1);
    expect([needsArea(fees, halfYear), needsArea([fees[1]!], halfYear), needsArea([standard({ untilMonth: '2026-06' })], halfYear)]).toEqual([true, false, false]);
  });

  it('are none where nothing is owed', () => expect(planBills([standard({ discounts: [discount({ permilleOff: 1000 })] })], halfYear, home)).toEqual([]));

  it('know the months for which nothing is in force', () => expect(monthsWithoutFee([fees[1]!], halfYear)).toEqual(['2026-07', '2026-08']));
});
