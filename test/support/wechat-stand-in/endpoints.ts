import { randomBytes } from 'node:crypto';
import type { World } from './wechat-stand-in.ts';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Undefined when the body was no JSON. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

type Endpoint = (world: World, call: Call) => Answer;

/** The platform's own words; its errors come with HTTP 200. */
const MESSAGES: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40013: 'invalid appid',
  40029: 'invalid code',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40169: 'invalid length for scene, or the data is not json string',
  41001: 'access_token missing',
  41030: 'invalid page hint',
  42001: 'access_token expired',
  43002: 'require POST method',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47001: 'data format error',
};

const ok = (body: object, type = 'application/json; encoding=utf-8'): Answer => ({ status: 200, type, body: JSON.stringify(body) });

export const failed = (errcode: number): Answer =>
  ok({ errcode, errmsg: `${MESSAGES[errcode] ?? 'error'}, rid: ${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}` });

/** undefined: the caller is who it says. 40013 and 40125 tell a wrong app from a wrong secret. */
function refusedApp({ appId, secret }: World, given: Readonly<Record<string, unknown>>): Answer | undefined {
  if (given.appid !== appId) return failed(40013);
  return given.secret === secret ? undefined : failed(40125);
}

const code2session: Endpoint = (world, { query }) => {
  const refusal = refusedApp(world, query);
  if (refusal) return refusal;
  if (query.grant_type !== 'authorization_code') return failed(40002);
  const openid = world.codes.take('login', query.js_code ?? '');
  if (openid === undefined) return failed(40029);
  // A success carries no errcode, and the content type says text: both as the platform does it.
  return ok({ session_key: randomBytes(16).toString('base64'), openid }, 'text/plain');
};

const stableToken: Endpoint = (world, { method, body }) => {
  if (method !== 'POST') return failed(43002);
  if (!body) return failed(47001);
  if (body.grant_type !== 'client_credential') return failed(40002);
  const refusal = refusedApp(world, body);
  if (refusal) return refusal;
  const token = world.tokens.stable(body.force_refresh === true);
  return token ? ok(token) : failed(45009);
};

/** Wraps an endpoint that wants a token: 41001 without one, 42001 when it is over, 40001 when it never was or was revoked. */
const withToken = (endpoint: (world: World, body: Readonly<Record<string, unknown>>) => Answer): Endpoint => (world, { method, query, body }) => {
  if (!query.access_token) return failed(41001);
  const verdict = world.tokens.verdict(query.access_token);
  if (verdict !== 'valid') return failed(verdict === 'expired' ? 42001 : 40001);
  if (method !== 'POST') return failed(43002);
  return body ? endpoint(world, body) : failed(47001);
};

const phoneNumber = withToken((world, { code }) => {
  const number = world.codes.take('phone', String(code));
  if (number === undefined) return failed(40029);
  return ok({
    errcode: 0,
    errmsg: 'ok',
    phone_info: {
      phoneNumber: number,
      purePhoneNumber: number,
      countryCode: '86',
      watermark: { timestamp: Math.floor(world.now() / 1000), appid: world.appId },
    },
  });
});

/** One pixel: the image says nothing, its content type says everything. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const unlimitedCode = withToken((_world, { scene, page }) => {
  if (typeof scene !== 'string' || scene.length === 0 || scene.length > 32) return failed(40169);
  if (!/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]+$/.test(scene)) return failed(40129);
  if (typeof page === 'string' && page.startsWith('/')) return failed(41030);
  return { status: 200, type: 'image/png', body: PIXEL };
});

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/sns/jscode2session': code2session,
  '/cgi-bin/stable_token': stableToken,
  '/wxa/business/getuserphonenumber': phoneNumber,
  '/wxa/getwxacodeunlimit': unlimitedCode,
};

/** What the platform would say to this call. */
export function answer(world: World, call: Call): Answer {
  const endpoint = ENDPOINTS[call.path];
  return endpoint ? endpoint(world, call) : { status: 404, type: 'text/plain', body: 'not found' };
}
