import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { monthOf, monthsLater, shanghaiDate, type MonthText } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { invited, openDistrict, type District } from '../support/district.ts';
import type { Person } from '../support/people.ts';
import { picture } from '../support/pictures.ts';
import { desk, type Desk } from './desk.ts';

const LONG = '河南省郑州市二七区嵩山路街道中原东路社区郑州铁路局第二家属院北院东侧1号楼';

/** The firm's own desk: what it charges, whom it bills, and what it took over the counter. */
describe('the firm’s billing desk', () => {
  let district: District;
  let manager: Person;
  const month: MonthText = monthOf(shanghaiDate(Date.now()));
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 6 });
    manager = await invited(district.server, district.headquarters, 'providerManager', district.estate.providerId, 'manager');
    await invited(district.server, district.headquarters, 'providerStaff', district.estate.providerId, 'clerk');
  });
  afterAll(() => district?.close());
  const at = (size: Size, name: string, path: string) => desk(district, size, name, path);
  const bills = async () => (await manager.api.bills.list(district.estate.id, { limit: 100 })).items;
  const attaches = async (they: Desk, picker: string) => {
    const [chooser] = await Promise.all([they.page.waitForEvent('filechooser'), they.press(`#${picker}-add`)]);
    await chooser.setFiles({ name: 'slip.png', mimeType: 'image/png', buffer: Buffer.from(picture(640, 480)) });
    await they.see('.photo-uploaded').waitFor();
  };

  it('begins with nothing, and says what comes first', async () => {
    const they = await at('desk', 'manager', '/money/pages/bills/index');
    await they.reads('没有账单');
    expect(await they.look('desk-bills-empty')).toEqual([]);
    await they.press('#generate');
    await they.page.locator('#due-on input, input#due-on').first().fill(`${monthsLater(month, 1)}-15`);
    await they.press('#dialog-confirm');
    await they.see('#generate-refusal').waitFor(); // no fee standard yet
    await they.press('#dialog-cancel');
  });

  it('enters fees, a discount for one dwelling and the areas', async () => {
    const they = await at('desk', 'manager', '/money/pages/fees/index');
    await they.press('#add-standard');
    await they.type('#fee-name', '物业服务费');
    await they.type('#fee-rate', '1.2');
    await they.press('#dialog-confirm');
    await they.reads('每平方米每月 1.20 元');
    await they.press('[id^="discount-"]');
    await they.type('#discount-name', '低保户减免');
    await they.type('#discount-tenths', '8');
    await they.page.getByText('指定住户').click();
    await they.see('[id^="dwelling-"]').first().click();
    expect(await they.look('desk-fees-discount', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.reads('低保户减免 8折');
    const { items } = await manager.api.fees.areas(district.estate.id, { limit: 100 });
    await they.press(`#area-${items[0]!.householdId}`);
    await they.type('#area', '89.5');
    await they.press('#dialog-confirm');
    await they.reads('89.5 平方米');
    for (const { householdId, version } of items.slice(1)) await manager.api.fees.setArea(householdId, { version, areaCentiSqm: 8950 });
    expect(await they.look('desk-fees')).toEqual([]);
    expect((await they.downloads('#areas-file')).begins).toBe('PK\u0003\u0004');
  });

  it('bills everybody once, after a look', async () => {
    const they = await at('phone', 'manager', '/money/pages/bills/index');
    await they.press('#generate');
    await they.page.locator('#due-on input, input#due-on').first().fill(`${monthsLater(month, 1)}-15`);
    await they.press('#dialog-confirm');
    await they.see('#generate-preview').waitFor();
    expect(await bills()).toHaveLength(0);
    expect(await they.look('desk-generate', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.see('#said').waitFor();
    expect(await bills()).toHaveLength(6);
    await they.press('#generate');
    await they.page.locator('#due-on input, input#due-on').first().fill(`${monthsLater(month, 1)}-15`);
    await they.press('#dialog-confirm');
    await they.reads('没有新的账单要生成');
    expect(await they.see('#dialog-confirm').isDisabled()).toBe(true);
    expect(they.errors).toEqual([]);
  });

  it.each(Object.keys(SIZES) as Size[])('takes cash with its slip, gives a receipt, and takes it back, on a %s', async (size) => {
    const bill = (await bills()).find(({ status }) => status === 'issued')!;
    const they = await at(size, size === 'phone' ? 'clerk' : 'manager', `/money/pages/staff-bill/index?bill=${bill.id}`);
    await they.see('#collect').waitFor();
    expect(await they.see('#send-collection').isDisabled()).toBe(true);
    await attaches(they, 'collection-vouchers');
    expect(await they.look('desk-bill')).toEqual([]);
    await they.loseAnswer(`**/bills/${bill.id}/collections`);
    await they.press('#send-collection');
    await they.see('[id^="receipt-"]').waitFor(); // the answer was lost, the money was not: the page reads the bill anew
    const paid = await manager.api.bills.one(bill.id);
    expect([paid.status, paid.collections.length]).toEqual(['paid', 1]);
    expect((await they.downloads('[id^="receipt-"]')).begins).toBe('%PDF');
    expect(await they.page.locator('[id^="reverse-"]').count()).toBe(size === 'phone' ? 0 : 1);
    if (size === 'desk') {
      await they.press('[id^="reverse-"]');
      await they.type('#reason', '收错了账单');
      await they.press('#dialog-confirm');
      await they.see('#collect').waitFor();
      await they.press('#void');
      await they.type('#reason', '面积登记有误');
      await they.press('#dialog-confirm');
      await they.see('#voided').waitFor();
      expect(await they.look('desk-bill-void')).toEqual([]);
    }
  });

  it.each(Object.keys(SIZES) as Size[])('keeps arrears to itself, and reminds, on a %s', async (size) => {
    const they = await at(size, 'manager', '/money/pages/arrears/index');
    await they.reads('没有欠费');
    const row = { householdId: '3f2a1b6c-7d80-4c1d-9a52-5f0e4b619d3e', building: LONG, door: '2单元301', bills: 3, owedFen: 1_234_567, oldestDueOn: '2026-01-31', remindedOn: null };
    await they.page.route('**/arrears?*', (route) => route.fulfill({ json: { items: [row], total: 1, nextCursor: null } }));
    await they.page.reload();
    await they.reads('12,345.67 元');
    expect(await they.look('desk-arrears')).toEqual([]);
    await they.press('#remind');
    await they.press('#dialog-confirm');
    await they.see('#said').waitFor();
    const others = await at(size, 'headquarters', '/money/pages/arrears/index');
    await others.reads('这一页只有物业自己用');
  });

  it('answers who wants an invoice', async () => {
    const they = await at('phone', 'clerk', '/money/pages/invoices/index');
    await they.reads('没有等待开票的申请');
    const request = {
      id: '3f2a1b6c-7d80-4c1d-9a52-5f0e4b619d3e', billId: '3f2a1b6c-7d80-4c1d-9a52-5f0e4b619d3e', billNumber: '0001-000012', amountFen: 10_740, titleKind: 'company', title: LONG,
      taxNumber: '91350100M000100Y43', status: 'requested', requestedOn: '2026-11-20', refusedFor: null, invoice: null, version: 1,
    };
    await they.page.route('**/invoice-requests?*', (route) => route.fulfill({ json: { items: [request], total: 1, nextCursor: null } }));
    await they.page.reload();
    await they.press(`#issue-${request.id}`);
    await attaches(they, `invoice-file-${request.id}`);
    expect(await they.look('desk-invoices')).toEqual([]);
    await they.press(`#send-invoice-${request.id}`);
    await they.see('#issue-refusal').waitFor(); // the server has never heard of this one
    await they.see('#elderly').click();
    expect(await they.look('desk-invoices-elderly')).toEqual([]);
  });
});
