import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { brief, decimal, score, yuan } from './numbers.ts';

describe('money and points in words', () => {
  test.each([
    [0, '0.00'], [5, '0.05'], [10, '0.10'], [99, '0.99'], [100, '1.00'], [1_034_505, '10,345.05'], [1_057_000_000, '10,570,000.00'],
    [Number.MAX_SAFE_INTEGER, '90,071,992,547,409.91'],
  ])('%d fen is %s yuan', (fen, words) => expect(yuan(fen)).toBe(words));

  it('loses no fen', () => {
    fc.assert(fc.property(fc.maxSafeNat(), (fen) => expect(BigInt(yuan(fen).replace(/[,.]/g, ''))).toBe(BigInt(fen))));
  });

  test.each([[949, '94.9'], [950, '95.0'], [1000, '100.0'], [0, '0.0'], [5, '0.5']])('%d deci-points are %s', (deciPoints, words) => {
    expect(decimal(deciPoints)).toBe(words);
    expect(score(deciPoints)).toBe(`${words}分`);
  });

  test.each([[100, '10'], [95, '9.5'], [0, '0'], [1, '0.1']])('%d deci-points are written %s', (deciPoints, words) => expect(brief(deciPoints)).toBe(words));
});
