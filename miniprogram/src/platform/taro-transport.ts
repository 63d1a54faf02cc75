import Taro from '@tarojs/taro';
import type { Transport } from '../api/transport.ts';

type RequestMethod = NonNullable<Taro.request.Option['method']>;

/** Everything Taro knows about HTTP lives here: address, bearer, timeout. No toast, no navigation. */
export const taroTransport =
  (base: string): Transport =>
  async ({ method, path, body, bearer }) => {
    const reply = await Taro.request({
      url: base + path,
      method: method as RequestMethod,
      data: body,
      timeout: 10_000,
      header: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
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
