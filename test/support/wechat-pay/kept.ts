import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Book } from './book.ts';
import { makeKeys, type PayKeys } from './keys.ts';

/** Keys and book of a platform that is started again and again, in a folder of its own: what was paid stays paid. */
export class Kept {
  readonly keys: PayKeys;
  readonly book = new Book();
  private readonly file: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const keysFile = join(folder, 'keys.json');
    this.file = join(folder, 'book.json');
    this.keys = read<PayKeys>(keysFile) ?? makeKeys(Date.now());
    write(keysFile, this.keys);
    const { trades = [], refunds = [], withdrawn = {} } = read<Partial<Book>>(this.file) ?? {};
    this.book.trades.push(...trades);
    this.book.refunds.push(...refunds);
    Object.assign(this.book.withdrawn, withdrawn);
  }

  keep(): void {
    write(this.file, this.book);
  }
}

function read<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}

/** Whole or not at all, and nobody else's to read. */
function write(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
