import { describe, expect, it } from '@jest/globals';
import { areaOf, squareMetres, written } from './area.ts';

describe('an area', () => {
  it.each([
    [1_149_450, '11494.5', '11,494.5 平方米'],
    [900_000, '9000', '9,000 平方米'],
    [5, '0.05', '0.05 平方米'],
    [123, '1.23', '1.23 平方米'],
    [99_999_999_999, '999999999.99', '999,999,999.99 平方米'],
  ])('of %d hundredths is written %s and read back', (centi, typed, shown) => {
    expect(written(centi)).toBe(typed);
    expect(areaOf(typed)).toBe(centi);
    expect(squareMetres(centi)).toBe(shown);
  });
  it.each([
    ['11,494.50', 1_149_450],
    [' 9000 ', 900_000],
    ['9，000', 900_000],
  ])('is taken as %s too', (typed, centi) => expect(areaOf(typed)).toBe(centi));
  it.each(['', '0', '0.00', '-1', '1.234', '1e5', '九千', '1.', '.5', '9999999999'])('is not %s', (typed) => expect(areaOf(typed)).toBeUndefined());
});
