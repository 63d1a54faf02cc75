import { describe, expect, it } from '@jest/globals';
import type { QuestionnaireView } from '@linping/shared';
import { bodyOf, differsFrom, draftFrom, problemsOf, scaleInWords } from './questionnaire-draft.ts';

const last: QuestionnaireView = { version: 3, scale: 'neutral', overall: '总体满意吗？', intro: '', topics: [{ topic: 'cleaning', text: '楼道干净吗？' }], publishedAt: '2026-01-01T00:00:00.000Z' };

describe('a new version of the questionnaire', () => {
  it('begins as the last one stands, and is no new one until something changes', () => {
    const draft = draftFrom(last);
    expect(bodyOf(draft)).toEqual({ scale: 'neutral', overall: '总体满意吗？', intro: '', topics: [{ topic: 'cleaning', text: '楼道干净吗？' }] });
    expect(differsFrom(last, draft)).toBe(false);
    expect(differsFrom(last, { ...draft, overall: '总体满意吗？ ' })).toBe(false);
    expect(differsFrom(last, { ...draft, scale: 'basically' })).toBe(true);
  });

  it('keeps the wording of a topic that is not asked now, and the order of the topics', () => {
    const draft = draftFrom(last);
    const changed = { ...draft, topics: { ...draft.topics, publicOrder: { isAsked: true, text: '秩序好吗？' }, cleaning: { ...draft.topics.cleaning, isAsked: true } } };
    expect(bodyOf(changed).topics.map(({ topic }) => topic)).toEqual(['publicOrder', 'cleaning']);
    expect(bodyOf({ ...changed, topics: { ...changed.topics, publicOrder: { isAsked: false, text: '秩序好吗？' } } }).topics).toHaveLength(1);
  });

  it('begins with words of its own where there is none, every topic asked', () => {
    const draft = draftFrom(undefined);
    expect(bodyOf(draft).topics).toHaveLength(5);
    expect(problemsOf(draft)).toEqual({});
    expect(differsFrom(undefined, draft)).toBe(true);
  });

  it('says what is missing where it is missing', () => {
    const draft = draftFrom(last);
    expect(problemsOf({ ...draft, overall: '  ', topics: { ...draft.topics, cleaning: { isAsked: true, text: '' }, attitude: { isAsked: false, text: '' } } })).toEqual({
      overall: '总体问题一定要有', cleaning: '请写出这一项怎么问，或者不问这一项',
    });
  });

  it('explains who counts as satisfied', () => {
    expect(scaleInWords('basically')).toBe('「非常满意」「满意」「基本满意」算满意，计入第20项。结果旁边另外写明只算「非常满意」「满意」是多少。');
    expect(scaleInWords('neutral')).toBe('「非常满意」「满意」算满意，计入第20项。');
  });
});
