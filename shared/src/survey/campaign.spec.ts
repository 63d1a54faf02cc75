import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { startOfDayMs } from '../period/half-year.ts';
import { checkedCampaign, mayCloseAt } from './campaign.ts';

const at = (date: string) => startOfDayMs(date);
const NOW = at('2026-10-01');
const good = { opensMs: at('2026-09-01'), closesMs: at('2026-12-20'), supplementUntilMs: at('2027-01-20') };

describe('checkedCampaign', () => {
  it('takes times in order', () => expect(checkedCampaign('2026H2', good, NOW)).toEqual({ ok: true, value: { halfYear: '2026H2', ...good } }));

  test.each([
    { because: 'opens in the half-year before', wrong: { opensMs: at('2026-07-01') - 1 } },
    { because: 'closes before it opens', wrong: { closesMs: good.opensMs } },
    { because: 'supplement before the close', wrong: { supplementUntilMs: good.closesMs - 1 } },
    { because: 'supplement more than 31 days into the next half-year', wrong: { supplementUntilMs: at('2027-02-01') + 1 } },
    { because: 'has closed already', wrong: { closesMs: NOW } },
  ])('refuses: $because', ({ wrong }) => expect(checkedCampaign('2026H2', { ...good, ...wrong }, NOW)).toEqual({ ok: false, error: { code: 'CAMPAIGN_DATES_WRONG' } }));

  it('takes the bounds themselves', () => {
    expect(checkedCampaign('2026H2', { opensMs: at('2026-07-01'), closesMs: NOW + 1, supplementUntilMs: at('2027-02-01') }, NOW).ok).toBe(true);
    expect(checkedCampaign('2026H3', good, NOW).ok).toBe(false);
  });
});

describe('mayCloseAt', () => {
  const round = { closesMs: 100, supplementUntilMs: 200 };
  test.each([
    ['extend', 101, 50, true], ['extend', 100, 50, false], ['extend', 200, 50, true], ['extend', 201, 50, false],
    ['supplement', 100, 50, true], ['supplement', 50, 50, false], ['supplement', 201, 150, false],
  ] as const)('%s to %i at %i: %p', (action, toMs, nowMs, may) => expect(mayCloseAt(action, round, toMs, nowMs)).toBe(may));

  it('what an extension may, a supplement may too', () => {
    fc.assert(fc.property(fc.nat(300), fc.nat(300), (toMs, nowMs) => {
      if (mayCloseAt('extend', round, toMs, nowMs)) expect(mayCloseAt('supplement', round, toMs, nowMs)).toBe(true);
    }));
  });
});
