import { createHash, createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AnswerFault } from './faults.ts';
import { Kept } from './kept.ts';
import { makeKeys, type PayKeys, publicOf } from './keys.ts';
import { type NoticeFault, RETRY_AFTER_MS } from './notices.ts';
import { type StandInOptions, WechatPayStandIn } from './wechat-pay-stand-in.ts';

interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
const [SP, FIRM] = ['1900000100', '1900000109'];
const [S, HOUR] = [1000, 3_600_000];
const NOW = Date.parse('2026-11-02T01:00:00Z');

let keys: PayKeys;
let merchant: Server;
let received: Received[] = [];
let replies: number[] = [];
let pay: WechatPayStandIn;
let nowMs = NOW;

beforeAll((done) => {
  keys = makeKeys(NOW);
  merchant = createServer((request, response) => void (async () => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    received.push({ headers: request.headers as Record<string, string>, body });
    const status = replies.shift() ?? 204;
    if (status === 0) request.socket.destroy();
    else response.writeHead(status).end();
  })()).listen(0, '127.0.0.1', () => done());
});
afterAll(() => { merchant.close(); });
const start = async (options: StandInOptions = {}) => { pay = await WechatPayStandIn.start({ keys, clock: () => nowMs, ...options }); };
beforeEach(async () => {
  [received, replies, nowMs] = [[], [], NOW];
  await start();
});
afterEach(() => pay.close());

async function ask(method: string, target: string, body?: object): Promise<Response> {
  const [nonce, timestamp, raw] = [randomBytes(8).toString('hex'), String(Math.floor(pay.now() / 1000)), body ? JSON.stringify(body) : ''];
  const signature = sign('RSA-SHA256', Buffer.from(`${method}\n${target}\n${timestamp}\n${nonce}\n${raw}\n`), keys.merchantKey).toString('base64');
  const authorization = `WECHATPAY2-SHA256-RSA2048 mchid="${SP}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${keys.merchantSerial}",signature="${signature}"`;
  return fetch(pay.url + target, { method, headers: { accept: 'application/json', 'user-agent': 'spec', authorization, 'content-type': 'application/json' }, ...(body && { body: raw }) });
}
const notifyUrl = () => `http://127.0.0.1:${(merchant.address() as AddressInfo).port}/notices`;
const open = (no: string, total = 1000) => ask('POST', '/v3/pay/partner/transactions/native', {
  sp_appid: 'wx0123456789abcdef', sp_mchid: SP, sub_mchid: FIRM, description: '物业费', out_trade_no: no, notify_url: notifyUrl(), amount: { total, currency: 'CNY' },
});
const paid = async (no: string, total = 1000) => {
  await open(no, total);
  expect(pay.pay({ outTradeNo: no })).toBe('paid');
};
const refund = (no: string, refundNo: string, fen: number, total = 1000) => ask('POST', '/v3/refund/domestic/refunds', {
  sub_mchid: FIRM, out_trade_no: no, out_refund_no: refundNo, notify_url: notifyUrl(), amount: { refund: fen, total, currency: 'CNY' },
});
const query = (no: string) => ask('GET', `/v3/pay/partner/transactions/out-trade-no/${no}?sp_mchid=${SP}&sub_mchid=${FIRM}`);
const isGenuine = ({ headers, body }: Received, key = publicOf(keys.platformKey)): boolean =>
  verify('RSA-SHA256', Buffer.from(`${headers['wechatpay-timestamp']}\n${headers['wechatpay-nonce']}\n${body}\n`), createPublicKey(key), Buffer.from(headers['wechatpay-signature']!, 'base64'));

