import { describe, expect, it, test } from '@jest/globals';
import type { SheetWait } from '@linping/shared';
import { heldBecause, maySeeRound, satisfactionInWords, waitInWords } from './waits.ts';

const round = { code: 'roundRunning', roundId: 'r', needed: 0 } as const;

describe('what a sheet waits for, in words', () => {
  test.each<[SheetWait, string, string, string | null]>([
    [{ code: 'periodRunning', until: '2026-06-30' }, '考核期到6月30日为止', '—', null],
    [{ code: 'roundMissing' }, '没有问卷调查', '没有问卷', null],
    [{ ...round, status: 'draft' }, '问卷还没有开始', '问卷未开始', 'r'],
    [{ ...round, status: 'open', needed: 6 }, '还需 6 户', '还需 6 户', 'r'],
    [{ ...round, status: 'open' }, '户数已够', '问卷进行中', 'r'],
    [{ ...round, status: 'closed' }, '等认定', '等认定', 'r'],
    [{ ...round, status: 'short', needed: 4 }, '还差 4 户', '还差 4 户', 'r'],
    [{ code: 'roundInsufficient', roundId: 'r' }, '仍不足 10%', '样本不足', 'r'],
  ])('%j', (wait, sentence, cell, roundId) => {
    const note = waitInWords(wait);
    expect(note.text).toContain(sentence);
    expect(note.wayOut).not.toBe('');
    expect(note.roundId).toBe(roundId);
    expect(satisfactionInWords({ satisfactionDeciPoints: null, waitsFor: [wait] })).toBe(cell);
  });

  it('never threatens the firm with nothing for the street\'s duty', () => {
    expect(waitInWords({ code: 'roundInsufficient', roundId: 'r' }).wayOut).toContain('不因此得零分');
  });

  it('says all of it in one line under the button, and nothing where nothing holds', () => {
    expect(heldBecause([{ code: 'periodRunning', until: '2026-06-30' }, { code: 'roundMissing' }])).toBe('还不能提交：考核期到6月30日为止，还没有结束；第20项还没有得分：这个小区没有问卷调查。');
    expect(heldBecause([])).toBeUndefined();
  });

  it('shows the points once they are there', () => expect(satisfactionInWords({ satisfactionDeciPoints: 80, waitsFor: [] })).toBe('8.0分'));

  it('sends only those to the round who may read it', () => {
    expect(['streetOfficer', 'headquarters', 'providerManager', 'finance'].map((role) => maySeeRound(role as 'finance'))).toEqual([true, true, false, false]);
  });
});
