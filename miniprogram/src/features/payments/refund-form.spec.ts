import { describe, expect, it, test } from '@jest/globals';
import { refundFault, refundOf } from './refund-form.ts';

const bill = { billId: 'b', number: 'B-1', amountFen: 10_000, refundedFen: 2_000, refundableFen: 7_500 };

describe('giving money back', () => {
  it('goes as far as what was paid, not yet given back and not on its way', () => {
    expect(refundFault({ amount: '75', reason: '' }, bill)).toBeUndefined();
    expect(refundFault({ amount: '75.01', reason: '' }, bill)).toBe('最多能退 75.00 元');
  });

  test.each(['0', '-1', 'abc', '1.005'])('%s is no amount', (amount) => expect(refundFault({ amount, reason: '多收' }, bill)).toContain('请填金额'));

  it('waits for the amount and the reason', () => {
    expect(refundOf({ amount: '', reason: '多收' }, bill)).toBeUndefined();
    expect(refundFault({ amount: '', reason: '多收' }, bill)).toBeUndefined();
    expect(refundOf({ amount: '10', reason: ' ' }, bill)).toBeUndefined();
    expect(refundOf({ amount: '80', reason: '多收' }, bill)).toBeUndefined();
    expect(refundOf({ amount: ' 12.5 ', reason: ' 多收一个月 ' }, bill)).toEqual({ billId: 'b', amountFen: 1_250, reason: '多收一个月' });
  });
});