describe('a notification', () => {
  it('waits for a command, and is over when it was taken', async () => {
    await paid('P00001');
    expect(received).toEqual([]);
    await pay.notices.runDue();
    expect([received.length, isGenuine(received[0]!), pay.notices.pending()]).toEqual([1, true, []]);
    await pay.notices.deliver(pay.notices.all[0]!);
    expect([received.length, pay.notices.told.map(({ attempt, status }) => `${attempt} ${status}`)]).toEqual([2, ['1 204', '2 204']]);
    expect(received[1]!.headers['wechatpay-nonce']).not.toBe(received[0]!.headers['wechatpay-nonce']);
  });

  it('comes again as documented until it is taken, and then no more', async () => {
    await paid('P00001');
    replies = Array.from({ length: 16 }, (_, i) => (i % 2 ? 500 : 0));
    for (const waitMs of RETRY_AFTER_MS) {
      await pay.notices.runDue();
      const tries = received.length;
      nowMs += waitMs - 1;
      await pay.notices.runDue();
      expect(received).toHaveLength(tries);
      nowMs += 1;
    }
    await pay.notices.runDue();
    expect([received.length, pay.notices.pending(), RETRY_AFTER_MS.length]).toEqual([16, [], 15]);
    expect(pay.notices.told.slice(0, 2).map(({ status }) => status)).toEqual([0, 500]);
  });

  it('is given up only then: a later try that is taken ends it', async () => {
    await paid('P00001');
    replies = [503, 503];
    for (const waitMs of [0, 15 * S, 15 * S, 30 * S, HOUR]) {
      nowMs += waitMs;
      await pay.notices.runDue();
    }
    expect(received).toHaveLength(3);
  });

  it('may be delivered in any order', async () => {
    for (const no of ['P00001', 'P00002', 'P00003']) await paid(no);
    for (const notice of pay.notices.pending().reverse()) await pay.notices.deliver(notice);
    expect(pay.notices.told.map(({ id }) => id)).toEqual(pay.notices.all.map(({ id }) => id).reverse());
  });

  it('is sent by itself where that is wanted', async () => {
    await pay.close();
    await start({ notices: 'bySchedule' });
    await paid('P00001');
    while (received.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    await refund('P00001', 'R1', 300);
    while (received.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(received.map(({ body }) => (JSON.parse(body) as { event_type: string }).event_type)).toEqual(['TRANSACTION.SUCCESS', 'REFUND.SUCCESS']);
  });

  it('may be signed with the certificate', async () => {
    pay.notices.signedWith = 'certificate';
    await paid('P00001');
    await pay.notices.runDue();
    expect([received[0]!.headers['wechatpay-serial'], isGenuine(received[0]!, publicOf(keys.certificateKey))]).toEqual([keys.certificateSerial, true]);
  });

  it('goes wrong as it is told to, once', async () => {
    const faults: NoticeFault[] = [
      { kind: 'never' }, { kind: 'again', times: 2 }, { kind: 'late', ms: 60 * S },
      { kind: 'tamperedCipher' }, { kind: 'badSignature' }, { kind: 'oldTimestamp' }, { kind: 'probe' }, { kind: 'otherKey' }, { kind: 'unknownSerial' },
    ];
    pay.notices.next(...faults);
    const how: Record<string, readonly string[]> = {};
    for (const [index, { kind }] of faults.entries()) {
      received = [];
      replies = ['never', 'again', 'late'].includes(kind) ? [] : [401];
      await paid(`P0000${index}`);
      await pay.notices.runDue();
      nowMs += 60 * S;
      await pay.notices.runDue();
      how[kind] = received.map((each) => `${isGenuine(each) ? 'genuine' : 'false'}`);
    }
    expect(how).toEqual({
      never: [], again: ['genuine', 'genuine', 'genuine'], late: ['genuine'], tamperedCipher: ['false', 'genuine'], badSignature: ['false', 'genuine'], oldTimestamp: ['genuine', 'genuine'],
      probe: ['false', 'genuine'], otherKey: ['genuine', 'genuine'], unknownSerial: ['genuine', 'genuine'],
    });
    const [old] = pay.notices.all.filter(({ fault }) => fault?.kind === 'oldTimestamp');
    expect(Number(pay.notices.sealed(old!, old!.fault).headers['Wechatpay-Timestamp'])).toBe(Math.floor(nowMs / 1000) - 301);
    expect(pay.notices.sealed(old!, { kind: 'probe' }).headers['Wechatpay-Signature']).toMatch(/^WECHATPAY\/SIGNTEST\//);
    await paid('P00010');
    pay.notices.next({ kind: 'wrongAmount', fen: 1 }, { kind: 'wrongMerchant', mchid: '1900000110' });
    await paid('P00011');
    await paid('P00012');
    expect(pay.notices.all.slice(-3).map((notice) => JSON.parse(notice.text()) as object)).toEqual([
      expect.objectContaining({ amount: expect.objectContaining({ total: 1000 }), sub_mchid: FIRM }), expect.objectContaining({ amount: expect.objectContaining({ total: 1, payer_total: 1 }) }),
      expect.objectContaining({ sub_mchid: '1900000110' }),
    ]);
  });
});

describe('an answer', () => {
  it.each([
    [{ kind: 'status', status: 502 }, 502, false], [{ kind: 'error', code: 'SYSTEM_ERROR' }, 500, false], [{ kind: 'error', code: 'FREQUENCY_LIMITED' }, 429, false], [{ kind: 'hangUp' }, 0, false],
    [{ kind: 'lostAnswer' }, 0, true], [{ kind: 'doneThen5xx' }, 502, true], [{ kind: 'delay', ms: 1 }, 200, true], [{ kind: 'badSignature' }, 200, true], [{ kind: 'unsigned' }, 200, true],
  ] as [AnswerFault, number, boolean][])('goes wrong as it is told to, once: %j', async (fault, status, isDone) => {
    pay.faults.next(fault, { path: /native$/ });
    await query('P00001');
    const heard = await open('P00001').then((reply) => reply.status, () => 0);
    expect([heard, pay.book.trades.length === 1]).toEqual([status, isDone]);
    expect((await open('P00001')).status).toBe(200);
  });

  it('may carry a signature that is not good for it', async () => {
    await open('P00001');
    const genuine = async (fault?: AnswerFault) => {
      if (fault) pay.faults.next(fault);
      const reply = await query('P00001');
      return isGenuine({ headers: Object.fromEntries(reply.headers) as Record<string, string>, body: await reply.text() });
    };
    expect([await genuine(), await genuine({ kind: 'badSignature' }), await genuine({ kind: 'changedBody' }), await genuine({ kind: 'oldSignature' })]).toEqual([true, false, false, true]);
    pay.faults.next({ kind: 'unknownSerial' }, { times: 2 });
    expect((await query('P00001')).headers.get('wechatpay-serial')).toMatch(/^7F+$/);
    pay.faults.clear();
    expect((await query('P00001')).headers.get('wechatpay-serial')).toBe(keys.publicKeyId);
    expect(pay.calls.map(({ path }) => path)).toHaveLength(7);
  });
});

describe('a day\'s bill', () => {
  const bill = (day = '2026-11-02', more = '&tar_type=GZIP') => ask('GET', `/v3/bill/tradebill?bill_date=${day}&sub_mchid=${FIRM}&bill_type=ALL${more}`);
  const code = async (reply: Response) => ((await reply.json()) as { code?: string }).code;
  async function file(named: Response): Promise<Buffer> {
    const { download_url: url } = (await named.json()) as { download_url: string };
    const { pathname, search } = new URL(url);
    return Buffer.from(await (await ask('GET', pathname + search)).arrayBuffer());
  }
  const nextMorning = () => { nowMs = Date.parse('2026-11-03T02:00:00Z'); };

  it('is there after ten of the next morning, where there was something', async () => {
    await paid('P00001');
    expect(await code(await bill())).toBe('INVALID_REQUEST');
    nowMs = Date.parse('2026-11-03T01:59:59Z');
    expect(await code(await bill())).toBe('STATEMENT_CREATING');
    nextMorning();
    expect(await code(await bill('2026-11-01'))).toBe('NO_STATEMENT_EXIST');
    expect(await code(await bill('2026-07-01'))).toBe('INVALID_REQUEST');
    expect(await code(await bill('yesterday'))).toBe('PARAM_ERROR');
    expect((await bill()).status).toBe(200);
  });

  it('has a line for each payment and refund, and their sums', async () => {
    await paid('P00001', 12_345);
    await paid('P00002', 7);
    await open('P00003');
    await refund('P00001', 'R1', 345, 12_345);
    nextMorning();
    const named = await bill();
    const { hash_value: hash } = (await named.clone().json()) as { hash_value: string };
    const text = gunzipSync(await file(named));
    expect(createHash('sha1').update(text).digest('hex')).toBe(hash);
    const lines = text.toString().split('\r\n');
    expect(lines).toHaveLength(7);
    expect(lines[1]).toMatch(/^`2026-11-02 09:00:00,`wx0123456789abcdef,`1900000100,`1900000109,`,`4200\d{24},`P00001,`.*,`NATIVE,`SUCCESS,`OTHERS,`CNY,`123\.45,.*,`123\.45,`0\.00,`$/);
    expect(lines[3]).toMatch(/`REFUND,.*`5030\d+,`R1,`3\.45,.*`SUCCESS,.*`0\.00,`3\.45,`$/);
    expect(lines[5]).toBe('`3,`123.52,`3.45,`0.00,`0.00,`123.52,`3.45');
    expect((await file(await bill('2026-11-02', ''))).toString()).toBe(text.toString());
  });

  it('is to be had for five minutes, and may be another than was named', async () => {
    await paid('P00001');
    nextMorning();
    const named = await bill();
    nowMs += 301 * S;
    expect((await file(named)).toString()).toContain('PARAM_ERROR');
    pay.files.tamper = () => Buffer.from('x');
    expect((await file(await bill())).toString()).toBe('x');
    Object.assign(pay.files, { tamper: undefined, rewrite: (text: string) => text.replaceAll('10.00', '11.00') });
    expect(gunzipSync(await file(await bill())).toString()).toContain('`11.00');
  });
});

it('goes on where it was when it is started again in its folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'play-money-'));
  try {
    const kept = new Kept(join(folder, 'data/play-money'));
    await pay.close();
    await start({ keys, book: kept.book, onChange: () => kept.keep() });
    await paid('P00001');
    await refund('P00001', 'R1', 300);
    const again = new Kept(join(folder, 'data/play-money'));
    expect([again.keys, JSON.stringify(again.book)]).toEqual([kept.keys, JSON.stringify(pay.book)]);
    expect([again.book.trades[0]!.state, again.book.refund(FIRM, 'R1')!.amountFen]).toEqual(['REFUND', 300]);
    for (const name of ['keys.json', 'book.json']) expect(statSync(join(folder, 'data/play-money', name)).mode & 0o077).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('is played by whoever reaches it, and only where that is wanted', async () => {
  const play = (no: string) => fetch(`${pay.url}/play/pay`, { method: 'POST', body: JSON.stringify({ out_trade_no: no }) });
  await open('P00001');
  expect((await play('P00001')).status).toBe(400);
  await pay.close();
  await start({ isPlayable: true });
  await open('P00001');
  expect(await (await play('P00001')).json()).toEqual({ result: 'paid' });
  expect(received).toHaveLength(1); // the merchant was told before the payer was
  expect([await (await play('P00001')).json(), await (await play('P00009')).json()]).toEqual([{ result: 'refused' }, { result: 'unknownOrder' }]);
});
