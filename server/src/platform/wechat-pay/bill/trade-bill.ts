import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { BilledTrade } from '../pay-trades.ts';
import type { RawAnswer } from '../transport.ts';
import { billedTrades } from './bill-lines.ts';
import { BillRefused } from './bill-refused.ts';

export { BillRefused };

/** What WeChat answers when it is asked for a bill. */
export interface BillFile {
  readonly hash_type?: unknown;
  readonly hash_value?: unknown;
  readonly download_url?: unknown;
}

/** A day of a large firm is some thousand lines of 500 bytes. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_COMPRESSED_BYTES = 16 * 1024 * 1024;
const GZIP = Buffer.from([0x1f, 0x8b]);
const unzipped = promisify(gunzip);

/** Fetches the file that was named, looks that it is that file, and reads it. Throws BillRefused. */
export async function readBill(file: BillFile, fetchFile: (address: string, mostBytes: number) => Promise<RawAnswer>): Promise<readonly BilledTrade[]> {
  const { hash_type: hashType, hash_value: hash, download_url: address } = file;
  if (hashType !== 'SHA1' || typeof hash !== 'string' || typeof address !== 'string' || !URL.canParse(address)) throw new BillRefused('the answer names no file');
  const answer = await fetchFile(address, MOST_COMPRESSED_BYTES).catch((cause: unknown) => refused(`it did not come: ${(cause as Error).message}`));
  if (answer.status !== 200) throw new BillRefused(`it was answered with ${answer.status}`); // the address is good for five minutes
  const bytes = answer.body.subarray(0, 2).equals(GZIP) ? await opened(answer.body) : answer.body;
  // The file itself is not signed; the answer that names its hash is.
  if (createHash('sha1').update(bytes).digest('hex') !== hash.toLowerCase()) throw new BillRefused('its SHA1 is not the one that was named');
  return billedTrades(bytes.toString());
}

/** A small file may be a large one inside: no more is unpacked than a bill can be. */
const opened = (body: Buffer): Promise<Buffer> => unzipped(body, { maxOutputLength: MOST_BYTES }).catch(() => refused('it cannot be unpacked, or is larger than a bill'));

function refused(why: string): never {
  throw new BillRefused(why);
}
