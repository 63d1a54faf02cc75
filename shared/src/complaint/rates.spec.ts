import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { workCalendar, workingDayCounter } from '../period/working-days.ts';
import { COMPLAINT_CATEGORY_IDS } from './categories.ts';
import { COMPLAINT_STATUSES, type ComplaintRating } from './complaint.ts';
import { FIGURE_STANDINGS, FiguresTally, judgeRates, medianHalves, rateOf, standingOf, type FigureFacts } from './rates.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const NOW = at('2026-11-30T12:00:00');
const calendar = workCalendar(new Map([['2026-11-25', false]]));
/** Received on Friday the 20th, accepted the same day, resolved on the 24th, all in time; not confirmed yet. */
const facts = (changes: Partial<FigureFacts> = {}): FigureFacts => ({
  status: 'resolved', category: 'cleaning', receivedMs: at('2026-11-20T09:00:00'),
  firstAcceptDueMs: at('2026-11-24T00:00:00'), firstAcceptedMs: at('2026-11-20T11:30:00'),
  firstResolveDueMs: at('2026-11-28T00:00:00'), firstResolvedMs: at('2026-11-24T10:00:00'),
  referredMs: null, timesReopened: 0, rating: null, ratingCounts: false, ...changes,
});
const waiting = { status: 'submitted', firstAcceptedMs: null, firstResolvedMs: null } as const;
const figuresOf = (...all: FigureFacts[]) => {
  const tally = new FiguresTally(NOW, workingDayCounter(calendar));
  for (const each of all) tally.add(each);
  return tally.figures();
};

describe('the three rates (三率)', () => {
  test.each<[string, Partial<FigureFacts>, string, string[]]>([
    ['in time', {}, 'response resolution', []],
    ['accepted at the deadline itself', { firstAcceptedMs: at('2026-11-24T00:00:00') }, 'response resolution', ['acceptedLate']],
    ['accepted in the last instant', { firstAcceptedMs: at('2026-11-24T00:00:00') - 1 }, 'response resolution', []],
    ['not accepted, the clock still runs', { ...waiting, firstAcceptDueMs: NOW + 1, firstResolveDueMs: NOW + 1 }, '', []],
    ['not accepted, the clock has just run out', { ...waiting, firstAcceptDueMs: NOW, firstResolveDueMs: NOW + 1 }, 'response', ['notAccepted']],
    ['neither accepted nor resolved', waiting, 'response resolution', ['notAccepted', 'notResolved']],
    ['resolved late', { firstResolvedMs: at('2026-11-28T00:00:00') }, 'response resolution', ['resolvedLate']],
    ['not resolved, in time yet', { status: 'inProgress', firstResolvedMs: null, firstResolveDueMs: NOW + 1 }, 'response', []],
    ['not resolved, overdue', { status: 'inProgress', firstResolvedMs: null }, 'response resolution', ['notResolved']],
    ['while the resident is asked', { status: 'awaitingResident', firstResolvedMs: null, firstResolveDueMs: null }, 'response', []],
    ['resolved in time and reopened', { status: 'reopened', timesReopened: 1 }, 'response resolution', ['reopened']],
    ['reopened and confirmed in the end', { status: 'confirmed', timesReopened: 2, rating: 5, ratingCounts: true }, 'response resolution satisfaction', ['reopened']],
    ['late and reopened', { status: 'reopened', timesReopened: 1, firstResolvedMs: at('2026-11-29T00:00:00') }, 'response resolution', ['resolvedLate', 'reopened']],
    ['rated 4', { status: 'confirmed', rating: 4, ratingCounts: true }, 'response resolution satisfaction', []],
    ['rated 3', { status: 'confirmed', rating: 3, ratingCounts: true }, 'response resolution satisfaction', ['lowRating']],
    ['rated 1 by an unverified phone', { status: 'confirmed', rating: 1, ratingCounts: false }, 'response resolution', []],
    ['closed by silence', { status: 'closedSilently' }, 'response resolution', []],
    ['merged', { ...waiting, status: 'merged' }, '', []],
    ['withdrawn', { ...waiting, status: 'withdrawn' }, '', []],
    ['rejected', { ...waiting, status: 'rejected' }, '', []],
    ['referred', { ...waiting, status: 'referred', referredMs: NOW }, '', []],
    ['referred and brought to its end by the street', { status: 'confirmed', referredMs: NOW, rating: 1, ratingCounts: true }, '', []],
    ['returned by the other department', { referredMs: null }, 'response resolution', []],
  ])('%s', (_, changes, rates, lowers) => {
    const verdict = judgeRates(facts(changes), NOW);
    expect(Object.entries(verdict.counts).filter(([, counts]) => counts).map(([rate]) => rate).join(' ')).toBe(rates);
    expect(verdict.lowers).toEqual(lowers);
  });

  it('are shares of exact counts', () => {
    expect([rateOf(2, 3), rateOf(0, 7), rateOf(7, 7), rateOf(1, 2000), rateOf(0, 0)].map(({ permille }) => permille)).toEqual([667, 0, 1000, 1, null]);
    const figures = figuresOf(
      facts(), facts({ status: 'reopened', timesReopened: 1, firstResolvedMs: at('2026-11-29T00:00:00') }), facts(waiting), facts({ status: 'confirmed', rating: 2, ratingCounts: true }),
      facts({ status: 'closedSilently' }), facts({ ...waiting, status: 'merged' }),
    );
    expect(figures).toMatchObject({
      received: 6, response: { numerator: 4, denominator: 5, permille: 800 }, resolution: { numerator: 3, denominator: 5 }, satisfaction: { numerator: 0, denominator: 1 },
      reopened: { numerator: 1, denominator: 4 }, lowering: { acceptedLate: 0, notAccepted: 1, resolvedLate: 1, notResolved: 1, reopened: 1, lowRating: 1 },
    });
  });

  it('closed is not confirmed: what the firm says, what silence ended and what a resident confirmed are apart', () => {
    const { standing } = figuresOf(facts(), facts(), facts({ status: 'closedSilently' }), facts({ status: 'confirmed', rating: 5, ratingCounts: true }), facts(waiting));
    expect(standing).toEqual({ open: 1, resolved: 2, closedSilently: 1, confirmed: 1, merged: 0, withdrawn: 0, rejected: 0, referred: 0 });
  });

  it('every status has one standing', () => {
    const known = COMPLAINT_STATUSES.map((status) => standingOf({ status, referredMs: status === 'referred' ? 1 : null }));
    expect(new Set(known)).toEqual(new Set(FIGURE_STANDINGS));
  });
});

