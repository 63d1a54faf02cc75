import type { IPayRequest } from 'wechatpay-node-v3/dist/lib/pay-request.interface.js';

/** The host that the library builds its addresses with. */
export const REAL_ORIGIN = 'https://api.mch.weixin.qq.com';

/** The bytes are kept as they came: a signature is over them, not over what they mean. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}
type Handed = { readonly status: number; readonly data: RawAnswer };

/** Far above any answer; the bill's file has its own bound. */
const MOST_BYTES = 1024 * 1024;

/** The library's way out, ours: another origin where one is configured, a time-out, a bound, no redirect followed. */
export class PayTransport implements IPayRequest {
  constructor(private readonly baseUrl: string, private readonly timeoutMs: number) {}

  get(url: string, headers: Record<string, string>): Promise<Handed> {
    return this.ask(url, { headers });
  }
  post(url: string, params: object, headers: Record<string, string>): Promise<Handed> {
    return this.ask(url, { method: 'POST', headers, body: JSON.stringify(params) });
  }
  upload(): Promise<never> {
    return Promise.reject(new Error('nothing is uploaded to WeChat Pay'));
  }

  /** A file, which is longer than an answer. Rejects when no whole answer came. */
  async file(url: string, headers: Record<string, string>, mostBytes: number): Promise<RawAnswer> {
    return (await this.ask(url, { headers }, mostBytes)).data;
  }

  private async ask(url: string, init: RequestInit, mostBytes = MOST_BYTES): Promise<Handed> {
    const address = this.baseUrl.replace(/\/+$/, '') + url.slice(REAL_ORIGIN.length);
    const response = await fetch(address, { ...init, redirect: 'error', signal: AbortSignal.timeout(this.timeoutMs) });
    const data = { status: response.status, headers: response.headers, body: await bounded(response, mostBytes) };
    return { status: response.status, data };
  }
}

async function bounded(response: Response, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > mostBytes) throw new Error(`more than ${mostBytes} bytes came`); // leaving the loop ends the connection
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
