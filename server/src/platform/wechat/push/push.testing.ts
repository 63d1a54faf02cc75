import { createCipheriv, randomBytes } from 'node:crypto';
import { signatureOf } from './signature.ts';

/** The platform's side of 安全模式; the platform's own vectors in the spec show that it is. */
export function encrypt(key: Buffer, text: string, appId: string, random = randomBytes(16)): string {
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const bytes = Buffer.concat([random, length, message, Buffer.from(appId)]);
  const padding = 32 - (bytes.length % 32);
  return encryptRaw(key, Buffer.concat([bytes, Buffer.alloc(padding, padding)]));
}

/** Whole blocks as they are, however wrong. */
export function encryptRaw(key: Buffer, blocks: Buffer): string {
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(blocks), cipher.final()]).toString('base64');
}

/** The address of a push that was sent at this instant. */
export function signedQuery(token: string, nowMs: number, encrypted?: string): Record<string, string> {
  const [timestamp, nonce] = [String(Math.floor(nowMs / 1000)), '1514711492'];
  const signature = signatureOf(token, timestamp, nonce);
  return { signature, timestamp, nonce, ...(encrypted !== undefined && { encrypt_type: 'aes', msg_signature: signatureOf(token, timestamp, nonce, encrypted) }) };
}
