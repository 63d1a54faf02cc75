import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isTaxNumber } from './tax-number.ts';

/** The standard's own kind of example: letters, digits and a check letter that was reckoned by hand. */
const RIGHT = '91350100M000100Y43';

describe('a tax number', () => {
  it('is a 统一社会信用代码 with its check letter', () => {
    expect(isTaxNumber(RIGHT)).toBe(true);
  });

  it.each(['', RIGHT.slice(1), `${RIGHT}0`, RIGHT.toLowerCase(), RIGHT.replace('M', 'O'), '410102196501011234', '９１350100M000100Y43'])('is not %s', (text) => expect(isTaxNumber(text)).toBe(false));

  it('is not when one place was mistyped, or two neighbours changed places', () => {
    fc.assert(fc.property(fc.nat(17), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), (at, letter) => {
      if (RIGHT[at] === letter) return;
      expect(isTaxNumber(RIGHT.slice(0, at) + letter + RIGHT.slice(at + 1))).toBe(false);
    }));
    for (let at = 0; at < 17; at += 1) {
      const swapped = RIGHT.slice(0, at) + RIGHT[at + 1]! + RIGHT[at]! + RIGHT.slice(at + 2);
      if (swapped !== RIGHT) expect(isTaxNumber(swapped)).toBe(false);
    }
  });
});
