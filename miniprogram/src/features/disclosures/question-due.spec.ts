import { describe, expect, it } from '@jest/globals';
import { questionDue } from './question-due.ts';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const open = { status: 'open', dueOn: '2026-11-27', isOverdue: false, answeredOn: null } as const;

describe('how long there is to answer', () => {
  it('presses on the last two days, and says what is late', () => {
    expect(questionDue(open, NOW)).toEqual({ words: '11月27日前回答', tone: 'plain' });
    expect(questionDue({ ...open, dueOn: '2026-11-25' }, NOW)).toEqual({ words: '11月25日前回答', tone: 'plain' });
    expect(questionDue({ ...open, dueOn: '2026-11-24' }, NOW)).toEqual({ words: '明天内要回答', tone: 'warn' });
    expect(questionDue({ ...open, dueOn: '2026-11-23' }, NOW)).toEqual({ words: '今天内要回答', tone: 'warn' });
    expect(questionDue({ ...open, dueOn: '2026-11-20', isOverdue: true }, NOW)).toEqual({ words: '已超期，应在11月20日前回答', tone: 'bad' });
  });

  it('is over once it is answered, and has not begun before it was looked at', () => {
    expect(questionDue({ ...open, status: 'answered', answeredOn: '2026-11-22' }, NOW)).toEqual({ words: '11月22日已回答', tone: 'plain' });
    expect(questionDue({ ...open, status: 'asked', dueOn: null }, NOW)).toBeUndefined();
  });

  it('still runs for one whose author has complained', () => expect(questionDue({ ...open, status: 'complained', isOverdue: true }, NOW)?.tone).toBe('bad'));
});
