import { describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Refused } from '../refused.ts';
import { StoppedClock } from '../platform.testing.ts';
import { API_V3_KEY, clientOf, FIRM, KEYS, OUR_MCHID, PUBLIC_KEY_ID, sealed, settings, signedHeaders, type Signing } from './wechat-pay.testing.ts';

const NOW = new StoppedClock().now().getTime();
const PAID = {
  sp_appid: 'wx0123456789abcdef', sp_mchid: OUR_MCHID, sub_mchid: FIRM, out_trade_no: 'P20261102000001', transaction_id: '4200001234202611021234567890', trade_type: 'JSAPI',
  trade_state: 'SUCCESS', trade_state_desc: '支付成功', bank_type: 'OTHERS', attach: '', success_time: '2026-11-02T08:59:58+08:00', payer: { sp_openid: 'oUser' },
  amount: { total: 123_45, payer_total: 123_45, currency: 'CNY', payer_currency: 'CNY' },
};
const REFUNDED = {
  sp_mchid: OUR_MCHID, sub_mchid: FIRM, out_trade_no: 'P20261102000001', transaction_id: '4200001234202611021234567890', out_refund_no: 'R1', refund_id: '50300012342026110212345',
  refund_status: 'SUCCESS', success_time: '2026-11-02T08:59:58+08:00', user_received_account: '支付用户零钱', amount: { total: 123_45, refund: 345, payer_total: 123_45, payer_refund: 345 },
};
type Headers = Readonly<Record<string, string | string[]>>;
const envelope = (content: object = PAID, resource: object = {}, over: object = {}): string => JSON.stringify({
  id: 'EV-2026110200001', create_time: '2026-11-02T09:00:00+08:00', resource_type: 'encrypt-resource', event_type: 'TRANSACTION.SUCCESS', summary: '支付成功',
  resource: { original_type: 'transaction', ...sealed(JSON.stringify(content)), ...resource }, ...over,
});
const refundEnvelope = (content: object = REFUNDED) => envelope(content, { original_type: 'refund' }, { event_type: 'REFUND.SUCCESS' });
const pay = clientOf(settings());
const told = async (body: string | Buffer, headers: Headers = signedHeaders(body), client = pay): Promise<unknown> => {
  try {
    return await client.notice(headers, body);
  } catch (cause) {
    if (cause instanceof Refused) return cause.refusal.code;
    throw cause;
  }
};
const signedNow = (body: string | Buffer, signing: Signing) => told(body, signedHeaders(body, signing));
const [REFUSED, UNREADABLE, NOT_OURS] = ['PAYMENT_NOTICE_REFUSED', 'PAYMENT_NOTICE_UNREADABLE', 'PAYMENT_NOTICE_NOT_OURS'];

