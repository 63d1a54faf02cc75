import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startWechatStandIn, type WechatStandIn } from './wechat-stand-in.ts';

const TWO_HOURS = 7_200_000;
let wechat: WechatStandIn;
beforeEach(async () => {
  wechat = await startWechatStandIn();
});
afterEach(() => wechat.close());

const session = async (code: string, { appid = wechat.appId, secret = wechat.secret } = {}) => {
  const query = new URLSearchParams({ appid, secret, js_code: code, grant_type: 'authorization_code' });
  return (await fetch(`${wechat.url}/sns/jscode2session?${query}`)).json() as Promise<Record<string, unknown>>;
};
const post = (path: string, body: unknown) => fetch(wechat.url + path, { method: 'POST', body: JSON.stringify(body) });
const token = async (force = false) => {
  const reply = await post('/cgi-bin/stable_token', { grant_type: 'client_credential', appid: wechat.appId, secret: wechat.secret, force_refresh: force });
  return (await reply.json()) as { access_token: string; expires_in: number; errcode?: number };
};
const phone = async (code: string, accessToken: string) =>
  (await post(`/wxa/business/getuserphonenumber?access_token=${accessToken}`, { code })).json() as Promise<Record<string, unknown>>;

describe('code2session', () => {
  it('gives the openid of a code once', async () => {
    const code = wechat.codes.login('o-somebody');
    expect(await session(code)).toEqual({ openid: 'o-somebody', session_key: expect.any(String) });
    expect(await session(code)).toMatchObject({ errcode: 40029 });
  });

  it('tells a wrong app from a wrong secret, and neither spends the code', async () => {
    const code = wechat.codes.login('o-somebody');
    expect(await session(code, { appid: 'wx0' })).toMatchObject({ errcode: 40013 });
    expect(await session(code, { secret: 'no' })).toMatchObject({ errcode: 40125 });
    expect(await session(code)).toMatchObject({ openid: 'o-somebody' });
  });

  it('lets a code live five minutes, and takes invented names only when asked to', async () => {
    const code = wechat.codes.login('o-somebody');
    wechat.advance(5 * 60_000);
    expect(await session(code)).toMatchObject({ errcode: 40029 });
    expect(await session('dev:somebody')).toMatchObject({ errcode: 40029 });
  });
});

describe('stable_token', () => {
  it('is the same until its last five minutes; then old and new overlap', async () => {
    const first = await token();
    expect(await token()).toMatchObject({ access_token: first.access_token });
    wechat.advance(TWO_HOURS - 299_000);
    const second = await token();
    expect(second.access_token).not.toBe(first.access_token);
    expect(await phone(wechat.codes.phone('13800000000'), first.access_token)).toMatchObject({ errcode: 0 });
    wechat.advance(299_000);
    expect(await phone(wechat.codes.phone('13800000000'), first.access_token)).toMatchObject({ errcode: 42001 });
    expect(await phone(wechat.codes.phone('13800000000'), second.access_token)).toMatchObject({ errcode: 0 });
  });

  it('ends the old token at once when forced, twenty times a day', async () => {
    const first = await token();
    for (let i = 0; i < 20; i += 1) expect((await token(true)).errcode).toBeUndefined();
    expect(await phone(wechat.codes.phone('13800000000'), first.access_token)).toMatchObject({ errcode: 40001 });
    expect((await token(true)).errcode).toBe(45009);
  });
});

describe('getuserphonenumber and getwxacodeunlimit', () => {
  it('gives the number of a code once', async () => {
    const { access_token } = await token();
    const code = wechat.codes.phone('13800000000');
    expect(await phone(code, access_token)).toMatchObject({ phone_info: { purePhoneNumber: '13800000000', countryCode: '86' } });
    expect(await phone(code, access_token)).toMatchObject({ errcode: 40029 });
  });

  it('answers an image, or JSON when it fails', async () => {
    const { access_token } = await token();
    const qr = (scene: string) => post(`/wxa/getwxacodeunlimit?access_token=${access_token}`, { scene, page: 'pages/landing/index' });
    expect((await qr('token_0123')).headers.get('content-type')).toBe('image/png');
    expect(await (await qr('x'.repeat(33))).json()).toMatchObject({ errcode: 40169 });
    expect(await (await qr('%')).json()).toMatchObject({ errcode: 40129 });
  });
});

describe('faults', () => {
  it('happen in order and then are over', async () => {
    wechat.faults.next({ kind: 'errcode', errcode: -1 });
    wechat.faults.next({ kind: 'status', status: 502 });
    wechat.faults.next({ kind: 'malformed' });
    wechat.faults.next({ kind: 'hangUp' });
    const code = wechat.codes.login('o-somebody');
    expect(await session(code)).toMatchObject({ errcode: -1 });
    await expect(session(code)).rejects.toThrow();
    await expect(session(code)).rejects.toThrow();
    await expect(session(code)).rejects.toThrow();
    expect(await session(code)).toMatchObject({ openid: 'o-somebody' });
    expect(wechat.calls).toHaveLength(5);
  });

  it('meet only the path they were planned for', async () => {
    wechat.faults.next({ kind: 'errcode', errcode: 45009 }, { path: '/cgi-bin/stable_token' });
    expect(await session(wechat.codes.login('o-somebody'))).toMatchObject({ openid: 'o-somebody' });
    expect((await token()).errcode).toBe(45009);
  });
});
