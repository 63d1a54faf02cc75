import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMINISTRATOR, invited, openDistrict, type District } from '../support/district.ts';
import { staff } from '../support/people.ts';
import { signedIn } from './phone.ts';

/** The emitted mini-program against the real server: the register, accounts and the log, as they are looked at in a courtyard. */
describe('the register in WeChat', () => {
  let district: District;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 3 });
    await invited(district.server, await staff(district.server, ADMINISTRATOR.name, ADMINISTRATOR.password), 'auditor', null, 'auditor');
  });
  afterAll(() => district?.close());

  it('the community worker notes that a slip was handed out', async () => {
    const weapp = await signedIn(district, 'worker');
    await weapp.tap('小区');
    await weapp.arrives('register/pages/estates/index');
    await weapp.tap('祥云里小院');
    await weapp.arrives('register/pages/estate/index');
    await weapp.shows('11,494.5 平方米');
    await weapp.tap('楼栋、住户与户码');
    await weapp.arrives('register/pages/households/index');
    await weapp.shows('户码未发放');
    await weapp.tap('记为已发放：101');
    await weapp.shows('户码已发放');
    expect(weapp.errors()).toEqual([]);
  });

  it('headquarters looks up a provider, an account, and how lists are imported', async () => {
    const weapp = await signedIn(district, 'headquarters');
    await weapp.tap('物业企业');
    await weapp.arrives('register/pages/providers/index');
    await weapp.tap('祥和物业有限公司');
    await weapp.arrives('register/pages/provider/index');
    await weapp.shows('1 个小区');
    await weapp.tap('账号');
    await weapp.arrives('district/pages/accounts/index');
    await weapp.tap('worker');
    await weapp.shows('香榭丽社区');
    await weapp.tap('小区');
    await weapp.arrives('register/pages/estates/index');
    await weapp.tap('导入小区');
    await weapp.arrives('register/pages/imports/index');
    await weapp.shows('第一步：按模板填表');
    expect(weapp.errors()).toEqual([]);
  });

  it('the auditor has the log recomputed', async () => {
    const weapp = await signedIn(district, 'auditor');
    await weapp.tap('审计日志');
    await weapp.arrives('district/pages/audit/index');
    await weapp.shows('开通账号');
    await weapp.tap('从头核对');
    await weapp.shows('全部对得上');
    expect(weapp.errors()).toEqual([]);
  });
});
