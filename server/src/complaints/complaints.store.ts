import { COMPLAINT_OPEN, type CategoryOfComplaint, type ComplaintStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { inChunks } from '../platform/database/batches.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { refuse } from '../platform/refused.ts';
import { COMPLAINT_NUMBER, ComplaintRow, EXTERNAL_NUMBER, ONE_COMPLAINT_PER_ID } from './complaints.entity.ts';

/** Where a page goes on: after this one. */
export type ComplaintPosition = readonly [ms: number, id: string];

/** What never changes by a step: the words and whose they are, the counters that are gates of their own. */
const NOT_OF_STEPS = ['id', 'number', 'authorId', 'spot', 'contactCipher', 'merges', 'followers'] as const satisfies readonly (keyof ComplaintRow)[];

/** SQL of complaints. Every method takes the transaction it runs in. */
@Injectable()
export class ComplaintsStore {
  find(db: EntityManager, id: string): Promise<ComplaintRow | null> {
    return db.findOneBy(ComplaintRow, { id });
  }

  byIds(db: EntityManager, ids: readonly string[]): Promise<ComplaintRow[]> {
    return inChunks(ids, (chunk) => db.findBy(ComplaintRow, { id: In([...chunk]) }));
  }

  /** `number` where that very number was taken, `id` where the complaint is there already. Refuses: EXTERNAL_NUMBER_TAKEN. */
  async insert(tx: EntityManager, row: ComplaintRow): Promise<'inserted' | 'number' | 'id'> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(ComplaintRow, row));
      return 'inserted';
    } catch (cause) {
      if (breaksKey(cause, ONE_COMPLAINT_PER_ID)) return 'id';
      if (breaksKey(cause, COMPLAINT_NUMBER)) return 'number';
      if (breaksKey(cause, EXTERNAL_NUMBER)) refuse({ code: 'EXTERNAL_NUMBER_TAKEN' });
      throw cause;
    }
  }

  /**
   * The gate, and the first statement of every step: from here to the commit nobody else writes to this complaint, on any
   * engine. `into` is what it is to be merged into: both gates in one order, so that two merges cannot cross.
   */
  async passGate(tx: EntityManager, id: string, into?: string): Promise<void> {
    const gates: (() => Promise<unknown>)[] = [id, ...(into === undefined || into === id ? [] : [into])].sort().map((one) => () => this.raise(tx, one, one === id ? 'version' : 'merges'));
    for (const gate of gates) await gate();
  }

  /** The gate of the clock: passed only while something is due. */
  async passGateWhenDue(tx: EntityManager, id: string, nowMs: number): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(ComplaintRow).set({ version: () => 'version + 1' })
      .where('id = :id AND next_due_ms <= :nowMs', { id, nowMs }).execute();
    return affected === 1;
  }

  /** Takes back what a gate counted for a request that turned out to be a repeat. */
  async leaveGate(tx: EntityManager, id: string, into?: string): Promise<void> {
    await tx.createQueryBuilder().update(ComplaintRow).set({ version: () => 'version - 1' }).where({ id }).execute();
    if (into !== undefined && into !== id) await tx.createQueryBuilder().update(ComplaintRow).set({ merges: () => 'merges - 1' }).where({ id: into }).execute();
  }

  /** On the row whose gate this transaction has passed. */
  async write(tx: EntityManager, row: ComplaintRow): Promise<void> {
    const rest: Partial<ComplaintRow> = { ...row };
    for (const column of NOT_OF_STEPS) delete rest[column];
    await tx.createQueryBuilder().update(ComplaintRow).set(rest).where({ id: row.id }).execute();
  }

  /** The gate of whoever follows, or no longer does, and its correction. False where there is no such complaint. */
  async countFollowers(tx: EntityManager, id: string, change: 1 | -1 | -2): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(ComplaintRow).set({ followers: () => `followers + ${change}` }).where({ id }).execute();
    return affected === 1;
  }
  async setFollowers(tx: EntityManager, id: string, followers: number): Promise<void> {
    await tx.update(ComplaintRow, { id }, { followers });
  }

  /** The author is gone: who it was, what they wrote and how to ring them. */
  async forgetAuthor(tx: EntityManager, id: string): Promise<void> {
    await tx.update(ComplaintRow, { id }, { authorId: null, spot: '', contactCipher: null, showContact: false, consentVersion: null, consentMs: null });
  }

  /** Open ones of a building and category, the newest first. */
  similar(db: EntityManager, buildingId: string, category: CategoryOfComplaint, limit: number): Promise<ComplaintRow[]> {
    return db.find(ComplaintRow, { where: { buildingId, category, status: In([...COMPLAINT_OPEN]) }, order: { filedMs: 'DESC', id: 'DESC' }, take: limit });
  }

  ofAuthor(db: EntityManager, authorId: string): Promise<ComplaintRow[]> {
    return db.find(ComplaintRow, { where: { authorId }, order: { filedMs: 'DESC', id: 'DESC' } });
  }

  /** The newest first, after a position. */
  pageOfAuthor(db: EntityManager, authorId: string, after: ComplaintPosition | undefined, limit: number): Promise<ComplaintRow[]> {
    const query = db.createQueryBuilder(ComplaintRow, 'complaint').where('complaint.author_id = :authorId', { authorId })
      .orderBy('complaint.filed_ms', 'DESC').addOrderBy('complaint.id', 'DESC').limit(limit);
    if (after) query.andWhere('(complaint.filed_ms < :ms OR (complaint.filed_ms = :ms AND complaint.id < :afterId))', { ms: after[0], afterId: after[1] });
    return query.getMany();
  }
  countOfAuthor(db: EntityManager, authorId: string): Promise<number> {
    return db.countBy(ComplaintRow, { authorId });
  }

  /** Whose next event has come, the earliest first. */
  async due(db: EntityManager, nowMs: number, limit: number): Promise<string[]> {
    const rows = await db.createQueryBuilder(ComplaintRow, 'complaint').select('complaint.id', 'id')
      .where('complaint.next_due_ms <= :nowMs', { nowMs }).orderBy('complaint.next_due_ms').addOrderBy('complaint.id').limit(limit).getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  /** Some whose clocks may run, in the order of their ids, after one of them. */
  async clocked(db: EntityManager, statuses: readonly ComplaintStatus[], after: string, limit: number): Promise<string[]> {
    const rows = await db.createQueryBuilder(ComplaintRow, 'complaint').select('complaint.id', 'id')
      .where('complaint.id > :after AND complaint.status IN (:...statuses)', { after, statuses }).orderBy('complaint.id').limit(limit).getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  /** Holds a complaint whose deadlines are counted again: no step, so its version stays. */
  async hold(tx: EntityManager, id: string): Promise<void> {
    await this.raise(tx, id, 'version', 0);
  }

  /** Whether anything was ever filed for a building. */
  async isOfBuilding(db: EntityManager, buildingId: string): Promise<boolean> {
    return db.existsBy(ComplaintRow, { buildingId });
  }

  private raise(tx: EntityManager, id: string, column: 'version' | 'merges', by = 1): Promise<unknown> {
    return tx.createQueryBuilder().update(ComplaintRow).set({ [column]: () => `${column} + ${by}` }).where({ id }).execute();
  }
}
