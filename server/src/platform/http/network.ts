import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';

/**
 * A network address as it may be counted and compared: keyed, so that nobody without the key can try all addresses.
 * An IPv6 line is its /64, because one subscriber has all of it.
 */
export const networkTag = (secret: string, address: string): string => createHmac('sha256', secret).update(`network\n${subscriberOf(address)}`).digest('hex');

function subscriberOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(address) !== 6) return address;
  const [left = '', right] = address.toLowerCase().split('%', 1)[0]!.split('::');
  const [head, tail] = [left.split(':').filter(Boolean), (right ?? '').split(':').filter(Boolean)];
  const all = right === undefined ? head : [...head, ...Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0'), ...tail];
  return all.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}
