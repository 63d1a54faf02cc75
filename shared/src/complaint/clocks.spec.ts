import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { shanghaiDate, startOfDayMs } from '../period/half-year.ts';
import { endOfDayMs, workCalendar, workingDaysBetween } from '../period/working-days.ts';
import { COMPLAINT_LIMITS, deadlinesOf, naturalDaysLeft, pauseEndsMs, workingDaysLeft, type ClockFacts, type Pause } from './clocks.ts';

/** The State Council's days around the national day of 2026: 1–7 October rest, 20 September and 10 October are worked. */
const calendar = workCalendar(new Map([
  ...['01', '02', '03', '04', '05', '06', '07'].map((day) => [`2026-10-${day}`, false] as const), ['2026-09-20', true], ['2026-10-10', true],
]));
const at = (text: string) => Date.parse(`${text}+08:00`);
const lastDay = (dueMs: number | null) => (dueMs === null ? null : shanghaiDate(dueMs - 1));
const facts = (changes: Partial<ClockFacts> = {}): ClockFacts => ({
  startMs: at('2026-11-20T10:00:00'), isUrgent: false, extensionDays: 0, pauses: [], resolvedMs: null, ...changes,
});
const pause = (from: string, to: string | null): Pause => ({ fromMs: at(from), toMs: to === null ? null : at(to) });

describe('the clocks without a pause', () => {
  test.each([
    ['2026-11-20T10:00:00', '2026-11-23', '2026-11-27', 'a Friday'],
    ['2026-11-21T00:00:00', '2026-11-23', '2026-11-27', 'a Saturday'],
    ['2026-09-18T23:59:59.999', '2026-09-20', '2026-09-24', 'before a worked Sunday'],
    ['2026-09-29T08:00:00', '2026-09-30', '2026-10-12', 'before the national day'],
    ['2026-10-03T08:00:00', '2026-10-08', '2026-10-13', 'within it'],
  ])('%s: accept by %s, resolve by %s (%s)', (start, accept, resolve) => {
    const due = deadlinesOf(facts({ startMs: at(start) }), calendar);
    expect([lastDay(due.acceptMs), lastDay(due.resolveMs)]).toEqual([accept, resolve]);
    expect(due).toMatchObject({ acknowledgeMs: null, answerMs: null, silentMs: null });
  });

  it('gives an urgent one two natural hours, in the night and on a holiday', () => {
    const startMs = at('2026-10-01T23:30:00');
    expect(deadlinesOf(facts({ startMs, isUrgent: true }), calendar).acknowledgeMs).toBe(at('2026-10-02T01:30:00'));
  });

  it('closes a silence with the seventh natural day', () => {
    expect(lastDay(deadlinesOf(facts({ resolvedMs: at('2026-09-30T00:00:00') }), calendar).silentMs)).toBe('2026-10-07');
  });

  test.each([[0, '2026-11-27'], [1, '2026-11-30'], [10, '2026-12-11'], [11, '2026-12-11'], [100, '2026-12-11']])(
    'an extension of %i ends %s, never past the fifteenth working day', (extensionDays, last) => {
      expect(lastDay(deadlinesOf(facts({ extensionDays }), calendar).resolveMs)).toBe(last);
    });
});

