import { createDecipheriv } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Listing } from './dump.ts';

/** What somebody who has the key folder as well as the database can do while a round runs: unwrap its key. */
export function unwrappedKeys(listings: readonly Listing[], folder: string): Buffer[] {
  const wrapped = listings.find(({ table }) => table === 'survey_round_key')!.rows;
  return keyFiles(folder).flatMap((file) => wrapped.flatMap((row) => unwrap(readFileSync(join(folder, file)), String(row.round_id), String(row.wrapped)) ?? []));
}

export const keyFiles = (folder: string): string[] => readdirSync(folder).filter((file) => file.endsWith('.key'));

/** As server/src/surveys/sealing.ts wraps: 12 bytes of nonce, the sealed key, 16 bytes of tag; the round's id is bound in. */
function unwrap(halfYearKey: Buffer, roundId: string, wrapped: string): Buffer | undefined {
  const bytes = Buffer.from(wrapped, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', halfYearKey, bytes.subarray(0, 12)).setAAD(Buffer.from(roundId)).setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  } catch {
    return undefined;
  }
}
