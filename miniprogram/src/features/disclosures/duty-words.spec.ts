import { describe, expect, it } from '@jest/globals';
import { dutyInWords } from './duty-words.ts';

const NOW = Date.parse('2026-07-10T10:00:00+08:00');

describe('until when a statement must be public', () => {
  it('presses where nobody has begun, and says what is late', () => {
    expect(dutyInWords({ status: null, dueOn: '2026-07-30', isOverdue: false }, NOW)).toEqual({ words: '7月30日前公布', tone: 'warn' });
    expect(dutyInWords({ status: 'submitted', dueOn: '2026-07-30', isOverdue: false }, NOW)).toEqual({ words: '7月30日前公布', tone: 'plain' });
    expect(dutyInWords({ status: 'draft', dueOn: '2026-01-30', isOverdue: true }, NOW)).toEqual({ words: '已逾期，应在1月30日前公布', tone: 'bad' });
  });

  it('is over once it is public, whatever came later', () => {
    for (const status of ['published', 'corrected'] as const) expect(dutyInWords({ status, dueOn: '2026-01-30', isOverdue: false }, NOW).words).toBe('已公布');
  });
});
