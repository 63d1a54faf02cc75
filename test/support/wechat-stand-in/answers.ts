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

export type Endpoint = (world: World, call: Call) => Answer;

/** The platform's own words; its errors come with HTTP 200. */
const MESSAGES: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40066: 'invalid url',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40169: 'invalid length for scene, or the data is not json string',
  41001: 'access_token missing',
  41030: 'invalid page hint',
  42001: 'access_token expired',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  43108: 'concurrent sending to one user',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47001: 'data format error',
  47003: 'argument invalid!',
  61010: 'code is expired',
  87014: 'risky content',
  10060001: '支付单不存在',
  10060023: '发货信息未更新',
};

export const ok = (body: object, type = 'application/json; encoding=utf-8'): Answer => ({ status: 200, type, body: JSON.stringify(body) });

/** `what` is what the platform found wrong, where it says so. */
export const failed = (errcode: number, what = ''): Answer =>
  ok({ errcode, errmsg: `${MESSAGES[errcode] ?? 'error'}${what && ` ${what}`}, rid: ${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}` });

/** Wraps an endpoint that wants a token: 41001 without one, 42001 when it is over, 40001 when it never was or was revoked. */
export const withToken = (endpoint: (world: World, body: Readonly<Record<string, unknown>>) => Answer): Endpoint => (world, { method, query, body }) => {
  if (!query.access_token) return failed(41001);
  const verdict = world.tokens.verdict(query.access_token);
  if (verdict !== 'valid') return failed(verdict === 'expired' ? 42001 : 40001);
  if (method !== 'POST') return failed(43002);
  return body ? endpoint(world, body) : failed(47001);
};
