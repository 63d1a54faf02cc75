import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PaymentView } from '@linping/shared';
import { billedEstate, MCHID, MONTH_FEN, type BilledEstate } from '../support/billed-estate.ts';
import { SIZES, type Size } from '../support/chromium.ts';
import { openDistrict, type District } from '../support/district.ts';
import { browserPhone } from '../support/people.ts';
import { WechatPayStandIn } from '../support/wechat-pay/wechat-pay-stand-in.ts';
import { desk } from './desk.ts';

const PROVIDER = '河南省郑州市某某某某某某物业服务集团有限责任公司嵩山路第二分公司';

/** What households have paid in WeChat, on the pages of the firm and of the district: given back, in the books, compared with WeChat's bill. */
describe('the desk of WeChat’s money', () => {
  let wechatPay: WechatPayStandIn;
  let district: District;
  let billed: BilledEstate;
  beforeAll(async () => {
    wechatPay = await WechatPayStandIn.start();
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 3, env: wechatPay.env() });
    billed = await billedEstate(district);
  });
  afterAll(async () => {
    await district?.close();
    await wechatPay?.close();
  });
  const at = (size: Size, name: string, path: string) => desk(district, size, name, path);
  /** The household pays its oldest bill. */
  const paidAt = async (door: number): Promise<PaymentView> => {
    const [building] = district.buildings;
    const phone = browserPhone(district.server);
    await phone.api.estates.bindByCode({ buildingToken: building!.token, code: building!.doors[door]!.code });
    const { items: [bill] } = await phone.api.bills.mine({ limit: 1 });
    const { id, number } = await phone.api.payments.pay({ id: randomUUID(), billIds: [bill!.id], scene: 'native' });
    expect(wechatPay.pay({ outTradeNo: number })).toBe('paid');
    await wechatPay.notices.runDue();
    const payment = await phone.api.payments.one(id);
    expect(payment).toMatchObject({ status: 'paid', amountFen: MONTH_FEN });
    return payment;
  };

  describe.each(Object.keys(SIZES) as Size[])('on a %s', (size) => {
    let payment: PaymentView;
    beforeAll(async () => {
      payment = await paidAt(size === 'phone' ? 0 : 1);
    });

    it('is given back in part, twice, by the manager who reads the amount in words first', async () => {
      const they = await at(size, 'manager', '/money/pages/payments/index');
      await they.see('[id^="refund-"]').waitFor();
      expect(await they.look('payments')).toEqual([]);
      for (const [amount, words] of [['12.5', '壹拾贰元伍角整'], ['0.05', '伍分']] as const) {
        await they.press(`#refund-${payment.billIds[0]}`);
        await they.type('#refund-amount', amount);
        await they.type('#refund-reason', '多收一个月的清运费');
        await they.press('#dialog-confirm');
        expect(await they.text('#refund-words')).toContain(words);
        expect(await they.look('payments-refund', { asSeen: true })).toEqual([]);
        await they.press('#dialog-confirm');
        await they.see('#said').waitFor();
      }
      const refunds = await billed.manager.api.payments.refunds(payment.id);
      expect(refunds.map(({ amountFen }) => amountFen).sort((a, b) => a - b)).toEqual([5, 1_250]);
      await they.press(`#refunds-of-${payment.id}`);
      await they.see('[id^="refund-line-"]').waitFor();
      expect(await they.look('payments-refunds', { asSeen: true })).toEqual([]);
      expect(they.errors).toEqual([]);
    });

    it('stands in the books, which can be taken away', async () => {
      const they = await at(size, 'manager', '/money/pages/ledger/index');
      await they.see('#balance').waitFor();
      await they.reads('微信收物业费');
      expect(await they.look('ledger')).toEqual([]);
      expect((await they.downloads('#csv')).name).toMatch(/\.csv$/);
      expect((await they.downloads('#journal')).name).toMatch(/\.journal$/);
      await they.see('#elderly').click();
      expect(await they.look('ledger-elderly')).toEqual([]);
      expect(they.errors).toEqual([]);
    });

    it('goes to the number that the district has entered, and the firm reads', async () => {
      const they = await at(size, 'headquarters', '/money/pages/merchants/index');
      await they.see('[id^="merchant-of-"]').click();
      await they.reads(MCHID);
      await they.press('#edit-merchant');
      await they.see('#merchant-mchid').fill('');
      await they.type('#merchant-mchid', '19000');
      await they.reads('商户号是8到16位数字');
      expect(await they.look('merchants', { asSeen: true })).toEqual([]);
      const manager = await at(size, 'manager', '/money/pages/merchants/index');
      await manager.see('#mchid').waitFor();
      expect(await manager.see('#edit-merchant').count()).toBe(0);
      expect(await manager.look('merchant-own')).toEqual([]);
    });

    it('is compared with WeChat’s bill, and what differs is settled with a reason', async () => {
      const they = await at(size, 'manager', '/money/pages/reconciliation/index');
      await they.reads('每一笔都对上了');
      expect(await they.look('reconciliation-empty')).toEqual([]);
      const task = {
        id: randomUUID(), providerId: district.estate.providerId, provider: PROVIDER, day: '2026-11-20', finding: 'missingHere', trade: 'payment', number: '26112000000000000001',
        hereFen: null, thereFen: MONTH_FEN, status: 'open', settledFor: null, settledAt: null, version: 1,
      };
      const day = {
        id: randomUUID(), providerId: task.providerId, provider: task.provider, day: task.day, matched: 38, matchedFen: 412_560, refundedFen: 1_000, otherTrades: 2,
        openTasks: 1, settledTasks: 0, reconciledAt: '2026-11-21T02:10:00.000Z',
      };
      await they.page.route('**/reconciliation-tasks?*', (route) => route.fulfill({ json: { items: [task], total: 1, nextCursor: null } }));
      await they.page.route('**/reconciliation-days?*', (route) => route.fulfill({ json: { items: [day], total: 1, nextCursor: null } }));
      await they.page.reload();
      await they.reads('微信有、本系统没有');
      expect(await they.look('reconciliation')).toEqual([]);
      await they.press(`#settle-${task.id}`);
      expect(await they.see('#dialog-confirm').isDisabled()).toBe(true);
      await they.type('#settle-reason', '跨日入账，已在商户平台核对');
      expect(await they.look('reconciliation-settle', { asSeen: true })).toEqual([]);
      await they.press('#dialog-confirm');
      await they.see('#settle-refusal').waitFor(); // the server has never heard of this one
    });
  });
});
