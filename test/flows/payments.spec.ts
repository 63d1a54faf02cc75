import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PaymentView } from '@linping/shared';
import { openRaw, type RawDatabase } from '../bench/district/raw-database.ts';
import { shuffled } from '../faults/shuffle.ts';
import { billedEstate, MCHID, MONTH_FEN, type BilledEstate } from '../support/billed-estate.ts';
import { ENGINES } from '../support/databases.ts';
import { openDistrict, type District } from '../support/district.ts';
import { browserPhone, type Person } from '../support/people.ts';
import { type Envelope, Notice, type NoticeFault } from '../support/wechat-pay/notices.ts';
import { WechatPayStandIn } from '../support/wechat-pay/wechat-pay-stand-in.ts';

const TIMES = 1_000;
const AT_ONCE = 20;
const TELLS_WITHIN_MS = 120_000;

/** Bills paid before WeChat Pay's stand-in, over HTTP from end to end. */
describe.each(ENGINES)('WeChat Pay on %s', (engine) => {
  let wechat: WechatPayStandIn;
  let district: District;
  let firm: BilledEstate;
  let raw: RawDatabase;
  let phones: { readonly phone: Person; readonly billIds: readonly string[] }[];

  beforeAll(async () => {
    wechat = await WechatPayStandIn.start();
    district = await openDistrict(engine, { buildings: 1, doorsPerBuilding: 5, env: wechat.env() });
    firm = await billedEstate(district, { months: 3 });
    raw = await openRaw(district.databaseUrl);
    phones = await Promise.all(district.buildings[0]!.doors.map(async ({ code }) => {
      const phone = browserPhone(district.server);
      await phone.api.estates.bindByCode({ buildingToken: district.buildings[0]!.token, code });
      return { phone, billIds: (await phone.api.bills.mine({ limit: 10 })).items.map(({ id }) => id) };
    }));
  });
  afterAll(async () => {
    await raw?.close();
    await district?.close();
    await wechat?.close();
  });

  const order = (door: number, bills: readonly number[]): Promise<PaymentView> => {
    const { phone, billIds } = phones[door]!;
    return phone.api.payments.pay({ id: randomUUID(), billIds: bills.map((nth) => billIds[nth]!), scene: 'native' });
  };
  const post = async (path: string, { headers, body }: Envelope): Promise<{ readonly status: number; readonly body: string }> => {
    const reply = await fetch(district.server.api + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
    return { status: reply.status, body: await reply.text() };
  };
  const PAYMENTS = '/wechat-pay/notifications/payments';
  const REFUNDS = '/wechat-pay/notifications/refunds';
  const count = async (sql: string): Promise<number> => Number(Object.values((await raw.all<Record<string, number | string>>(sql))[0]!)[0]);
  const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
    for (const deadline = Date.now() + TELLS_WITHIN_MS; Date.now() < deadline; await sleep(100)) {
      const found = await look();
      if (found !== undefined) return found;
    }
    throw new Error('it did not come to pass');
  };

  it('leads from the code on the screen to the firm’s ledger and back', async () => {
    const { phone, billIds } = phones[0]!;
    expect(await phone.api.payments.settings()).toEqual({ mode: 'partner', isPlayMoney: true });
    const view = await order(0, [0, 1]);
    expect(view).toMatchObject({ status: 'open', amountFen: 2 * MONTH_FEN, isPlayMoney: true, requestPayment: null });
    expect((await phone.api.bills.one(billIds[0]!)).status).toBe('paying');
    expect(wechat.pay({ outTradeNo: view.number })).toBe('paid');
    await wechat.notices.runDue();
    expect(wechat.notices.told.at(-1)).toMatchObject({ status: 204 });
    expect(await phone.api.payments.one(view.id)).toMatchObject({ status: 'paid', codeImage: null });
    expect((await phone.api.bills.one(billIds[0]!)).status).toBe('paid');

    const { items } = await firm.manager.api.payments.ofEstate(district.estate.id, {});
    expect(items).toMatchObject([{ id: view.id, amountFen: 2 * MONTH_FEN, refundedFen: 0, bills: [{ refundableFen: MONTH_FEN }, { refundableFen: MONTH_FEN }] }]);
    await firm.manager.api.payments.refund(view.id, { id: randomUUID(), billId: billIds[0]!, amountFen: 1_000, reason: '多收' });
    await wechat.notices.runDue();
    await until(async () => ((await firm.manager.api.payments.refunds(view.id))[0]?.status === 'succeeded' ? true : undefined));
    expect(await phone.api.bills.one(billIds[0]!)).toMatchObject({ status: 'partlyRefunded', refundedFen: 1_000 });
    expect(await count("SELECT SUM(amount_fen) FROM ledger_posting WHERE account = 'wechatFunds'")).toBe(wechat.book.balanceFen(MCHID));
  });

  it('finds what no notification told of', async () => {
    const view = await order(0, [2]);
    wechat.notices.next({ kind: 'never' });
    wechat.pay({ outTradeNo: view.number });
    await until(async () => ((await phones[0]!.phone.api.payments.one(view.id)).status === 'paid' ? true : undefined));
  });

  it(`settles each of ten orders once under ${TIMES} notifications, shuffled and repeated`, async () => {
    const views = [];
    for (const door of [1, 2, 3]) for (const nth of door === 1 ? [0, 1, 2] : [0, 1, 2]) views.push(await order(door, [nth]));
    views.push(await order(4, [0]));
    const before = wechat.notices.all.length;
    for (const { number } of views) expect(wechat.pay({ outTradeNo: number })).toBe('paid');
    const notices = wechat.notices.all.slice(before);
    expect(notices).toHaveLength(10);
    const queue = shuffled(notices.flatMap((notice) => Array.from({ length: TIMES / 10 }, () => notice)));
    const statuses: number[] = [];
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let notice = queue.pop(); notice; notice = queue.pop()) statuses.push((await post(PAYMENTS, wechat.notices.sealed(notice))).status);
    }));
    expect([statuses.length, statuses.filter((status) => status === 204 || status === 503).length]).toEqual([TIMES, TIMES]);
    expect(statuses.filter((status) => status === 204).length).toBeGreaterThan(TIMES / 2); // 503: sent again, as WeChat does
    for (const notice of notices) expect((await post(PAYMENTS, wechat.notices.sealed(notice))).status).toBe(204);
    const ids = views.map(({ id }) => `'payment:${id}'`).join();
    expect(await count(`SELECT COUNT(*) FROM ledger_entry WHERE source_key IN (${ids})`)).toBe(10);
    expect(await count("SELECT SUM(amount_fen) FROM ledger_posting WHERE account = 'wechatFunds'")).toBe(wechat.book.balanceFen(MCHID));
    expect(await count("SELECT COUNT(*) FROM bill WHERE status IN ('paid', 'partlyRefunded')")).toBe(13);
  });

  it('refuses every tampering with 4xx in the documented form, and writes nothing', async () => {
    const open = await order(4, [1]);
    const tables = (await raw.all<{ name: string }>(engine === 'sqlite' ? "SELECT name FROM sqlite_master WHERE type = 'table'" : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()')).map(({ name }) => name);
    const counts = async () => Object.fromEntries(await Promise.all(tables.filter((name) => name !== 'job_lease').map(async (name) => [name, await count(`SELECT COUNT(*) FROM ${name}`)] as const)));
    const money = async () => [
      await raw.all('SELECT id, status, transaction_id, differing_fen FROM payment_order ORDER BY id'), await raw.all('SELECT id, status FROM payment_refund ORDER BY id'), await raw.all('SELECT id, status, refunded_fen FROM bill ORDER BY id'),
    ];
    /** What WeChat would say of an order that nobody has paid: whoever can say so has our key, and must still be wrong. */
    const paidContent = {
      sp_appid: wechat.appId, sp_mchid: wechat.mchid, sub_mchid: MCHID, out_trade_no: open.number, attach: '', trade_state: 'SUCCESS', trade_state_desc: '支付成功', transaction_id: '4200000000000000000000000001',
      trade_type: 'NATIVE', bank_type: 'OTHERS', success_time: '2026-11-02T10:00:00+08:00', payer: { sp_openid: 'o' }, amount: { total: open.amountFen, currency: 'CNY', payer_total: open.amountFen, payer_currency: 'CNY' },
    };
    const notice = (content: object, fault?: NoticeFault) => new Notice(`${district.server.api}${PAYMENTS}`, 'TRANSACTION.SUCCESS', { ...content }, fault, wechat.now());
    const sealed = (content: object, fault?: NoticeFault) => wechat.notices.sealed(notice(content, fault));
    const good = sealed(paidContent);
    const without = (name: string): Envelope => ({ ...good, headers: Object.fromEntries(Object.entries(good.headers).filter(([key]) => key.toLowerCase() !== name)) });
    const withHeader = (name: string, value: string): Envelope => ({ ...good, headers: { ...without(name).headers, [name]: value } });
    const anyPaid = (await firm.manager.api.payments.ofEstate(district.estate.id, {})).items[0]!;
    const flipped = (at: number) => ({ ...good, body: good.body.slice(0, at) + String.fromCharCode(good.body.charCodeAt(at) ^ 1) + good.body.slice(at + 1) });

    const wrong: readonly (readonly [string, string, Envelope])[] = [
      ...(['tamperedCipher', 'badSignature', 'oldTimestamp', 'probe', 'otherKey', 'unknownSerial'] as const).map((kind) => [kind, PAYMENTS, sealed(paidContent, { kind })] as const),
      ['another amount', PAYMENTS, sealed(paidContent, { kind: 'wrongAmount', fen: open.amountFen - 1 })],
      ['more', PAYMENTS, sealed(paidContent, { kind: 'wrongAmount', fen: open.amountFen + 1 })],
      ['another firm', PAYMENTS, sealed(paidContent, { kind: 'wrongMerchant', mchid: '1900000999' })],
      ['another service provider', PAYMENTS, sealed({ ...paidContent, sp_mchid: '1900000998' })],
      ['an order that is none', PAYMENTS, sealed({ ...paidContent, out_trade_no: '26110200000000000000' })],
      ['not paid', PAYMENTS, sealed({ ...paidContent, trade_state: 'NOTPAY' })],
      ['closed', PAYMENTS, sealed({ ...paidContent, trade_state: 'CLOSED' })],
      ['no payment behind it', PAYMENTS, sealed({ ...paidContent, transaction_id: '' })],
      ['another currency', PAYMENTS, sealed({ ...paidContent, amount: { ...paidContent.amount, currency: 'USD' } })],
      ['the amount in yuan', PAYMENTS, sealed({ ...paidContent, amount: { ...paidContent.amount, total: 112.4 } })],
      ['the amount as a text', PAYMENTS, sealed({ ...paidContent, amount: { ...paidContent.amount, total: String(open.amountFen) } })],
      ['a payment that another order has', PAYMENTS, sealed({ ...paidContent, out_trade_no: anyPaid.number, amount: { ...paidContent.amount, total: anyPaid.amountFen } })],
      ['a payment sent as a refund', REFUNDS, good],
      ['a refund that is none', REFUNDS, sealed({ sp_mchid: wechat.mchid, sub_mchid: MCHID, transaction_id: '42', out_trade_no: anyPaid.number, refund_id: '50', out_refund_no: 'R0000001', refund_status: 'SUCCESS', success_time: '2026-11-02T10:00:00+08:00', amount: { total: 1, refund: 1, payer_total: 1, payer_refund: 1 } })],
      ...['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-serial', 'wechatpay-signature'].map((name) => [`no ${name}`, PAYMENTS, without(name)] as const),
      ['another nonce', PAYMENTS, withHeader('wechatpay-nonce', 'aaaaaaaaaaaaaaaa')],
      ['another time', PAYMENTS, withHeader('wechatpay-timestamp', String(Math.floor(wechat.now() / 1000) + 1))],
      ['constructor for a serial', PAYMENTS, withHeader('wechatpay-serial', 'constructor')],
      ...Array.from({ length: 40 }, (_, i) => [`a bit of byte ${Math.floor((good.body.length * i) / 40)}`, PAYMENTS, flipped(Math.floor((good.body.length * i) / 40))] as const),
      ['nothing', PAYMENTS, { ...good, body: '' }], ['no JSON', PAYMENTS, { ...good, body: '{' }], ['a list', PAYMENTS, { ...good, body: '[]' }], ['a blank more', PAYMENTS, { ...good, body: `${good.body} ` }],
    ];
    const [countsBefore, moneyBefore] = [await counts(), await money()];
    for (const [what, path, envelope] of wrong) {
      const { status, body } = await post(path, envelope);
      expect([what, status >= 400 && status < 500]).toEqual([what, true]);
      expect([what, JSON.parse(body)]).toEqual([what, expect.objectContaining({ code: expect.any(String) })]);
    }
    expect(await counts()).toEqual(countsBefore);
    expect(await money()).toEqual(moneyBefore);
    expect((await post(PAYMENTS, sealed(paidContent, { kind: 'badSignature' }))).body).toBe(JSON.stringify({ code: 'FAIL', message: '签名不对或已过期，请核对微信支付公钥、平台证书和服务器时间' }));
    expect((await post(PAYMENTS, good)).status).toBe(204); // and it was nothing but the tampering
  });

  it('lets nobody else look, close or give back', async () => {
    const view = await order(4, [2]);
    const other = phones[1]!.phone;
    const tries = [
      () => other.api.payments.one(view.id), () => other.api.payments.close(view.id), () => firm.manager.api.payments.one(view.id), () => district.officer.api.payments.ofEstate(district.estate.id, {}),
    ];
    for (const work of tries) await expect(work()).rejects.toMatchObject({ problem: { status: 403 } });
    expect(await phones[4]!.phone.api.payments.close(view.id)).toMatchObject({ status: 'closed' });
    expect(wechat.book.trade(MCHID, view.number)!.state).toBe('CLOSED');
  });
});
