import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { MerchantMode } from '@linping/shared';
import type { Environment } from './environment.ts';

export interface WechatPayConfig {
  readonly mode: MerchantMode;
  /** The mini-program's, bound to the merchant number at the platform. */
  readonly appId: string;
  /** Our own number: the service provider's, or in direct mode the firm's. */
  readonly mchid: string;
  /** Of the API certificate whose key signs our requests. */
  readonly serial: string;
  /** PEM. */
  readonly privateKey: string;
  /** 32 characters; what WeChat sends lies under it. */
  readonly apiV3Key: string;
  /** Left out, messages are checked with platform certificates alone. */
  readonly publicKey?: { readonly id: string; readonly pem: string };
  readonly baseUrl: string;
  /** True where the platform holds the money until delivery is reported. */
  readonly reportsDelivery: boolean;
}

/** The second is for when the first is away. */
const REAL = new Set(['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com']);
/** Whether what answers there is WeChat Pay. */
export const isReal = (baseUrl: string): boolean => REAL.has(new URL(baseUrl).origin);

/** What keeps WeChat Pay from working, or would take real money where everybody is let in. No reason repeats a key. */
export function payReasons(environment: Environment): string[] {
  const { MODE, WECHAT, WECHAT_PAY, WECHAT_APPID, WECHAT_PAY_KEY, WECHAT_PAY_PUBLIC_KEY, WECHAT_PAY_PUBLIC_KEY_ID, WECHAT_PAY_BASE_URL } = environment;
  if (WECHAT_PAY === 'off') return [];
  const missing = (['WECHAT_PAY_MCHID', 'WECHAT_PAY_SERIAL', 'WECHAT_PAY_KEY', 'WECHAT_PAY_APIV3_KEY'] as const).filter((name) => !environment[name])
    .map((name) => `${name} is missing; WECHAT_PAY=off runs without payments`);
  return [
    ...missing,
    ...(WECHAT_APPID ? [] : ['WECHAT_APPID is missing: WeChat Pay takes orders for a mini-program']),
    ...(WECHAT_PAY_KEY && !isRsa(createPrivateKey, WECHAT_PAY_KEY) ? ['WECHAT_PAY_KEY is no RSA private key (PEM); WECHAT_PAY_KEY_FILE names the file apiclient_key.pem'] : []),
    ...(WECHAT_PAY_PUBLIC_KEY && !isRsa(createPublicKey, WECHAT_PAY_PUBLIC_KEY) ? ['WECHAT_PAY_PUBLIC_KEY is no RSA public key (PEM)'] : []),
    ...(Boolean(WECHAT_PAY_PUBLIC_KEY) === Boolean(WECHAT_PAY_PUBLIC_KEY_ID) ? [] : ['WECHAT_PAY_PUBLIC_KEY and WECHAT_PAY_PUBLIC_KEY_ID belong together: one is missing']),
    ...(environment.WECHAT_PAY_REPORT_DELIVERY === 'on' && WECHAT === 'off' ? ['WECHAT_PAY_REPORT_DELIVERY=on needs WECHAT=on: it is the mini-program that reports'] : []),
    ...(MODE === 'production' && !isReal(WECHAT_PAY_BASE_URL) ? ['WECHAT_PAY_BASE_URL points to a stand-in: leave it out'] : []),
    ...(MODE === 'demo' && isReal(WECHAT_PAY_BASE_URL) ? ['WECHAT_PAY takes real money, and the demo lets everybody in: set MODE=production'] : []),
  ];
}

export function wechatPayFrom(environment: Environment): WechatPayConfig | 'off' {
  const { WECHAT_PAY, WECHAT_APPID, WECHAT_PAY_MCHID, WECHAT_PAY_SERIAL, WECHAT_PAY_KEY, WECHAT_PAY_APIV3_KEY, WECHAT_PAY_PUBLIC_KEY, WECHAT_PAY_PUBLIC_KEY_ID } = environment;
  if (WECHAT_PAY === 'off') return 'off';
  return {
    mode: WECHAT_PAY, appId: WECHAT_APPID!, mchid: WECHAT_PAY_MCHID!, serial: WECHAT_PAY_SERIAL!.toUpperCase(), privateKey: WECHAT_PAY_KEY!, apiV3Key: WECHAT_PAY_APIV3_KEY!,
    ...(WECHAT_PAY_PUBLIC_KEY && { publicKey: { id: WECHAT_PAY_PUBLIC_KEY_ID!, pem: WECHAT_PAY_PUBLIC_KEY } }),
    baseUrl: environment.WECHAT_PAY_BASE_URL, reportsDelivery: environment.WECHAT_PAY_REPORT_DELIVERY === 'on',
  };
}

function isRsa(read: (pem: string) => KeyObject, pem: string): boolean {
  try {
    return read(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
