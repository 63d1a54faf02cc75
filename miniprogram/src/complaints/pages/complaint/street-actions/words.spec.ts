import { describe, expect, it } from '@jest/globals';
import { STREET_ACTIONS } from './steps.ts';
import { ACTION_WORDS, consequence, sendWord } from './words.ts';

const nothing = { isGranted: undefined, called: undefined, into: undefined };
const app = { channel: 'app', provider: '祥和物业有限公司', followers: 0 } as const;
const phone = { ...app, channel: 'phone' } as const;

describe('what is said before a step', () => {
  it('says for every action what happens, and to whom it will be told', () => {
    for (const action of STREET_ACTIONS) {
      expect(consequence(action, app, nothing)).not.toBe('');
      expect(consequence(action, phone, { ...nothing, isGranted: true, called: 'confirmed' })).not.toContain('投诉人会收到通知');
    }
  });

  it('puts the decision on the button', () => {
    expect([undefined, true, false].map((isGranted) => sendWord('decideExtension', { isGranted }))).toEqual(['审批延期', '同意延期', '不同意延期']);
    expect(sendWord('merge', nothing)).toBe(ACTION_WORDS.merge);
  });

  it('tells whoever registered a call to ring back', () => {
    expect(consequence('reject', app, nothing)).toContain('可以提出一次异议');
    expect(consequence('reject', phone, nothing)).toContain('请电话说明');
    expect(consequence('resolve', phone, nothing)).toContain('请电话回访来电人');
  });

  it('names both ends of a merge once the other is chosen', () => {
    const words = consequence('merge', { ...app, followers: 2 }, { ...nothing, into: { id: 'o', number: 'T-20261123-0001' } });
    expect(words).toContain('已并入 T-20261123-0001');
    expect(words).toContain('2 位跟进的邻居');
    expect(words).toContain('是否解决由他确认');
  });
});