describe('medians', () => {
  const table = (values: readonly number[]) => values.reduce((counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1), new Map<number, number>());
  test.each([[[], null], [[3], 6], [[3, 4], 7], [[1, 9], 10], [[1, 2, 9], 4], [[5, 5, 5, 5], 10], [[0, 0, 1, 1], 1], [[0], 0]])('of %j are %p halves', (values, halves) => {
    expect(medianHalves(table(values))).toBe(halves);
  });

  it('have as many on either side, whatever the order', () => {
    fc.assert(fc.property(fc.array(fc.nat(50), { minLength: 1 }), (values) => {
      const halves = medianHalves(table(values))!;
      const sorted = [...values].sort((a, b) => a - b);
      expect(halves).toBe(sorted[Math.floor((values.length - 1) / 2)]! + sorted[Math.ceil((values.length - 1) / 2)]!);
      expect(values.filter((value) => 2 * value < halves).length).toBeLessThanOrEqual(values.length / 2);
      expect(values.filter((value) => 2 * value > halves).length).toBeLessThanOrEqual(values.length / 2);
    }));
  });

  it('count begun hours to the acceptance and working days to the resolve', () => {
    expect(figuresOf(facts())).toMatchObject({ acceptHalfHours: 6, resolveHalfDays: 4 }); // 2.5 hours are 3 begun ones; Monday and Tuesday
    expect(figuresOf(facts({ firstResolvedMs: at('2026-11-26T10:00:00') })).resolveHalfDays).toBe(6); // Wednesday is a day of rest here
    expect(figuresOf(facts({ firstResolvedMs: at('2026-11-20T18:00:00') })).resolveHalfDays).toBe(0);
    expect(figuresOf(facts(), facts({ firstResolvedMs: at('2026-11-26T10:00:00') })).resolveHalfDays).toBe(5);
    expect(figuresOf(facts(waiting))).toMatchObject({ acceptHalfHours: null, resolveHalfDays: null });
    expect(figuresOf(facts({ status: 'withdrawn' }))).toMatchObject({ acceptHalfHours: null, resolveHalfDays: null });
  });
});

