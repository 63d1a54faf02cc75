import { describe, expect, it } from '@jest/globals';
import { ROUND_STATUSES } from './round.ts';
import { ROUND_STATUS_WORDS, roundStatusInWords } from './words.ts';

describe('a round in words', () => {
  it('has a word of its own for each status', () => {
    expect(new Set(Object.values(ROUND_STATUS_WORDS)).size).toBe(ROUND_STATUSES.length);
  });

  it('says of an open round that it is a supplement, and of no other', () => {
    expect(ROUND_STATUSES.filter((status) => roundStatusInWords({ status, isSupplement: true }) === '补充中')).toEqual(['open']);
    expect(ROUND_STATUSES.map((status) => roundStatusInWords({ status, isSupplement: false }))).toEqual(ROUND_STATUSES.map((status) => ROUND_STATUS_WORDS[status]));
  });
});
