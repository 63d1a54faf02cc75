import Taro from '@tarojs/taro';
import { contentType, type Transport } from '../api/transport.ts';

/** A piece of a photo over the weak signal of a stairwell. */
const BYTES_TIMEOUT_MS = 60_000;

type RequestMethod = NonNullable<Taro.request.Option['method']>;

/** Everything Taro knows about HTTP lives here: address, bearer, timeout. No toast, no navigation. */
export const taroTransport =
  (base: string): Transport =>
  async ({ method, path, body, bytes, bearer }) => {
    const reply = await Taro.request({
      url: base + path,
      method: method as RequestMethod,
      data: bytes ?? body,
      timeout: bytes ? BYTES_TIMEOUT_MS : 10_000,
      header: {
        ...contentType({ body, bytes }),
        ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
      },
    });
    return { status: reply.statusCode, body: parsed(reply.data) };
  };

/** Only application/json is parsed for us; a problem arrives as text on some platforms. */
function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return data;
  }
}
