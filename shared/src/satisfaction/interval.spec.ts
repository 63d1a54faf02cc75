import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { ratePerMille, satisfactionInterval } from './interval.ts';

const tally = fc.integer({ min: 1, max: 100_000 }).chain((households) =>
  fc.integer({ min: 1, max: households }).chain((valid) =>
    fc.record({ households: fc.constant(households), valid: fc.constant(valid), satisfied: fc.integer({ min: 0, max: valid }) })));

/** The formula as the handbook writes it, in floats: what the exact integers are compared with. */
function formula({ households: N, valid: n, satisfied }: { households: number; valid: number; satisfied: number }): [number, number] {
  const [p, z] = [satisfied / n, 1.96];
  const f = N === 1 ? 0 : (N - n) / (N - 1);
  const below = 1 + (z * z * f) / n;
  const centre = (p + (z * z * f) / (2 * n)) / below;
  const half = (z * Math.sqrt((f * p * (1 - p)) / n + (z * z * f * f) / (4 * n * n))) / below;
  return [centre - half, centre + half];
}

describe('satisfactionInterval (Wilson 95 % with finite-population correction)', () => {
  test.each([
    { households: 1000, valid: 100, satisfied: 78, low: 694, high: 847, because: 'the published example: 69.4 %–84.7 %' },
    { households: 100, valid: 100, satisfied: 78, low: 780, high: 780, because: 'everybody asked: the point itself' },
    { households: 3, valid: 3, satisfied: 2, low: 667, high: 667, because: 'everybody asked, rounded half up' },
    { households: 1, valid: 1, satisfied: 1, low: 1000, high: 1000, because: 'one household' },
    { households: 50, valid: 0, satisfied: 0, low: 0, high: 1000, because: 'nobody asked: nothing is known' },
    { households: 1000, valid: 10, satisfied: 0, low: 0, high: 276, because: 'nobody satisfied: the low bound is 0' },
    { households: 1000, valid: 10, satisfied: 10, low: 724, high: 1000, because: 'everybody satisfied: the high bound is 1' },
  ])('$satisfied of $valid of $households: $low–$high, $because', ({ low, high, ...counts }) => {
    expect(satisfactionInterval(counts)).toEqual({ lowPerMille: low, highPerMille: high });
  });

  it('is the formula, rounded half up to per mille', () => {
    fc.assert(fc.property(tally, (counts) => {
      const { lowPerMille, highPerMille } = satisfactionInterval(counts);
      const [low, high] = formula(counts);
      // Floats may fall on the other side of a half: half a per mille and a hair.
      expect(Math.abs(lowPerMille - low * 1000)).toBeLessThanOrEqual(0.500001);
      expect(Math.abs(highPerMille - high * 1000)).toBeLessThanOrEqual(0.500001);
    }), { numRuns: 500 });
  });

  it('holds the rate between its bounds, inside 0–1000', () => {
    fc.assert(fc.property(tally, (counts) => {
      const { lowPerMille, highPerMille } = satisfactionInterval(counts);
      const rate = ratePerMille(counts.satisfied, counts.valid);
      expect(0 <= lowPerMille && lowPerMille <= rate && rate <= highPerMille && highPerMille <= 1000).toBe(true);
    }));
  });

  it('mirrors: who is dissatisfied has the mirrored interval', () => {
    fc.assert(fc.property(tally, ({ households, valid, satisfied }) => {
      const one = satisfactionInterval({ households, valid, satisfied });
      const other = satisfactionInterval({ households, valid, satisfied: valid - satisfied });
      expect(Math.abs(one.lowPerMille + other.highPerMille - 1000)).toBeLessThanOrEqual(1); // a half goes up on both sides
    }));
  });

  it.each([{ households: 10, valid: 11, satisfied: 1 }, { households: 10, valid: 5, satisfied: 6 }])('throws on an impossible count %p', (counts) =>
    expect(() => satisfactionInterval(counts)).toThrow(RangeError));
});
