import { describe, expect, it, test } from '@jest/globals';
import { ENDED, ROUND_STATUSES } from '../survey/round.ts';
import { ASSESSMENT_ACTIONS, decidingRound, judgeSubmit, moveAssessment, waitsOf, type RoundFacts } from './assessment.ts';

const whole = { first: '2026-01-01', last: '2026-06-30' };
const left = { first: '2026-01-01', last: '2026-03-31' };
const certified = (halfYear: RoundFacts['halfYear'], certifiedOn: string, deciPoints = 100): RoundFacts =>
  ({ roundId: `round-${halfYear}`, halfYear, status: 'certified', needed: 0, deciPoints, certifiedOn });
const running = (status: RoundFacts['status'], needed = 3): RoundFacts => ({ roundId: 'round-2026H1', halfYear: '2026H1', status, needed, deciPoints: null, certifiedOn: null });

describe('a sheet', () => {
  it('is scored while a draft, submitted once, and never touched again', () => {
    expect(ASSESSMENT_ACTIONS.map((action) => moveAssessment('draft', action))).toEqual([{ ok: true, value: 'draft' }, { ok: true, value: 'submitted' }]);
    for (const action of ASSESSMENT_ACTIONS) expect(moveAssessment('submitted', action)).toEqual({ ok: false, error: { code: 'ASSESSMENT_SUBMITTED' } });
  });
});

describe('the round that decides item 20', () => {
  const [early, late, own] = [certified('2025H1', '2025-07-10'), certified('2025H2', '2026-01-20'), certified('2026H1', '2026-06-25')];

  test.each([
    { name: 'who serves at the end: this half-year’s', days: whole, rounds: [early, late, own], is: own },
    { name: 'who serves at the end waits for it, whatever came before', days: whole, rounds: [early, late], is: null },
    { name: 'who left: the latest certified while it served', days: left, rounds: [early, late, own], is: late },
    { name: 'who left before the last was certified: the one before', days: { ...left, last: '2026-01-19' }, rounds: [late, own, early], is: early },
    { name: 'certified on its very last day', days: { ...left, last: '2026-01-20' }, rounds: [early, late], is: late },
    { name: 'who left where none was certified: this half-year’s', days: left, rounds: [own], is: own },
    { name: 'who left before its end, but after this round was certified: this one', days: { ...whole, last: '2026-06-29' }, rounds: [late, own], is: own },
    { name: 'no round at all', days: left, rounds: [], is: null },
  ])('$name', ({ days, rounds, is }) => expect(decidingRound('2026H1', days, rounds)).toBe(is));
});

describe('what a draft waits for', () => {
  test.each([
    { name: 'nothing', today: '2026-06-30', round: certified('2026H1', '2026-06-25'), waits: [] },
    { name: 'its last day', today: '2026-06-29', round: certified('2026H1', '2026-06-25'), waits: [{ code: 'periodRunning', until: '2026-06-30' }] },
    { name: 'a round', today: '2026-07-01', round: null, waits: [{ code: 'roundMissing' }] },
    { name: 'the sample', today: '2026-07-01', round: running('open'), waits: [{ code: 'roundRunning', roundId: 'round-2026H1', status: 'open', needed: 3 }] },
    { name: 'what can no longer come', today: '2026-09-01', round: running('insufficient'), waits: [{ code: 'roundInsufficient', roundId: 'round-2026H1' }] },
    { name: 'both', today: '2026-05-01', round: running('short'), waits: [{ code: 'periodRunning', until: '2026-06-30' }, { code: 'roundRunning', roundId: 'round-2026H1', status: 'short', needed: 3 }] },
  ])('$name', ({ today, round, waits }) => {
    expect(waitsOf(whole, round, today)).toEqual(waits);
    expect(judgeSubmit('draft', waitsOf(whole, round, today)).ok).toBe(waits.length === 0);
  });

  it('knows no way around a round that is not certified', () => {
    for (const status of ROUND_STATUSES.filter((s) => s !== 'certified')) expect(waitsOf(whole, running(status), '2030-01-01')).toHaveLength(1);
    expect(ENDED).toEqual(['certified', 'insufficient']);
  });

  it('says on refusal what is missing', () => {
    const waitsFor = waitsOf(whole, null, '2026-07-01');
    expect(judgeSubmit('draft', waitsFor)).toEqual({ ok: false, error: { code: 'ASSESSMENT_WAITS', waitsFor } });
    expect(judgeSubmit('submitted', waitsFor)).toEqual({ ok: false, error: { code: 'ASSESSMENT_SUBMITTED' } });
  });
});
