import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StoppedClock, testConfig } from '../platform.testing.ts';
import { Refused } from '../refused.ts';
import { WechatClient } from './wechat-client.ts';
import { WechatError } from './wechat-wire.ts';

/** What the other end says next: JSON, an image, or nothing. The stand-in in test/support is the whole protocol; this is only its faults. */
type Said = object | Buffer | 'hangUp' | 'notJson' | 500;
const TOKEN = (n: number) => ({ access_token: `token-${n}`, expires_in: 7200 });

let server: Server;
let calls: { readonly method: string; readonly path: string; readonly query: URLSearchParams; readonly body: Record<string, unknown> }[] = [];
let script: Record<string, Said[]> = {};
let tokens = 0;
const clock = new StoppedClock();

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}

beforeAll((done) => {
  server = createServer((request, response) => void (async () => {
    const url = new URL(request.url!, 'http://x');
    calls.push({ method: request.method!, path: url.pathname, query: url.searchParams, body: await bodyOf(request) });
    const said = script[url.pathname]?.shift() ?? (url.pathname === '/cgi-bin/stable_token' ? TOKEN((tokens += 1)) : {});
    if (said === 'hangUp') return request.socket.destroy();
    if (said === 500) return response.writeHead(500).end('{}');
    if (said === 'notJson') return response.end('<html>');
    if (Buffer.isBuffer(said)) return response.setHeader('content-type', 'image/jpeg').end(said);
    response.setHeader('content-type', 'text/plain').end(JSON.stringify(said)); // as WeChat labels it
  })()).listen(0, '127.0.0.1', () => done());
});
afterAll(() => { server.close(); });

const client = () => {
  const { port } = server.address() as AddressInfo;
  return new WechatClient(testConfig({ wechat: { appId: 'wx0123456789abcdef', secret: 'app-secret', baseUrl: `http://127.0.0.1:${port}` } }), clock);
};
const SESSION = '/sns/jscode2session', PHONE = '/wxa/business/getuserphonenumber', QR = '/wxa/getwxacodeunlimit', STABLE = '/cgi-bin/stable_token';
const PHONE_SAID = { errcode: 0, errmsg: 'ok', phone_info: { phoneNumber: '+8613812345678', purePhoneNumber: '13812345678', countryCode: '86', watermark: {} } };
const outcome = (said: Promise<unknown>) => said.then((value) => value, (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));
const count = (path: string) => calls.filter((call) => call.path === path).length;
beforeEach(() => { calls = []; script = {}; tokens = 0; });

describe('code2session', () => {
  it('answers the openid and nothing else', async () => {
    script = { [SESSION]: [{ openid: 'o-1', session_key: 'never leaves', unionid: 'u' }] };
    expect(await client().openidOf('a&b')).toBe('o-1');
    expect(calls[0]).toMatchObject({ method: 'GET', path: SESSION });
    expect(Object.fromEntries(calls[0]!.query)).toEqual({ appid: 'wx0123456789abcdef', secret: 'app-secret', js_code: 'a&b', grant_type: 'authorization_code' });
  });

  it.each([
    { what: 'a bad code', said: [{ errcode: 40029, errmsg: 'invalid code' }], expected: 'WECHAT_CODE_REFUSED', times: 1 },
    { what: 'a used code', said: [{ errcode: 40163, errmsg: 'code been used' }], expected: 'WECHAT_CODE_REFUSED', times: 1 },
    { what: 'too many', said: [{ errcode: 45011, errmsg: 'frequency' }], expected: 'WECHAT_UNAVAILABLE', times: 1 },
    { what: 'busy once', said: [{ errcode: -1, errmsg: 'system error' }, { openid: 'o-2' }], expected: 'o-2', times: 2 },
    { what: 'busy twice', said: [{ errcode: -1, errmsg: 'system error' }, { errcode: -1, errmsg: 'system error' }, { openid: 'o-2' }], expected: 'WECHAT_UNAVAILABLE', times: 2 },
    { what: 'a broken line once', said: ['hangUp', { openid: 'o-3' }], expected: 'o-3', times: 2 },
    { what: 'a broken line twice', said: ['hangUp', 'hangUp'], expected: 'WECHAT_UNAVAILABLE', times: 2 },
    { what: 'a gateway error', said: [500, 500], expected: 'WECHAT_UNAVAILABLE', times: 2 },
    { what: 'a page', said: ['notJson', 'notJson'], expected: 'WECHAT_UNAVAILABLE', times: 2 },
  ] as { what: string; said: Said[]; expected: string; times: number }[])('$what: $expected', async ({ said, expected, times }) => {
    script = { [SESSION]: [...said] };
    expect(await outcome(client().openidOf('code'))).toBe(expected);
    expect(count(SESSION)).toBe(times);
  });

  it('reports what only the deployment can mend, without the secret', async () => {
    script = { [SESSION]: [{ errcode: 40125, errmsg: 'invalid appsecret rid: 1-2-3' }] };
    const cause = await outcome(client().openidOf('code'));
    expect(cause).toBeInstanceOf(WechatError);
    expect(String(cause)).toContain('rid: 1-2-3');
    expect(String(cause)).not.toContain('app-secret');
  });

  it('gives up on an answer without an openid', async () => {
    expect(await outcome(client().openidOf('code'))).toBeInstanceOf(WechatError);
  });
});

