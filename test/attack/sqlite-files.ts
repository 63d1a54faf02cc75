import { existsSync, readFileSync } from 'node:fs';
import type { Strategy, Target } from './linker.ts';

/**
 * The files of a running SQLite database as somebody on the machine could copy them. Beyond the rows they hold the write-ahead
 * log: the last pages as each commit left them, in the order of the commits, until the log is cut off.
 */
export interface DatabaseFiles {
  readonly main: Buffer;
  readonly log: Buffer;
}

export const filesOf = (url: string): DatabaseFiles => {
  const file = url.slice('sqlite:'.length);
  const read = (path: string) => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0));
  return { main: read(file), log: read(`${file}-wal`) };
};

/** Which of the texts occur anywhere in the files: rows, free pages, the log. */
export function residue({ main, log }: DatabaseFiles, texts: readonly string[]): { readonly main: number; readonly log: number } {
  const count = (bytes: Buffer) => texts.filter((text) => bytes.includes(text)).length;
  return { main: count(main), log: count(log) };
}

const LOG_HEADER = 32;
const FRAME_HEADER = 24;
const OPTION = '(?:verySatisfied|satisfied|basicallySatisfied|dissatisfied|veryDissatisfied)';

/**
 * Reads the log commit by commit. What a commit adds to the participations and what it adds to the sealed answers belong
 * together: with one answer a commit this ties them for certain, and needs no key.
 */
export function strategyOfLog({ log }: DatabaseFiles, roundId: string, households: readonly string[]): { readonly target: Target; readonly strategy: Strategy } {
  const contents = new Map<string, string>();
  const linked = new Map<string, string>();
  const seen = new Set<string>();
  const seal = new RegExp(`${roundId}([0-9a-f]{64})[0-9a-f-]{36}[\\s\\S]{0,2}?(${OPTION})\\{`, 'g');
  const part = new RegExp(`([0-9a-f-]{36})${roundId}(?:wechat|h5|door)`, 'g');
  for (const pages of commitsOf(log)) {
    const text = pages.toString('latin1');
    const fresh = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))].filter((id) => !seen.has(id));
    const [seals, homes] = [fresh(seal), fresh(part)];
    for (const match of text.matchAll(seal)) contents.set(match[1]!, match[2]!);
    for (const id of [...seals, ...homes]) seen.add(id);
    if (seals.length === homes.length) homes.forEach((home, i) => linked.set(home, seals[i]!));
  }
  const rows = [...contents.keys()];
  const placeOf = new Map(rows.map((row, i) => [row, i]));
  return {
    target: { rows: rows.map((row) => ({ seal: row })), contents: rows.map((row) => contents.get(row)!) },
    strategy: { name: 'commits in the write-ahead log', pairing: Int32Array.from(households, (household) => placeOf.get(linked.get(household) ?? '') ?? -1) },
  };
}

/**
 * The pages that each commit wrote, one after the other. A frame that ends a commit says how large the database then was.
 * When the log begins anew, it overwrites itself from its start under a salt that is one higher: what lies behind its end
 * is older than what lies before it.
 */
function* commitsOf(log: Buffer): Generator<Buffer> {
  if (log.length < LOG_HEADER) return;
  const size = FRAME_HEADER + log.readUInt32BE(8);
  const starts = Array.from({ length: Math.floor((log.length - LOG_HEADER) / size) }, (_, i) => LOG_HEADER + i * size);
  const salt = (at: number) => log.readUInt32BE(at + 8);
  let pages: Buffer[] = [];
  for (const at of starts.sort((a, b) => salt(a) - salt(b) || a - b)) {
    pages.push(log.subarray(at + FRAME_HEADER, at + size));
    if (log.readUInt32BE(at + 4) === 0) continue;
    yield Buffer.concat(pages);
    pages = [];
  }
}

/**
 * Within a page SQLite puts each new row before those that are there, so the bytes keep an order of arrival that the rows
 * do not: one order by the place in the page, one by the place in the file.
 */
export function strategiesOfPages({ main }: DatabaseFiles, roundId: string, target: Target, households: readonly string[]): Strategy[] {
  const pageSize = main.length < 100 ? 4096 : main.readUInt16BE(16);
  const homes = places(main, households.map((household) => `${household}${roundId}`), (text) => ['wechat', 'h5', 'door'].map((channel) => text + channel));
  const rows = places(main, target.rows.map((row) => (row.seal === undefined ? `${String(row.id)}${roundId}` : `${roundId}${String(row.seal)}`)), (text) => [text]);
  const orders = (offsets: readonly number[]) => {
    const by = (of: (offset: number) => number) => offsets.map((_, i) => i).sort((a, b) => of(offsets[a]!) - of(offsets[b]!));
    return { file: by((offset) => offset), page: by((offset) => offset % pageSize), arrival: offsets.map((_, i) => i) };
  };
  const [ofHomes, ofRows] = [orders(homes), orders(rows)];
  return (['file', 'page', 'arrival'] as const).flatMap((home) => (['file', 'page'] as const).flatMap((row) => [false, true].map((isBackward): Strategy => {
    const rowOrder = isBackward ? [...ofRows[row]].reverse() : ofRows[row];
    const pairing = new Int32Array(households.length).fill(-1);
    ofHomes[home].forEach((household, rank) => (pairing[household] = rowOrder[rank] ?? -1));
    return { name: `households by ${home} ~ rows by ${row}${isBackward ? ' backward' : ''}`, pairing };
  })));
}

const places = (bytes: Buffer, texts: readonly string[], forms: (text: string) => readonly string[]): number[] =>
  texts.map((text) => Math.max(...forms(text).map((form) => bytes.indexOf(form))));
