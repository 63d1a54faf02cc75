import { createCipheriv, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WechatPayConfig } from '../config/wechat-pay-config.ts';
import { StoppedClock, testConfig } from '../platform.testing.ts';
import { SystemRandom } from '../random.ts';
import { WechatPay } from './wechat-pay.ts';

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
/** Ours, WeChat's public key, the key of its certificate, and somebody's. */
export const KEYS = { merchant: pair(), platform: pair(), certified: pair(), stranger: pair() };
export const pemOf = (key: KeyObject): string => key.export({ type: key.type === 'public' ? 'spki' : 'pkcs8', format: 'pem' }).toString();

export const PUBLIC_KEY_ID = 'PUB_KEY_ID_0117177801652025070200211653000200';
export const CERTIFICATE_SERIAL = '5157F09EFDC096DE15EBE81A47057A7232F1B8E1';
export const API_V3_KEY = '0123456789abcdef0123456789ABCDEF';
export const [OUR_MCHID, FIRM] = ['1900000100', '1900000109'];
export const [PARTNER, DIRECT] = [{ mode: 'partner', mchid: FIRM }, { mode: 'direct', mchid: OUR_MCHID }] as const;

export const settings = (over: Partial<WechatPayConfig> = {}): WechatPayConfig => ({
  mode: 'partner', appId: 'wx0123456789abcdef', mchid: OUR_MCHID, serial: '5F'.repeat(20), privateKey: pemOf(KEYS.merchant.privateKey), apiV3Key: API_V3_KEY,
  publicKey: { id: PUBLIC_KEY_ID, pem: pemOf(KEYS.platform.publicKey) }, baseUrl: 'http://127.0.0.1:9', reportsDelivery: false, ...over,
});

/** A client that is not patient. */
export const clientOf = (config: WechatPayConfig | 'off', clock = new StoppedClock()): WechatPay =>
  new WechatPay(testConfig({ wechatPay: config }), clock, new SystemRandom(), { timeoutMs: 2_000, waitsMs: [1, 1] });

export interface Signing {
  readonly key?: KeyObject;
  readonly serial?: string;
  readonly ms?: number;
  readonly nonce?: string;
}
/** What WeChat puts beside a body, in small letters as Node reads it. */
export function signedHeaders(body: string | Buffer, signing: Signing = {}) {
  const { key = KEYS.platform.privateKey, serial = PUBLIC_KEY_ID, ms = new StoppedClock().now().getTime(), nonce = 'EcZ8aZxY3Pq' } = signing;
  const timestamp = String(Math.floor(ms / 1000));
  const signed = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), Buffer.from(body as string), Buffer.from('\n')]);
  return { 'wechatpay-timestamp': timestamp, 'wechatpay-nonce': nonce, 'wechatpay-serial': serial, 'wechatpay-signature': sign('RSA-SHA256', signed, key).toString('base64') };
}

export function sealed(text: string, associated = 'transaction', key = API_V3_KEY) {
  const nonce = 'fdasflkja484';
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(associated));
  const bytes = Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext: bytes.toString('base64'), associated_data: associated, nonce };
}

export interface Asked {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
/** What is said to a request: JSON that is signed, a whole answer, or a cut line. */
export type Said = { readonly status: number; readonly body: string | Buffer; readonly headers?: Readonly<Record<string, string>> } | 'cut';
export const good = (json: object, signing: Signing = {}): Said => {
  const body = JSON.stringify(json);
  return { status: 200, body, headers: signedHeaders(body, signing) };
};
export const error = (status: number, code: string): Said => ({ ...(good({ code, message: `of ${code}` }) as Exclude<Said, 'cut'>), status });

/** A platform that says what a spec tells it to, in this order; the last again and again. */
export class ScriptedPlatform {
  asked: Asked[] = [];
  script: Said[] = [];
  private server: Server | undefined;

  async start(): Promise<void> {
    this.server = createServer((request, response) => void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      this.asked.push({ method: request.method!, target: request.url!, headers: request.headers, body: Buffer.concat(chunks).toString() });
      const said = this.script.length > 1 ? this.script.shift()! : this.script[0] ?? 'cut';
      if (said === 'cut') return void request.socket.destroy();
      response.writeHead(said.status, { 'content-type': 'application/json', ...said.headers }).end(said.body);
    })());
    this.server.keepAliveTimeout = 0; // a kept connection that is closed while it is used again would count as a try
    await new Promise<void>((listening) => this.server!.listen(0, '127.0.0.1', listening));
  }
  get url(): string {
    return `http://127.0.0.1:${(this.server!.address() as AddressInfo).port}`;
  }
  says(...script: Said[]): void {
    [this.script, this.asked] = [script, []];
  }
  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}