describe('laws', () => {
  const instant = fc.integer({ min: at('2026-11-01T00:00:00'), max: at('2026-12-31T00:00:00') });
  const anyFacts: fc.Arbitrary<FigureFacts> = fc.record({
    status: fc.constantFrom(...COMPLAINT_STATUSES), category: fc.constantFrom(...COMPLAINT_CATEGORY_IDS), receivedMs: fc.constant(at('2026-11-01T00:00:00')),
    firstAcceptDueMs: instant, firstAcceptedMs: fc.option(instant), firstResolveDueMs: fc.option(instant), firstResolvedMs: fc.option(instant), referredMs: fc.option(instant, { freq: 1 }),
    timesReopened: fc.nat(2), rating: fc.option(fc.integer({ min: 1, max: 5 })) as fc.Arbitrary<ComplaintRating | null>, ratingCounts: fc.boolean(),
  });
  const many = fc.array(anyFacts, { maxLength: 40 });

  it('a numerator is never above its denominator, nor that above what was received', () => {
    fc.assert(fc.property(many, (all) => {
      const figures = figuresOf(...all);
      for (const rate of [figures.response, figures.resolution, figures.satisfaction, figures.reopened]) {
        expect(rate.numerator).toBeGreaterThanOrEqual(0);
        expect(rate.numerator).toBeLessThanOrEqual(rate.denominator);
        expect(rate.denominator).toBeLessThanOrEqual(figures.received);
      }
      expect(Object.values(figures.standing).reduce((sum, count) => sum + count, 0)).toBe(figures.received);
    }));
  });

  it('the order changes nothing, and groups add up to the whole', () => {
    fc.assert(fc.property(many, (all) => {
      const whole = figuresOf(...all);
      expect(figuresOf(...[...all].reverse())).toEqual(whole);
      const groups = COMPLAINT_CATEGORY_IDS.map((category) => figuresOf(...all.filter((each) => each.category === category)));
      const sum = (of: (figures: typeof whole) => number) => groups.reduce((total, group) => total + of(group), 0);
      expect(sum(({ received }) => received)).toBe(whole.received);
      for (const rate of ['response', 'resolution', 'satisfaction', 'reopened'] as const) {
        expect([sum((group) => group[rate].numerator), sum((group) => group[rate].denominator)]).toEqual([whole[rate].numerator, whole[rate].denominator]);
      }
    }));
  });

  it('merged, withdrawn, rejected and referred ones are shown and move no rate', () => {
    const outside = anyFacts.filter((each) => ['merged', 'withdrawn', 'rejected', 'referred'].includes(standingOf(each)));
    fc.assert(fc.property(many, fc.array(outside, { maxLength: 10 }), (all, more) => {
      const [before, after] = [figuresOf(...all), figuresOf(...all, ...more)];
      expect(after.received).toBe(before.received + more.length);
      const { received: _received, standing: _standing, ...rates } = after;
      expect(before).toMatchObject(rates);
    }));
  });

  it('silence says nothing: it is in no satisfaction figure', () => {
    fc.assert(fc.property(many, anyFacts, (all, each) => {
      expect(figuresOf(...all, { ...each, status: 'closedSilently', rating: null }).satisfaction).toEqual(figuresOf(...all).satisfaction);
    }));
  });

  it('a later answer never raises a rate', () => {
    fc.assert(fc.property(many, anyFacts, fc.nat(10 ** 9), (all, each, later) => {
      const [accepted, resolved] = [each.firstAcceptedMs, each.firstResolvedMs];
      fc.pre(accepted !== null && resolved !== null);
      const delayed = { ...each, firstAcceptedMs: accepted + later, firstResolvedMs: resolved + later };
      const [before, after] = [figuresOf(...all, each), figuresOf(...all, delayed)];
      for (const rate of ['response', 'resolution'] as const) expect(after[rate].numerator).toBeLessThanOrEqual(before[rate].numerator);
    }));
  });
});
