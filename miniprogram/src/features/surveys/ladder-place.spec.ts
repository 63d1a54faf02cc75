import { describe, expect, it } from '@jest/globals';
import { ladderPlace, STEPS } from './ladder-place.ts';

describe('a place on the ladder', () => {
  it('climbs 0, 5, 6, 8, 10 points', () => expect(STEPS.map((step) => step.deciPoints)).toEqual([0, 50, 60, 80, 100]));

  it.each([
    { perMille: 0, place: 0 },
    { perMille: 250, place: 10 },
    { perMille: 499, place: 19.96 },
    { perMille: 500, place: 20 },
    { perMille: 750, place: 70 },
    { perMille: 800, place: 80 },
    { perMille: 1000, place: 100 },
  ])('$perMille‰ stands at $place%', ({ perMille, place }) => expect(ladderPlace(perMille)).toBeCloseTo(place));

  it('never goes down as the rate goes up', () => {
    for (let rate = 1; rate <= 1000; rate += 1) expect(ladderPlace(rate)).toBeGreaterThan(ladderPlace(rate - 1));
  });
});
