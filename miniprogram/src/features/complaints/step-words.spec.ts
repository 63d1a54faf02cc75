import { describe, expect, it } from '@jest/globals';
import { factsInWords, hiddenWords } from './step-words.ts';

const nowMs = Date.parse('2026-11-22T08:00:00.000Z');

describe('what a step says', () => {
  it.each([
    ['a rating', { kind: 'confirm', facts: { rating: 4 } }, ['评价：满意（4 分，满分 5 分）']],
    ['an extension that was asked for', { kind: 'requestExtension', facts: { workingDays: 5 } }, ['申请延长 5 个工作日']],
    ['an extension that was granted', { kind: 'grantExtension', facts: { workingDays: 3 } }, ['延长 3 个工作日']],
    ['a supervision', { kind: 'supervise', facts: { until: '2026-11-25' } }, ['要求在11月25日前办结']],
    ['a mediation', { kind: 'mediate', facts: { parties: '投诉人、楼上住户', outcome: 'agreed', heldOn: '2026-11-20' } }, ['参加：投诉人、楼上住户', '日期：11月20日', '结果：达成一致']],
    ['a call-back', { kind: 'callBack', facts: { outcome: 'notReached' } }, ['结果：没有联系上']],
    ['an escalation', { kind: 'escalate', facts: { clock: 'resolve' } }, ['超过了办结的期限']],
  ] as const)('%s', (_, step, lines) => expect(factsInWords(step, nowMs)).toEqual(lines));

  it('says why words are not there, and to their writer that nobody else sees them', () => {
    expect(hiddenWords({ text: null, textCheck: 'checking' })).toBe('文字正在审核，通过后显示');
    expect(hiddenWords({ text: '楼道', textCheck: 'checking' })).toBe('正在审核，通过前只有您自己能看到');
    expect(hiddenWords({ text: null, textCheck: 'refused' })).toBe('文字没有通过审核，已隐藏');
    expect(hiddenWords({ text: null, textCheck: 'passed' })).toBeUndefined();
  });
});
