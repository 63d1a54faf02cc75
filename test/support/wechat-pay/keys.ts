import { createCipheriv, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { certificateOf } from './certificate.ts';

const DAY_MS = 86_400_000;
const TEN_YEARS_MS = 3_650 * DAY_MS;

/** Everything secret on both sides, as texts: what a test or the demo keeps. */
export interface PayKeys {
  /** Signs what the merchant asks. */
  readonly merchantKey: string;
  readonly merchantSerial: string;
  readonly apiV3Key: string;
  /** The platform's two ways to sign, side by side. */
  readonly platformKey: string;
  readonly publicKeyId: string;
  readonly certificateKey: string;
  readonly certificateSerial: string;
  readonly certificate: string;
}

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
/** A certificate's serial: 40 hexadecimal digits that make a positive number. */
const serial = (): string => `5${randomBytes(20).toString('hex').slice(1).toUpperCase()}`;

/** New ones. `nowMs` is the time from which the platform's certificate is valid. */
export function makeKeys(nowMs: number): PayKeys {
  const [merchant, platform, certified] = [pair(), pair(), pair()];
  const certificateSerial = serial();
  return {
    merchantKey: pem(merchant.privateKey), merchantSerial: serial(), apiV3Key: randomBytes(16).toString('hex'),
    platformKey: pem(platform.privateKey), publicKeyId: `PUB_KEY_ID_01${String(randomBytes(6).readUIntBE(0, 6)).padStart(30, '0')}`,
    certificateKey: pem(certified.privateKey), certificateSerial,
    certificate: certificateOf(certified.publicKey, certified.privateKey, certificateSerial, nowMs - DAY_MS, nowMs + TEN_YEARS_MS),
  };
}

/** The public half, in PEM. */
export const publicOf = (privateKey: string): string => createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();

export type SignedWith = 'publicKey' | 'certificate';

/** The platform's signature over an answer or a notification, as its four headers. */
export function signedHeaders(keys: PayKeys, signedWith: SignedWith, body: string, nowMs: number): Record<string, string> {
  const [timestamp, nonce] = [String(Math.floor(nowMs / 1000)), randomBytes(16).toString('hex')];
  const key = signedWith === 'publicKey' ? keys.platformKey : keys.certificateKey;
  return {
    'Wechatpay-Timestamp': timestamp, 'Wechatpay-Nonce': nonce, 'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
    'Wechatpay-Serial': signedWith === 'publicKey' ? keys.publicKeyId : keys.certificateSerial,
    'Wechatpay-Signature': sign('RSA-SHA256', Buffer.from(`${timestamp}\n${nonce}\n${body}\n`), createPrivateKey(key)).toString('base64'),
  };
}

export const isSignedBy = (privateKey: string, text: string, signature: string): boolean =>
  verify('RSA-SHA256', Buffer.from(text), createPublicKey(privateKey), Buffer.from(signature, 'base64'));

export interface Sealed {
  readonly algorithm: 'AEAD_AES_256_GCM';
  readonly ciphertext: string;
  readonly associated_data: string;
  readonly nonce: string;
}

/** AEAD_AES_256_GCM: the tag is the last sixteen bytes. */
export function seal(apiV3Key: string, text: string, associated: string): Sealed {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce).setAAD(Buffer.from(associated));
  const bytes = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext: bytes.toString('base64'), associated_data: associated, nonce };
}
