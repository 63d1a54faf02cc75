import { createDecipheriv } from 'node:crypto';

const BLOCK = 16;
/** WeChat pads to 32 bytes, twice the cipher's own block. */
const MOST_PADDING = 32;
/** 16 random bytes and the length of the message. */
const HEAD = 20;

export interface Decrypted {
  readonly text: string;
  /** Whose mini-program it was meant for. */
  readonly appId: string;
}

/** An encrypted push (AES-256-CBC, the key's first half as the vector); undefined when it was not made with this key. */
export function decrypt(key: Buffer, encrypted: string): Decrypted | undefined {
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % BLOCK !== 0) return undefined;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, BLOCK)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const padding = padded.at(-1)!;
  const end = padded.length - padding;
  if (padding < 1 || padding > MOST_PADDING || end < HEAD) return undefined;
  const length = padded.readUInt32BE(BLOCK);
  if (HEAD + length > end) return undefined;
  return { text: padded.toString('utf8', HEAD, HEAD + length), appId: padded.toString('utf8', HEAD + length, end) };
}
