import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { requiredSample } from '../satisfaction/satisfaction.ts';
import { ENDED, mayCertifyAfter, moveRound, ROUND_ACTIONS, ROUND_STATUSES, statusAfterClose, TAKING_ANSWERS, type RoundAction, type RoundStatus } from './round.ts';

const walk = (actions: readonly RoundAction[]) => {
  const seen: RoundStatus[] = ['draft'];
  for (const action of actions) {
    const next = moveRound(seen.at(-1)!, action);
    if (next.ok) seen.push(next.value);
  }
  return seen;
};

describe('a round', () => {
  it('takes answers only while open', () => expect(TAKING_ANSWERS).toEqual(['open']));
  it('ends certified or insufficient', () => expect(ENDED).toEqual(['certified', 'insufficient']));

  test.each([
    { actions: ['open', 'answer', 'extend', 'answer', 'close', 'certify'], end: 'certified' },
    { actions: ['open', 'close', 'findShort', 'supplement', 'answer', 'close', 'certify'], end: 'certified' },
    { actions: ['open', 'close', 'findShort', 'supplement', 'close', 'findShort', 'findInsufficient'], end: 'insufficient' },
  ] as const)('walks $actions to $end', ({ actions, end }) => expect(walk(actions).at(-1)).toBe(end));

  it('has no way past the sample: what was found short is certified only after being opened again', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...ROUND_ACTIONS), { maxLength: 40 }), (actions) => {
      const seen = walk(actions);
      const lastShort = seen.lastIndexOf('short');
      if (lastShort >= 0 && seen.at(-1) === 'certified') expect(seen.slice(lastShort)).toContain('open');
    }), { numRuns: 500 });
  });

  it('is never certified without having been closed, and never leaves its end', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...ROUND_ACTIONS), { maxLength: 40 }), (actions) => {
      const seen = walk(actions);
      const end = seen.findIndex((status) => ENDED.includes(status));
      if (end < 0) return;
      if (seen[end] === 'certified') expect(seen[end - 1]).toBe('closed');
      expect(seen.slice(end + 1)).toEqual([]);
    }), { numRuns: 500 });
  });

  it('refuses with the status and the action as facts', () => {
    for (const action of ROUND_ACTIONS) expect(moveRound('certified', action)).toEqual({ ok: false, error: { code: 'ROUND_ILLEGAL_MOVE', status: 'certified', action } });
    expect(new Set(ROUND_STATUSES).size).toBe(ROUND_STATUSES.length);
  });

  it('is short exactly below the sample', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat(300), (households, participated) => {
      expect(statusAfterClose(households, participated) === 'short').toBe(participated < requiredSample(households));
    }));
  });

  test.each([[null, 'a', true], ['a', 'a', false], ['b', 'a', true]] as const)('closed by %p, certified by %p: %p', (closedBy, certifier, may) =>
    expect(mayCertifyAfter(closedBy, certifier)).toBe(may));
});
