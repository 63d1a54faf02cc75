import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Logger } from '@nestjs/common';
import { refuse } from '../refused.ts';
import { checkedKey, checkedPrefix, MOST_LISTED, Storage, type StoredObject } from './storage.ts';

/** Below the root, so that a rename stays within one file system; no key begins with a dot. */
const DRAFTS = '.drafts';
const OWN_FOLDER = { recursive: true, mode: 0o700 } as const;
const RETRY_SECONDS = 30;
/** A folder that was just made can be removed by whoever deletes its last file. */
const ATTEMPTS = 5;

/** Files in a folder of this machine, or of one that all server processes share. */
export class DiskStorage extends Storage {
  private readonly log = new Logger(DiskStorage.name);

  constructor(private readonly root: string) {
    super();
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    const target = this.path(key);
    await this.told(async () => {
      const draft = join(this.root, DRAFTS, randomUUID());
      await mkdir(dirname(draft), OWN_FOLDER);
      try {
        await written(draft, bytes);
        await this.moved(draft, target);
      } finally {
        await rm(draft, { force: true });
      }
    });
  }

  async get(key: string): Promise<Buffer | undefined> {
    const path = this.path(key);
    return this.told(() => unlessMissing(readFile(path)));
  }

  async exists(key: string): Promise<boolean> {
    const path = this.path(key);
    return this.told(async () => (await unlessMissing(access(path).then(() => true))) ?? false);
  }

  async delete(key: string): Promise<void> {
    const path = this.path(key);
    await this.told(async () => {
      await rm(path, { force: true });
      // An empty folder is no object, but thousands of them are a slow listing.
      for (let folder = dirname(path); folder !== this.root; folder = dirname(folder)) {
        if (!(await isRemoved(folder))) return;
      }
    });
  }

  async list(prefix: string, after = ''): Promise<readonly StoredObject[]> {
    const folder = checkedPrefix(prefix);
    return this.told(async () => {
      const found: StoredObject[] = [];
      await this.collect(folder, after, found);
      return found;
    });
  }

  async sweep(beforeMs: number): Promise<void> {
    await this.told(async () => {
      const folder = join(this.root, DRAFTS);
      for (const name of (await unlessMissing(readdir(folder))) ?? []) {
        const path = join(folder, name);
        const file = await unlessMissing(stat(path));
        if (file && file.mtimeMs < beforeMs) await rm(path, { force: true });
      }
    });
  }

  /** Depth first in the order of keys: `/` sorts before whatever a name may hold except the hyphen, so names are compared with it. */
  private async collect(folder: string, after: string, found: StoredObject[]): Promise<void> {
    const entries = (await unlessMissing(readdir(join(this.root, folder), { withFileTypes: true }))) ?? [];
    const keys = entries.map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`).sort();
    for (const key of keys) {
      if (found.length === MOST_LISTED) return;
      if (key.endsWith('/')) {
        if (key > after || after.startsWith(key)) await this.collect(key, after, found);
      } else if (key > after) {
        const file = await unlessMissing(stat(join(this.root, key)));
        if (file) found.push({ key, writtenMs: file.mtimeMs });
      }
    }
  }

  private async moved(draft: string, target: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await mkdir(dirname(target), OWN_FOLDER); // its own parent can go in between as well
        await rename(draft, target);
        break;
      } catch (cause) {
        if (codeOf(cause) !== 'ENOENT' || attempt === ATTEMPTS) throw cause;
      }
    }
    await unlessMissing(synced(dirname(target))); // deleted since, and its folder with it: the draft cannot be moved a second time
  }

  private path(key: string): string {
    return join(this.root, checkedKey(key));
  }

  /** What a disk answers (full, read-only, away, torn) is no bug of the request: it is logged here and the visitor may come again. */
  private async told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      this.log.error({ storage: 'disk', cause });
      return refuse({ code: 'FILES_UNAVAILABLE', retryAfterSeconds: RETRY_SECONDS });
    }
  }
}

const codeOf = (cause: unknown): string | undefined => (cause as NodeJS.ErrnoException).code;

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw cause;
  }
}

async function written(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The rename itself is only durable once its folder is. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function isRemoved(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch (cause) {
    if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(codeOf(cause) ?? '')) return false;
    throw cause;
  }
}
