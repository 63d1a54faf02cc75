import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { fenOf, signedYuan, typedYuan, yuan } from './yuan.ts';

/** Fen that a page may show: below ten billion yuan, on either side of nothing. */
const fen = fc.integer({ min: -999_999_999_999, max: 999_999_999_999 });

describe('money in yuan', () => {
  test.each([
    [0, '0.00'], [5, '0.05'], [-5, '-0.05'], [10, '0.10'], [100, '1.00'], [-100, '-1.00'], [1_034_505, '10,345.05'], [-123_456_789, '-1,234,567.89'],
    [Number.MAX_SAFE_INTEGER, '90,071,992,547,409.91'],
  ])('%d fen is %s yuan', (amount, words) => expect(yuan(amount)).toBe(words));

  test.each([[0, '0.00'], [100, '+1.00'], [-1, '-0.01']])('%d fen more is %s', (amount, words) => expect(signedYuan(amount)).toBe(words));

  it('is read back to the fen, as it is shown and as it is typed', () => {
    fc.assert(fc.property(fen, (amount) => {
      expect(fenOf(yuan(amount))).toBe(amount);
      expect(fenOf(typedYuan(amount))).toBe(amount);
    }));
  });

  test.each([
    ['1', 100], ['1.', 100], ['1.5', 150], ['1.05', 105], ['0.29', 29], ['19.99', 1999], ['1,234.50', 123_450], ['1，234', 123_400], ['￥12', 1200], [' 12 。5 ', 1250],
    ['-3', -300], ['-0', 0], ['0', 0], ['9999999999.99', 999_999_999_999],
  ])('%s typed is %d fen', (typed, amount) => expect(fenOf(typed)).toBe(amount));

  test.each(['', '.', '.5', '1.005', 'abc', '1e3', '--1', '1.2.3', '12345678901', '５', '1-'])('%s is no amount', (typed) => expect(fenOf(typed)).toBeUndefined());
});
