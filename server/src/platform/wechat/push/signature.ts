import { createHash, timingSafeEqual } from 'node:crypto';

/** How WeChat signs a push: SHA-1 of the parts in the order of their letters. */
export const signatureOf = (...parts: readonly string[]): string => createHash('sha1').update([...parts].sort().join('')).digest('hex');

/** Compared in the same time wherever the two differ. */
export function isSigned(signature: string, ...parts: readonly string[]): boolean {
  const [expected, given] = [Buffer.from(signatureOf(...parts)), Buffer.from(signature)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}