describe('a notification', () => {
  it('tells of a payment', async () => {
    expect(await told(envelope())).toEqual({ kind: 'payment', id: 'EV-2026110200001', trade: {
      state: 'SUCCESS', merchant: { mode: 'partner', mchid: FIRM }, outTradeNo: 'P20261102000001', transactionId: '4200001234202611021234567890', amountFen: 123_45,
      paidMs: Date.parse('2026-11-02T00:59:58Z'), payerOpenid: 'oUser',
    } });
  });

  it('tells of a refund', async () => {
    expect(await told(refundEnvelope())).toEqual({ kind: 'refund', id: 'EV-2026110200001', refund: {
      state: 'SUCCESS', merchant: { mode: 'partner', mchid: FIRM }, outRefundNo: 'R1', refundId: '50300012342026110212345', outTradeNo: 'P20261102000001',
      transactionId: '4200001234202611021234567890', amountFen: 345, totalFen: 123_45, refundedMs: Date.parse('2026-11-02T00:59:58Z'),
    } });
    const { success_time: _at, ...abnormal } = { ...REFUNDED, refund_status: 'ABNORMAL' };
    expect(await told(refundEnvelope(abnormal))).toMatchObject({ refund: { state: 'ABNORMAL', refundedMs: null } });
  });

  it('is read in direct mode by its own fields', async () => {
    const direct = clientOf(settings({ mode: 'direct' }));
    const { sp_mchid: _sp, sub_mchid: _sub, ...rest } = PAID;
    const body = envelope({ ...rest, mchid: OUR_MCHID, payer: { openid: 'oOwn' } });
    expect(await told(body, signedHeaders(body), direct)).toMatchObject({ trade: { merchant: { mode: 'direct', mchid: OUR_MCHID }, payerOpenid: 'oOwn' } });
    expect(await told(envelope(), signedHeaders(envelope()), direct)).toBe(NOT_OURS);
  });

  it('may come without associated data', async () => {
    expect(await told(envelope(PAID, sealed(JSON.stringify(PAID), '')))).toMatchObject({ kind: 'payment' });
    const { associated_data: _none, ...bare } = sealed(JSON.stringify(PAID), '');
    const body = JSON.stringify({ ...JSON.parse(envelope()), resource: { original_type: 'transaction', ...bare } });
    expect(await told(body)).toMatchObject({ kind: 'payment' });
  });

  it('is the bytes as they came, whatever they mean', async () => {
    const body = envelope();
    for (const other of [JSON.stringify(JSON.parse(body), null, 1), ` ${body}`, `${body}\n`]) expect(await told(other, signedHeaders(body))).toBe(REFUSED);
    expect(await told(Buffer.from(body), signedHeaders(body))).toMatchObject({ kind: 'payment' });
  });
});

describe('a signature', () => {
  const body = envelope();
  const headers = signedHeaders(body);
  const names = Object.keys(headers) as (keyof typeof headers)[];

  it.each(names)('is not one without %s, with it twice, or with another', async (name) => {
    const { [name]: value, ...without } = headers;
    expect(await told(body, without)).toBe(REFUSED);
    // The last letter of base64 stands for fewer bits than it has: the same signature, written in another way.
    const others = 'ABCDabcd0123'.split('').map((letter) => value.slice(0, -3) + letter + value.slice(-2)).filter((other) => other !== value);
    for (const other of ['', [value, value], [value], `${value}x`, `${value}=`, ` ${value}`, value.slice(1), ...others]) {
      expect([name, other, await told(body, { ...headers, [name]: other })]).toEqual([name, other, REFUSED]);
    }
  });

  it.each([-300, -301, -86_400, 300, 301, 86_400])('is refused %i s off', async (seconds) => expect(await signedNow(body, { ms: NOW + seconds * 1000 })).toBe(REFUSED));
  it.each([-299, 0, 299])('is taken %i s off', async (seconds) => expect(await signedNow(body, { ms: NOW + seconds * 1000 })).toMatchObject({ kind: 'payment' }));

  it('has a time in seconds and nothing else', async () => {
    for (const timestamp of [String(NOW), `${Math.floor(NOW / 1000)}.0`, '1e9', '-1', 'NaN', '0x6ae60000']) {
      expect(await told(body, { ...headers, 'wechatpay-timestamp': timestamp })).toBe(REFUSED);
    }
  });

  it('is no probe', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const signature = headers['wechatpay-signature'];
    expect(await told(body, { ...headers, 'wechatpay-signature': `WECHATPAY/SIGNTEST/${signature}` })).toBe(REFUSED);
    expect(await told(body, { ...headers, 'wechatpay-signature': `WECHATPAY/SIGNTEST/${signature.slice(19)}` })).toBe(REFUSED);
    expect(warned.mock.calls.flat()).toEqual(Array(2).fill('a notification was refused: it is a probe'));
    warned.mockRestore();
  });

  it('is made with the key of its serial', async () => {
    expect(await signedNow(body, { key: KEYS.stranger.privateKey })).toBe(REFUSED);
    expect(await signedNow(body, { key: KEYS.merchant.privateKey })).toBe(REFUSED); // ours is not WeChat's
    for (const serial of ['constructor', '__proto__', 'hasOwnProperty', 'toString', 'PUB_KEY_ID_1', '5157F09EFDC096DE15EBE81A47057A7232F1B8E1', PUBLIC_KEY_ID.toLowerCase(), `${PUBLIC_KEY_ID}0`]) {
      expect([serial, await signedNow(body, { serial })]).toEqual([serial, REFUSED]);
    }
  });

  it('is over every byte of the body', async () => {
    const bytes = Buffer.from(body);
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect([at, await told(changed, headers)]).toEqual([at, REFUSED]);
    }
  });
});

