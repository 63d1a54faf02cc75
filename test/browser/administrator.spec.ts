import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, StaffView } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { ADMINISTRATOR, answered, openDistrict, passwordOf, type District } from '../support/district.ts';
import { staff, type Person } from '../support/people.ts';
import { desk } from './desk.ts';
import { visit } from './visit.ts';

const ACCOUNTS = '/district/pages/accounts/index';

/** Accounts from the first to the last day: opened, moved to another place, shut, opened again, and never by oneself. */
describe.each(Object.keys(SIZES) as Size[])('accounts in a browser, on a %s', (size) => {
  let district: District;
  let administrator: Person;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 3 });
    administrator = await staff(district.server, ADMINISTRATOR.name, ADMINISTRATOR.password);
  });
  afterAll(() => district?.close());

  const signedIn = (name: string) => desk(district, size, name, ACCOUNTS, name === ADMINISTRATOR.name ? ADMINISTRATOR.password : undefined);
  const account = async (name: string) => (await answered<Page<StaffView>>(administrator, 'GET', `/staff?search=${name}`)).items.find((one) => one.name === name)!;

  it('the administrator opens one: the password is shown once and has to be changed at the first sign-in', async () => {
    const they = await signedIn(ADMINISTRATOR.name);
    await they.reads('headquarters');
    expect(await they.look('accounts')).toEqual([]);
    await they.press('#invite');
    await they.type('#display-name', '审计局一号');
    await they.type('#account-name', '1号');
    await they.reads('以字母开头');
    await they.see('#account-name').fill(`auditor.${size}`);
    await they.see('#account-role').selectOption('streetOfficer');
    expect(await they.see('#invite-save').isDisabled()).toBe(true); // of which street?
    expect(await they.look('account-invite')).toEqual([]);
    await they.see('#account-role').selectOption('auditor');
    await they.press('#invite-save');
    const password = await they.text('#one-time-password');
    expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
    expect(await they.look('account-password')).toEqual([]);
    await they.press('#one-time-close');
    expect(await they.page.getByText(password).count()).toBe(0);

    const auditor = await visit(`${district.server.origin}/#/street/pages/sign-in/index`, size);
    await auditor.type('#name', `auditor.${size}`);
    await auditor.type('#password', password);
    await auditor.press('#sign-in');
    await auditor.type('#old-password', password);
    await auditor.type('#new-password', passwordOf('auditor'));
    await auditor.type('#new-password-again', passwordOf('auditor'));
    await auditor.press('#change-password');
    await auditor.see('#menu-audit').waitFor();
    expect(await account(`auditor.${size}`)).toMatchObject({ status: 'active', oneTimeUntil: null });
    expect([...they.errors, ...auditor.errors]).toEqual([]);
  });

  it('shuts one, opens it again and resets its password, each asked once in words', async () => {
    const they = await signedIn(ADMINISTRATOR.name);
    await they.type('#search', 'officer.two');
    await they.page.getByText('officer.two').locator('visible=true').first().click();
    await they.see('#disable').waitFor();
    expect(await they.look('account')).toEqual([]);
    await they.press('#disable');
    await they.reads('立即退出所有登录');
    expect(await they.look('account-disable', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.see('#enable').waitFor();
    expect(await they.text('#account-status')).toBe('已停用');
    await they.press('#enable');
    await they.press('#dialog-confirm');
    await they.see('#reset').waitFor();
    await they.press('#reset');
    await they.press('#dialog-confirm');
    await they.see('#one-time-password').waitFor();
    for (const word of ['停用账号', '重新启用账号', '重置密码']) await they.page.locator('.history').getByText(word).first().waitFor();
    expect(await they.look('account-history')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('is told when a colleague was faster', async () => {
    const they = await signedIn(ADMINISTRATOR.name);
    await they.type('#search', 'officer.elsewhere');
    await they.page.getByText('officer.elsewhere').locator('visible=true').first().click();
    await they.press('#disable');
    const { id, version } = await account('officer.elsewhere');
    await answered(administrator, 'POST', `/staff/${id}/reset`, { version });
    await they.press('#dialog-confirm');
    await they.see('#move-refusal').waitFor();
    expect(await they.text('#move-refusal')).toContain('已被他人更新');
    expect(await they.look('account-conflict', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm'); // read anew meanwhile
    await they.see('#enable').waitFor();
    expect(they.errors).toEqual([]);
  });

  it('never touches the own', async () => {
    const they = await signedIn(ADMINISTRATOR.name);
    await they.type('#search', ADMINISTRATOR.name);
    await they.page.getByText(ADMINISTRATOR.name).locator('visible=true').first().click();
    await they.reads('这是您自己的账号');
    for (const selector of ['#disable', '#reset', '#rescope']) expect(await they.see(selector).count()).toBe(0);
    expect(await they.look('account-own')).toEqual([]);
  });

  it('headquarters moves somebody to another role and another place', async () => {
    const they = await signedIn('headquarters');
    await they.type('#search', 'worker');
    await they.page.getByText('worker', { exact: true }).locator('visible=true').first().click();
    await they.press('#rescope');
    await they.see('#account-role').selectOption('committee');
    await they.type('#place-estate', '祥云里');
    expect(await they.look('account-rescope')).toEqual([]);
    await they.page.getByRole('button', { name: /祥云里小院/ }).locator('visible=true').click();
    await they.press('#rescope-save');
    await they.reads('岗位：社区工作人员 → 业主委员会');
    expect(await account('worker')).toMatchObject({ role: 'committee', scope: { level: 'estate', id: district.estate.id }, scopeName: '祥云里小院' });
    await they.press('#rescope');
    await they.see('#account-role').selectOption('communityWorker');
    if (await they.see('#place-street').count()) await they.see('#place-street').selectOption({ label: '五里堡街道' });
    await they.see('#place-community').selectOption({ label: '香榭丽社区' });
    await they.press('#rescope-save');
    await they.reads('岗位：业主委员会 → 社区工作人员');
    expect(they.errors).toEqual([]);
  });

  it('a street sees the accounts that lie in it, and opens those of its communities', async () => {
    const they = await signedIn('officer.one');
    await they.reads('worker');
    expect(await they.page.getByText('officer.elsewhere').count()).toBe(0);
    await they.press('#invite');
    await they.type('#display-name', '香榭丽社区二号');
    await they.type('#account-name', `worker.${size}`);
    await they.see('#place-community').selectOption({ label: '香榭丽社区' });
    await they.press('#invite-save');
    await they.see('#one-time-password').waitFor();
    expect(await account(`worker.${size}`)).toMatchObject({ status: 'invited', scopeName: '香榭丽社区' });
    await they.press('#one-time-close');
    await they.see('#search').fill('没有这个人');
    await they.reads('没有符合条件的账号');
    expect(await they.look('accounts-none')).toEqual([]);
    await they.see('#search').fill('');
    await they.reads('香榭丽社区二号');
    await they.press('#elderly');
    expect(await they.look('accounts-elderly')).toEqual([]);
    expect(they.errors).toEqual([]);
  });
});
