import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { CLOSING_SOON_MS, lateness, type WatchedRound } from './late.ts';
import { ROUND_STATUSES } from './round.ts';

const NOW = 1_000_000_000;
const open: WatchedRound = { status: 'open', participated: 3, required: 4, closesMs: NOW + CLOSING_SOON_MS };

describe('the late list', () => {
  test.each([
    { because: 'closes in three days, one household short', round: open, late: 'closingSoon' },
    { because: 'closes a moment later than that', round: { ...open, closesMs: open.closesMs + 1 }, late: undefined },
    { because: 'has its sample', round: { ...open, participated: 4 }, late: undefined },
    { because: 'closed below the sample', round: { ...open, status: 'short' as const }, late: 'short' },
    { because: 'ended below the sample', round: { ...open, status: 'insufficient' as const }, late: 'insufficient' },
    { because: 'waits for its certification', round: { ...open, status: 'closed' as const, participated: 4 }, late: undefined },
    { because: 'has not begun', round: { ...open, status: 'draft' as const }, late: undefined },
  ])('$because: $late', ({ round, late }) => expect(lateness(round, NOW)).toBe(late));

  it('never holds a round whose sample is reached, unless it ended without', () => {
    const rounds = fc.record({ status: fc.constantFrom(...ROUND_STATUSES), participated: fc.nat(50), required: fc.integer({ min: 1, max: 50 }), closesMs: fc.nat(2 * NOW) });
    fc.assert(fc.property(rounds, (round) => {
      if (round.participated >= round.required && round.status === 'open') expect(lateness(round, NOW)).toBeUndefined();
    }));
  });
});
