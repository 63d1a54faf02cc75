import { describe, expect, it } from '@jest/globals';
import { countsAsSatisfied, requiredSample } from '@linping/shared';
import { demoDistrict } from '../district/district.ts';
import { ERQI } from '../district/figures.ts';
import { Respondents } from './respondents.ts';
import { QUESTIONNAIRE } from './voices.ts';

const { estates } = demoDistrict(ERQI, 'erqi', '2026-11-22');
const respondents = new Respondents(estates, () => false, 'erqi');
const { past, running } = respondents;
const kindsOf = (list: readonly { turnout: { kind: string } }[]) => new Set(list.map(({ turnout }) => turnout.kind));

describe('who answers in the demo', () => {
  it('is between 8 and 12 thousand households half a year ago, one answer each', () => {
    const answers = past.flatMap(({ voices }) => voices);
    expect(answers.length).toBeGreaterThan(8_000);
    expect(answers.length).toBeLessThan(12_000);
    expect(new Set(answers.map(({ household }) => household.id)).size).toBe(answers.length);
  });

  it('reaches the sample everywhere but where it is meant not to', () => {
    for (const { estate, turnout, voices } of past) {
      expect(voices).toHaveLength(turnout.answers);
      expect(turnout.answers >= requiredSample(estate.households.length)).toBe(turnout.kind !== 'insufficient');
      expect(turnout.inTime < requiredSample(estate.households.length)).toBe(turnout.kind === 'insufficient' || turnout.kind === 'rescued');
    }
  });

  it('is satisfied as planned, at the edges of the bands too', () => {
    for (const { turnout, voices } of past) {
      expect(voices.filter(({ content }) => countsAsSatisfied(QUESTIONNAIRE.scale, content.overall))).toHaveLength(turnout.satisfied);
      const { kind, satisfied, answers } = turnout;
      if (kind === 'exactly80') expect(satisfied * 100).toBe(answers * 80);
      if (kind === 'justUnder80') expect((satisfied + 1) * 100).toBe(answers * 80);
      if (kind === 'exactly50') expect(satisfied * 2).toBe(answers);
    }
  });

  it('shows every stage, the street of the personas included', () => {
    expect(kindsOf(past).size).toBe(10);
    expect(kindsOf(running).size).toBe(8);
    const { streetId } = estates[0]!.row;
    const waiting = running.filter(({ estate, turnout }) => turnout.kind === 'closed' && estate.row.streetId === streetId);
    expect(waiting.length).toBeGreaterThanOrEqual(2);
  });

  it('leaves 祥云里小院 three households short, so that a visitor can complete its sample', () => {
    expect(requiredSample(154) - running[0]!.voices.length).toBe(3);
  });
});
