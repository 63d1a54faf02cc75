import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { RawRow } from './columns.ts';
import { orUnreadable, Unreadable } from './unreadable.ts';

export type CsvEncoding = 'utf-8' | 'gb18030';

const MAX_RECORD_CHARACTERS = 10_000;
const SLICE_BYTES = 64 * 1024;
const ROWS_A_BATCH = 500;

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * The rows of a CSV as offices make it: UTF-8 with or without BOM, or GB18030 (which holds GBK), by batches. A wrong byte in
 * UTF-8 means that it was none. Throws Unreadable.
 */
export function csvRows(bytes: Buffer): { readonly encoding: CsvEncoding; readonly batches: AsyncGenerator<RawRow[]> } {
  if (bytes.includes(0)) throw new Unreadable(); // UTF-16 and programs have zeros, tables have none
  const encoding = isUtf8(bytes) ? 'utf-8' : 'gb18030';
  return { encoding, batches: batchesOf(bytes, encoding) };
}

async function* batchesOf(bytes: Buffer, encoding: CsvEncoding): AsyncGenerator<RawRow[]> {
  const records = parse({
    bom: true, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: MAX_RECORD_CHARACTERS, delimiter: delimiterOf(bytes, encoding),
  });
  pipeline(Readable.from(textOf(bytes, encoding)), records, () => undefined); // what fails is thrown by the records below
  let batch: RawRow[] = [];
  const source = records[Symbol.asyncIterator]() as AsyncIterator<CsvRecord>;
  try {
    for (;;) {
      const { value, done } = await orUnreadable(source.next());
      if (done) break;
      batch.push({ line: value.info.lines, cells: value.record });
      if (batch.length < ROWS_A_BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  } finally {
    records.destroy();
  }
}

/** Slice by slice: a copy of the whole file as one string is what a small machine cannot spare. The decoder drops a BOM. */
function* textOf(bytes: Buffer, encoding: CsvEncoding): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += SLICE_BYTES) yield decoder.decode(bytes.subarray(at, at + SLICE_BYTES), { stream: true });
    yield decoder.decode();
  } catch {
    throw new Unreadable();
  }
}

/** Copied from a spreadsheet it has tabs, and some locales write semicolons. The header decides, and has none of these in a name. */
function delimiterOf(bytes: Buffer, encoding: CsvEncoding): string {
  const end = bytes.indexOf('\n');
  const header = new TextDecoder(encoding).decode(bytes.subarray(0, Math.min(end < 0 ? bytes.length : end, SLICE_BYTES)));
  return [',', '\t', ';'].reduce((best, candidate) => (header.split(candidate).length > header.split(best).length ? candidate : best));
}
