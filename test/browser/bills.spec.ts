import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { monthsLater } from '@linping/shared';
import { billedEstate, MONTH_FEN, type BilledEstate } from '../support/billed-estate.ts';
import { SIZES, type Size } from '../support/chromium.ts';
import { openDistrict, type Building, type District, type Door } from '../support/district.ts';
import { onePagePdf } from '../support/pdfs.ts';
import { WechatPayStandIn } from '../support/wechat-pay/wechat-pay-stand-in.ts';
import { desk } from './desk.ts';
import { visit, type Visit } from './visit.ts';

const LONG = { estate: '二七区嵩山路街道中原东路社区郑州铁路局第二家属院北院', provider: '河南省郑州市某某某某某某物业服务集团有限责任公司嵩山路第二分公司' };
const TAX_NUMBER = '91350100M000100Y43';
/** As a tax system issues it, with data for bookkeeping inside. */
const E_INVOICE = onePagePdf({ word: 'e-invoice', data: '<?xml version="1.0"?><xbrl xmlns="http://www.xbrl.org/2003/instance"/>' });
const yuan = (fen: number) => (fen / 100).toFixed(2);

/** The household's bills in a browser, paid by a code that is scanned, and the invoice that the firm gives for them. */
describe('bills in a browser', () => {
  let wechatPay: WechatPayStandIn;
  let district: District;
  let billed: BilledEstate;
  beforeAll(async () => {
    wechatPay = await WechatPayStandIn.start({ notices: 'bySchedule' });
    district = await openDistrict('sqlite', { buildings: 2, doorsPerBuilding: 8, env: wechatPay.env() });
    billed = await billedEstate(district);
  });
  afterAll(async () => {
    await district?.close();
    await wechatPay?.close();
  });

  const open = (size: Size, path: string) => visit(`${district.server.origin}${path}`, size);
  const at = (size: Size, name: string, path: string) => desk(district, size, name, path);
  const goTo = ({ page }: Visit, path: string) => page.goto(`${district.server.origin}/#/pages/${path}`);
  /** From the poster to one's bills, with the code of the own door. */
  const comesIn = async (size: Size, building: Building, door: Door) => {
    const they = await open(size, `/q/${building.token}`);
    await they.press('#bills');
    await they.type('#code', door.code);
    await they.press('#confirm-code');
    await they.see('#owed').waitFor();
    return they;
  };
  const newest = () => wechatPay.book.trades.at(-1)!;
  const billsOf = async ({ householdId }: Door) => {
    const { items } = await billed.manager.api.bills.list(district.estate.id, { limit: 100 });
    return items.filter((row) => row.householdId === householdId).sort((a, b) => (a.fromMonth < b.fromMonth ? -1 : 1));
  };
  const statusesOf = async (door: Door) => (await billsOf(door)).map(({ status }) => status);

  describe.each(Object.keys(SIZES) as Size[])('on a %s', (size) => {
    const building = () => district.buildings[size === 'phone' ? 0 : 1]!;
    const door = (nth: number) => building().doors[nth]!;

    it('chooses several, scans one code, and sees them paid although nobody told us', async () => {
      const they = await comesIn(size, building(), door(0));
      expect(await they.see('#owed').textContent()).toBe(`${yuan(3 * MONTH_FEN)} 元`);
      await they.reads('已逾期');
      await they.reads('每平方米每月 1.20 元');
      expect(await they.look('bills')).toEqual([]);
      const [first, second, third] = await billsOf(door(0));
      await they.press(`#choose-${third!.id}`);
      await they.reads(`支付 2 张，共 ${yuan(2 * MONTH_FEN)} 元`);

      wechatPay.notices.next({ kind: 'never' });
      await they.press('#pay');
      await they.see('#payment-code').waitFor();
      await they.reads('演示用的玩具钱，不会真的扣款');
      expect(await they.look('bills-code')).toEqual([]);
      expect(newest()).toMatchObject({ scene: 'native', totalFen: 2 * MONTH_FEN });
      expect(await statusesOf(door(0))).toEqual(['paying', 'paying', 'issued']);
      expect(wechatPay.pay({ codeUrl: newest().codeUrl })).toBe('paid');
      await they.see('#to-accounts').waitFor();
      expect(await they.look('bills-paid')).toEqual([]);
      expect(await statusesOf(door(0))).toEqual(['paid', 'paid', 'issued']);

      await they.press(`#receipt-of-${first!.id}`);
      await they.see('#collections').waitFor();
      await they.reads('89.5 平方米 × 1.20 元 × 1 个月 = 107.40 元');
      expect(await they.look('bill-paid')).toEqual([]);
      const [download] = await Promise.all([they.page.waitForEvent('download'), they.press('[id^="receipt-"]')]);
      expect(download.suggestedFilename()).toMatch(/^收据-.*\.pdf$/);
      expect(second!.amountFen).toBe(MONTH_FEN);
      expect(they.errors).toEqual([]);
    });

    it('does not pay after all, and pays another day; a notification that comes late changes nothing', async () => {
      const they = await comesIn(size, building(), door(1));
      const [bill] = await billsOf(door(1));
      await they.press(`#bill-${bill!.id}`);
      await they.see('#amount').waitFor();
      expect(await they.look('bill')).toEqual([]);
      await they.press('#pay');
      await they.see('#payment-code').waitFor();
      const dropped = newest();
      await they.press('#payment-close');
      await they.reads('这笔支付已关闭，没有扣款');
      expect(await they.look('bill-closed')).toEqual([]);
      expect(dropped.state).toBe('CLOSED');

      await they.press('#pay');
      await they.see('#payment-code').waitFor();
      expect(newest().outTradeNo).not.toBe(dropped.outTradeNo);
      wechatPay.notices.next({ kind: 'late', ms: 3_000 });
      wechatPay.pay({ codeUrl: newest().codeUrl });
      await they.reads('已缴清');
      await they.see('#collections').waitFor();
      expect(await they.look('bill-paid-later')).toEqual([]);
      for (const late = wechatPay.notices.all.at(-1)!; !late.isTaken; ) await sleep(50);
      expect((await billed.manager.api.bills.one(bill!.id)).collections).toHaveLength(1);
      expect(they.errors).toEqual([]);
    });

    it('loses the answer, closes the tab, and finds the one order there is', async () => {
      const they = await comesIn(size, building(), door(2));
      const before = wechatPay.book.trades.length;
      await they.page.route('**/api/v1/payments', async (route) => {
        await route.fetch();
        await route.abort();
      }, { times: 1 });
      await they.press('#pay');
      await they.see('#payment-code').waitFor(); // the bills know their order, and the order its code
      const again = await they.page.context().newPage();
      await they.page.close();
      await again.goto(`${district.server.origin}/#/pages/bills/index`);
      await again.locator('#payment-code').waitFor();
      expect(wechatPay.book.trades).toHaveLength(before + 1);
      wechatPay.pay({ codeUrl: newest().codeUrl });
      await again.getByText('都缴清了').waitFor();
      expect(await statusesOf(door(2))).toEqual(['paid', 'paid', 'paid']);
    });

    it('says that WeChat does not answer, and goes on with the same order', async () => {
      const they = await comesIn(size, building(), door(3));
      const before = wechatPay.book.trades.length;
      wechatPay.faults.next({ kind: 'status', status: 502 }, { path: /native/, times: 20 });
      await they.press('#pay');
      await they.reads('支付还没有准备好');
      expect(await they.look('bills-unready')).toEqual([]);
      wechatPay.faults.clear();
      await they.press('#payment-resume');
      await they.see('#payment-code').waitFor();
      expect(wechatPay.book.trades).toHaveLength(before + 1);
      await they.press('#payment-close');
      await they.reads('这笔支付已关闭，没有扣款');
    });

    it('prepays what it has seen the price of, and asks for an invoice', async () => {
      const they = await comesIn(size, building(), door(4));
      await they.press('#prepay');
      await they.see('#prepay-months').selectOption('2');
      await they.page.locator('#prepay-amount', { hasText: yuan(2 * MONTH_FEN) }).locator('visible=true').waitFor();
      expect(await they.look('bills-prepay')).toEqual([]);
      await they.press('#prepay-make');
      await they.see('#lines').waitFor();
      const prepaid = (await billsOf(door(4))).at(-1)!;
      expect(prepaid).toMatchObject({ fromMonth: monthsLater(billed.thisMonth, 1), untilMonth: monthsLater(billed.thisMonth, 2), amountFen: 2 * MONTH_FEN });
      await they.press('#pay');
      await they.see('#payment-code').waitFor();
      wechatPay.pay({ codeUrl: newest().codeUrl });
      await they.press('#ask-invoice');
      await they.press('#title-kind-company');
      await they.type('#invoice-title', LONG.provider);
      await they.type('#invoice-tax-number', TAX_NUMBER.replace('43', '34'));
      await they.reads('税号不对');
      expect(await they.see('#invoice-send').isDisabled()).toBe(true);
      expect(await they.look('bill-invoice')).toEqual([]);
      await they.see('#invoice-tax-number').fill('');
      await they.type('#invoice-tax-number', TAX_NUMBER.toLowerCase());
      await they.press('#invoice-send');
      await they.reads('已申请，等物业开票');
      const [request] = (await billed.manager.api.bills.invoiceRequests(district.estate.id, { status: 'requested' })).items;
      expect(request).toMatchObject({ title: LONG.provider, taxNumber: TAX_NUMBER });
      await billed.manager.api.bills.refuseInvoice(request!.id, { version: request!.version, reason: '抬头与营业执照不一致' });
      await they.page.reload();
      await they.reads('抬头与营业执照不一致');
      expect(await they.look('bill-invoice-refused')).toEqual([]);
      await they.press('#ask-invoice');
      await they.press('#title-kind-person');
      await they.see('#invoice-title').fill('个人');
      await they.press('#invoice-send');
      await they.reads('已申请，等物业开票');

      const firm = await at(size, 'manager', '/street/pages/today/index');
      await firm.reads('等您开票');
      expect(await firm.look('today-money')).toEqual([]);
      await firm.press('#due-invoices');
      await firm.press('[id^="issue-"]');
      const [chooser] = await Promise.all([firm.page.waitForEvent('filechooser'), firm.press('[id^="invoice-file-"][id$="-add-pdf"]')]);
      await chooser.setFiles({ name: '发票.pdf', mimeType: 'application/pdf', buffer: E_INVOICE });
      await firm.see('.photo-uploaded').waitFor();
      await firm.press('[id^="send-invoice-"]');
      await firm.reads('没有等待开票的申请');
      expect([...they.errors, ...firm.errors]).toEqual([]);

      await they.page.reload();
      await they.see('#invoice-file-pdf-0').waitFor();
      expect(await they.look('bill-invoice-issued')).toEqual([]);
      const file = await fetch(district.server.origin + (await billed.manager.api.bills.one(prepaid.id)).invoice!.invoice!.fullUrl!);
      expect(Buffer.from(await file.arrayBuffer()).equals(E_INVOICE)).toBe(true);
    });

    it('knows its household although what was asked before the code was sent is answered late', async () => {
      const they = await open(size, `/q/${building().token}`);
      const late = new Promise<void>((answered) => {
        void they.page.route(/\/me\/households\?/, async (route) => {
          const response = await route.fetch();
          await they.see('#owed').waitFor();
          await route.fulfill({ response, json: { items: [] } }); // none: the code was not there yet
          answered();
        }, { times: 1 });
      });
      await they.press('#bills');
      await they.type('#code', door(6).code);
      await they.press('#confirm-code');
      await late;
      await they.press('#prepay');
      await they.see('#prepay-months').waitFor();
      expect(they.errors).toEqual([]);
    });

    it('is in order in large print with the longest names', async () => {
      const they = await comesIn(size, building(), door(5));
      const [bill] = await billsOf(door(5));
      await they.press('#elderly');
      await they.page.waitForLoadState('networkidle'); // an answer on its way would be lost with the page
      const lengthen = (address: string, change: (body: { items?: object[] }) => void) => they.page.route(address, async (route) => {
        const reply = await route.fetch();
        const body = (await reply.json()) as { items?: object[] };
        change(body);
        await route.fulfill({ response: reply, json: body });
      });
      await lengthen('**/me/bills*', (body) => body.items!.forEach((row) => Object.assign(row, LONG)));
      await lengthen(`**/bills/${bill!.id}`, (body) => Object.assign(body, LONG));
      await they.page.reload();
      await they.reads(LONG.estate);
      expect(await they.look('bills-elderly')).toEqual([]);
      await goTo(they, `bill/index?id=${bill!.id}`);
      await they.see('#lines').waitFor();
      await they.press('#pay');
      await they.see('#payment-code').waitFor();
      expect(await they.look('bill-elderly')).toEqual([]);
      await they.press('#payment-close');
      await they.reads('这笔支付已关闭，没有扣款');
      await they.page.unrouteAll({ behavior: 'ignoreErrors' });
    });

    it('finds every page in order with nothing, with a refusal and without a network', async () => {
      const they = await open(size, '/#/pages/bills/index');
      await they.reads('这部手机还没有住户');
      expect(await they.look('bills-empty')).toEqual([]);
      await goTo(they, `bill/index?id=${randomUUID()}`);
      await they.see('#error').waitFor();
      expect(await they.look('bill-refused')).toEqual([]);
      await goTo(they, 'bill/index');
      await they.reads('没有找到这张账单');
      await goTo(they, `estate/index?estate=${district.estate.id}`);
      await they.reads('每户每月 5.00 元');
      expect(await they.look('estate-fees')).toEqual([]);
    });
  });
});
