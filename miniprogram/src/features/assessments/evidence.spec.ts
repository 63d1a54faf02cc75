import { describe, expect, it } from '@jest/globals';
import type { ComplaintStepView, ComplaintView, EvidenceRow } from '@linping/shared';
import { accepted, blockedBy, draftOf, entered, standingOf } from './draft.ts';
import { draftFrom, evidenceByItem, evidenceInWords, usedInWords } from './evidence.ts';
import { line, sheetWith } from './sheet.testing.ts';

const row = (over: Partial<EvidenceRow> = {}): EvidenceRow => ({
  complaintId: 'c1', number: 'T-1', category: 'garbageOverflow', item: 13, unit: 'overflow', deciPoints: 2, status: 'confirmed', ground: 'confirmed', isVerified: true,
  date: '2026-03-05', usedBy: null, ...over,
});
const filed = (text: string | null) => [{ kind: 'file', text } as ComplaintStepView];
const complaint = (over: Partial<ComplaintView> = {}) => ({ building: '3号楼', spot: '东侧垃圾点', steps: filed('三天没有清运'), ...over });

describe('complaints as evidence', () => {
  it('stand with the item they speak of, the used ones last', () => {
    const rows = [row({ complaintId: 'a', usedBy: 'line' }), row({ complaintId: 'b' }), row({ complaintId: 'c', item: 18, unit: 'gap' })];
    const items = evidenceByItem(rows);
    expect([...items.keys()]).toEqual([13, 18]);
    expect(items.get(13)!.rows.map(({ complaintId }) => complaintId)).toEqual(['b', 'a']);
    expect(evidenceInWords(items.get(13)!)).toBe('居民投诉 1 件可作依据');
    expect(evidenceInWords(evidenceByItem([rows[0]!]).get(13)!)).toBe('居民投诉 1 件，都已作过依据');
    expect(evidenceByItem([]).size).toBe(0);
  });

  it('say where they were used', () => {
    const sheet = sheetWith([line({ id: 'mine', item: 13, unit: 'overflow', count: 1, complaintId: 'a', complaintNumber: 'T-1' })]);
    expect(usedInWords(row({ usedBy: 'mine' }), sheet)).toBe('已作为本表的扣分');
    expect(usedInWords(row({ usedBy: 'other' }), sheet)).toBe('已作为另一张表的扣分');
  });

  it('begin a deduction of one time on their day, with place and words for the officer to mend', () => {
    const draft = draftFrom(row(), complaint(), 'd');
    expect(draft).toEqual({
      id: 'd', item: 13, unit: 'overflow', count: 1, date: '2026-03-05', place: '3号楼 东侧垃圾点', text: '三天没有清运', version: null, complaint: { id: 'c1', number: 'T-1' },
    });
    expect(accepted({ ...draft, count: 2, text: ' ' })).toEqual({ id: 'd', count: 2, place: '3号楼 东侧垃圾点', text: '垃圾外溢' });
    expect(entered(draft)).not.toHaveProperty('complaint');
    expect(blockedBy(draft, sheetWith([]), '2026-03-09')).toBe(undefined);
    expect(draftFrom(row(), complaint({ building: null, steps: filed(null) }), 'd')).toMatchObject({ place: '东侧垃圾点', text: '' });
    expect(draftFrom(row(), complaint({ spot: '很'.repeat(200) }), 'd').place).toHaveLength(100);
  });

  it('are known for what they are when their deduction is changed, or came to be although its answer was lost', () => {
    const arrived = line({ id: 'd', item: 13, unit: 'overflow', count: 1, place: '3号楼 东侧垃圾点', text: '三天没有清运', complaintId: 'c1', complaintNumber: 'T-1' });
    expect(draftOf(arrived).complaint).toEqual({ id: 'c1', number: 'T-1' });
    expect(draftOf(line({ id: 'x', item: 13, unit: 'overflow', count: 1 }))).not.toHaveProperty('complaint');
    expect(standingOf(draftFrom(row(), complaint(), 'd'), sheetWith([arrived]))).toEqual({ kind: 'arrived', line: arrived });
  });
});
