import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { StoppedClock, testConfig } from '../platform.testing.ts';
import { Refused } from '../refused.ts';
import { fieldValue } from './subscribe-messages.ts';
import { WechatClient } from './wechat-client.ts';

type Said = object | 'hangUp' | 'notJson' | 502;
const TEXT = '/wxa/msg_sec_check', IMAGE = '/wxa/media_check_async', SEND = '/cgi-bin/message/subscribe/send', STABLE = '/cgi-bin/stable_token';

let server: Server;
let calls: { readonly path: string; readonly body: Record<string, unknown> }[] = [];
let script: Record<string, Said[]> = {};
const errors: unknown[] = [];

beforeAll((done) => {
  server = createServer((request, response) => void (async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname } = new URL(request.url!, 'http://x');
    calls.push({ path: pathname, body: JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown> });
    const said = script[pathname]?.shift() ?? (pathname === STABLE ? { access_token: 'token', expires_in: 7200 } : { errcode: 0, errmsg: 'ok' });
    if (said === 'hangUp') return request.socket.destroy();
    if (typeof said === 'number') return response.writeHead(said).end('{}');
    response.end(said === 'notJson' ? '<html>' : JSON.stringify(said));
  })()).listen(0, '127.0.0.1', () => done());
  jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void errors.push(...said));
});
afterAll(() => { server.close(); jest.restoreAllMocks(); });
beforeEach(() => { calls = []; script = {}; errors.length = 0; });

const client = (port = (server.address() as AddressInfo).port) =>
  new WechatClient(testConfig({ wechat: { appId: 'wx0123456789abcdef', secret: 'app-secret', baseUrl: `http://127.0.0.1:${port}` } }), new StoppedClock());
const count = (path: string) => calls.filter((call) => call.path === path).length;
const suggests = (suggest: string) => ({ errcode: 0, errmsg: 'ok', result: { suggest, label: 100 } });
const said = (promise: Promise<unknown>) => promise.catch((cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));

describe('a text', () => {
  it.each([
    { what: 'passes', answers: [suggests('pass')], expected: 'pass' },
    { what: 'is in doubt', answers: [suggests('review')], expected: 'review' },
    { what: 'is risky', answers: [suggests('risky')], expected: 'risky' },
    { what: 'is risky by the old code', answers: [{ errcode: 87014, errmsg: 'risky content' }], expected: 'risky' },
    { what: 'of a user who was not here', answers: [{ errcode: 61010, errmsg: 'code is expired' }], expected: 'notActive' },
    { what: 'gets an answer without a word', answers: [{ errcode: 0, errmsg: 'ok' }], expected: 'review' },
    { what: 'is asked about again when WeChat is busy', answers: [{ errcode: -1, errmsg: 'busy' }, suggests('pass')], expected: 'pass' },
    { what: 'gets no answer', answers: ['hangUp', 'hangUp'], expected: 'unavailable' },
    { what: 'gets a page', answers: ['notJson', 502], expected: 'unavailable' },
    { what: 'meets the quota', answers: [{ errcode: 45009, errmsg: 'quota' }], expected: 'unavailable' },
    { what: 'meets what only the deployment can mend', answers: [{ errcode: 48001, errmsg: 'api unauthorized rid: 1-2' }], expected: 'unavailable' },
  ] as { what: string; answers: Said[]; expected: string }[])('$what: $expected', async ({ answers, expected }) => {
    script = { [TEXT]: [...answers] };
    expect(await client().checkText('o-1', '楼道里堆了垃圾')).toBe(expected);
    expect(count(TEXT)).toBe(answers.length);
  });

  it('is sent as version 2 with the user and the scene', async () => {
    script = { [TEXT]: [suggests('pass')] };
    await client().checkText('o-1', '楼道里堆了垃圾', 1);
    expect(calls.at(-1)!.body).toEqual({ version: 2, openid: 'o-1', scene: 1, content: '楼道里堆了垃圾' });
  });

  it('that is too long is asked about in pieces, and the worst answer counts', async () => {
    script = { [TEXT]: [suggests('pass'), suggests('review'), suggests('pass')] };
    expect(await client().checkText('o-1', '🙂'.repeat(2500) + '二'.repeat(2500) + '三')).toBe('review');
    expect(calls.filter(({ path }) => path === TEXT).map(({ body }) => Array.from(body.content as string).length)).toEqual([2500, 2500, 1]);
    script = { [TEXT]: [suggests('risky')] };
    expect(await client().checkText('o-1', '一'.repeat(5000))).toBe('risky');
  });

  it('of which only the deployment can mend the check says so in the log, and never shows the text', async () => {
    script = { [TEXT]: [{ errcode: 48001, errmsg: 'api unauthorized rid: 1-2' }], [STABLE]: [{ errcode: 40125, errmsg: 'invalid appsecret' }] };
    expect(await client().checkText('o-1', '秘密')).toBe('unavailable'); // the token's secret is wrong
    expect(await client().checkText('o-1', '秘密')).toBe('unavailable');
    expect(errors.map(String)).toEqual([expect.stringContaining('40125'), expect.stringContaining('48001')]);
    expect(errors.map(String).join()).not.toMatch(/秘密|o-1|app-secret/);
  });
});

