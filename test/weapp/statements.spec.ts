import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { invited, openDistrict, type District } from '../support/district.ts';
import type { Person } from '../support/people.ts';
import { picture } from '../support/pictures.ts';
import { lastPeriod, voucher } from '../support/statements.ts';
import { signedIn } from './phone.ts';
import { PhoneFiles } from './wx-files.ts';

/** The emitted mini-program against the real server: a firm's manager draws up the accounts on a phone, tap by tap. */
describe('accounts in WeChat', () => {
  let district: District;
  let manager: Person;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 3 });
    manager = await invited(district.server, district.headquarters, 'providerManager', district.estate.providerId, 'manager');
  });
  afterAll(() => district?.close());

  it('begins a statement, types a line with a photo although the network was gone, and looks at the import', async () => {
    const files = new PhoneFiles();
    const weapp = await signedIn(district, 'manager', { files });
    await weapp.tap('收支公示');
    await weapp.arrives('money/pages/statements/index');
    await weapp.tap('祥云里小院');
    await weapp.shows('编制方');
    await weapp.tap('开始编制');
    await weapp.arrives('money/pages/statement/index');
    await weapp.shows('提交之前还要办');

    await weapp.tap('加一笔停车');
    await weapp.type(await weapp.until(() => weapp.byLabel('停车金额（元）'), 'the field for the amount'), '1250.05');
    await weapp.type(weapp.byLabel('停车说明'), '地面停车费');
    files.album = [{ bytes: picture(50, 40), width: 1200, height: 900 }];
    await weapp.tap('添加凭证照片');
    await weapp.shows('已上传');
    weapp.network.isOnline = false;
    await weapp.tap('加上这一笔');
    await weapp.shows('网络不给力'); // not 「没有保存」: the page says of whatever is typed that it is 「还没有保存的」
    weapp.network.isOnline = true;
    await weapp.tap('加上这一笔');
    await weapp.shows('凭证 1 份');
    const { items: [row] } = await manager.api.disclosures.list({ estateId: district.estate.id, period: lastPeriod() });
    expect((await manager.api.disclosures.lines(row!.id, {}, 'held')).items).toMatchObject([{ kind: 'parking', amountFen: 125_005, note: '地面停车费', vouchers: [{ kind: 'image' }] }]);

    await weapp.tap('导入明细');
    await weapp.arrives('money/pages/statement-import/index');
    await weapp.shows('第一步：按模板填表');
    expect(weapp.errors()).toEqual([]);
  });

  it('shows the street what was handed in, and the firm that nobody has asked', async () => {
    const { items: [row] } = await manager.api.disclosures.list({ estateId: district.estate.id, period: lastPeriod() });
    const { disclosures } = manager.api;
    const before = await disclosures.statement(row!.id, 'held');
    const opening = await disclosures.edit(row!.id, { version: before.desk!.version, openingFen: 0 });
    const line = await disclosures.addLine(row!.id, { version: opening.desk!.version, id: '5c1d7c0e-7b43-4a34-9d6a-3a1f6a6e0b02', kind: 'cleaning', amountFen: 100, note: '扫把', voucherIds: [await voucher(manager)] });
    await disclosures.move(row!.id, 'submit', { version: line.desk!.version });
    const officer = await signedIn(district, 'officer.one');
    await officer.tap('收支公示');
    await officer.arrives('money/pages/statements/index');
    await officer.tap('祥云里小院');
    await officer.arrives('money/pages/statement/index');
    await officer.shows('审核通过');
    expect(officer.errors()).toEqual([]);

    const firm = await signedIn(district, 'manager');
    await firm.tap('收支疑问');
    await firm.arrives('money/pages/questions/index');
    await firm.shows('没有等回答的疑问');
    expect(firm.errors()).toEqual([]);
  });
});
