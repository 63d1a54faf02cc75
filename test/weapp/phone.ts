import { afterEach } from '@jest/globals';
import { passwordOf, type District } from '../support/district.ts';
import type { WechatStandIn } from '../support/wechat-stand-in/wechat-stand-in.ts';
import { DIST } from './dist.ts';
import { Weapp, type WeappOptions } from './weapp.ts';
import { settle, type WxOptions } from './wx.ts';

const held: Weapp[] = [];
afterEach(() => held.splice(0).forEach((weapp) => weapp.dispose()));

/** The emitted mini-program on somebody's phone, with the district's server behind it. It ends with the test. */
export function openPhone({ server }: District, options: Omit<WeappOptions, 'origin'> = {}): Weapp {
  const weapp = new Weapp(DIST, { origin: server.origin, ...options });
  held.push(weapp);
  return weapp;
}

/** `wx.login` on the phone of an openid. */
export const loginOf = ({ codes }: WechatStandIn, openid: string) => (options?: WxOptions) =>
  settle(options, 'success', { code: codes.login(openid), errMsg: 'login:ok' });

/** A member of staff on their phone, signed in as the page asks, with the day's work before them. */
export async function signedIn(district: District, name: string, options?: Parameters<typeof openPhone>[1]): Promise<Weapp> {
  const weapp = openPhone(district, options).launch('street/pages/sign-in/index');
  await weapp.type(await weapp.until(() => weapp.byLabel('账号'), 'the field for the name'), name);
  await weapp.type(weapp.byLabel('密码'), passwordOf(name));
  await weapp.tap('登录');
  await weapp.arrives('street/pages/today/index');
  return weapp;
}
