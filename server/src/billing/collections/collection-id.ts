import { createHash } from 'node:crypto';

/** The collection of a bill by an order: the same pair gives the same id, so that a payment settled twice collides with itself. RFC 9562, version 8. */
export function collectionIdOf(orderId: string, billId: string): string {
  const hash = createHash('sha256').update(`collection|${orderId}|${billId}`).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `a${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
}
