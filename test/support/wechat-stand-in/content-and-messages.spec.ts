import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DOUBTFUL_TEXT, RISKY_TEXT } from './content.ts';
import { PROGRESS_TEMPLATE } from './messages.ts';
import { encrypt } from './pushes.ts';
import { startWechatStandIn, type WechatStandIn } from './wechat-stand-in.ts';

type Said = Record<string, unknown>;
const TWO_HOURS = 7_200_000;
let wechat: WechatStandIn;
let token: string;
beforeEach(async () => {
  wechat = await startWechatStandIn();
  token = wechat.tokens.stable(false)!.access_token;
});
afterEach(() => wechat.close());

const call = async (path: string, body: object): Promise<Said> =>
  (await (await fetch(`${wechat.url}${path}?access_token=${token}`, { method: 'POST', body: JSON.stringify(body) })).json()) as Said;
const checkText = (content: string, over = {}) => call('/wxa/msg_sec_check', { version: 2, openid: 'o-1', scene: 2, content, ...over });
const checkImage = (url: string, over = {}) => call('/wxa/media_check_async', { version: 2, openid: 'o-1', scene: 2, media_type: 2, media_url: url, ...over });
const message = (over = {}, data = {}) => ({
  touser: 'o-1', template_id: PROGRESS_TEMPLATE, page: 'pages/x/index',
  data: { thing1: { value: '已办结' }, thing2: { value: '请确认' }, time3: { value: '2026年11月2日 09:00' }, ...data }, ...over,
});
const send = (body = message()) => call('/cgi-bin/message/subscribe/send', body);

describe('msg_sec_check', () => {
  it('judges by the content, of a user who was here within two hours', async () => {
    expect(await checkText('你好')).toMatchObject({ errcode: 61010 });
    wechat.content.visit('o-1');
    expect(await checkText('你好')).toMatchObject({ errcode: 0, result: { suggest: 'pass', label: 100 } });
    expect(await checkText(`a${RISKY_TEXT}`)).toMatchObject({ result: { suggest: 'risky' } });
    expect(await checkText(`a${DOUBTFUL_TEXT}`)).toMatchObject({ result: { suggest: 'review' } });
    wechat.advance(TWO_HOURS);
    token = wechat.tokens.stable(false)!.access_token;
    expect(await checkText('你好')).toMatchObject({ errcode: 61010 });
  });

  it('wants its fields as they are documented', async () => {
    wechat.content.visit('o-1');
    for (const over of [{ version: 1 }, { scene: 5 }, { content: '' }]) expect(await checkText('x', over)).toMatchObject({ errcode: 40097 });
    expect(await checkText('x'.repeat(2501))).toMatchObject({ errcode: 47001 });
    expect(await checkText('x', { openid: '' })).toMatchObject({ errcode: 40003 });
  });
});

