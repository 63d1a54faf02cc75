import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** What ties a sealed answer to its household while the round runs; see the ADR on sealing. */
export type RoundKey = Buffer;

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export const newKey = (): Buffer => randomBytes(KEY_BYTES);

/** The tag of a household's answer in a round: unique, and meaningless without the key. */
export const sealOf = (key: RoundKey, householdId: string): string => tag(key, 'household', householdId);
/** The same phone is recognised within a round, and in no other. */
export const deviceHashOf = (key: RoundKey, respondent: string): string => tag(key, 'device', respondent);
export const networkHashOf = (key: RoundKey, address: string): string => tag(key, 'network', address);

const tag = (key: RoundKey, kind: string, value: string): string => createHmac('sha256', key).update(`${kind}\n${value}`).digest('hex');

/** Wraps a round's key under the half-year's key (AES-256-GCM); the round's id is bound in, so that wrapped keys cannot be swapped. */
export function wrapKey(halfYearKey: Buffer, roundId: string, key: RoundKey): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', halfYearKey, iv).setAAD(Buffer.from(roundId));
  return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Throws when the wrapped key was changed or belongs to another round or half-year. */
export function unwrapKey(halfYearKey: Buffer, roundId: string, wrapped: string): RoundKey {
  const bytes = Buffer.from(wrapped, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', halfYearKey, bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(roundId)).setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}
