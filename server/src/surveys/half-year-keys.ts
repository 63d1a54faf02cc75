import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HalfYear } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.ts';
import { newKey } from './sealing.ts';

/**
 * One key a half-year, a file outside the database and its backups. What the database holds can be read only beside it;
 * once it is destroyed, no backup of the database ties an answer to a household any more.
 */
@Injectable()
export class HalfYearKeys {
  private readonly folder: string;

  constructor(config: Config) {
    this.folder = config.sealKeysDir;
  }

  /** The key, made at its first use. Several processes share the folder: the file is created by one of them only. */
  async of(halfYear: HalfYear): Promise<Buffer> {
    return (await this.read(halfYear)) ?? (await this.create(halfYear));
  }

  /** The key that must be there already; throws when somebody lost it, because a new one would read nothing. */
  async existing(halfYear: HalfYear): Promise<Buffer> {
    const key = await this.read(halfYear);
    if (!key) throw new Error(`the seal key of ${halfYear} is missing from SEAL_KEYS_DIR: restore it from the officer who keeps it`);
    return key;
  }

  /** Overwrites and removes the key; nothing wrapped by it can be read again. True when there was one. */
  async destroy(halfYear: HalfYear): Promise<boolean> {
    const key = await this.read(halfYear);
    if (!key) return false;
    const file = await open(this.fileOf(halfYear), 'r+');
    try {
      await file.write(newKey(), 0, key.length, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await rm(this.fileOf(halfYear), { force: true });
    return true;
  }

  private fileOf(halfYear: HalfYear): string {
    return join(this.folder, `${halfYear}.key`);
  }

  private async read(halfYear: HalfYear): Promise<Buffer | undefined> {
    try {
      const key = await readFile(this.fileOf(halfYear));
      if (key.length !== newKey().length) throw new Error(`the key of ${halfYear} is damaged: restore it from the officer who keeps it`);
      return key;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw cause;
    }
  }

  private async create(halfYear: HalfYear): Promise<Buffer> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const draft = join(this.folder, `.${halfYear}.${process.pid}.draft`);
    const key = newKey();
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(key);
      await file.sync();
    } finally {
      await file.close();
    }
    try {
      // A link is all or nothing: nobody ever reads half a key, and a second process finds the first one's.
      await link(draft, this.fileOf(halfYear));
      return key;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
      return (await this.read(halfYear))!;
    } finally {
      await rm(draft, { force: true });
    }
  }
}
