import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shanghaiDate, type EstateRegisterView } from '@linping/shared';
import { openRaw } from '../bench/district/raw-database.ts';
import { SIZES, type Size } from '../support/chromium.ts';
import { ADMINISTRATOR, answered, invited, openDistrict, type District } from '../support/district.ts';
import { staff } from '../support/people.ts';
import { desk, type Desk } from './desk.ts';

const AUDIT = '/district/pages/audit/index';

/** The auditor reads who did what, and finds out whether somebody wrote in the log. */
describe.each(Object.keys(SIZES) as Size[])('the auditor in a browser, on a %s', (size) => {
  let district: District;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 3 });
    const administrator = await staff(district.server, ADMINISTRATOR.name, ADMINISTRATOR.password);
    await invited(district.server, administrator, 'auditor', null, 'auditor');
    const { version } = await answered<EstateRegisterView>(district.officer, 'GET', `/estates/${district.estate.id}/register`);
    await answered(district.officer, 'PATCH', `/estates/${district.estate.id}`, { version, address: '香云里东街1号' });
  });
  afterAll(() => district?.close());

  const atTheLog = async (): Promise<Desk> => {
    const they = await desk(district, size, 'auditor', AUDIT);
    await they.see('#check-chain').waitFor();
    return they;
  };
  const filters = (they: Desk) => (size === 'phone' ? they.press('#fold-filters') : Promise.resolve());

  it('reads the lines by who, what, when and about which thing', async () => {
    const they = await atTheLog();
    await they.reads('更正小区资料');
    expect(await they.look('audit')).toEqual([]);
    await they.type('#search', 'officer.one');
    await they.page.waitForURL(/actor=officer/);
    await they.reads('地址：香云里1号 → 香云里东街1号');
    await they.page.getByRole('button', { name: /^只看它：小区/ }).locator('visible=true').first().click();
    await they.reads('只看：小区');
    expect(await they.look('audit-subject')).toEqual([]);
    await they.press('#all-subjects');
    await filters(they);
    await they.see('#action').selectOption('householdCode.issue');
    await they.reads('没有符合条件的记录'); // that is the community's doing
    expect(await they.look('audit-none')).toEqual([]);
    await they.see('#search').fill('');
    await they.page.locator('.data').getByText('制作户码').locator('visible=true').first().waitFor();
    await they.see('#from').fill(shanghaiDate(Date.now() + 2 * 86_400_000));
    await they.reads('没有符合条件的记录');
    await they.see('#to').fill('2020-01-01');
    await they.reads('请对调');
    expect(they.errors).toEqual([]);
  });

  it('has the chain recomputed and is told in words that it holds', async () => {
    const they = await atTheLog();
    await they.press('#check-chain');
    await they.see('#chain-whole').waitFor();
    expect(await they.text('#chain-hash')).toMatch(/^[0-9a-f]{64}$/);
    expect(await they.look('audit-whole')).toEqual([]);
    await they.press('#elderly');
    expect(await they.look('audit-elderly')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('and at which line it does not, once somebody has written in the database', async () => {
    const raw = await openRaw(district.databaseUrl);
    await raw.run("UPDATE audit_line SET at = at + 1 WHERE sequence = 3");
    await raw.close();
    const they = await atTheLog();
    await they.press('#check-chain');
    await they.reads('第 3 条对不上');
    expect(await they.text('#chain-broken')).toContain('第 1 至 2 条没有被改过');
    expect(await they.look('audit-broken')).toEqual([]);
    expect(they.errors).toEqual([]);
  });
});
