import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SeededRandom } from '../seeded-random.ts';
import { apportion, areasOfEstates, householdsOfEstates } from './distribution.ts';
import { ERQI } from './figures.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

describe('apportion', () => {
  it('hits the total within the bounds, whatever the weights', () => {
    const cases = fc.record({
      weights: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 60 }),
      least: fc.integer({ min: 0, max: 20 }), width: fc.integer({ min: 0, max: 500 }), share: fc.integer({ min: 0, max: 1000 }),
    });
    fc.assert(fc.property(cases, ({ weights, least, width, share }) => {
      const total = weights.length * least + Math.floor((weights.length * width * share) / 1000);
      const parts = apportion(weights, total, () => ({ least, most: least + width }));
      expect(sum(parts)).toBe(total);
      expect(parts.every((part) => Number.isInteger(part) && part >= least && part <= least + width)).toBe(true);
    }));
  });

  it('gives more to the heavier, and what rounding lost to the largest remainders', () => {
    expect(apportion([1, 1, 2], 9, () => ({ least: 0, most: 9 }))).toEqual([2, 2, 5]);
    expect(apportion([5, 3, 2], 7, () => ({ least: 0, most: 7 }))).toEqual([4, 2, 1]);
  });

  it.each([9, 31])('refuses %i, which three numbers between 4 and 10 cannot sum to', (total) => {
    expect(() => apportion([1, 1, 1], total, () => ({ least: 4, most: 10 }))).toThrow(RangeError);
  });
});

describe('the district of the public figures', () => {
  const draw = () => {
    const random = new SeededRandom('erqi');
    const households = householdsOfEstates(ERQI, random);
    return { households, areas: areasOfEstates(households, ERQI, random) };
  };
  const { households, areas } = draw();

  it('sums to them exactly', () => {
    expect(households).toHaveLength(511);
    expect(sum(households)).toBe(70_954);
    expect(sum(areas)).toBe(587_330_000);
  });

  it('keeps the published estate at its 154 households and every other between 20 and 900', () => {
    expect(households[0]).toBe(154);
    expect(households.every((n) => n >= 20 && n <= 900)).toBe(true);
    expect(areas.every((area, i) => area >= households[i]! * 3_500 && area <= households[i]! * 16_000)).toBe(true);
  });

  it('has a long tail to the right, as sizes of estates have', () => {
    const sorted = [...households].sort((a, b) => a - b);
    expect(sorted[255]).toBeLessThan(sum(households) / 511);
    expect(sorted.at(-1)).toBeGreaterThan(450);
  });

  it('is the same for the same seed', () => {
    expect(draw()).toEqual({ households, areas });
    expect(householdsOfEstates(ERQI, new SeededRandom('another'))).not.toEqual(households);
  });
});
