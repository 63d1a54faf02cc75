import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StoppedClock } from '../platform.testing.ts';
import type { PrepayOrder, RefundOrder } from './pay-trades.ts';
import { type Asked, clientOf, DIRECT, error, FIRM, good, KEYS, OUR_MCHID, PARTNER, PUBLIC_KEY_ID, type Said, ScriptedPlatform, settings, signedHeaders } from './wechat-pay.testing.ts';

const platform = new ScriptedPlatform();
beforeAll(() => platform.start());
afterAll(() => platform.stop());
const client = (over = {}) => clientOf(settings({ baseUrl: `${platform.url}/`, ...over }));
const asked = (): Asked => platform.asked.at(-1)!;
const json = (): unknown => JSON.parse(asked().body);

const ORDER: PrepayOrder = {
  scene: 'jsapi', merchant: PARTNER, outTradeNo: 'P20261102000001', description: '祥云里小院 物业费', amountFen: 12_345, expiresMs: Date.parse('2026-11-02T01:30:00Z'),
  payerOpenid: 'oUser', notifyUrl: 'https://linping.example.gov.cn/api/v1/payments/notices',
};
const NATIVE: PrepayOrder = { ...ORDER, scene: 'native', payerOpenid: undefined };
const REFUND: RefundOrder = { merchant: PARTNER, outTradeNo: ORDER.outTradeNo, outRefundNo: 'R1', amountFen: 345, totalFen: 12_345, reason: '多收', notifyUrl: ORDER.notifyUrl };
const TRADE = { sp_mchid: OUR_MCHID, sub_mchid: FIRM, out_trade_no: ORDER.outTradeNo, trade_state: 'NOTPAY', amount: { total: 12_345, currency: 'CNY' } };
const REFUNDING = {
  refund_id: '5030000', out_refund_no: 'R1', transaction_id: '4200', out_trade_no: ORDER.outTradeNo, status: 'PROCESSING', create_time: '2026-11-02T09:00:00+08:00',
  amount: { total: 12_345, refund: 345, currency: 'CNY' },
};
const query = (over = {}) => client(over).query({ merchant: PARTNER, outTradeNo: ORDER.outTradeNo });

