import { type KeyObject, verify } from 'node:crypto';

/** What a signed message of WeChat carries beside its body, each once. */
export interface Signed {
  readonly timestamp: string;
  readonly nonce: string;
  readonly serial: string;
  readonly signature: string;
}

/** A message of another time is somebody else's copy. */
const WINDOW_MS = 300_000;
/** WeChat probes whether a signature is looked at at all: what begins so must fail. */
const PROBE = 'WECHATPAY/SIGNTEST/';

type Reader = (name: string) => string | null;

/** The four headers, or undefined where one is missing, sent twice or not of the form that WeChat's have. */
export function signedOf(header: Reader): Signed | undefined {
  const read = (name: keyof Signed) => header(`wechatpay-${name}`) ?? '';
  const [timestamp, nonce, serial, signature] = [read('timestamp'), read('nonce'), read('serial'), read('signature')];
  const isWhole = /^\d{10}$/.test(timestamp) && /^[!-~]{1,128}$/.test(nonce) && /^\w{1,64}$/.test(serial) && (signature.startsWith(PROBE) || isBase64(signature));
  return isWhole ? { timestamp, nonce, serial, signature } : undefined;
}

/** As it is written, and no other way to write the same bytes: Node reads over what does not belong there. */
const isBase64 = (text: string): boolean => text !== '' && Buffer.from(text, 'base64').toString('base64') === text;

/** Why it cannot be WeChat's, as far as that shows without a key; undefined where only the key can tell. */
export function flawOf({ timestamp, signature }: Signed, nowMs: number): string | undefined {
  if (signature.startsWith(PROBE)) return 'it is a probe';
  return Math.abs(Number(timestamp) * 1000 - nowMs) < WINDOW_MS ? undefined : 'it is of another time';
}

/** Whether this key has signed these very bytes, with this time and nonce. */
export const isSignedBy = (key: KeyObject, { timestamp, nonce, signature }: Signed, body: Buffer): boolean =>
  verify('RSA-SHA256', Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')]), key, Buffer.from(signature, 'base64'));
