import type { Transport } from '../api/transport.ts';
import { fetchTransport } from '../api/fetch-transport.ts';

const TIMEOUT_MS = 10_000;
/** A piece of a photo over the weak signal of a stairwell. */
const BYTES_TIMEOUT_MS = 60_000;

/** In a browser `fetch` itself: Taro.request there turns a problem's body into text and a time-out into a rejection without words. */
export const taroTransport = (base: string): Transport => {
  const send = fetchTransport(base);
  return (call) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('timeout')), call.bytes ? BYTES_TIMEOUT_MS : TIMEOUT_MS);
      send(call).then(resolve, reject).finally(() => clearTimeout(timer));
    });
};
