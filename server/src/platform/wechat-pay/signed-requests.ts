import Pay from 'wechatpay-node-v3';
import type { RequestPaymentParameters } from '@linping/shared';
import type { Clock } from '../clock.ts';
import type { WechatPayConfig } from '../config/wechat-pay-config.ts';
import type { Random } from '../random.ts';
import { type PayTransport, type RawAnswer, REAL_ORIGIN } from './transport.ts';

const NONCE_BYTES = 16;

/**
 * Requests built and signed by wechatpay-node-v3. Three things are replaced: its nonces (Math.random) by ones nobody can
 * guess, its own look at the time by our clock, its transport by ours. Of its checks of what comes back none is used, nor is
 * its cache of certificates, which is one for all merchants of a process.
 */
export class SignedRequests extends Pay {
  constructor(private readonly settings: WechatPayConfig, private readonly transport: PayTransport, private readonly clock: Clock, private readonly random: Random) {
    // It reads the serial out of a certificate unless the serial is given; then it never looks at the certificate.
    const { appId: appid, mchid, serial: serial_no, privateKey } = settings;
    super({ appid, mchid, serial_no, publicKey: Buffer.alloc(0), privateKey: Buffer.from(privateKey), userAgent: 'linping' });
    this.createHttp(transport);
  }

  /** Rejects when no whole answer came. */
  async ask(method: 'GET' | 'POST', path: string, body?: object): Promise<RawAnswer> {
    const url = REAL_ORIGIN + path;
    const headers = this.signed(method, url, body);
    const { data } = await (method === 'GET' ? this.httpService.get(url, headers) : this.httpService.post(url, body ?? {}, headers));
    return data as RawAnswer;
  }

  /** A file that an answer named: its path alone counts, so that no answer sends our signature to another host. Rejects like `ask`. */
  file(address: string, mostBytes: number): Promise<RawAnswer> {
    const { pathname, search } = new URL(address);
    const url = REAL_ORIGIN + pathname + search;
    return this.transport.file(url, this.signed('GET', url), mostBytes);
  }

  /** What `requestPayment` of the mini-program is called with. */
  requestPayment(prepayId: string): RequestPaymentParameters {
    const [timeStamp, nonceStr, text] = [this.seconds(), this.nonce(), `prepay_id=${prepayId}`];
    const paySign = this.sign([this.appid, timeStamp, nonceStr, text, ''].join('\n'));
    return { timeStamp, nonceStr, package: text, signType: 'RSA', paySign };
  }

  protected override buildAuthorization(method: string, url: string, params?: object): string {
    const [nonce, timestamp] = [this.nonce(), this.seconds()];
    return this.getAuthorization(nonce, timestamp, this.getSignature(method, nonce, timestamp, url.slice(REAL_ORIGIN.length), params));
  }

  /** With the public key's id WeChat answers with the public key, where the merchant has changed over to it. */
  private signed(method: 'GET' | 'POST', url: string, body?: object): Record<string, string> {
    const { publicKey } = this.settings;
    return this.getHeaders(this.buildAuthorization(method, url, body), {
      ...(method === 'POST' && { 'Content-Type': 'application/json' }), ...(publicKey && { 'Wechatpay-Serial': publicKey.id }),
    });
  }

  private nonce(): string {
    return this.random.bytes(NONCE_BYTES).toString('hex');
  }
  private seconds(): string {
    return String(Math.floor(this.clock.now().getTime() / 1000));
  }
}