describe('a picture', () => {
  it.each([
    { what: 'is taken', answers: [{ errcode: 0, errmsg: 'ok', trace_id: 't-1' }], expected: { traceId: 't-1' } },
    { what: 'is taken without a number', answers: [{ errcode: 0, errmsg: 'ok' }], expected: 'unavailable' },
    { what: 'of a user who was not here', answers: [{ errcode: 61010, errmsg: '' }], expected: 'notActive' },
    { what: 'gets no answer', answers: ['hangUp', 502], expected: 'unavailable' },
  ] as { what: string; answers: Said[]; expected: unknown }[])('$what', async ({ answers, expected }) => {
    script = { [IMAGE]: [...answers] };
    expect(await client().checkImage('o-1', 'https://x/y')).toEqual(expected);
    expect(calls.at(-1)!.body).toEqual({ version: 2, media_type: 2, media_url: 'https://x/y', openid: 'o-1', scene: 2 });
  });
});

describe('a message', () => {
  const message = { openid: 'o-1', templateId: 'T', page: '/pages/complaint/index?id=1', fields: { thing1: '电梯停运', time3: Date.UTC(2019, 9, 1, 7, 1) } };

  it.each([
    { what: 'arrives', answers: [{ errcode: 0, errmsg: 'ok' }], expected: { outcome: 'sent' } },
    { what: 'was not allowed', answers: [{ errcode: 43101, errmsg: 'user refuse' }], expected: { outcome: 'notSubscribed' } },
    { what: 'meets another one', answers: [{ errcode: 43108, errmsg: 'concurrent' }], expected: { outcome: 'busy' } },
    { what: 'has a wrong field', answers: [{ errcode: 47003, errmsg: 'argument invalid! data.thing1.value invalid rid: 1' }], expected: { outcome: 'refused', errcode: 47003, field: 'thing1' } },
    { what: 'has a wrong template', answers: [{ errcode: 40037, errmsg: 'invalid template_id' }], expected: { outcome: 'refused', errcode: 40037, field: null } },
    { what: 'meets a busy WeChat', answers: [{ errcode: -1, errmsg: 'system error' }], expected: { outcome: 'unavailable' } },
    { what: 'meets the quota', answers: [{ errcode: 45009, errmsg: 'quota' }], expected: { outcome: 'unavailable' } },
    // What was sent and not answered is never sent again by this call.
    { what: 'loses its answer', answers: ['hangUp', { errcode: 0 }], expected: { outcome: 'unknown' }, times: 1 },
    { what: 'gets a gateway for an answer', answers: [502, { errcode: 0 }], expected: { outcome: 'unknown' }, times: 1 },
    { what: 'gets half an answer', answers: ['notJson', { errcode: 0 }], expected: { outcome: 'unknown' }, times: 1 },
    // A refused token is said before anything is done.
    { what: 'has an old token', answers: [{ errcode: 42001, errmsg: '' }, { errcode: 0, errmsg: 'ok' }], expected: { outcome: 'sent' } },
  ] as { what: string; answers: Said[]; expected: object; times?: number }[])('$what', async ({ answers, expected, times = answers.length }) => {
    script = { [SEND]: [...answers] };
    expect(await client().sendSubscribe(message)).toEqual(expected);
    expect(count(SEND)).toBe(times);
  });

  it('is what the platform wants', async () => {
    await client().sendSubscribe(message);
    expect(calls.at(-1)!.body).toEqual({
      touser: 'o-1', template_id: 'T', page: 'pages/complaint/index?id=1', miniprogram_state: 'formal', lang: 'zh_CN',
      data: { thing1: { value: '电梯停运' }, time3: { value: '2019年10月1日 15:01' } },
    });
  });

  it('was surely not sent where nothing answers, or no token is to be had', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => nobody.once('listening', listening));
    const { port } = nobody.address() as AddressInfo;
    await new Promise((closed) => nobody.close(closed));
    expect(await client(port).sendSubscribe(message)).toEqual({ outcome: 'unavailable' });
    script = { [STABLE]: ['hangUp', 'hangUp', { errcode: 40125, errmsg: 'invalid appsecret' }] };
    expect(await client().sendSubscribe(message)).toEqual({ outcome: 'unavailable' });
    expect(await client().sendSubscribe(message)).toEqual({ outcome: 'unavailable' });
    expect(count(SEND)).toBe(0);
  });
});

