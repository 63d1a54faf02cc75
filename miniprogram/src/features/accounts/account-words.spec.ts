import { describe, expect, it } from '@jest/globals';
import { accountState, inviteFaults, managedRoles, mayManage, offeredMoves } from './account-words.ts';

const NOW = Date.parse('2026-11-22T08:00:00.000Z');

describe('an account in words', () => {
  it.each([
    [{ status: 'active', oneTimeUntil: null }, '正常'], [{ status: 'disabled', oneTimeUntil: null }, '已停用'],
    [{ status: 'invited', oneTimeUntil: '2026-11-23T00:00:00.000Z' }, '等待首次登录'], [{ status: 'invited', oneTimeUntil: '2026-11-22T08:00:00.000Z' }, '一次性密码已过期'],
  ] as const)('%j is %s', (account, word) => expect(accountState(account, NOW).word).toBe(word));

  it('is administered by whom the table says, and never by itself', () => {
    expect(managedRoles({ role: 'auditor' })).toEqual([]);
    expect(managedRoles({ role: 'streetOfficer' })).toContain('communityWorker');
    expect(mayManage({ role: 'headquarters', name: 'hq' }, { role: 'streetOfficer', name: 'officer' })).toBe(true);
    expect(mayManage({ role: 'headquarters', name: 'hq' }, { role: 'auditor', name: 'auditor' })).toBe(false);
    expect(mayManage({ role: 'administrator', name: 'root' }, { role: 'administrator', name: 'root' })).toBe(false);
    expect(mayManage({ role: 'administrator', name: 'root' }, { role: 'administrator', name: 'other' })).toBe(true);
  });

  it('that is shut is opened before anything else', () => {
    expect(offeredMoves({ status: 'disabled' })).toEqual(['enable']);
    expect(offeredMoves({ status: 'invited' })).toEqual(['reset', 'disable']);
  });

  it.each([['li.si', '李四', []], ['ab', '李四', ['name']], ['1ab', '李四', ['name']], ['李四', '李四', ['name']], ['li.si', ' ', ['displayName']]])(
    'named %s and called %s is wrong in %j', (name, displayName, faults) => expect(Object.keys(inviteFaults({ name, displayName }))).toEqual(faults),
  );
});