/** What the platform looks at: the signature over method, path and query, time, nonce and body. */
function isSigned({ method, target, headers, body }: Asked): boolean {
  const fields = Object.fromEntries([...headers.authorization!.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
  const text = `${method}\n${target}\n${fields.timestamp}\n${fields.nonce_str}\n${body}\n`;
  return verify('RSA-SHA256', Buffer.from(text), KEYS.merchant.publicKey, Buffer.from(fields.signature!, 'base64'));
}
const nonceOf = ({ headers }: Asked): string => /nonce_str="(\w+)"/.exec(headers.authorization!)![1]!;

describe('a request', () => {
  it('is signed with our key, number, serial and time, and says which key it wants to hear', async () => {
    platform.says(good({ prepay_id: 'wx1' }));
    await client().prepay(ORDER);
    expect(isSigned(asked())).toBe(true);
    expect(asked().headers).toMatchObject({ accept: 'application/json', 'content-type': 'application/json', 'wechatpay-serial': PUBLIC_KEY_ID, 'user-agent': 'linping' });
    expect(asked().headers.authorization).toMatch(new RegExp(`^WECHATPAY2-SHA256-RSA2048 mchid="${OUR_MCHID}",.*timestamp="${new StoppedClock().now().getTime() / 1000}",serial_no="${'5F'.repeat(20)}"`));
    platform.says(good(TRADE));
    await query();
    expect(isSigned(asked())).toBe(true);
    await query({ publicKey: undefined });
    expect(asked().headers['wechatpay-serial']).toBeUndefined();
  });

  it('has a nonce of 128 bits that never comes again, not even when it is repeated', async () => {
    platform.says({ status: 502, body: 'Bad Gateway' });
    for (let i = 0; i < 20; i += 1) await query();
    const nonces = platform.asked.map(nonceOf);
    expect(new Set(nonces).size).toBe(60);
    for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-f]{32}$/);
    expect(platform.asked.every(isSigned)).toBe(true);
  });

  it('asks for a payment in the service provider\'s mode', async () => {
    platform.says(good({ prepay_id: 'wx1' }));
    expect(await client().prepay(ORDER)).toEqual({ outcome: 'done', prepayId: 'wx1' });
    expect(asked()).toMatchObject({ method: 'POST', target: '/v3/pay/partner/transactions/jsapi' });
    expect(json()).toEqual({
      sp_appid: 'wx0123456789abcdef', sp_mchid: OUR_MCHID, sub_mchid: FIRM, description: '祥云里小院 物业费', out_trade_no: 'P20261102000001', time_expire: '2026-11-02T09:30:00+08:00',
      notify_url: ORDER.notifyUrl, amount: { total: 12_345, currency: 'CNY' }, payer: { sp_openid: 'oUser' },
    });
    await client().prepay({ ...ORDER, description: '祥云`里,`\n小院' });
    expect(json()).toHaveProperty('description', '祥云 里, 小院'); // the bill repeats it
    platform.says(good({ code_url: 'weixin://wxpay/bizpayurl?pr=1' }));
    expect(await client().prepay(NATIVE)).toEqual({ outcome: 'done', codeUrl: 'weixin://wxpay/bizpayurl?pr=1' });
    expect(asked().target).toBe('/v3/pay/partner/transactions/native');
    expect(json()).not.toHaveProperty('payer');
  });

  it('and in direct mode', async () => {
    platform.says(good({ prepay_id: 'wx1' }));
    await client({ mode: 'direct' }).prepay({ ...ORDER, merchant: DIRECT });
    expect(asked().target).toBe('/v3/pay/transactions/jsapi');
    expect(json()).toMatchObject({ appid: 'wx0123456789abcdef', mchid: OUR_MCHID, payer: { openid: 'oUser' } });
    expect(json()).not.toHaveProperty('sub_mchid');
  });

  it('encodes what stands in an address', async () => {
    platform.says(good(TRADE));
    await client().query({ merchant: PARTNER, outTradeNo: 'P|2*3-4' });
    expect(asked().target).toBe(`/v3/pay/partner/transactions/out-trade-no/P%7C2*3-4?sp_mchid=${OUR_MCHID}&sub_mchid=${FIRM}`);
    platform.says(good(REFUNDING));
    await client().queryRefund({ merchant: PARTNER, outRefundNo: 'R 1/../x' });
    expect(asked().target).toBe(`/v3/refund/domestic/refunds/R%201%2F..%2Fx?sub_mchid=${FIRM}`);
    platform.says(error(400, 'NO_STATEMENT_EXIST'));
    await client().tradeBill({ merchant: PARTNER, day: '2026-11-01&sub_mchid=1900000999' });
    expect(asked().target).toBe(`/v3/bill/tradebill?bill_date=2026-11-01%26sub_mchid%3D1900000999&sub_mchid=${FIRM}&bill_type=ALL&tar_type=GZIP`);
    expect(platform.asked.every(isSigned)).toBe(true);
  });

  it('closes and gives back by our own numbers', async () => {
    platform.says({ status: 204, body: '', headers: signedHeaders('') });
    expect(await client().close({ merchant: PARTNER, outTradeNo: ORDER.outTradeNo })).toEqual({ outcome: 'done' });
    expect([asked().target, json()]).toEqual(['/v3/pay/partner/transactions/out-trade-no/P20261102000001/close', { sp_mchid: OUR_MCHID, sub_mchid: FIRM }]);
    platform.says(good(REFUNDING));
    expect(await client().refund(REFUND)).toEqual({ outcome: 'done', refund: {
      state: 'PROCESSING', merchant: null, outRefundNo: 'R1', refundId: '5030000', outTradeNo: ORDER.outTradeNo, transactionId: '4200', amountFen: 345, totalFen: 12_345, refundedMs: null,
    } });
    expect(json()).toEqual({
      sub_mchid: FIRM, out_trade_no: ORDER.outTradeNo, out_refund_no: 'R1', reason: '多收', notify_url: ORDER.notifyUrl, amount: { refund: 345, total: 12_345, currency: 'CNY' },
    });
    await client().refund({ ...REFUND, transactionId: '4200' });
    expect(json()).toMatchObject({ transaction_id: '4200' });
    expect(json()).not.toHaveProperty('out_trade_no');
    await client({ mode: 'direct' }).refund({ ...REFUND, merchant: DIRECT });
    expect(json()).not.toHaveProperty('sub_mchid');
  });

  it('is not sent for a merchant that our keys do not speak for', async () => {
    platform.says(good(TRADE));
    const strangers = [client().prepay({ ...ORDER, merchant: DIRECT }), client({ mode: 'direct' }).prepay({ ...ORDER, merchant: { mode: 'direct', mchid: '1900000101' } }), client({ mode: 'direct' }).refund(REFUND)];
    for (const said of await Promise.all(strangers)) expect(said).toMatchObject({ outcome: 'refused', code: 'MCH_NOT_EXISTS' });
    expect(platform.asked).toEqual([]);
  });
});