describe('media_check_async', () => {
  let site: Server;
  let received: { readonly url: URL; readonly body: string }[];
  let answers: string[];
  const base = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  beforeEach(async () => {
    [received, answers] = [[], []];
    site = createServer((request, response) => void (async () => {
      const url = new URL(request.url!, 'http://x');
      if (url.pathname === '/picture') return response.setHeader('content-type', 'image/png').end('x');
      if (url.pathname !== '/push') return response.writeHead(404).end();
      let body = '';
      for await (const chunk of request) body += String(chunk);
      if (request.method === 'POST') received.push({ url, body });
      response.end(request.method === 'GET' ? url.searchParams.get('echostr') : answers.shift() ?? 'success');
    })());
    await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
    wechat.content.visit('o-1');
    wechat.content.callbacks = 'never';
  });
  afterEach(() => { site.close(); });
  const asked = async (url: string): Promise<string> => (await checkImage(url)).trace_id as string;

  it('fetches the picture and pushes what it is', async () => {
    await wechat.pushes.to({ url: `${base()}/push`, token: 'AAAAA' });
    const trace = await asked(`${base()}/picture`);
    await wechat.content.answer(trace, 'risky');
    expect(JSON.parse(received[0]!.body)).toMatchObject({ Event: 'wxa_media_check', FromUserName: 'o-1', trace_id: trace, errcode: 0, result: { suggest: 'risky', label: 20002 } });
    expect(wechat.content.asked[0]).toMatchObject({ fetched: { status: 200, type: 'image/png', bytes: 1 } });
    const gone = await asked(`${base()}/gone`);
    await wechat.content.answer(gone);
    expect(JSON.parse(received[1]!.body)).toMatchObject({ trace_id: gone, errcode: -1008 });
    expect(received[1]!.body).not.toContain('result');
  });

  it('pushes by itself, twice where it is told to, and again until it is taken', async () => {
    await wechat.pushes.to({ url: `${base()}/push`, token: 'AAAAA', format: 'xml' });
    Object.assign(wechat.content, { callbacks: 'twice' });
    wechat.content.next('review');
    await asked(`${base()}/picture`);
    while (wechat.pushes.sent.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(received.map(({ body }) => body.match(/<suggest><!\[CDATA\[review\]\]><\/suggest>/g)?.length)).toEqual([2, 2]);
    answers.push('busy', 'busy', 'busy', 'busy');
    await wechat.pushes.send({ Event: 'x' });
    expect(wechat.pushes.sent.slice(2).map(({ reply }) => reply.body)).toEqual(['busy', 'busy', 'busy']);
  });

  it('encrypts as the documentation does, and signs what it encrypted', async () => {
    expect(encrypt('A'.repeat(43), '{"demo_resp":"good luck"}', 'wxba5fad812f8e6fb9', Buffer.from('707722b803182950')))
      .toBe('ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==');
    await wechat.pushes.to({ url: `${base()}/push`, token: 'AAAAA', aesKey: 'A'.repeat(43) });
    await wechat.pushes.send({ Event: 'x' });
    expect(JSON.parse(received[0]!.body)).toEqual({ ToUserName: expect.any(String), Encrypt: expect.any(String) });
    expect(Object.fromEntries(received[0]!.url.searchParams)).toMatchObject({ encrypt_type: 'aes', msg_signature: expect.stringMatching(/^[0-9a-f]{40}$/) });
  });

  it('wants an address and a user who was here', async () => {
    expect(await checkImage('picture')).toMatchObject({ errcode: 40066 });
    expect(await checkImage(`${base()}/picture`, { openid: 'o-9' })).toMatchObject({ errcode: 61010 });
    await expect(wechat.pushes.to({ url: `${base()}/elsewhere`, token: 'AAAAA' })).rejects.toThrow('the address was not taken');
  });
});

describe('subscribe/send', () => {
  it('delivers as often as the user has allowed', async () => {
    expect(await send()).toMatchObject({ errcode: 43101 });
    wechat.messages.allow('o-1', 2);
    expect([await send(), await send(), await send()].map(({ errcode }) => errcode)).toEqual([0, 0, 43101]);
    expect(wechat.messages.delivered).toEqual(Array(2).fill({ openid: 'o-1', templateId: PROGRESS_TEMPLATE, page: 'pages/x/index', data: { thing1: '已办结', thing2: '请确认', time3: '2026年11月2日 09:00' } }));
  });

  it.each([
    [{ thing1: { value: '一'.repeat(21) } }, 'data.thing1.value'], [{ thing2: { value: '' } }, 'data.thing2.value'], [{ thing2: undefined }, 'data.thing2.value'],
    [{ thing1: { value: '两\n行' } }, 'data.thing1.value'], [{ time3: { value: '2026-11-02' } }, 'data.time3.value'],
  ])('names the field that is wrong: %j', async (data, field) => {
    wechat.messages.allow('o-1');
    expect(await send(message({}, data))).toMatchObject({ errcode: 47003, errmsg: expect.stringContaining(field) });
    expect(await send(message({ template_id: 'other' }))).toMatchObject({ errcode: 40037 });
  });

  it('sends one user one message at a time', async () => {
    wechat.messages.allow('o-1', 2);
    wechat.messages.allow('o-2');
    wechat.faults.next({ kind: 'delay', ms: 200 });
    const slow = send();
    while (wechat.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await send()).toMatchObject({ errcode: 43108 });
    expect(await send(message({ touser: 'o-2' }))).toMatchObject({ errcode: 0 });
    expect(await slow).toMatchObject({ errcode: 0 });
  });

  it('may be done although its answer is lost', async () => {
    wechat.messages.allow('o-1');
    wechat.faults.next({ kind: 'lostAnswer', afterMs: 5 });
    await expect(send()).rejects.toThrow();
    expect(wechat.messages.delivered).toHaveLength(1);
  });
});

describe('upload_shipping_info', () => {
  const report = (over = {}) => call('/wxa/sec/order/upload_shipping_info', {
    order_key: { order_number_type: 2, transaction_id: '4200001' }, logistics_type: 3, delivery_mode: 1, shipping_list: [{ item_desc: '物业费' }],
    upload_time: '2026-11-02T09:00:05.120+08:00', payer: { openid: 'o-1' }, ...over,
  });

  it('takes a payment once, when it has heard of it', async () => {
    wechat.deliveries.notYetKnown.add('4200001');
    expect(await report()).toMatchObject({ errcode: 10060001 });
    wechat.deliveries.notYetKnown.clear();
    expect([(await report()).errcode, (await report()).errcode]).toEqual([0, 10060023]);
    expect(wechat.deliveries.reported).toEqual([{ transactionId: '4200001', openid: 'o-1', item: '物业费' }]);
  });

  it('wants its fields as they are documented', async () => {
    for (const over of [{ order_key: { order_number_type: 1 } }, { logistics_type: 9 }, { shipping_list: [] }, { shipping_list: [{ item_desc: '' }] }, { upload_time: '2026-11-02' }, { payer: {} }]) {
      expect(await report(over)).toMatchObject({ errcode: 47001 });
    }
  });
});
