import { describe, expect, it } from '@jest/globals';
import type { DueView } from '@linping/shared';
import { dueSentence, dueWords, elapsedPerMille } from './due-words.ts';

const due = (over: Partial<DueView>): DueView => ({ clock: 'resolve', dueAt: '2026-11-28T16:00:00.000Z', daysLeft: 2, isOverdue: false, ...over });

describe('what is left of a clock, in words', () => {
  it.each<[string, Partial<DueView>, string, string]>([
    ['some days', { daysLeft: 2 }, '还剩2个工作日', 'plain'],
    ['one day', { daysLeft: 1 }, '还剩1个工作日', 'warn'],
    ['the last day', { daysLeft: 0 }, '今天截止', 'warn'],
    ['overdue by days', { daysLeft: -3, isOverdue: true }, '已超期3个工作日', 'bad'],
    ['two hours over', { clock: 'acknowledge', daysLeft: -1, isOverdue: true }, '已超过2小时', 'bad'],
    ['two hours over for days', { clock: 'acknowledge', daysLeft: -3, isOverdue: true }, '已超期3个工作日', 'bad'],
    ['two hours', { clock: 'acknowledge', daysLeft: 0 }, '请在2小时内回应', 'warn'],
    ['a silence, in natural days', { clock: 'silence', daysLeft: 5 }, '还剩5天', 'plain'],
  ])('%s', (_, over, words, tone) => expect(dueWords(due(over))).toEqual({ words, tone }));

  it.each<[string, Partial<DueView> | null, boolean, string | undefined]>([
    ['the firm has to fix it', { daysLeft: 2 }, false, '物业办结还剩2个工作日'],
    ['the firm is late to accept', { clock: 'accept', daysLeft: -1, isOverdue: true }, false, '物业受理已超期1个工作日'],
    ['the resident is asked', { clock: 'answer', daysLeft: 2 }, true, '等待您回复，计时暂停，请在2个工作日内回复'],
    ['the resident is asked and it is the last day', { clock: 'answer', daysLeft: 0 }, true, '等待您回复，计时暂停，今天内请回复'],
    ['the resident has to confirm', { clock: 'silence', daysLeft: 5 }, false, '等待您确认，还剩5天；到期没有回复会自动结束'],
    ['nothing runs', null, false, undefined],
  ])('on top of the page: %s', (_, over, isPaused, words) => expect(dueSentence({ due: over && due(over), isPaused })?.words).toBe(words));
});

describe('the bar of a deadline', () => {
  const from = Date.parse('2026-11-23T16:00:00.000Z');
  it('fills with the time that has gone, and is full once overdue', () => {
    expect(elapsedPerMille(from, due({}), from)).toBe(0);
    expect(elapsedPerMille(from, due({}), from + 2.5 * 86_400_000)).toBe(500);
    expect(elapsedPerMille(from, due({ isOverdue: true, daysLeft: -1 }), from)).toBe(1000);
    expect(elapsedPerMille(from, due({}), from - 5)).toBe(0);
  });
});