describe('pauses (the resident is asked)', () => {
  test.each<[string, Pause[], string]>([
    ['none', [], '2026-11-27'],
    ['an empty one', [pause('2026-11-24T10:00:00', '2026-11-24T10:00:00')], '2026-11-27'],
    ['one within a day', [pause('2026-11-24T09:00:00', '2026-11-24T23:59:59.999')], '2026-11-27'],
    ['one to the end of a day', [pause('2026-11-24T09:00:00', '2026-11-25T00:00:00')], '2026-11-27'],
    ['one into the next day', [pause('2026-11-24T09:00:00', '2026-11-25T00:00:00.001')], '2026-11-30'],
    ['over a weekend', [pause('2026-11-27T09:00:00', '2026-11-30T09:00:00')], '2026-11-30'],
    ['a weekend', [pause('2026-11-20T09:00:00', '2026-11-22T09:00:00')], '2026-11-27'],
    ['on the last day, for two', [pause('2026-11-27T23:59:59.999', '2026-12-01T09:00:00')], '2026-12-01'],
    ['several', [pause('2026-11-23T09:00:00', '2026-11-24T09:00:00'), pause('2026-11-25T09:00:00', '2026-11-27T09:00:00')], '2026-12-02'],
    ['several on one day', [pause('2026-11-23T09:00:00', '2026-11-23T10:00:00'), pause('2026-11-23T11:00:00', '2026-11-23T12:00:00')], '2026-11-27'],
    ['several that share a day', [pause('2026-11-23T09:00:00', '2026-11-24T10:00:00'), pause('2026-11-24T11:00:00', '2026-11-25T12:00:00')], '2026-12-01'],
    ['one within another, counted once', [pause('2026-11-23T09:00:00', '2026-11-26T09:00:00'), pause('2026-11-24T09:00:00', '2026-11-25T09:00:00')], '2026-12-02'],
    ['on the last day, cut on the day of rest after it', [pause('2026-11-27T09:00:00', '2026-11-28T12:00:00'), pause('2026-11-28T12:00:00', '2026-12-01T09:00:00')], '2026-12-01'],
    ['one from before the start, from there on', [pause('2026-11-16T09:00:00', '2026-11-23T09:00:00')], '2026-11-30'],
    ['one that begins when the time was up', [pause('2026-11-28T00:00:00', '2026-12-02T09:00:00')], '2026-11-27'],
  ])('%s', (_, pauses, last) => {
    const due = deadlinesOf(facts({ pauses }), calendar);
    expect(lastDay(due.resolveMs)).toBe(last);
    expect(due.answerMs).toBeNull();
  });

  it('gives back no day of rest', () => {
    const startMs = at('2026-09-28T09:00:00');
    expect(lastDay(deadlinesOf(facts({ startMs }), calendar).resolveMs)).toBe('2026-10-10');
    expect(lastDay(deadlinesOf(facts({ startMs, pauses: [pause('2026-09-30T09:00:00', '2026-10-08T09:00:00')] }), calendar).resolveMs)).toBe('2026-10-12');
  });

  it('stops the clock while a question waits, three working days at most', () => {
    const due = deadlinesOf(facts({ pauses: [pause('2026-11-24T09:00:00', null)] }), calendar);
    expect([due.resolveMs, lastDay(due.answerMs)]).toEqual([null, '2026-11-27']);
    expect(due.answerMs).toBe(pauseEndsMs(at('2026-11-24T09:00:00'), calendar));
  });

  it('does not hide what was overdue already behind a question', () => {
    const due = deadlinesOf(facts({ pauses: [pause('2026-11-28T00:00:00', null)] }), calendar);
    expect([lastDay(due.resolveMs), lastDay(due.answerMs)]).toEqual(['2026-11-27', '2026-12-02']);
  });
});

