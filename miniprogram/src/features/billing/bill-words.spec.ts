import { describe, expect, it, test } from '@jest/globals';
import { billInWords, billTone, discountInWords, lineInWords, monthsInWords, rateInWords, spanInWords } from './bill-words.ts';

describe('a bill in a neighbour\'s words', () => {
  test.each([
    ['2026-07', '2026-07', '2026年7月'], ['2026-07', '2026-09', '2026年7月至9月'], ['2026-11', '2027-01', '2026年11月至2027年1月'],
  ])('from %s until %s is %s', (fromMonth, untilMonth, words) => expect(monthsInWords({ fromMonth, untilMonth })).toBe(words));

  it('says how long a standard holds', () => {
    expect(spanInWords({ fromMonth: '2026-07', untilMonth: null })).toBe('2026年7月起');
    expect(spanInWords({ fromMonth: '2026-01', untilMonth: '2026-06' })).toBe('2026年1月至6月');
  });

  it('says by what a fee is reckoned', () => {
    expect(rateInWords({ basis: 'area', rateFen: 120 })).toBe('每平方米每月 1.20 元');
    expect(rateInWords({ basis: 'fixed', rateFen: 1500 })).toBe('每户每月 15.00 元');
  });

  test.each([[50, '9.5折'], [100, '9折'], [200, '8折'], [125, '8.75折'], [15, '9.85折'], [999, '0.01折'], [1000, '免收']])('%d thousandths off is %s', (permilleOff, words) =>
    expect(discountInWords({ permilleOff })).toBe(words));

  it('reckons a line so that it can be checked by hand', () => {
    const line = { name: '物业服务费', basis: 'area', rateFen: 120, areaCentiSqm: 8950, months: 3, discountFen: 0, amountFen: 32_220 } as const;
    expect(lineInWords(line)).toBe('89.5 平方米 × 1.20 元 × 3 个月 = 322.20 元');
    expect(lineInWords({ ...line, discountFen: 1611, amountFen: 30_609 })).toBe('89.5 平方米 × 1.20 元 × 3 个月 = 322.20 元，优惠 16.11 元');
    expect(lineInWords({ ...line, basis: 'fixed', areaCentiSqm: null, rateFen: 1500, amountFen: 4500 })).toBe('15.00 元 × 3 个月 = 45.00 元');
  });

  it('is red only when it is overdue', () => {
    expect([billInWords({ status: 'issued', isOverdue: true }), billInWords({ status: 'paying', isOverdue: true })]).toEqual(['已逾期', '正在支付']);
    expect(billTone({ status: 'paying', isOverdue: true })).toBe('warn');
    expect(billTone({ status: 'issued', isOverdue: true })).toBe('bad');
    expect(billTone({ status: 'issued', isOverdue: false })).toBe('warn');
    expect(billTone({ status: 'paid', isOverdue: false })).toBe('good');
    expect(billTone({ status: 'void', isOverdue: false })).toBe('plain');
  });
});
