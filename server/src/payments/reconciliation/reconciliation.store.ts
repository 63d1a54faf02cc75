import type { DateText, ReconciledKind, ReconciliationTaskStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { inChunks, insertMany } from '../../platform/database/batches.ts';
import { breaksKey } from '../../platform/database/driver-errors.ts';
import { BilledLineRow, ONE_DAY_ONCE, ReconciledDayRow, ReconciliationTaskRow } from './reconciliation.entity.ts';

/** Whose days and tasks; undefined: everybody's. */
export interface ReconciliationFilter {
  readonly providerId?: string;
  readonly status?: ReconciliationTaskStatus;
}
export type DayPosition = readonly [day: string, id: string];
/** Whether it is settled, then as a day. */
export type TaskPosition = readonly [isSettled: number, day: string, id: string];
export interface TaskCounts {
  readonly open: number;
  readonly settled: number;
}

const IS_SETTLED = "CASE WHEN task.status = 'open' THEN 0 ELSE 1 END";
export const positionOf = ({ status, day, id }: ReconciliationTaskRow): TaskPosition => [status === 'open' ? 0 : 1, day, id];

/** SQL of reconciliation. Every method takes the transaction it runs in. */
@Injectable()
export class ReconciliationStore {
  /** Days of a merchant, from one on, that have been compared. */
  async doneDays(db: EntityManager, mchid: string, from: DateText): Promise<ReadonlySet<DateText>> {
    const rows = await db.createQueryBuilder(ReconciledDayRow, 'done').select('done.day', 'day').where('done.mchid = :mchid AND done.day >= :from', { mchid, from }).getRawMany<{ day: string }>();
    return new Set(rows.map(({ day }) => day));
  }

  /** False where the day has been compared already: somebody else was faster. */
  async insertDay(tx: EntityManager, row: ReconciledDayRow): Promise<boolean> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(ReconciledDayRow, row));
      return true;
    } catch (cause) {
      if (breaksKey(cause, ONE_DAY_ONCE)) return false;
      throw cause;
    }
  }

  insertLines(tx: EntityManager, rows: readonly BilledLineRow[]): Promise<void> {
    return insertMany(tx, BilledLineRow, rows);
  }

  insertTasks(tx: EntityManager, rows: readonly ReconciliationTaskRow[]): Promise<void> {
    return insertMany(tx, ReconciliationTaskRow, rows);
  }

  async setFigures(tx: EntityManager, id: string, figures: Pick<ReconciledDayRow, 'matched' | 'matchedFen' | 'refundedFen'>): Promise<void> {
    await tx.update(ReconciledDayRow, { id }, figures);
  }

  /** Lines of whatever day about these numbers. */
  lines(db: EntityManager, mchid: string, trade: ReconciledKind, numbers: readonly string[]): Promise<BilledLineRow[]> {
    return inChunks(numbers, (chunk) => db.findBy(BilledLineRow, { mchid, trade, number: In([...chunk]) }));
  }

  async daysPage(db: EntityManager, filter: ReconciliationFilter, after: DayPosition | undefined, limit: number): Promise<ReconciledDayRow[]> {
    const query = this.days(db, filter).orderBy('done.day', 'DESC').addOrderBy('done.id').limit(limit);
    if (after) query.andWhere('(done.day < :day OR (done.day = :day AND done.id > :id))', { day: after[0], id: after[1] });
    return query.getMany();
  }

  countDays(db: EntityManager, filter: ReconciliationFilter): Promise<number> {
    return this.days(db, filter).getCount();
  }

  /** `<mchid> <day>` → its tasks. */
  async taskCounts(db: EntityManager, days: readonly Pick<ReconciledDayRow, 'mchid' | 'day'>[]): Promise<ReadonlyMap<string, TaskCounts>> {
    if (days.length === 0) return new Map();
    const rows = await db.createQueryBuilder(ReconciliationTaskRow, 'task').select('task.mchid', 'mchid').addSelect('task.day', 'day')
      .addSelect("SUM(CASE WHEN task.status = 'open' THEN 1 ELSE 0 END)", 'open').addSelect('COUNT(*)', 'all')
      .where('task.mchid IN (:...mchids) AND task.day IN (:...days)', { mchids: [...new Set(days.map(({ mchid }) => mchid))], days: [...new Set(days.map(({ day }) => day))] })
      .groupBy('task.mchid').addGroupBy('task.day').getRawMany<{ mchid: string; day: string; open: string | number; all: string | number }>();
    return new Map(rows.map(({ mchid, day, open, all }) => [`${mchid} ${day}`, { open: Number(open), settled: Number(all) - Number(open) }]));
  }

  /** The open ones first, each group the newest day first. */
  async tasksPage(db: EntityManager, filter: ReconciliationFilter, after: TaskPosition | undefined, limit: number): Promise<ReconciliationTaskRow[]> {
    const query = this.tasks(db, filter).orderBy(IS_SETTLED).addOrderBy('task.day', 'DESC').addOrderBy('task.id').limit(limit);
    if (after) {
      const [isSettled, day, id] = after;
      query.andWhere(`(${IS_SETTLED} > :isSettled OR (${IS_SETTLED} = :isSettled AND (task.day < :day OR (task.day = :day AND task.id > :id))))`, { isSettled, day, id });
    }
    return query.getMany();
  }

  countTasks(db: EntityManager, filter: ReconciliationFilter): Promise<number> {
    return this.tasks(db, filter).getCount();
  }

  task(db: EntityManager, id: string): Promise<ReconciliationTaskRow | null> {
    return db.findOneBy(ReconciliationTaskRow, { id });
  }

  /** Open ones, the longest not looked at first. */
  toLookAt(db: EntityManager, beforeMs: number, limit: number): Promise<ReconciliationTaskRow[]> {
    return db.createQueryBuilder(ReconciliationTaskRow, 'task').where("task.status = 'open' AND task.looked_ms < :beforeMs", { beforeMs }).orderBy('task.looked_ms').addOrderBy('task.id').limit(limit).getMany();
  }

  /** Compare-and-set on an open task as it was seen. True when this caller made the change. */
  async change(tx: EntityManager, { id, version }: Pick<ReconciliationTaskRow, 'id' | 'version'>, to: Partial<Omit<ReconciliationTaskRow, 'id' | 'version'>>): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(ReconciliationTaskRow).set({ ...to, version: () => 'version + 1' })
      .where("id = :id AND status = 'open' AND version = :version", { id, version }).execute();
    return affected === 1;
  }

  /** That an open task was compared anew and is what it was: nothing that a page compares has changed. */
  async looked(tx: EntityManager, id: string, lookedMs: number): Promise<void> {
    await tx.createQueryBuilder().update(ReconciliationTaskRow).set({ lookedMs }).where("id = :id AND status = 'open'", { id }).execute();
  }

  private days(db: EntityManager, { providerId }: ReconciliationFilter): SelectQueryBuilder<ReconciledDayRow> {
    const query = db.createQueryBuilder(ReconciledDayRow, 'done').where('1 = 1');
    return providerId === undefined ? query : query.andWhere('done.provider_id = :providerId', { providerId });
  }

  private tasks(db: EntityManager, { providerId, status }: ReconciliationFilter): SelectQueryBuilder<ReconciliationTaskRow> {
    const query = db.createQueryBuilder(ReconciliationTaskRow, 'task').where('1 = 1');
    if (providerId !== undefined) query.andWhere('task.provider_id = :providerId', { providerId });
    return status === undefined ? query : query.andWhere('task.status = :status', { status });
  }
}
