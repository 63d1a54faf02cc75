import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Storage } from '../platform/storage/storage.ts';
import type { PhotoRow } from './files.entity.ts';
import { FilesStore } from './files.store.ts';
import { picturesOf, piecesOf } from './object-keys.ts';

/** Takes photos out: first the row says so, then the objects go, then the row. Killed in between, the collector goes on. */
@Injectable()
export class PhotoRemover {
  private readonly log = new Logger(PhotoRemover.name);

  constructor(private readonly unitOfWork: UnitOfWork, private readonly store: FilesStore, private readonly storage: Storage) {}

  /** One that is attached to nothing, at once. False when it is attached, and then it stays. */
  async drop(row: PhotoRow): Promise<boolean> {
    const isErased = await this.unitOfWork.run((tx) => this.store.drop(tx, row.id, row.objectId), { idempotent: true });
    if (isErased) await this.whatCan(() => this.clear(row));
    return isErased;
  }

  /** Deletes what is stored of an erased photo, then its row. Refuses: FILES_UNAVAILABLE, and the row waits for the next time. */
  async clear(row: PhotoRow): Promise<void> {
    await this.deleteAll(piecesOf(row));
    await this.deleteAll(picturesOf(row));
    await this.unitOfWork.run((tx) => this.store.forget(tx, row.id, row.objectId));
  }

  /** Deletes the objects that the row has no use for any more: the pieces of a photo, and the pictures of none. */
  async tidy(row: PhotoRow): Promise<void> {
    await this.whatCan(async () => {
      await this.deleteAll(piecesOf(row));
      const now = await this.unitOfWork.read((db) => this.store.find(db, row.id));
      if (now?.objectId !== row.objectId || now.state === 'erased') await this.deleteAll(picturesOf(row));
    });
  }

  private async deleteAll(prefix: string): Promise<void> {
    for (;;) {
      const found = await this.storage.list(prefix);
      if (found.length === 0) return;
      for (const { key } of found) await this.storage.delete(key);
    }
  }

  /** The visitor's answer does not hang on tidying up: what fails here the collector does. */
  private async whatCan(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      this.log.warn({ left: 'for the collector', cause });
    }
  }
}
