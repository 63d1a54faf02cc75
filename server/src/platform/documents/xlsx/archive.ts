import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { orUnreadable, Unreadable } from '../unreadable.ts';

/** A workbook of ours has about ten parts; one with pictures has more. */
const MAX_ENTRIES = 1000;
/** A list of 120,000 rows takes about 30 MB inflated. */
const MAX_PART_BYTES = 64 * 1024 * 1024;
const MAX_TOTAL_BYTES = 128 * 1024 * 1024;

/**
 * The zip that a workbook is. A few kilobytes of zip can stand for gigabytes: a part is refused by the size it declares, and
 * yauzl ends a stream that brings more than was declared, so what is read is bounded whichever of the two lies. A name that
 * leads out of the archive, or the same name twice, is no workbook; nothing is ever written to a disk.
 */
export class Archive {
  private opened = 0;

  private constructor(private readonly zip: ZipFile, private readonly entries: ReadonlyMap<string, Entry>) {}

  /** Throws Unreadable. */
  static async open(bytes: Buffer): Promise<Archive> {
    const zip = await orUnreadable(fromBufferPromise(bytes, { lazyEntries: true }));
    if (zip.entryCount > MAX_ENTRIES) throw new Unreadable('IMPORT_TOO_LARGE');
    return new Archive(zip, await orUnreadable(entriesOf(zip)));
  }

  has(path: string): boolean {
    return this.entries.has(path);
  }

  /** The content of a part, inflated as it is read. Throws Unreadable: no such part, locked, or too large. */
  async part(path: string): Promise<Readable> {
    const entry = this.entries.get(path);
    if (!entry) throw new Unreadable();
    if (entry.isEncrypted()) throw new Unreadable('IMPORT_LOCKED');
    this.opened += entry.uncompressedSize;
    if (entry.uncompressedSize > MAX_PART_BYTES || this.opened > MAX_TOTAL_BYTES) throw new Unreadable('IMPORT_TOO_LARGE');
    return orUnreadable(this.zip.openReadStreamPromise(entry));
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.has(entry.fileName)) throw new Unreadable();
    entries.set(entry.fileName, entry);
  }
  return entries;
}