describe('the stable token', () => {
  it('is fetched once for all who ask together, and kept until five minutes before its end', async () => {
    const wechat = client();
    script = { [PHONE]: Array.from({ length: 12 }, () => PHONE_SAID) };
    await Promise.all(Array.from({ length: 10 }, () => wechat.phoneOf('c')));
    expect(count(STABLE)).toBe(1);
    expect(calls[0]!.body).toEqual({ grant_type: 'client_credential', appid: 'wx0123456789abcdef', secret: 'app-secret', force_refresh: false });
    clock.pass(7200 - 301);
    await wechat.phoneOf('c');
    expect(count(STABLE)).toBe(1);
    clock.pass(1);
    await wechat.phoneOf('c');
    expect(count(STABLE)).toBe(2);
  });

  it.each([40001, 40014, 42001])('is dropped and fetched once more on %i', async (errcode) => {
    script = { [PHONE]: [{ errcode, errmsg: 'token' }, PHONE_SAID] };
    expect(await client().phoneOf('c')).toEqual({ number: '13812345678', countryCode: '86' });
    expect(calls.filter((call) => call.path === PHONE).map((call) => call.query.get('access_token'))).toEqual(['token-1', 'token-2']);
  });

  it('is fetched once when many find it refused together, and given up after the second refusal', async () => {
    const wechat = client();
    script = { [PHONE]: [...Array.from({ length: 5 }, () => ({ errcode: 40001, errmsg: 'token' })), ...Array.from({ length: 5 }, () => PHONE_SAID)] };
    await Promise.all(Array.from({ length: 5 }, () => wechat.phoneOf('c')));
    expect(count(STABLE)).toBeLessThanOrEqual(3); // one, then one for all who were refused; a straggler may add one
    script = { [PHONE]: [{ errcode: 40001, errmsg: 'token' }, { errcode: 40001, errmsg: 'token' }] };
    expect(await outcome(wechat.phoneOf('c'))).toBeInstanceOf(WechatError);
  });

  it('is asked for again after a failure', async () => {
    const wechat = client();
    script = { [STABLE]: [{ errcode: 45009, errmsg: 'quota' }], [PHONE]: [PHONE_SAID] };
    expect(await outcome(wechat.phoneOf('c'))).toBe('WECHAT_UNAVAILABLE');
    expect(await wechat.phoneOf('c')).toMatchObject({ number: '13812345678' });
  });
});

describe('the QR', () => {
  it('is an image', async () => {
    script = { [QR]: [Buffer.from([0xff, 0xd8, 0xff])] };
    expect([...await client().qr({ scene: 'T0ken_-', page: 'pages/building/index' })]).toEqual([0xff, 0xd8, 0xff]);
    expect(calls.at(-1)!.body).toMatchObject({ scene: 'T0ken_-', page: 'pages/building/index', width: 430 });
  });

  it.each([[45009, 'WECHAT_UNAVAILABLE'], [41030, WechatError]] as const)('or JSON that says why not: %i', async (errcode, expected) => {
    script = { [QR]: [{ errcode, errmsg: 'no' }] };
    const said = await outcome(client().qr({ scene: 'x', page: 'y' }));
    if (typeof expected === 'string') expect(said).toBe(expected);
    else expect(said).toBeInstanceOf(expected);
  });

  it('is no image when WeChat sends none', async () => expect(await outcome(client().qr({ scene: 'x', page: 'y' }))).toBeInstanceOf(WechatError));
});

it('is off where it is not configured, and calls nobody', async () => {
  const off = new WechatClient(testConfig(), clock);
  expect(await Promise.all([off.openidOf('c'), off.phoneOf('c'), off.qr({ scene: 'x', page: 'y' })].map(outcome))).toEqual(['WECHAT_OFF', 'WECHAT_OFF', 'WECHAT_OFF']);
  expect(calls).toEqual([]);
});
