import { randomBytes } from 'node:crypto';
import { type Answer, type Call, type Endpoint, failed, ok, withToken } from './answers.ts';
import { mediaCheck, textCheck } from './content.ts';
import { UPLOAD_SHIPPING, uploadShipping } from './deliveries.ts';
import { subscribeSend } from './messages.ts';
import type { World } from './wechat-stand-in.ts';

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
  world.content.visit(openid);
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
  '/wxa/msg_sec_check': textCheck,
  '/wxa/media_check_async': mediaCheck,
  '/cgi-bin/message/subscribe/send': subscribeSend,
  [UPLOAD_SHIPPING]: uploadShipping,
};

/** What the platform would say to this call. */
export function answer(world: World, call: Call): Answer {
  const endpoint = ENDPOINTS[call.path];
  return endpoint ? endpoint(world, call) : { status: 404, type: 'text/plain', body: 'not found' };
}
