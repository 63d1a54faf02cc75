import { createDecipheriv } from 'node:crypto';

const TAG_BYTES = 16;

/**
 * What WeChat has put under the APIv3 key (AEAD_AES_256_GCM), or undefined when a single bit of it, of its nonce or of its
 * associated data is another: `final()` is what compares the tag.
 */
export function decrypt(apiV3Key: string, resource: unknown): Buffer | undefined {
  const { algorithm = 'AEAD_AES_256_GCM', ciphertext, nonce, associated_data: associated = '' } = (resource ?? {}) as Readonly<Record<string, unknown>>;
  if (algorithm !== 'AEAD_AES_256_GCM' || typeof ciphertext !== 'string' || typeof nonce !== 'string') return undefined;
  if (typeof associated !== 'string' && associated !== null) return undefined;
  const bytes = Buffer.from(ciphertext, 'base64');
  if (bytes.length < TAG_BYTES || nonce === '') return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', apiV3Key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES)).setAAD(Buffer.from(associated ?? ''));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}
