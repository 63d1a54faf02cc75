import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { SMALLEST_CELL } from '../survey/small-cells.ts';
import { workCalendar, workingDayCounter } from '../period/working-days.ts';
import { publishedFigures, publishedParts } from './published-figures.ts';
import { FiguresTally, type FigureFacts } from './rates.ts';

describe('parts of a whole, for residents', () => {
  test.each<[Record<string, number>, number | null, string, number | null]>([
    [{ a: 0, b: 0, c: 0 }, 0, '', 0],
    [{ a: 4, b: 0, c: 0 }, null, '', null],
    [{ a: 2, b: 2, c: 0 }, null, '', null],
    [{ a: 5, b: 0, c: 0 }, 5, 'a5', 0],
    [{ a: 9, b: 5, c: 0 }, 14, 'a9 b5', 0],
    [{ a: 9, b: 6, c: 3 }, 18, 'a9', 9],
    [{ a: 9, b: 5, c: 3 }, 17, '', 17], // a rest of 8 would be two full small cells
    [{ a: 9, b: 3, c: 3 }, 15, 'a9', 6],
    [{ a: 9, b: 2, c: 2 }, 13, '', 13],
    [{ a: 9, b: 4, c: 4 }, 17, '', 17],
    [{ a: 2, b: 2, c: 2 }, 6, '', 6],
    [{ a: 30, b: 12, c: 5, d: 1 }, 48, 'a30 b12', 6],
    [{ a: 5, b: 1 }, 6, '', 6],
  ])('%j', (counts, total, parts, rest) => {
    const published = publishedParts(counts);
    expect([published.total, published.parts.map(({ key, count }) => `${key}${count}`).join(' '), published.rest]).toEqual([total, parts, rest]);
  });

  it('no hidden part follows from what is shown: others would give the same, and nothing small stands alone', () => {
    const cells = fc.array(fc.nat(14), { minLength: 2, maxLength: 8 });
    fc.assert(fc.property(cells, (list) => {
      const counts = Object.fromEntries(list.map((count, i) => [`k${i}`, count]));
      const { total, parts, rest } = publishedParts(counts);
      const sum = list.reduce((all, count) => all + count, 0);
      if (total === null || rest === null) {
        expect([sum > 0 && sum < SMALLEST_CELL, total, rest]).toEqual([true, null, null]);
        return;
      }
      expect(parts.reduce((all, { count }) => all + count, rest)).toBe(sum);
      for (const { key, count } of parts) expect([counts[key], count >= SMALLEST_CELL]).toEqual([count, true]);
      const hidden = Object.keys(counts).filter((key) => !parts.some((part) => part.key === key));
      const small = hidden.filter((key) => counts[key]! > 0 && counts[key]! < SMALLEST_CELL);
      expect(rest === 0 || rest >= SMALLEST_CELL).toBe(true);
      if (small.length > 0 && parts.length > 0) { // with nothing shown apart from the total there is nothing to subtract
        expect(hidden.length).toBeGreaterThanOrEqual(2);
        expect(rest).not.toBe(hidden.length * (SMALLEST_CELL - 1));
      }
    }), { numRuns: 2000 });
  });
});

describe('an estate’s figures, for residents', () => {
  const DAY = 86_400_000;
  const facts = (changes: Partial<FigureFacts> = {}): FigureFacts => ({
    status: 'confirmed', category: 'cleaning', receivedMs: 0, firstAcceptDueMs: DAY, firstAcceptedMs: 1, firstResolveDueMs: 5 * DAY, firstResolvedMs: DAY,
    referredMs: null, timesReopened: 0, rating: 5, ratingCounts: true, ...changes,
  });
  const published = (...all: FigureFacts[]) => {
    const tally = new FiguresTally(10 * DAY, workingDayCounter(workCalendar(new Map())));
    for (const each of all) tally.add(each);
    return publishedFigures(tally.figures());
  };
  const times = (n: number, changes: Partial<FigureFacts> = {}) => Array.from({ length: n }, () => facts(changes));

  it('are hidden below five of each, apart', () => {
    expect(published(...times(4))).toEqual({ received: null, response: null, resolution: null, satisfaction: null, reopened: null, acceptHalfHours: null, resolveHalfDays: null });
    expect(published(...times(5))).toMatchObject({ received: 5, response: { denominator: 5 }, satisfaction: { denominator: 5 }, acceptHalfHours: 2, resolveHalfDays: 2 });
    const few = published(...times(4), ...times(3, { rating: null, status: 'closedSilently' }));
    expect(few).toMatchObject({ received: 7, response: { denominator: 7 }, satisfaction: null });
    const unaccepted = published(...times(4), ...times(3, { status: 'submitted', firstAcceptedMs: null, firstResolvedMs: null, rating: null }));
    expect(unaccepted).toMatchObject({ response: { numerator: 4, denominator: 7 }, acceptHalfHours: null, resolveHalfDays: null });
    expect(published()).toMatchObject({ received: 0, response: null });
  });
});
