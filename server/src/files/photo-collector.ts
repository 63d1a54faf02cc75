import { dayBefore, shanghaiDate } from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ResidentFarewells } from '../identity/resident-farewells.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { MOST_LISTED, Storage, type StoredObject } from '../platform/storage/storage.ts';
import type { PhotoState } from './files.entity.ts';
import { FilesStore } from './files.store.ts';
import { objectIdOf, PHOTOS, UPLOADS } from './object-keys.ts';
import { PhotoRemover } from './photo-remover.ts';

const HOUR_MS = 3_600_000;
/** A draft of a complaint that was not sent within a day is written anew. */
const UNUSED_MS = 24 * HOUR_MS;
/** An object is written after its row, so one without a row is rubbish at once; the hour is for clocks that differ. */
const ORPHANED_MS = HOUR_MS;
/** A run takes seconds: other jobs wait for it. */
const ERASED_A_RUN = 50;

/** Which rows an object below a folder belongs to. */
const WANTED: readonly { readonly folder: string; readonly by: readonly PhotoState[] }[] = [
  { folder: UPLOADS, by: ['uploading'] },
  { folder: PHOTOS, by: ['uploading', 'ready'] },
];

/** Deletes what nobody waits for. Every step may be interrupted, run twice, or run beside uploads. */
@Injectable()
export class PhotoCollector implements OnModuleInit {
  /** Where the walk through each folder goes on; every process walks by itself, and a restart begins anew. */
  private readonly walked = new Map<string, string>();

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: FilesStore, private readonly storage: Storage, private readonly remover: PhotoRemover,
    private readonly clock: Clock, private readonly jobs: Jobs, private readonly farewells: ResidentFarewells,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'files.collect', everySeconds: 60, run: () => this.run() });
    // What is attached belongs to a complaint, and goes or stays with it.
    this.farewells.register((tx, residentId) => this.store.dropAllOf(tx, `resident:${residentId}`));
  }

  /** One round: what is unused is erased, what is erased is deleted, and one page of each folder is compared with the rows. */
  async run(): Promise<void> {
    const nowMs = this.clock.now().getTime();
    await this.unitOfWork.run(async (tx) => {
      await this.store.dropStale(tx, nowMs - UNUSED_MS);
      await this.store.forgetDays(tx, dayBefore(shanghaiDate(nowMs)));
    });
    for (const row of await this.unitOfWork.read((db) => this.store.erased(db, ERASED_A_RUN))) await this.remover.clear(row);
    await this.storage.sweep(nowMs - ORPHANED_MS);
    for (const { folder, by } of WANTED) await this.compare(folder, by, nowMs - ORPHANED_MS);
  }

  private async compare(folder: string, by: readonly PhotoState[], beforeMs: number): Promise<void> {
    const listed = await this.storage.list(folder, this.walked.get(folder));
    if (listed.length < MOST_LISTED) this.walked.delete(folder);
    else this.walked.set(folder, listed.at(-1)!.key);
    const old = listed.filter(({ writtenMs }) => writtenMs < beforeMs);
    if (old.length > 0) for (const { key } of await this.orphansOf(old, by)) await this.storage.delete(key);
  }

  /** Asked after the listing: whatever is listed had its row by then. */
  private orphansOf(objects: readonly StoredObject[], by: readonly PhotoState[]): Promise<readonly StoredObject[]> {
    return this.unitOfWork.read(async (db) => {
      // A full folder beside an empty table is a server with the wrong database, not rubbish.
      if (await this.store.isEmpty(db)) return [];
      const rows = await this.store.byObject(db, [...new Set(objects.map(({ key }) => objectIdOf(key)))]);
      const wanted = new Set(rows.filter(({ state }) => by.includes(state)).map(({ objectId }) => objectId));
      return objects.filter(({ key }) => !wanted.has(objectIdOf(key)));
    });
  }
}
