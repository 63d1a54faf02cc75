import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { inChunks, insertMany } from '../platform/database/batches.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { ComplaintFollowerRow, ONE_FOLLOWER_ONCE } from './complaints.entity.ts';
import type { ComplaintPosition } from './complaints.store.ts';

/** SQL of who follows what. */
@Injectable()
export class FollowersStore {
  isFollowing(db: EntityManager, complaintId: string, residentId: string): Promise<boolean> {
    return db.existsBy(ComplaintFollowerRow, { complaintId, residentId });
  }

  async residents(db: EntityManager, complaintId: string): Promise<string[]> {
    return (await db.find(ComplaintFollowerRow, { where: { complaintId }, order: { sinceMs: 'ASC', residentId: 'ASC' } })).map(({ residentId }) => residentId);
  }

  /** Which of the complaints a resident follows. */
  async among(db: EntityManager, residentId: string, complaintIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await inChunks(complaintIds, (ids) => db.findBy(ComplaintFollowerRow, { residentId, complaintId: In([...ids]) }));
    return new Set(rows.map(({ complaintId }) => complaintId));
  }

  ofResident(db: EntityManager, residentId: string): Promise<ComplaintFollowerRow[]> {
    return db.find(ComplaintFollowerRow, { where: { residentId }, order: { sinceMs: 'DESC', complaintId: 'DESC' } });
  }

  /** The newest first, after a position. */
  page(db: EntityManager, residentId: string, after: ComplaintPosition | undefined, limit: number): Promise<ComplaintFollowerRow[]> {
    const query = db.createQueryBuilder(ComplaintFollowerRow, 'follower').where('follower.resident_id = :residentId', { residentId })
      .orderBy('follower.since_ms', 'DESC').addOrderBy('follower.complaint_id', 'DESC').limit(limit);
    if (after) query.andWhere('(follower.since_ms < :ms OR (follower.since_ms = :ms AND follower.complaint_id < :afterId))', { ms: after[0], afterId: after[1] });
    return query.getMany();
  }
  count(db: EntityManager, residentId: string): Promise<number> {
    return db.countBy(ComplaintFollowerRow, { residentId });
  }

  /** False where the resident follows it already. */
  async insert(tx: EntityManager, row: ComplaintFollowerRow): Promise<boolean> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(ComplaintFollowerRow, row));
      return true;
    } catch (cause) {
      if (breaksKey(cause, ONE_FOLLOWER_ONCE)) return false;
      throw cause;
    }
  }

  /** True where there was something to end. */
  async end(tx: EntityManager, complaintId: string, residentId: string): Promise<boolean> {
    return (await tx.delete(ComplaintFollowerRow, { complaintId, residentId })).affected === 1;
  }

  /** All of one complaint to another, those who follow it already and its author apart. Returns how many the other has now. */
  async move(tx: EntityManager, from: string, to: string, also: string | null, authorOfTo: string | null, sinceMs: number): Promise<number> {
    const there = new Set(await this.residents(tx, to));
    const coming = [...new Set([...(also === null ? [] : [also]), ...(await this.residents(tx, from))])].filter((id) => !there.has(id) && id !== authorOfTo);
    await tx.delete(ComplaintFollowerRow, { complaintId: from });
    await insertMany(tx, ComplaintFollowerRow, coming.map((residentId) => ({ complaintId: to, residentId, sinceMs })));
    return there.size + coming.length;
  }
}