describe('laws', () => {
  const START = startOfDayMs('2026-09-07');
  const SPAN = 40 * 86_400_000;
  const instant = fc.nat(SPAN).map((ms) => START + ms);
  const pauses = fc.array(fc.tuple(instant, instant).map(([a, b]): Pause => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) })), { maxLength: 6 });
  const anyFacts = fc.record({ startMs: instant, isUrgent: fc.boolean(), extensionDays: fc.nat(12), pauses, resolvedMs: fc.constant(null) });
  const calendars = fc.array(fc.tuple(instant.map(shanghaiDate), fc.boolean()), { maxLength: 30 }).map((days) => workCalendar(new Map(days)));
  const due = (known: ClockFacts, days = calendar) => deadlinesOf(known, days).resolveMs!;

  it('the order of the history changes nothing', () => {
    fc.assert(fc.property(anyFacts, calendars, fc.infiniteStream(fc.nat()), (known, days, keys) => {
      const order = known.pauses.map((each) => ({ each, key: keys.next().value as number })).sort((a, b) => a.key - b.key).map(({ each }) => each);
      expect(due({ ...known, pauses: order }, days)).toBe(due(known, days));
    }));
  });

  it('a pause cut in two at any instant changes nothing', () => {
    fc.assert(fc.property(anyFacts, calendars, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(5), (known, days, share, which) => {
      const cut = known.pauses.flatMap(({ fromMs, toMs }, i): Pause[] => {
        const middle = fromMs + Math.floor((toMs! - fromMs) * share);
        return i === which ? [{ fromMs, toMs: middle }, { fromMs: middle, toMs }] : [{ fromMs, toMs }];
      });
      expect(due({ ...known, pauses: cut }, days)).toBe(due(known, days));
    }), { numRuns: 500 });
  });

  it('a pause more, a longer pause and a longer extension never bring a deadline nearer', () => {
    fc.assert(fc.property(anyFacts, calendars, instant, instant, (known, days, a, b) => {
      const more: Pause = { fromMs: Math.min(a, b), toMs: Math.max(a, b) };
      expect(due({ ...known, pauses: [...known.pauses, more] }, days)).toBeGreaterThanOrEqual(due(known, days));
      expect(due({ ...known, pauses: known.pauses.map(({ fromMs, toMs }) => ({ fromMs, toMs: toMs! + more.toMs! - more.fromMs })) }, days)).toBeGreaterThanOrEqual(due(known, days));
      expect(due({ ...known, extensionDays: known.extensionDays + 1 }, days)).toBeGreaterThanOrEqual(due(known, days));
    }), { numRuns: 500 });
  });

  it('one pause that begins in time gives back its working days, not one more or less', () => {
    fc.assert(fc.property(anyFacts, calendars, instant, instant, (known, days, a, b) => {
      const [fromMs, toMs] = [Math.min(a, b), Math.max(a, b)];
      const plain = { ...known, pauses: [] };
      fc.pre(fromMs >= known.startMs && fromMs < due(plain, days));
      const [start, given] = [shanghaiDate(known.startMs), workingDaysBetween(shanghaiDate(fromMs), shanghaiDate(toMs - 1), days)];
      const worked = workingDaysBetween(start, lastDay(due({ ...plain, pauses: [{ fromMs, toMs }] }, days))!, days);
      expect(worked).toBe(Math.min(COMPLAINT_LIMITS.resolveDays + known.extensionDays, COMPLAINT_LIMITS.mostResolveDays) + given);
    }), { numRuns: 500 });
  });

  it('no pause turns what was late into what was in time', () => {
    fc.assert(fc.property(anyFacts, calendars, fc.nat(10 * 86_400_000), (known, days, length) => {
      const dueMs = due(known, days);
      const late = Math.max(dueMs, ...known.pauses.map(({ toMs }) => toMs! + 1));
      expect(due({ ...known, pauses: [...known.pauses, { fromMs: late, toMs: late + length }] }, days)).toBe(dueMs);
    }));
  });
});

describe('workingDaysLeft', () => {
  const friday = endOfDayMs('2026-11-27');
  test.each([
    ['2026-11-25T23:59:59.999', 2], ['2026-11-26T00:00:00', 1], ['2026-11-26T23:59:59.999', 1], ['2026-11-27T00:00:00', 0], ['2026-11-27T23:59:59.999', 0],
    ['2026-11-28T00:00:00', -1], ['2026-11-29T12:00:00', -1], ['2026-11-30T00:00:00', -1], ['2026-12-01T00:00:00', -2], ['2026-12-05T00:00:00', -5],
  ])('at %s, due by the end of Friday the 27th: %i', (now, left) => expect(workingDaysLeft(at(now), friday, calendar)).toBe(left));

  it('counts over holidays and make-up days', () => {
    expect(workingDaysLeft(at('2026-10-01T09:00:00'), endOfDayMs('2026-10-12'), calendar)).toBe(4);
    expect(workingDaysLeft(at('2026-10-12T09:00:00'), endOfDayMs('2026-09-30'), calendar)).toBe(-4);
  });

  it('knows a deadline within a day', () => {
    const due = at('2026-11-27T12:00:00');
    expect([at('2026-11-27T11:59:59.999'), due, at('2026-11-28T09:00:00')].map((now) => workingDaysLeft(now, due, calendar))).toEqual([0, -1, -1]);
  });

  it('is negative from the deadline on and never before', () => {
    const instant = fc.integer({ min: at('2026-09-01T00:00:00'), max: at('2026-12-31T00:00:00') });
    fc.assert(fc.property(instant, instant, (now, due) => {
      expect(workingDaysLeft(now, due, calendar) < 0).toBe(now >= due);
      expect(naturalDaysLeft(now, due) < 0).toBe(now >= due);
    }));
  });

  it('counts natural days for a silence', () => {
    expect(['2026-11-21T09:00:00', '2026-11-27T09:00:00', '2026-11-28T00:00:00'].map((now) => naturalDaysLeft(at(now), friday))).toEqual([6, 0, -1]);
  });
});
