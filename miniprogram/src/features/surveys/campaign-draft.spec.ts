import { describe, expect, it, test } from '@jest/globals';
import { checkedCampaign, shanghaiDate, startOfDayMs } from '@linping/shared';
import fc from 'fast-check';
import { bodyOf, consequences, daysToOffer, draftFor, halfYearsToOffer, isComplete, problemsOf, type CampaignDraft } from './campaign-draft.ts';

const NOW = startOfDayMs('2026-10-05') + 9 * 3_600_000;
const good: CampaignDraft = { halfYear: '2026H2', questionnaireVersion: 1, opens: '2026-10-08', closes: '2026-10-28', supplementUntil: '2027-01-15' };

describe('a campaign as headquarters types it', () => {
  it('lasts from the beginning of its first day to the end of its last', () => {
    expect(bodyOf(good)).toEqual({
      halfYear: '2026H2', questionnaireVersion: 1, opensAt: '2026-10-07T16:00:00.000Z', closesAt: '2026-10-28T16:00:00.000Z', supplementUntil: '2027-01-15T16:00:00.000Z',
    });
    expect(problemsOf(good, NOW)).toEqual({});
  });

  test.each([
    { because: 'a day is missing', wrong: { closes: '' }, at: 'closes', says: '请选一个日期' },
    { because: 'it opens in the half-year before', wrong: { opens: '2026-06-30' }, at: 'opens', says: '不能早于这个半年的第一天' },
    { because: 'it closes before it opens', wrong: { closes: '2026-10-07' }, at: 'closes', says: '截止要在开始以后' },
    { because: 'it has closed already', wrong: { opens: '2026-09-01', closes: '2026-10-04' }, at: 'closes', says: '截止要在今天或今天以后' },
    { because: 'the supplement ends before the close', wrong: { supplementUntil: '2026-10-27' }, at: 'supplementUntil', says: '补充期限不能早于截止' },
    { because: 'the supplement is too late', wrong: { supplementUntil: '2027-02-01' }, at: 'supplementUntil', says: '补充最晚到半年结束后的第 31 天' },
  ])('says where it is wrong: $because', ({ wrong, at, says }) => {
    expect(problemsOf({ ...good, ...wrong }, NOW)).toEqual({ [at]: says });
    expect(isComplete({ ...good, ...wrong }, NOW)).toBe(false);
  });

  it('may be one day long, today included, and be supplemented to the very last day', () => {
    const shortest = { ...good, opens: '2026-10-05', closes: '2026-10-05', supplementUntil: '2027-01-31' };
    expect(problemsOf(shortest, NOW)).toEqual({});
    expect(isComplete(shortest, NOW)).toBe(true);
  });

  it('has no problem exactly when the server’s rule takes it', () => {
    const day = fc.integer({ min: -30, max: 260 }).map((n) => shanghaiDate(startOfDayMs('2026-06-15') + n * 86_400_000));
    fc.assert(fc.property(day, day, day, (opens, closes, supplementUntil) => {
      const draft = { ...good, opens, closes, supplementUntil };
      const { opensAt, closesAt, supplementUntil: until } = bodyOf(draft);
      const takes = checkedCampaign(draft.halfYear, { opensMs: Date.parse(opensAt), closesMs: Date.parse(closesAt), supplementUntilMs: Date.parse(until) }, NOW).ok;
      expect(Object.keys(problemsOf(draft, NOW)).length === 0).toBe(takes);
      expect(isComplete(draft, NOW)).toBe(takes);
    }), { numRuns: 500 });
  });
});

describe('what creating it will do', () => {
  it('is said in words: when it begins and ends, and how long it may be supplemented', () => {
    expect(consequences(good, NOW).slice(1, 3)).toEqual([
      '10月8日 0:00 自动开始；开始时登记的住户就是这一轮的户数，之后不再变。', '10月28日 24:00 自动截止；不到 10% 的小区可以补充到2027年1月15日。',
    ]);
  });
  it('says when it begins at once, and when nothing can be supplemented', () => {
    const words = consequences({ ...good, opens: '2026-10-05', supplementUntil: good.closes }, NOW).join('');
    expect(words).toContain('建好以后马上自动开始');
    expect(words).toContain('没有补充的时间，不到 10% 的小区本轮不计分');
  });
});

describe('what is proposed', () => {
  it('is the present half-year, the next, and the one before in its last month', () => {
    expect(halfYearsToOffer(NOW, [])).toEqual(['2026H2', '2027H1']);
    expect(halfYearsToOffer(NOW, ['2026H2'])).toEqual(['2027H1']);
    expect(halfYearsToOffer(startOfDayMs('2027-01-20'), ['2027H1'])).toEqual(['2027H2', '2026H2']);
    expect(halfYearsToOffer(startOfDayMs('2027-02-01'), [])).toEqual(['2027H1', '2027H2']);
  });

  it('is always something the server takes', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 800 }), (days) => {
      const nowMs = startOfDayMs('2026-01-01') + days * 86_400_000 + 9 * 3_600_000;
      for (const halfYear of halfYearsToOffer(nowMs, [])) {
        const draft = draftFor(halfYear, 1, nowMs);
        const { first, last } = daysToOffer(halfYear);
        expect({ draft, problems: problemsOf(draft, nowMs) }).toEqual({ draft, problems: {} });
        expect(draft.opens >= first && draft.supplementUntil <= last).toBe(true);
      }
    }));
  });
});
