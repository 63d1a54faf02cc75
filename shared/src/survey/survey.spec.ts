import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { OPINIONS, SCALES, countsAsSatisfied, type Opinion, type Scale } from '../satisfaction/opinion.ts';
import { checkedAnswer, TOPICS } from './questionnaire.ts';
import { mergeSmallCells, publishedCount, SMALLEST_CELL } from './small-cells.ts';
import { judgeSubmission, type Submission } from './submission.ts';

const scales = fc.constantFrom<Scale>('basically', 'neutral');

describe('scales', () => {
  it('the first three of 非常满意/满意/基本满意/不满意/非常不满意 count, and only the top two beside 一般', () => {
    expect(SCALES.basically.options.map((option) => countsAsSatisfied('basically', option))).toEqual([true, true, true, false, false]);
    expect(SCALES.neutral.options.map((option) => countsAsSatisfied('neutral', option))).toEqual([true, true, false, false, false]);
  });
});

describe('checkedAnswer', () => {
  const answer = { overall: 'satisfied' as Opinion, topics: { cleaning: 'dissatisfied' as Opinion }, comment: '  路灯坏了 ' };
  it('trims the comment and keeps the rest', () => expect(checkedAnswer('basically', answer)).toEqual({ ok: true, value: { ...answer, comment: '路灯坏了' } }));
  it('refuses an option of another scale, naming the question', () => {
    expect(checkedAnswer('neutral', { ...answer, overall: 'basicallySatisfied' })).toEqual({ ok: false, error: { code: 'ANSWER_NOT_ON_SCALE', question: 'overall' } });
    expect(checkedAnswer('basically', { ...answer, topics: { accounts: 'neutral' } })).toEqual({ ok: false, error: { code: 'ANSWER_NOT_ON_SCALE', question: 'accounts' } });
  });
  it('takes any mixture of topics', () => {
    fc.assert(fc.property(scales, fc.subarray([...TOPICS]), fc.nat(4), (scale, topics, i) => {
      const said = Object.fromEntries(topics.map((topic) => [topic, SCALES[scale].options[i]!]));
      expect(checkedAnswer(scale, { overall: SCALES[scale].options[i]!, topics: said, comment: '' }).ok).toBe(true);
    }));
  });
});

describe('judgeSubmission (one answer per household)', () => {
  const stored: Submission = { submissionId: 's', revision: 3, respondent: 'phone' };
  test.each([
    { because: 'nothing stored', before: undefined, incoming: stored, verdict: 'first' },
    { because: 'a change', before: stored, incoming: { ...stored, revision: 4 }, verdict: 'change' },
    { because: 'a retry', before: stored, incoming: stored, verdict: 'repeat' },
    { because: 'overtaken on the way', before: stored, incoming: { ...stored, revision: 2 }, verdict: 'older' },
    { because: 'another phone', before: stored, incoming: { ...stored, respondent: 'other', revision: 9 }, verdict: 'otherRespondent' },
    { because: 'a second questionnaire of the same phone', before: stored, incoming: { ...stored, submissionId: 't', revision: 9 }, verdict: 'otherSubmission' },
  ])('$because: $verdict', ({ before, incoming, verdict }) => expect(judgeSubmission(before, incoming)).toBe(verdict));

  it('ends at the highest revision whatever the order and however often each arrives', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 }), (revisions) => {
      let kept: Submission | undefined;
      let writes = 0;
      for (const revision of revisions) {
        const verdict = judgeSubmission(kept, { ...stored, revision });
        if (verdict !== 'first' && verdict !== 'change') continue;
        kept = { ...stored, revision };
        writes += 1;
      }
      expect(kept!.revision).toBe(Math.max(...revisions));
      expect(writes).toBeLessThanOrEqual(new Set(revisions).size);
    }));
  });
});

describe('mergeSmallCells', () => {
  const counts = fc.record(Object.fromEntries(OPINIONS.map((option) => [option, fc.nat(12)])) as Record<Opinion, fc.Arbitrary<number>>);

  it('keeps large cells and merges a side that has a rare option', () => {
    expect(mergeSmallCells('basically', { verySatisfied: 20, satisfied: 3, dissatisfied: 7 })).toEqual({
      verySatisfied: 'satisfiedSide', satisfied: 'satisfiedSide', basicallySatisfied: 'satisfiedSide', dissatisfied: 'dissatisfied', veryDissatisfied: 'veryDissatisfied',
    });
  });

  it('never changes which side an answer is on, so the rate stays countable', () => {
    fc.assert(fc.property(scales, counts, (scale, cells) => {
      const merged = mergeSmallCells(scale, cells);
      for (const option of SCALES[scale].options) {
        const kept = merged[option]!;
        const side = kept === 'satisfiedSide' ? true : kept === 'dissatisfiedSide' ? false : countsAsSatisfied(scale, kept);
        expect(side).toBe(countsAsSatisfied(scale, option));
      }
    }));
  });

  it('leaves no option with fewer than five answers standing alone', () => {
    fc.assert(fc.property(scales, counts, (scale, cells) => {
      const merged = mergeSmallCells(scale, cells);
      for (const option of SCALES[scale].options) {
        if (cells[option] > 0 && cells[option] < SMALLEST_CELL) expect(merged[option]).toMatch(/Side$/);
      }
    }));
  });

  test.each([[0, 0], [1, null], [4, null], [5, 5], [80, 80]])('a count of %p is published as %p', (count, shown) => expect(publishedCount(count)).toBe(shown));
});
