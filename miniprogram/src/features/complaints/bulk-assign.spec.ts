import { describe, expect, it } from '@jest/globals';
import { COMPLAINT_STATUSES, type ComplaintRow } from '@linping/shared';
import { allOrNone, bulkBody, mayAssign, MOST_AT_ONCE, outcomeInWords, toggled } from './bulk-assign.ts';

const row = (id: string, status: ComplaintRow['status'] = 'accepted') => ({ id, status, extension: 'none' }) as ComplaintRow;

describe('choosing complaints to give away', () => {
  it('is for those that are accepted and not yet resolved', () => {
    expect(COMPLAINT_STATUSES.filter((status) => mayAssign({ status, extension: 'none' }))).toEqual(['accepted', 'inProgress', 'awaitingResident']);
  });

  it('takes one more and one less, and never more than the server takes', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
    const full = Array.from({ length: MOST_AT_ONCE }, (_, i) => String(i));
    expect(toggled(full, 'more')).toEqual(full);
    expect(toggled(full, '3')).toHaveLength(MOST_AT_ONCE - 1);
  });

  it('takes all that may be given away, then none', () => {
    const rows = [row('a'), row('b', 'submitted'), row('c', 'inProgress')];
    expect(allOrNone([], rows)).toEqual(['a', 'c']);
    expect(allOrNone(['a'], rows)).toEqual(['a', 'c']);
    expect(allOrNone(['a', 'c'], rows)).toEqual([]);
    expect(allOrNone([], Array.from({ length: 80 }, (_, i) => row(String(i))))).toHaveLength(MOST_AT_ONCE);
  });

  it('gives each its own step', () => {
    let serial = 0;
    expect(bulkBody(['a', 'b'], 'w', () => String((serial += 1)))).toEqual({ complaintIds: ['a', 'b'], stepIds: ['1', '2'], assigneeId: 'w' });
  });
});

describe('what became of it', () => {
  const refused = (complaintId: string, title: string) => ({ complaintId, code: 'X', title });
  it('is said in one line, and what was refused by its reason', () => {
    expect(outcomeInWords({ assigned: ['a', 'b'], refused: [] }, '王师傅', String)).toEqual({ tone: 'good', title: '2 件已派给王师傅', refused: [] });
    expect(outcomeInWords({ assigned: ['a'], refused: [refused('b', '进度变了'), refused('c', '进度变了'), refused('d', '不在范围')] }, '王师傅', (id) => `T-${id}`)).toEqual({
      tone: 'warn', title: '1 件已派给王师傅，3 件没有派', refused: ['T-b、T-c：进度变了', 'T-d：不在范围'],
    });
    expect(outcomeInWords({ assigned: [], refused: [refused('b', '进度变了')] }, '王师傅', String)).toMatchObject({ tone: 'bad', title: '一件也没有派出去' });
  });
});
