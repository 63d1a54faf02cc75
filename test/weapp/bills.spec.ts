import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { billedEstate, MONTH_FEN, type BilledEstate } from '../support/billed-estate.ts';
import { openDistrict, type District, type Door } from '../support/district.ts';
import { WechatPayStandIn } from '../support/wechat-pay/wechat-pay-stand-in.ts';
import { startWechatStandIn, type WechatStandIn } from '../support/wechat-stand-in/wechat-stand-in.ts';
import { loginOf, openPhone } from './phone.ts';
import type { Weapp } from './weapp.ts';
import { settle, type WxOptions } from './wx.ts';

const OK = { errMsg: 'requestPayment:ok' };
const CANCELLED = { errMsg: 'requestPayment:fail cancel' };
const FAILED = { errMsg: 'requestPayment:fail jsapi has no permission' };

/** The emitted mini-program against the real server and a WeChat Pay that speaks its protocol: a bill from the poster to the receipt, tap by tap. */
describe('bills in WeChat', () => {
  let wechat: WechatStandIn;
  let wechatPay: WechatPayStandIn;
  let district: District;
  let billed: BilledEstate;
  beforeAll(async () => {
    wechat = await startWechatStandIn();
    wechatPay = await WechatPayStandIn.start({ appId: wechat.appId, notices: 'onCommand' }); // nobody tells us: what we know, we have asked for
    const env = { ...wechatPay.env(), WECHAT: 'on', WECHAT_APPID: wechat.appId, WECHAT_SECRET: wechat.secret, WECHAT_BASE_URL: wechat.url };
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 6, env });
    billed = await billedEstate(district, { months: 1 });
  });
  afterAll(async () => {
    await district?.close();
    await wechatPay?.close();
    await wechat?.close();
  });

  type Window = (options: WxOptions) => void;
  /** The phone of an openid; `pays` is what happens in WeChat's window for paying. */
  const phoneOf = (openid: string, pays: Window, storage = new Map<string, unknown>()) =>
    openPhone(district, { storage, wx: { login: loginOf(wechat, openid), requestPayment: (options) => pays(options!) } });
  const door = (nth: number): Door => district.buildings[0]!.doors[nth]!;
  /** From the poster to one's bills, with the code of a door. */
  const comesIn = async (weapp: Weapp, { code }: Door) => {
    weapp.launch('pages/landing/index', { scene: district.buildings[0]!.token });
    await weapp.tap('物业费');
    await weapp.arrives('pages/code/index');
    await weapp.type(await weapp.until(() => weapp.byTag('input'), 'the field for the code'), code);
    await weapp.tap('确认');
    await weapp.arrives('pages/bills/index');
    await weapp.shows('112.40 元');
  };
  const prepayId = (options: WxOptions) => String(options.package).replace('prepay_id=', '');
  const pay: Window = (options) => {
    wechatPay.pay({ prepayId: prepayId(options) });
    settle(options, 'success', OK);
  };
  const statusOf = async ({ householdId }: Door) => {
    const { items } = await billed.manager.api.bills.list(district.estate.id, { limit: 100 });
    return items.find((row) => row.householdId === householdId)!.status;
  };
  const tradesOf = (from: number) => wechatPay.book.trades.slice(from);

  it('pays in WeChat’s window with what the server signed, and is told when the money is there', async () => {
    const from = wechatPay.book.trades.length;
    const weapp = phoneOf('o-pays', pay);
    await comesIn(weapp, door(0));
    await weapp.tap('支付 1 张，共 112.40 元');
    await weapp.shows('已缴清');
    expect(tradesOf(from)).toMatchObject([{ scene: 'jsapi', payer: 'o-pays', totalFen: MONTH_FEN, state: 'SUCCESS' }]);
    const [call] = weapp.calls.filter(({ name }) => name === 'requestPayment');
    expect(call!.options).toMatchObject({ signType: 'RSA', package: `prepay_id=${tradesOf(from)[0]!.prepayId}`, paySign: expect.any(String) });
    expect(await statusOf(door(0))).toBe('paid');
    await weapp.shows('都缴清了');
    await weapp.tap('小区的收支公示');
    await weapp.arrives('pages/accounts/index');
    expect(weapp.errors()).toEqual([]);
  });

  it('believes no “ok”: without the money it is not paid', async () => {
    const weapp = phoneOf('o-claims', (options) => settle(options, 'success', OK));
    await comesIn(weapp, door(1));
    await weapp.tap('支付 1 张');
    await weapp.shows('正在确认');
    await weapp.until(() => weapp.network.requests.filter(({ method, path, status }) => method === 'GET' && path.includes('/payments/') && status === 200).length >= 3, 'the order to be asked about');
    expect(weapp.text()).not.toContain('已缴清');
    expect(await statusOf(door(1))).toBe('paying');
    wechatPay.pay({ prepayId: wechatPay.book.trades.at(-1)!.prepayId });
    await weapp.shows('都缴清了');
    expect(weapp.errors()).toEqual([]);
  });

  it('leaves the window, goes on with the same order, and closes another', async () => {
    const from = wechatPay.book.trades.length;
    let left = CANCELLED;
    let isPaying = false;
    const weapp = phoneOf('o-leaves', (options) => (isPaying ? pay(options) : settle(options, 'fail', left)));
    await comesIn(weapp, door(2));
    await weapp.tap('支付 1 张');
    await weapp.shows('没有支付');
    left = FAILED;
    await weapp.tap('继续支付');
    await weapp.shows('没有付成功');
    expect(tradesOf(from)).toHaveLength(1);
    await weapp.tap('不付了，关闭');
    await weapp.shows('这笔支付已关闭，没有扣款');
    expect(await statusOf(door(2))).toBe('issued');
    isPaying = true;
    await weapp.tap('支付 1 张');
    await weapp.shows('都缴清了');
    expect(tradesOf(from).map(({ state }) => state)).toEqual(['CLOSED', 'SUCCESS']);
    expect(weapp.errors()).toEqual([]);
  });

  it('is killed while WeChat’s window is open, and goes on the next time it is opened', async () => {
    const from = wechatPay.book.trades.length;
    const storage = new Map<string, unknown>();
    const before = phoneOf('o-killed', () => undefined, storage);
    await comesIn(before, door(3));
    await before.tap('支付 1 张');
    await before.until(() => before.calls.some(({ name }) => name === 'requestPayment'), 'the window for paying');
    before.dispose();

    const after = phoneOf('o-killed', pay, storage).launch('pages/bills/index');
    await after.shows('这笔支付还没有完成');
    expect(after.calls.filter(({ name }) => name === 'requestPayment')).toEqual([]); // it asks first
    await after.tap('继续支付');
    await after.shows('都缴清了');
    expect(tradesOf(from).map(({ state }) => state)).toEqual(['SUCCESS']);
    expect(after.errors()).toEqual([]);
  });

  it('is killed after it was paid, and finds it paid', async () => {
    const storage = new Map<string, unknown>();
    const before = phoneOf('o-killed-late', (options) => void wechatPay.pay({ prepayId: prepayId(options) }), storage);
    await comesIn(before, door(4));
    await before.tap('支付 1 张');
    await before.until(() => before.calls.some(({ name }) => name === 'requestPayment'), 'the window for paying');
    before.dispose();
    const after = phoneOf('o-killed-late', () => undefined, storage).launch('pages/bills/index');
    await after.shows('已缴清');
    expect(await statusOf(door(4))).toBe('paid');
    expect(after.errors()).toEqual([]);
  });

  it('loses the answer in a stairwell, and makes no second order', async () => {
    const from = wechatPay.book.trades.length;
    const weapp = phoneOf('o-stairwell', pay);
    await comesIn(weapp, door(5));
    weapp.network.loseAnswer('POST', '/payments');
    await weapp.tap('支付 1 张');
    await weapp.shows('这笔支付还没有完成');
    await weapp.tap('继续支付');
    await weapp.shows('都缴清了');
    expect(tradesOf(from)).toHaveLength(1);
    expect(weapp.errors()).toEqual([]);
  });
});
