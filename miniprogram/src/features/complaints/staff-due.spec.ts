import { describe, expect, it } from '@jest/globals';
import type { ComplaintClockView, DueView } from '@linping/shared';
import { clockLines, staffDueSentence, staffDueWords } from './staff-due.ts';

const NOW = Date.parse('2026-11-25T02:00:00.000Z');
const due = (over: Partial<DueView>): DueView => ({ clock: 'resolve', dueAt: '2026-11-27T16:00:00.000Z', daysLeft: 2, isOverdue: false, ...over });

describe('what is left, for the staff', () => {
  it.each<[Partial<DueView>, string, string]>([
    [{}, '办结还剩2个工作日', 'plain'],
    [{ daysLeft: 0 }, '办结今天截止', 'warn'],
    [{ clock: 'accept', daysLeft: -2, isOverdue: true }, '受理已超期2个工作日', 'bad'],
    [{ clock: 'supervise', daysLeft: 1 }, '督办办结还剩1个工作日', 'warn'],
    [{ clock: 'answer', daysLeft: 1 }, '等居民回复，还剩1个工作日', 'plain'],
    [{ clock: 'silence', daysLeft: 6 }, '等居民确认，还剩6天', 'plain'],
  ])('in a row: %j', (over, words, tone) => expect(staffDueWords(due(over))).toEqual({ words, tone }));

  it.each<[Partial<DueView> | null, boolean, string | undefined]>([
    [{ clock: 'answer', daysLeft: 2 }, true, '等居民回复，计时暂停；过2个工作日没有回复就接着计时'],
    [{ clock: 'answer', daysLeft: 0 }, true, '等居民回复，计时暂停；过了今天没有回复就接着计时'],
    [{ clock: 'silence', daysLeft: 3 }, false, '等居民确认；3天内没有答复就自动结束，不算满意'],
    [{ clock: 'silence', daysLeft: 0 }, false, '等居民确认；今天没有答复就自动结束，不算满意'],
    [null, true, '等居民回复，计时暂停'],
    [null, false, undefined],
    [{}, false, '办结还剩2个工作日'],
  ])('on the page: %j', (over, isPaused, words) => expect(staffDueSentence({ due: over && due(over), isPaused })?.words).toBe(words));
});

describe('the clocks of a complaint', () => {
  const clock = (over: Partial<ComplaintClockView>): ComplaintClockView => ({ clock: 'resolve', dueAt: '2026-11-27T16:00:00.000Z', metAt: null, wasLate: false, ...over });
  it.each<[string, Partial<ComplaintClockView>, boolean, object]>([
    ['runs', {}, false, { name: '办结', state: '计时中', note: '期限 11月27日 24:00', tone: 'plain' }],
    ['was met', { clock: 'accept', metAt: '2026-11-24T03:05:00.000Z' }, false, { state: '按时完成', note: '11月24日 11:05，期限 11月27日 24:00', tone: 'good' }],
    ['was met late', { metAt: '2026-11-28T03:05:00.000Z', wasLate: true }, false, { state: '超期完成', tone: 'bad' }],
    ['is late', { wasLate: true }, false, { state: '已超期', tone: 'bad' }],
    ['stands while the resident is asked', { dueAt: null }, true, { state: '暂停', note: '居民回复以后接着计时', tone: 'plain' }],
    ['of hours', { clock: 'acknowledge', dueAt: '2026-11-25T03:30:00.000Z' }, false, { name: '先行回应', note: '期限 11月25日 11:30' }],
  ])('one that %s', (_, over, isPaused, line) => expect(clockLines({ clocks: [clock(over)], isPaused }, NOW)).toMatchObject([line]));
});
