import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { BILL_STATUSES } from './bill.ts';
import { collectionPermille, isOverdueBill, rateMonths } from './collection-rate.ts';

describe('the collection rate', () => {
  test.each([[0, 0, null], [100, 0, 0], [100, 100, 1000], [100_000, 99_999, 999], [3, 1, 333], [3, 2, 666]])('%i billed, %i collected: %s', (billed, collected, permille) =>
    expect(collectionPermille(billed, collected)).toBe(permille));

  it('is a thousand only where all has come in', () => fc.assert(fc.property(fc.integer({ min: 1, max: 1e12 }), fc.nat(1e12), (billed, missing) => {
    const collected = Math.max(0, billed - missing);
    expect(collectionPermille(billed, collected) === 1000).toBe(collected === billed);
  })));

  it('is of a year that ends with this month', () => expect(rateMonths('2026-11')).toEqual({ fromMonth: '2025-12', untilMonth: '2026-11' }));

  it('a bill is overdue the day after its day, while it is open', () => {
    for (const status of BILL_STATUSES) {
      const isOpen = status === 'issued' || status === 'paying';
      expect(isOverdueBill({ status, dueOn: '2026-11-02' }, '2026-11-03')).toBe(isOpen);
      expect(isOverdueBill({ status, dueOn: '2026-11-02' }, '2026-11-02')).toBe(false);
    }
  });
});
