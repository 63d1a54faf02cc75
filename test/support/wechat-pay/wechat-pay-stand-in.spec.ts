import { createDecipheriv, createPublicKey, randomBytes, sign, verify, X509Certificate } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeKeys, type PayKeys, publicOf } from './keys.ts';
import { WechatPayStandIn } from './wechat-pay-stand-in.ts';

type Json = Record<string, unknown>;
interface Heard {
  readonly status: number;
  readonly json: Json;
  readonly headers: Headers;
  readonly text: string;
}
const [SP, FIRM] = ['1900000100', '1900000109'];
const NOTIFY = 'https://linping.example.gov.cn/api/v1/notices';
const HOUR = 3_600_000;

let keys: PayKeys;
let pay: WechatPayStandIn;
beforeAll(() => { keys = makeKeys(Date.now()); });
beforeEach(async () => { pay = await WechatPayStandIn.start({ keys, subMchids: [FIRM, '1900000110'] }); });
afterEach(() => pay.close());

interface Over {
  readonly mchid?: string;
  readonly serial?: string;
  readonly ms?: number;
  readonly key?: string;
  readonly signedTarget?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
/** A request as the documentation signs it, written anew: the client of the server is not asked what it thinks of itself. */
async function ask(method: string, target: string, body?: object, over: Over = {}): Promise<Heard> {
  const [nonce, timestamp, raw] = [randomBytes(8).toString('hex'), String(Math.floor((over.ms ?? pay.now()) / 1000)), body ? JSON.stringify(body) : ''];
  const signature = sign('RSA-SHA256', Buffer.from(`${method}\n${over.signedTarget ?? target}\n${timestamp}\n${nonce}\n${raw}\n`), over.key ?? keys.merchantKey).toString('base64');
  const authorization = `WECHATPAY2-SHA256-RSA2048 mchid="${over.mchid ?? SP}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${over.serial ?? keys.merchantSerial}",signature="${signature}"`;
  const reply = await fetch(pay.url + target, {
    method, headers: { accept: 'application/json', 'user-agent': 'spec', authorization, ...(body && { 'content-type': 'application/json' }), ...over.headers }, ...(body && { body: raw }),
  });
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, text, json: /^[[{]/.test(text) ? (JSON.parse(text) as Json) : {} };
}
const said = ({ status, json }: Heard) => [status, json.code];
const isSigned = ({ headers, text }: Heard, key: string): boolean => {
  const [timestamp, nonce, signature] = ['Timestamp', 'Nonce', 'Signature'].map((name) => headers.get(`Wechatpay-${name}`) ?? '') as [string, string, string];
  return verify('RSA-SHA256', Buffer.from(`${timestamp}\n${nonce}\n${text}\n`), createPublicKey(key), Buffer.from(signature, 'base64'));
};
function opened({ ciphertext, nonce, associated_data: associated }: Json): Json {
  const bytes = Buffer.from(String(ciphertext), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', keys.apiV3Key, String(nonce)).setAAD(Buffer.from(String(associated)));
  decipher.setAuthTag(bytes.subarray(-16));
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString()) as Json;
}

const order = (no: string, over: object = {}) => ({
  sp_appid: 'wx0123456789abcdef', sp_mchid: SP, sub_mchid: FIRM, description: '物业费', out_trade_no: no, notify_url: NOTIFY, amount: { total: 1000, currency: 'CNY' }, ...over,
});
const native = (no: string, over: object = {}) => ask('POST', '/v3/pay/partner/transactions/native', order(no, over));
const jsapi = (no: string, over: object = {}) => ask('POST', '/v3/pay/partner/transactions/jsapi', order(no, { payer: { sp_openid: 'oUser' }, ...over }));
const query = (no: string, mchid = FIRM) => ask('GET', `/v3/pay/partner/transactions/out-trade-no/${no}?sp_mchid=${SP}&sub_mchid=${mchid}`);
const close = (no: string) => ask('POST', `/v3/pay/partner/transactions/out-trade-no/${no}/close`, { sp_mchid: SP, sub_mchid: FIRM });
const refund = (no: string, refundNo: string, fen: number, over: object = {}) => ask('POST', '/v3/refund/domestic/refunds', {
  sub_mchid: FIRM, out_trade_no: no, out_refund_no: refundNo, reason: '多收', notify_url: NOTIFY, amount: { refund: fen, total: 1000, currency: 'CNY' }, ...over,
});
const queryRefund = (refundNo: string) => ask('GET', `/v3/refund/domestic/refunds/${refundNo}?sub_mchid=${FIRM}`);

describe('a request', () => {
  it('is answered when it is signed as documented, with a signature of the key it names', async () => {
    const heard = await native('P00001');
    expect([heard.status, heard.headers.get('wechatpay-serial'), isSigned(heard, publicOf(keys.platformKey))]).toEqual([200, keys.publicKeyId, true]);
    const certified = await ask('GET', `/v3/pay/partner/transactions/out-trade-no/P00001?sp_mchid=${SP}&sub_mchid=${FIRM}`, undefined, { headers: { 'wechatpay-serial': keys.certificateSerial } });
    expect([certified.headers.get('wechatpay-serial'), isSigned(certified, publicOf(keys.certificateKey))]).toEqual([keys.certificateSerial, true]);
    pay.signsWith = 'certificate';
    expect((await query('P00001')).headers.get('wechatpay-serial')).toBe(keys.certificateSerial);
    expect(isSigned(await close('P00001'), publicOf(keys.certificateKey))).toBe(true); // 204 is signed too
  });

  it.each([
    ['another merchant', () => ({ mchid: '1900000101' })], ['another serial', () => ({ serial: '0'.repeat(40) })], ['another key', () => ({ key: keys.platformKey })],
    ['a time too old', () => ({ ms: pay.now() - 302_000 })], ['a time to come', () => ({ ms: pay.now() + 302_000 })], ['another path', () => ({ signedTarget: '/v3/pay/partner/transactions/jsapi' })],
  ] as [string, () => Over][])('is refused with %s, unsigned', async (_what, over) => {
    const heard = await ask('POST', '/v3/pay/partner/transactions/native', order('P00001'), over());
    expect([...said(heard), heard.headers.has('wechatpay-signature')]).toEqual([401, 'SIGN_ERROR', false]);
    expect(pay.book.trades).toEqual([]);
  });

  it('needs its headers', async () => {
    expect(said(await ask('POST', '/v3/pay/partner/transactions/native', order('P00001'), { headers: { accept: 'text/html' } }))).toEqual([400, 'PARAM_ERROR']);
    expect(said(await ask('POST', '/v3/pay/partner/transactions/native', order('P00001'), { headers: { 'content-type': 'text/plain' } }))).toEqual([400, 'PARAM_ERROR']);
    expect(said(await ask('POST', '/v3/pay/partner/transactions/native', order('P00001'), { headers: { 'wechatpay-serial': 'PUB_KEY_ID_1' } }))).toEqual([400, 'PARAM_ERROR']);
    expect((await fetch(`${pay.url}/v3/certificates`)).status).toBe(401);
  });
});

describe('an order', () => {
  it('is opened for jsapi and native, in both modes', async () => {
    expect((await jsapi('P00001')).json).toEqual({ prepay_id: expect.stringMatching(/^wx/) });
    expect((await native('P00002')).json).toEqual({ code_url: expect.stringMatching(/^weixin:\/\/wxpay\/bizpayurl\?pr=/) });
    const direct = { appid: 'wx0123456789abcdef', mchid: SP, description: '物业费', out_trade_no: 'P00003', notify_url: NOTIFY, amount: { total: 1 } };
    expect((await ask('POST', '/v3/pay/transactions/jsapi', { ...direct, payer: { openid: 'oUser' } })).status).toBe(200);
    expect((await ask('POST', '/v3/pay/transactions/native', { ...direct, out_trade_no: 'P00004' })).status).toBe(200);
    expect((await ask('GET', `/v3/pay/transactions/out-trade-no/P00003?mchid=${SP}`)).json).toMatchObject({ appid: 'wx0123456789abcdef', mchid: SP, trade_state: 'NOTPAY', amount: { total: 1, currency: 'CNY' } });
    expect(pay.book.trades.map(({ mode, scene, state }) => `${mode} ${scene} ${state}`)).toEqual(['partner jsapi NOTPAY', 'partner native NOTPAY', 'direct jsapi NOTPAY', 'direct native NOTPAY']);
  });

  it.each([
    ['no description', { description: '' }], ['a long description', { description: 'x'.repeat(128) }], ['a short number', { out_trade_no: 'P0001' }], ['a long number', { out_trade_no: 'P'.repeat(33) }],
    ['a number of other letters', { out_trade_no: 'P 00001' }], ['plain http', { notify_url: 'http://linping.example.gov.cn/x' }], ['a query in the address', { notify_url: `${NOTIFY}?x=1` }],
    ['no amount', { amount: undefined }], ['nothing to pay', { amount: { total: 0 } }], ['half a fen', { amount: { total: 1.5 } }], ['a text for an amount', { amount: { total: '1000' } }],
    ['another currency', { amount: { total: 1000, currency: 'USD' } }], ['an end that was', { time_expire: '2020-01-01T00:00:00+08:00' }], ['an end that is none', { time_expire: 'tomorrow' }],
    ['a firm that is none', { sub_mchid: 'firm' }], ['no firm', { sub_mchid: undefined }], ['a long attachment', { attach: 'x'.repeat(129) }],
  ])('is refused with %s', async (_what, over) => expect(said(await native('P00001', over))).toEqual([400, 'PARAM_ERROR']));

  it('is refused for others', async () => {
    expect(said(await native('P00001', { sp_appid: 'wxffffffffffffffff' }))).toEqual([400, 'APPID_MCHID_NOT_MATCH']);
    expect(said(await native('P00001', { sp_mchid: '1900000999' }))).toEqual([400, 'MCH_NOT_EXISTS']);
    expect(said(await native('P00001', { sub_mchid: '1900000999' }))).toEqual([403, 'NO_AUTH']);
    expect(said(await ask('POST', '/v3/pay/partner/transactions/jsapi', order('P00001')))).toEqual([400, 'PARAM_ERROR']); // nobody to pay
  });

  it('is the same when it is asked for again, and no other', async () => {
    const first = await native('P00001');
    expect((await native('P00001')).json).toEqual(first.json);
    for (const over of [{ amount: { total: 1001, currency: 'CNY' } }, { description: '停车费' }, { notify_url: `${NOTIFY}/2` }]) expect(said(await native('P00001', over))).toEqual([403, 'OUT_TRADE_NO_USED']);
    expect(said(await jsapi('P00001'))).toEqual([403, 'OUT_TRADE_NO_USED']);
    expect((await native('P00001', { sub_mchid: '1900000110' })).status).toBe(200); // another firm's number
    expect(pay.book.trades).toHaveLength(2);
  });

  it('is paid, told about and not paid again', async () => {
    const { prepay_id: prepayId } = (await jsapi('P00001')).json;
    expect([pay.pay({ prepayId: String(prepayId) }), pay.pay({ outTradeNo: 'P00001' }), pay.pay({ outTradeNo: 'P00009' })]).toEqual(['paid', 'refused', 'unknownOrder']);
    const { json } = await query('P00001');
    expect(json).toMatchObject({
      sp_mchid: SP, sub_mchid: FIRM, trade_state: 'SUCCESS', trade_type: 'JSAPI', transaction_id: expect.stringMatching(/^4200\d{24}$/), payer: { sp_openid: 'oUser' },
      amount: { total: 1000, payer_total: 1000, currency: 'CNY' }, success_time: expect.stringMatching(/\+08:00$/),
    });
    expect([said(await native('P00001')), said(await jsapi('P00001')), said(await close('P00001'))]).toEqual([[403, 'OUT_TRADE_NO_USED'], [400, 'ORDERPAID'], [400, 'ORDERPAID']]);
    expect(pay.notices.pending().map(({ eventType }) => eventType)).toEqual(['TRANSACTION.SUCCESS']);
  });

  it('is closed, and what was on its way arrives all the same where a test wants it', async () => {
    const { code_url: codeUrl } = (await native('P00001')).json;
    expect([said(await close('P00001')), said(await close('P00001')), said(await native('P00001')), said(await close('P00009')), said(await query('P00009'))])
      .toEqual([[204, undefined], [204, undefined], [400, 'ORDER_CLOSED'], [404, 'ORDER_NOT_EXIST'], [404, 'ORDER_NOT_EXIST']]);
    expect((await query('P00001')).json.trade_state).toBe('CLOSED');
    expect([pay.pay({ codeUrl: String(codeUrl) }), pay.pay({ codeUrl: String(codeUrl) }, { evenIfClosed: true })]).toEqual(['refused', 'paid']);
  });

  it('ends with its time', async () => {
    await native('P00001', { time_expire: new Date(pay.now() + 9 * HOUR).toISOString().replace(/\.\d+Z/, '+08:00') });
    pay.advance(HOUR + 1000);
    expect([pay.pay({ outTradeNo: 'P00001' }), (await query('P00001')).json.trade_state]).toEqual(['refused', 'NOTPAY']);
  });
});

describe('a refund', () => {
  beforeEach(async () => {
    await native('P00001');
    pay.pay({ outTradeNo: 'P00001' });
  });

  it('gives back parts until all is given back', async () => {
    const first = await refund('P00001', 'R1', 300);
    expect(first.json).toMatchObject({ status: 'PROCESSING', out_refund_no: 'R1', refund_id: expect.stringMatching(/^5030/), amount: { refund: 300, total: 1000 } });
    expect((await queryRefund('R1')).json).toMatchObject({ status: 'SUCCESS', success_time: expect.any(String) });
    expect((await query('P00001')).json.trade_state).toBe('REFUND');
    expect(said(await refund('P00001', 'R2', 701))).toEqual([400, 'INVALID_REQUEST']);
    expect((await refund('P00001', 'R2', 700)).status).toBe(200);
    expect(said(await refund('P00001', 'R3', 1))).toEqual([400, 'INVALID_REQUEST']);
    expect([pay.book.balanceFen(FIRM), pay.book.paidFen(FIRM)]).toEqual([0, 1000]);
    expect(pay.notices.all.map(({ eventType }) => eventType)).toEqual(['TRANSACTION.SUCCESS', 'REFUND.SUCCESS', 'REFUND.SUCCESS']);
  });

  it('is the same when it is asked for again, and no other', async () => {
    const first = await refund('P00001', 'R1', 300);
    const again = await refund('P00001', 'R1', 300);
    expect([again.json.refund_id, again.json.status, pay.book.refunds.length]).toEqual([first.json.refund_id, 'SUCCESS', 1]);
    expect(said(await refund('P00001', 'R1', 301))).toEqual([400, 'INVALID_REQUEST']);
  });

  it('may be named by the platform\'s number', async () => {
    const { transactionId } = pay.book.trades[0]!;
    expect((await refund('P00001', 'R1', 300, { out_trade_no: undefined, transaction_id: transactionId })).status).toBe(200);
    expect(said(await refund('P00001', 'R2', 300, { transaction_id: transactionId }))).toEqual([400, 'PARAM_ERROR']);
  });

  it('is refused as documented', async () => {
    await native('P00002');
    const refused = [
      await refund('P00002', 'R1', 300), await refund('P00009', 'R1', 300), await refund('P00001', 'R1', 300, { amount: { refund: 300, total: 999, currency: 'CNY' } }),
      await refund('P00001', 'R1', 0), await refund('P00001', 'R'.repeat(65), 1), await refund('P00001', 'R1', 300, { reason: 'x'.repeat(81) }), await refund('P00001', 'R1', 300, { sub_mchid: '1900000110' }),
      await refund('P00001', 'R1', 300, { amount: { refund: 300, total: 1000 } }), await queryRefund('R9'),
    ];
    expect(refused.map(said)).toEqual([
      [400, 'INVALID_REQUEST'], [404, 'RESOURCE_NOT_EXISTS'], [400, 'INVALID_REQUEST'], [400, 'PARAM_ERROR'], [400, 'PARAM_ERROR'], [400, 'PARAM_ERROR'], [404, 'RESOURCE_NOT_EXISTS'],
      [400, 'PARAM_ERROR'], [404, 'RESOURCE_NOT_EXISTS'],
    ]);
    pay.book.withdraw(FIRM, 900);
    expect(said(await refund('P00001', 'R1', 300))).toEqual([403, 'NOT_ENOUGH']);
    pay.advance(366 * 24 * HOUR);
    expect(said(await refund('P00001', 'R1', 30))).toEqual([400, 'INVALID_REQUEST']);
    expect(pay.book.refunds).toEqual([]);
  });

  it('is asked for fifty times at most', async () => {
    for (let i = 0; i < 50; i += 1) expect((await refund('P00001', `R${i}`, 1)).status).toBe(200);
    expect(said(await refund('P00001', 'R50', 1))).toEqual([403, 'RULE_LIMIT']);
  });

  it('ends as a test says', async () => {
    pay.refundsEnd = 'ABNORMAL';
    await refund('P00001', 'R1', 300);
    expect([(await queryRefund('R1')).json.status, pay.notices.all.at(-1)!.eventType]).toEqual(['ABNORMAL', 'REFUND.ABNORMAL']);
    pay.refundsEnd = 'onCommand';
    await refund('P00001', 'R2', 700);
    expect((await queryRefund('R2')).json.status).toBe('PROCESSING');
    pay.endRefund(pay.book.refund(FIRM, 'R2')!, 'CLOSED');
    expect((await queryRefund('R2')).json.status).toBe('CLOSED');
    expect((await refund('P00001', 'R3', 700)).status).toBe(200); // what was closed is there again
  });
});

it('gives out its certificate under the APIv3 key', async () => {
  const { json } = await ask('GET', '/v3/certificates');
  const [{ serial_no: serial, encrypt_certificate: sealed }] = json.data as [{ serial_no: string; encrypt_certificate: Json }];
  const bytes = Buffer.from(String(sealed.ciphertext), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', keys.apiV3Key, String(sealed.nonce)).setAAD(Buffer.from('certificate'));
  decipher.setAuthTag(bytes.subarray(-16));
  const certificate = new X509Certificate(Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]));
  expect([serial, certificate.serialNumber]).toEqual([keys.certificateSerial, keys.certificateSerial]);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.publicKey.equals(createPublicKey(keys.certificateKey))).toBe(true);
  expect(new Date(certificate.validTo).getTime()).toBeGreaterThan(Date.now());
});

it('keeps what a test wants to open: a notification is sealed and signed', async () => {
  await native('P00001');
  pay.pay({ outTradeNo: 'P00001' });
  const { headers, body } = pay.notices.sealed(pay.notices.pending()[0]!);
  expect(isSigned({ status: 0, json: {}, headers: new Headers(headers), text: body }, publicOf(keys.platformKey))).toBe(true);
  const { resource, event_type: event } = JSON.parse(body) as { resource: Json; event_type: string };
  expect([event, resource.original_type]).toEqual(['TRANSACTION.SUCCESS', 'transaction']);
  expect(opened(resource)).toEqual((await query('P00001')).json);
});
