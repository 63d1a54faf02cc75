import type { DateText, PhotoCheck } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, LessThan } from 'typeorm';
import { inChunks } from '../platform/database/batches.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { ONE_COUNT_PER_DAY, ONE_UPLOAD_PER_ID, PhotoRow, UploadDayRow } from './files.entity.ts';
import type { DayAllowance } from './upload-allowances.ts';

/** All SQL of photographs. Every change is one conditional UPDATE, so two pieces, two tabs and the collector can meet. */
@Injectable()
export class FilesStore {
  find(db: EntityManager, id: string): Promise<PhotoRow | null> {
    return db.findOneBy(PhotoRow, { id });
  }

  /** Only what is complete: nobody else asks for more. */
  ready(db: EntityManager, ids: readonly string[]): Promise<PhotoRow[]> {
    return inChunks(ids, (chunk) => db.findBy(PhotoRow, { id: In(chunk), state: 'ready' }));
  }

  /** False when the id is taken: by a twin of this request, or by somebody else. */
  async begin(tx: EntityManager, row: PhotoRow): Promise<boolean> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(PhotoRow, row));
      return true;
    } catch (cause) {
      if (breaksKey(cause, ONE_UPLOAD_PER_ID)) return false;
      throw cause;
    }
  }

  /** Counts one more photo of so many bytes; false, and nothing counted, when that is more than the day allows. */
  async countOnDay(tx: EntityManager, { owner, day, bytes }: Pick<UploadDayRow, 'owner' | 'day' | 'bytes'>, most: DayAllowance): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(UploadDayRow)
      .set({ photos: () => 'photos + 1', bytes: () => `bytes + ${Number(bytes)}` })
      .where('owner = :owner AND day = :day AND photos < :photos AND bytes + :bytes <= :most', { owner, day, bytes, photos: most.photos, most: most.bytes }).execute();
    if (affected === 1) return true;
    const counted = await tx.findOneBy(UploadDayRow, { owner, day });
    if (counted) {
      const hasRoom = counted.photos < most.photos && counted.bytes + bytes <= most.bytes;
      return hasRoom && this.countOnDay(tx, { owner, day, bytes }, most); // a twin has made the row since
    }
    try {
      await tx.transaction((savepoint) => savepoint.insert(UploadDayRow, { owner, day, photos: 1, bytes }));
      return true;
    } catch (cause) {
      if (breaksKey(cause, ONE_COUNT_PER_DAY)) return this.countOnDay(tx, { owner, day, bytes }, most); // a twin was first
      throw cause;
    }
  }

  /** The next piece is there. False when another piece was faster or the upload is over. */
  async advance(tx: EntityManager, seen: Pick<PhotoRow, 'id' | 'received'>, to: Pick<PhotoRow, 'received' | 'pieceSums'>): Promise<boolean> {
    const { affected } = await tx.update(PhotoRow, { id: seen.id, state: 'uploading', received: seen.received }, to);
    return affected === 1;
  }

  /** False when it is complete already or has been dropped meanwhile. */
  async complete(tx: EntityManager, id: string, found: Pick<PhotoRow, 'width' | 'height' | 'carriesData'>): Promise<boolean> {
    const { affected } = await tx.update(PhotoRow, { id, state: 'uploading' }, { state: 'ready', ...found });
    return affected === 1;
  }

  async attach(tx: EntityManager, ids: readonly string[], owner: string, to: Pick<PhotoRow, 'subject' | 'check'>): Promise<void> {
    await tx.update(PhotoRow, { id: In(ids), owner, state: 'ready', subject: IsNull() }, to);
  }

  async setCheck(tx: EntityManager, id: string, check: PhotoCheck): Promise<boolean> {
    return (await tx.update(PhotoRow, { id, state: 'ready' }, { check })).affected === 1;
  }

  /** Attached or not. */
  async erase(tx: EntityManager, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await tx.update(PhotoRow, { id: In(ids) }, { state: 'erased' });
  }

  /** False when it is attached meanwhile: then it belongs to what it is attached to. */
  async drop(tx: EntityManager, id: string, objectId: string): Promise<boolean> {
    return (await tx.update(PhotoRow, { id, objectId, subject: IsNull() }, { state: 'erased' })).affected === 1;
  }

  async dropAllOf(tx: EntityManager, owner: string): Promise<void> {
    await tx.update(PhotoRow, { owner, subject: IsNull() }, { state: 'erased' });
    await tx.delete(UploadDayRow, { owner });
  }

  /** What was begun before that instant and is neither complete nor attached. */
  async dropStale(tx: EntityManager, beforeMs: number): Promise<void> {
    await tx.update(PhotoRow, { state: In(['uploading', 'ready']), subject: IsNull(), startedMs: LessThan(beforeMs) }, { state: 'erased' });
  }

  async forgetDays(tx: EntityManager, before: DateText): Promise<void> {
    await tx.delete(UploadDayRow, { day: LessThan(before) });
  }

  erased(db: EntityManager, limit: number): Promise<PhotoRow[]> {
    return db.find(PhotoRow, { where: { state: 'erased' }, take: limit });
  }

  /** Called when nothing of it is in the storage any more. */
  async forget(tx: EntityManager, id: string, objectId: string): Promise<void> {
    await tx.delete(PhotoRow, { id, objectId, state: 'erased' });
  }

  byObject(db: EntityManager, objectIds: readonly string[]): Promise<PhotoRow[]> {
    return inChunks(objectIds, (chunk) => db.findBy(PhotoRow, { objectId: In(chunk) }));
  }

  async isEmpty(db: EntityManager): Promise<boolean> {
    return (await db.find(PhotoRow, { select: { id: true }, take: 1 })).length === 0;
  }
}
