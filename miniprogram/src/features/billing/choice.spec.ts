import { describe, expect, it } from '@jest/globals';
import type { MyBillRow } from '@linping/shared';
import { chosenAfter, chosenAtFirst, chosenRows, isSeveral, ordersOf, sumFen } from './choice.ts';

const row = (id: string, over: Partial<MyBillRow> = {}): MyBillRow => ({
  id, number: id, estate: '祥云里小院', building: '1号楼', door: '101', householdId: 'h1', providerId: 'p1', provider: '祥和物业', fromMonth: '2026-07', untilMonth: '2026-07',
  amountFen: 10_000, refundedFen: 0, status: 'issued', dueOn: '2026-07-31', isOverdue: false, orderId: null, isPayableHere: true, ...over,
});

describe('what is paid at once', () => {
  const [mine, more, others, office, paid] = [row('a'), row('b'), row('c', { householdId: 'h2' }), row('d', { isPayableHere: false }), row('e', { status: 'paid' })];
  const rows = [mine, more, others, office, paid];

  it('is at first all that one household owes one firm', () => {
    expect(chosenAtFirst(rows)).toEqual(['a', 'b']);
    expect(chosenAtFirst([office, paid])).toEqual([]);
  });

  it('is added to and taken from by a tap', () => {
    expect(chosenAfter(rows, ['a', 'b'], mine)).toEqual(['b']);
    expect(chosenAfter(rows, ['b'], mine)).toEqual(['b', 'a']);
  });

  it('begins anew with another household or firm', () => {
    expect(chosenAfter(rows, ['a', 'b'], others)).toEqual(['c']);
    const otherFirm = row('f', { providerId: 'p2' });
    expect(chosenAfter([...rows, otherFirm], ['a'], otherFirm)).toEqual(['f']);
  });

  it('is never what cannot be paid here, or is paid already', () => {
    expect(chosenAfter(rows, ['a'], office)).toEqual(['a']);
    expect(chosenRows([row('a', { status: 'paying' }), more, office], ['a', 'b', 'd'])).toEqual([more]);
    expect(sumFen([mine, more])).toBe(20_000);
  });

  it('is no more than one order takes', () => {
    const many = Array.from({ length: 30 }, (_, at) => row(`m${at}`));
    expect(chosenAtFirst(many)).toHaveLength(24);
    expect(chosenAfter(many, chosenAtFirst(many), many[29]!)).toEqual(chosenAtFirst(many));
  });

  it('says where not all can be chosen', () => {
    expect(isSeveral([mine, more, paid, row('x', { householdId: 'h2', status: 'paid' })])).toBe(false);
    expect(isSeveral(rows)).toBe(true);
    expect(isSeveral([])).toBe(false);
  });

  it('finds each order under way once', () => {
    expect(ordersOf([row('a', { orderId: 'o1' }), row('b', { orderId: 'o1' }), row('c'), row('d', { orderId: 'o2' })])).toEqual(['o1', 'o2']);
  });
});
