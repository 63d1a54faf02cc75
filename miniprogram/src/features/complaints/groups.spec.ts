import { describe, expect, it } from '@jest/globals';
import { COMPLAINT_GROUPS, STAFF_ROLES, type ComplaintsSummaryView } from '@linping/shared';
import { GROUP_NOTES, GROUP_WORDS, groupOptions, groupTone, headGroups } from './groups.ts';

const counts = Object.fromEntries(COMPLAINT_GROUPS.map((group, i) => [group, i])) as ComplaintsSummaryView;

describe('the heads of the list', () => {
  it('are what a firm has to do, and for everybody else what is watched', () => {
    for (const role of STAFF_ROLES) {
      const heads = headGroups(role);
      const isFirm = role.startsWith('provider');
      expect({ role, first: heads[0], silent: heads.includes('silent'), toDecide: heads.includes('toDecide') }).toEqual({ role, first: 'overdue', silent: !isFirm, toDecide: !isFirm });
      expect(new Set(heads).size).toBe(heads.length);
    }
  });

  it('are named and explained, each for itself', () => {
    expect(new Set(Object.values(GROUP_WORDS)).size).toBe(COMPLAINT_GROUPS.length);
    expect(new Set(Object.values(GROUP_NOTES)).size).toBe(COMPLAINT_GROUPS.length);
    expect(groupOptions(undefined)[0]).toEqual({ value: 'open', word: '未办结' });
    expect(groupOptions(counts).find(({ value }) => value === 'overdue')?.word).toBe(`已超期（${counts.overdue}）`);
  });

  it('are coloured only where something presses and is there', () => {
    expect(groupTone('overdue', 0)).toBe('plain');
    expect(groupTone('overdue', 1)).toBe('bad');
    expect(groupTone('soon', 1)).toBe('warn');
    expect(groupTone('resolved', 9)).toBe('plain');
  });
});