it('signs what the mini-program calls requestPayment with', () => {
  const { timeStamp, nonceStr, package: text, signType, paySign } = client().requestPayment('wx1');
  expect([text, signType, timeStamp]).toEqual(['prepay_id=wx1', 'RSA', String(new StoppedClock().now().getTime() / 1000)]);
  expect(nonceStr).toMatch(/^[0-9a-f]{32}$/);
  const signed = Buffer.from(`wx0123456789abcdef\n${timeStamp}\n${nonceStr}\nprepay_id=wx1\n`);
  expect(verify('RSA-SHA256', signed, createPublicKey(settings().privateKey), Buffer.from(paySign, 'base64'))).toBe(true);
});

describe('an answer', () => {
  const DONE = { outcome: 'done', trade: { state: 'NOTPAY', merchant: PARTNER, outTradeNo: ORDER.outTradeNo, transactionId: null, amountFen: 12_345, paidMs: null, payerOpenid: null } };
  const page: Said = { status: 200, body: '<html>', headers: signedHeaders('<html>') };
  const wrong = (said: Said, headers: Readonly<Record<string, string>>): Said => ({ ...(said as Exclude<Said, 'cut'>), headers });
  const headers = signedHeaders(JSON.stringify(TRADE));

  it.each([
    ['a cut line', 'cut'], ['a gateway\'s page', { status: 502, body: '<html>' }], ['an error of theirs', error(500, 'SYSTEM_ERROR')], ['too many requests', error(429, 'FREQUENCY_LIMITED')], ['too many, in other words', error(429, 'SLOW_DOWN')],
    ['a page', page], ['a word for later', error(403, 'BIZERR_NEED_RETRY')],
    ['no signature', { status: 200, body: JSON.stringify(TRADE) }], ['another\'s signature', good(TRADE, { key: KEYS.stranger.privateKey })], ['a key that nobody knows', good(TRADE, { serial: 'PUB_KEY_ID_1' })],
    ['a serial of another kind', good(TRADE, { serial: 'constructor' })], ['an old signature', good(TRADE, { ms: new StoppedClock().now().getTime() - 300_000 })],
    ['a signature of another text', wrong(good({ ...TRADE, trade_state: 'SUCCESS' }), headers)], ['a probe', wrong(good(TRADE), { ...headers, 'wechatpay-signature': `WECHATPAY/SIGNTEST/${headers['wechatpay-signature']}` })],
    ['a refusal with another\'s signature', wrong(error(404, 'ORDER_NOT_EXIST'), headers)],
    ['a success that nobody signed, without a word', { status: 204, body: '' }],
  ] as [string, Said][])('is asked for again after %s, and then nobody knows', async (_what, said) => {
    platform.says(said, said, good(TRADE));
    expect(await query()).toEqual(DONE);
    platform.says(said);
    expect(await query()).toEqual({ outcome: 'unknown' });
    expect(platform.asked).toHaveLength(3);
  });

  it('is waited for, but not for ever', async () => {
    const silent = clientOf(settings({ baseUrl: 'http://127.0.0.1:9' })); // discard: nobody listens
    expect(await silent.query({ merchant: PARTNER, outTradeNo: ORDER.outTradeNo })).toEqual({ outcome: 'unknown' });
    const padded = (length: number) => JSON.stringify(TRADE).padEnd(length, ' ');
    for (const [length, outcome] of [[1024 * 1024, 'done'], [1024 * 1024 + 1, 'unknown']] as const) {
      platform.says({ status: 200, body: padded(length), headers: signedHeaders(padded(length)) });
      expect(await query()).toMatchObject({ outcome });
    }
    platform.says({ status: 302, body: '', headers: { location: `${platform.url}/elsewhere` } }, good(TRADE));
    expect([await query(), platform.asked.some(({ target }) => target === '/elsewhere')]).toEqual([DONE, false]);
  });

  it('that refuses is data, asked for once', async () => {
    platform.says(error(404, 'ORDER_NOT_EXIST'));
    expect(await query()).toEqual({ outcome: 'refused', code: 'ORDER_NOT_EXIST', message: 'of ORDER_NOT_EXIST' });
    expect(platform.asked).toHaveLength(1);
    platform.says({ status: 401, body: '{"code":"SIGN_ERROR","message":"错误的签名"}' }); // it does not know who we are, and does not sign
    expect(await query()).toMatchObject({ outcome: 'refused', code: 'SIGN_ERROR' });
    platform.says({ status: 403, body: '{}' });
    expect(await query()).toMatchObject({ outcome: 'refused', code: 'HTTP_403' });
  });

  it('that is not what was asked for concludes nothing', async () => {
    for (const over of [{ out_trade_no: 'P20261102000002' }, { sub_mchid: '1900000110' }, { trade_state: 'OK' }, { amount: { total: '12345', currency: 'CNY' } }]) {
      platform.says(good({ ...TRADE, ...over }));
      expect(await query()).toEqual({ outcome: 'unknown' });
    }
    platform.says(good({ code_url: 'weixin://x' }));
    expect(await client().prepay(ORDER)).toEqual({ outcome: 'unknown' });
    platform.says(good({ ...REFUNDING, out_refund_no: 'R2' }));
    expect(await client().refund(REFUND)).toEqual({ outcome: 'unknown' });
    expect(await client().queryRefund({ merchant: PARTNER, outRefundNo: 'R1' })).toEqual({ outcome: 'unknown' });
  });

  it('that an order is closed already is what was wanted', async () => {
    platform.says(error(400, 'ORDER_CLOSED'));
    expect(await client().close({ merchant: PARTNER, outTradeNo: ORDER.outTradeNo })).toEqual({ outcome: 'done' });
    platform.says(error(400, 'ORDERPAID'));
    expect(await client().close({ merchant: PARTNER, outTradeNo: ORDER.outTradeNo })).toMatchObject({ outcome: 'refused', code: 'ORDERPAID' });
  });
});

it('says what it is', () => {
  expect([clientOf('off').mode, clientOf('off').isPlayMoney, clientOf('off').ownMchid]).toEqual(['off', false, null]);
  expect([client().mode, client().isPlayMoney, client({ mode: 'direct' }).ownMchid]).toEqual(['partner', true, OUR_MCHID]);
  for (const baseUrl of ['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com']) expect(clientOf(settings({ baseUrl })).isPlayMoney).toBe(false);
});
