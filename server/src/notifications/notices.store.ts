import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { inChunks, insertMany } from '../platform/database/batches.ts';
import { NoticePushRow, NoticeRow } from './notifications.entity.ts';

/** Where a page of notices goes on: before this one. */
export type NoticePlace = Pick<NoticeRow, 'toldMs' | 'id'>;

/** SQL of the inbox. */
@Injectable()
export class NoticesStore {
  /** Which of these residents have been told of the event. */
  async told(db: EntityManager, eventKey: string, residentIds: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await inChunks(residentIds, (chunk) => db.find(NoticeRow, { select: { residentId: true }, where: { residentId: In([...chunk]), eventKey } }));
    return new Set(found.map(({ residentId }) => residentId));
  }

  /** Those who are told are held, so nobody else tells them meanwhile; the key has the last word. */
  async insert(tx: EntityManager, notices: readonly NoticeRow[], pushes: readonly NoticePushRow[]): Promise<void> {
    await insertMany(tx, NoticeRow, notices);
    await insertMany(tx, NoticePushRow, pushes);
  }

  /** The newest first. */
  page(db: EntityManager, residentId: string, before: NoticePlace | undefined, limit: number): Promise<NoticeRow[]> {
    const query = db.createQueryBuilder(NoticeRow, 'notice').where('notice.resident_id = :residentId', { residentId })
      .orderBy('notice.told_ms', 'DESC').addOrderBy('notice.id', 'DESC').limit(limit);
    if (before) query.andWhere('(notice.told_ms < :toldMs OR (notice.told_ms = :toldMs AND notice.id < :id))', { toldMs: before.toldMs, id: before.id });
    return query.getMany();
  }

  count(db: EntityManager, residentId: string): Promise<number> {
    return db.countBy(NoticeRow, { residentId });
  }

  countUnread(db: EntityManager, residentId: string): Promise<number> {
    return db.countBy(NoticeRow, { residentId, readMs: IsNull() });
  }

  /** Only this resident's, and the first reading stays. */
  async read(tx: EntityManager, residentId: string, ids: readonly string[], nowMs: number): Promise<void> {
    await tx.createQueryBuilder().update(NoticeRow).set({ readMs: nowMs }).where({ id: In([...ids]), residentId, readMs: IsNull() }).execute();
  }

  async deleteAllOf(tx: EntityManager, residentId: string): Promise<void> {
    await tx.delete(NoticePushRow, { residentId });
    await tx.delete(NoticeRow, { residentId });
  }

  find(db: EntityManager, id: string): Promise<NoticeRow | null> {
    return db.findOneBy(NoticeRow, { id });
  }
}