describe('a field', () => {
  it.each([
    ['thing1', '电梯停运', '电梯停运'],
    ['thing12', '一二三四五六七八九十一二三四五六七八九十', '一二三四五六七八九十一二三四五六七八九十'],
    ['thing1', '一二三四五六七八九十一二三四五六七八九十多', '一二三四五六七八九十一二三四五六七八九…'],
    ['thing1', '第一行\n\t第二行 ', '第一行 第二行'],
    ['thing1', ' ', '无'],
    ['thing1', '一二三四五六七八九十一二三四五六七八👨‍👩‍👧家人', '一二三四五六七八九十一二三四五六七八…'], // not half a family
    ['phrase2', '办理中', '办理中'],
    ['phrase2', '已办结（待您确认）', '已办结待您'],
    ['phrase2', 'OK', '无'],
    ['character_string4', 'x'.repeat(40), 'x'.repeat(32)],
    ['time3', Date.UTC(2026, 0, 1, 16, 5), '2026年1月2日 00:05'],
    ['date3', Date.UTC(2026, 0, 1, 16, 5), '2026年1月2日'],
  ] as const)('%s of %s', (name, value, expected) => expect(fieldValue(name, value)).toBe(expected));
});

it('is off where it is not configured, and calls nobody', async () => {
  const off = new WechatClient(testConfig(), new StoppedClock());
  const message = { openid: 'o', templateId: 'T', page: '', fields: {} };
  expect(await Promise.all([off.checkText('o', 'x'), off.checkImage('o', 'https://x'), off.sendSubscribe(message)].map(said))).toEqual(['WECHAT_OFF', 'WECHAT_OFF', 'WECHAT_OFF']);
  expect(calls).toEqual([]);
});

describe('a delivery', () => {
  const DELIVER = '/wxa/sec/order/upload_shipping_info';
  const delivery = { transactionId: '4200001234', openid: 'o-1', item: '祥云里小院 物业费', atMs: Date.parse('2026-11-02T01:00:05.120Z') };
  const report = (answers: Said[] = []) => { script = { [DELIVER]: answers }; return client().reportDelivery(delivery).then(({ outcome }) => outcome); };

  it('is reported as a service, by WeChat Pay\'s own number', async () => {
    expect(await report()).toBe('reported');
    expect(calls.at(-1)).toEqual({ path: DELIVER, body: {
      order_key: { order_number_type: 2, transaction_id: '4200001234' }, logistics_type: 3, delivery_mode: 1, shipping_list: [{ item_desc: '祥云里小院 物业费' }],
      upload_time: '2026-11-02T09:00:05.120+08:00', payer: { openid: 'o-1' },
    } });
    await client().reportDelivery({ ...delivery, item: '物'.repeat(121) });
    expect(calls.at(-1)!.body.shipping_list).toEqual([{ item_desc: '物'.repeat(120) }]);
  });

  it.each([
    { what: 'known already', answers: [{ errcode: 10060002, errmsg: 'x' }], expected: 'reported' }, { what: 'nothing new', answers: [{ errcode: 10060023, errmsg: 'x' }], expected: 'reported' },
    { what: 'a payment not known yet', answers: [{ errcode: 10060001, errmsg: 'x' }], expected: 'unavailable' }, { what: 'busy', answers: [{ errcode: -1, errmsg: 'busy' }], expected: 'unavailable' },
    { what: 'quota', answers: [{ errcode: 45009, errmsg: 'quota' }], expected: 'unavailable' }, { what: 'no answer', answers: ['hangUp'], expected: 'unavailable' }, { what: 'a page', answers: [502], expected: 'unavailable' },
    { what: 'a field that is wrong', answers: [{ errcode: 268485226, errmsg: 'rid: 1-2' }], expected: 'refused' }, { what: 'a refused token', answers: [{ errcode: 42001, errmsg: 'token' }, { errcode: 0 }], expected: 'reported' },
  ] as { what: string; answers: Said[]; expected: string }[])('$what: $expected', async ({ answers, expected }) => {
    expect(await report([...answers])).toBe(expected);
    expect(count(DELIVER)).toBe(answers.length);
    expect(errors.length).toBe(expected === 'refused' ? 1 : 0);
  });

  it('is not reported without a token, nor where WeChat is off', async () => {
    script = { [STABLE]: ['hangUp', 'hangUp'] };
    expect(await client().reportDelivery(delivery)).toEqual({ outcome: 'unavailable' });
    script = { [STABLE]: [{ errcode: 40125, errmsg: 'invalid appsecret' }] };
    expect(await client().reportDelivery(delivery)).toEqual({ outcome: 'unavailable' });
    expect(await said(new WechatClient(testConfig(), new StoppedClock()).reportDelivery(delivery))).toBe('WECHAT_OFF');
  });
});
