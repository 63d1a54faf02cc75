import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amountInWords } from './amount-in-words.ts';

describe('an amount in words', () => {
  it.each([
    [0, '零元整'], [1, '壹分'], [10, '壹角整'], [15, '壹角伍分'], [100, '壹元整'], [105, '壹元零伍分'], [150, '壹元伍角整'], [32220, '叁佰贰拾贰元贰角整'],
    [1000, '壹拾元整'], [10000, '壹佰元整'], [100100, '壹仟零壹元整'], [100105, '壹仟零壹元零伍分'], [1000000, '壹万元整'], [1000100, '壹万零壹元整'], [1010000, '壹万零壹佰元整'],
    [10_000_000_00, '壹仟万元整'], [10_001_000_00, '壹仟万零壹仟元整'], [10_000_100_00, '壹仟万零壹佰元整'], [100_000_000_00, '壹亿元整'], [100_000_001_00, '壹亿零壹元整'],
    [16_820_453, '壹拾陆万捌仟贰佰零肆元伍角叁分'],
  ])('%i fen is %s', (fen, words) => expect(amountInWords(fen)).toBe(words));

  it('refuses what is no natural number', () => {
    for (const wrong of [-1, 0.5, Number.NaN]) expect(() => amountInWords(wrong)).toThrow(RangeError);
  });

  it('never says two amounts alike', () => {
    fc.assert(fc.property(fc.nat(1_000_000_000), fc.nat(1_000_000_000), (a, b) => (amountInWords(a) === amountInWords(b)) === (a === b)));
  });
});