describe('what lies under the key', () => {
  const whole = sealed(JSON.stringify(PAID));

  it('is not taken with any byte changed, although the envelope is signed', async () => {
    const bytes = Buffer.from(whole.ciphertext, 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect([at, await told(envelope(PAID, { ciphertext: changed.toString('base64') }))]).toEqual([at, UNREADABLE]);
    }
  });

  it.each([
    ['another nonce', { nonce: 'fdasflkja485' }], ['no nonce', { nonce: '' }], ['a nonce that is none', { nonce: 12 }],
    ['other associated data', { associated_data: 'refund' }], ['associated data that are none', { associated_data: {} }],
    ['a shorter text', { ciphertext: whole.ciphertext.slice(4) }], ['no tag', { ciphertext: Buffer.from(whole.ciphertext, 'base64').subarray(0, -16).toString('base64') }],
    ['less than a tag', { ciphertext: 'AAAA' }], ['nothing', { ciphertext: '' }], ['a list', { ciphertext: [whole.ciphertext] }], ['another algorithm', { algorithm: 'AEAD_SM4_GCM' }],
  ])('is not taken with %s', async (_what, over) => expect(await told(envelope(PAID, over))).toBe(UNREADABLE));

  it('lies under our key', async () => expect(await told(envelope(PAID, sealed(JSON.stringify(PAID), 'transaction', 'f'.repeat(32))))).toBe(UNREADABLE));
  it('says so itself, whatever the envelope says', async () => {
    expect(await told(envelope(PAID, { original_type: 'refund' }))).toBe(UNREADABLE);
    expect(await told(envelope(REFUNDED))).toBe(UNREADABLE);
    expect(API_V3_KEY).toHaveLength(32);
  });
});

describe('what is signed and sealed and yet wrong', () => {
  it.each([['no JSON', 'nonsense'], ['a list', '[]'], ['nothing', 'null'], ['empty', ''], ['no resource', '{"id":"EV-1"}'], ['no id', envelope(PAID, {}, { id: undefined })], ['a long id', envelope(PAID, {}, { id: 'x'.repeat(65) })]])(
    'cannot be read: %s', async (_what, body) => expect(await told(body)).toBe(UNREADABLE));

  it.each([
    ['an amount that is a text', { amount: { total: '12345', currency: 'CNY' } }], ['half a fen', { amount: { total: 0.5, currency: 'CNY' } }], ['less than nothing', { amount: { total: -1, currency: 'CNY' } }],
    ['another currency', { amount: { total: 12345, currency: 'USD' } }], ['an unknown state', { trade_state: 'PAID' }], ['no number', { out_trade_no: undefined }],
    ['a time without a zone', { success_time: '2026-11-02T08:59:58' }], ['no time', { success_time: 'yesterday' }], ['no firm', { sub_mchid: undefined }], ['a firm that is a number', { sub_mchid: 1_900_000_109 }],
  ])('cannot be read: %s', async (_what, over) => expect(await told(envelope({ ...PAID, ...over }))).toBe(UNREADABLE));

  it.each([['no amount', { amount: { total: 12345 } }], ['another status', { refund_status: 'DONE' }], ['no number', { out_refund_no: 7 }]])(
    'cannot be read as a refund: %s', async (_what, over) => expect(await told(refundEnvelope({ ...REFUNDED, ...over }))).toBe(UNREADABLE));

  it('is another merchant\'s', async () => {
    for (const sp_mchid of ['1900000101', undefined, Number(OUR_MCHID)]) expect(await told(envelope({ ...PAID, sp_mchid }))).toBe(NOT_OURS);
  });
});

it('is off where payments are', async () => expect(() => clientOf('off').notice({}, '')).toThrow(Refused));
