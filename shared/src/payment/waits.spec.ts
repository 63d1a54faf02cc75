import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ORDER_MINUTES } from './decisions.ts';
import { againWaitMs, closedWaitMs, openWaitMs, refundWaitMs } from './waits.ts';

it('waits longer and longer, and never gives up on money', () => {
  for (const wait of [openWaitMs, againWaitMs, refundWaitMs]) {
    fc.assert(fc.property(fc.nat(200), (n) => expect(wait(n + 1)).toBeGreaterThanOrEqual(wait(n))));
    expect(wait(0)).toBeGreaterThan(0);
  }
});

it('asks about an open order several times before it expires, and about a closed one until the reconciliation', () => {
  let askedAtMs = 0;
  let times = 0;
  for (; askedAtMs < ORDER_MINUTES * 60_000; times += 1) askedAtMs += openWaitMs(times);
  expect(times).toBeGreaterThan(10);
  const afterClose = [0, 1, 2, 3, 4].map((n) => closedWaitMs(n)!);
  expect(afterClose.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(24 * 3_600_000);
  expect(closedWaitMs(5)).toBeNull();
});
