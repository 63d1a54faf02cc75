import { ENDED, TAKING_ANSWERS, type HalfYear, type RoundStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { addToEach, insertMany } from '../platform/database/batches.ts';
import { RosterRow, RoundBuildingRow, RoundKeyRow, RoundRow } from './surveys.entity.ts';

/** A round as somebody saw it: a move is made from exactly there or not at all. */
export type SeenRound = Pick<RoundRow, 'id' | 'status' | 'version'>;

/** SQL of rounds, their frozen register and their keys. */
@Injectable()
export class RoundsStore {
  find(db: EntityManager, id: string): Promise<RoundRow | null> {
    return db.findOneBy(RoundRow, { id });
  }

  /** The estate's newest round: the running one, or else the last that ran. */
  findCurrent(db: EntityManager, estateId: string): Promise<RoundRow | null> {
    return db.findOne(RoundRow, { where: { estateId }, order: { halfYear: 'DESC' } });
  }

  /** Rounds of an estate that have ended, newest first; `before` a half-year. */
  ended(db: EntityManager, estateId: string, before: string | undefined, limit: number): Promise<RoundRow[]> {
    const query = this.allEnded(db, estateId).orderBy('round.half_year', 'DESC').limit(limit);
    if (before !== undefined) query.andWhere('round.half_year < :before', { before });
    return query.getMany();
  }

  countEnded(db: EntityManager, estateId: string): Promise<number> {
    return this.allEnded(db, estateId).getCount();
  }

  private allEnded(db: EntityManager, estateId: string): SelectQueryBuilder<RoundRow> {
    return db.createQueryBuilder(RoundRow, 'round').where('round.estate_id = :estateId AND round.status IN (:...ended)', { estateId, ended: ENDED });
  }

  insertDrafts(tx: EntityManager, rounds: readonly RoundRow[]): Promise<void> {
    return insertMany(tx, RoundRow, rounds);
  }

  /** The register as it is at opening, with the counters of its buildings at 0. */
  async freeze(tx: EntityManager, buildings: readonly RoundBuildingRow[], roster: readonly RosterRow[]): Promise<void> {
    await insertMany(tx, RoundBuildingRow, buildings);
    await insertMany(tx, RosterRow, roster);
  }

  /** Compare-and-set. True when this caller made the move; false when the round was no longer what it had seen. */
  async move(tx: EntityManager, seen: SeenRound, to: QueryDeepPartialEntity<RoundRow> & { readonly status: RoundStatus }): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(RoundRow)
      .set({ ...to, version: () => 'version + 1' })
      .where('id = :id AND status = :seenStatus AND version = :seenVersion', { id: seen.id, seenStatus: seen.status, seenVersion: seen.version })
      .execute();
    return affected === 1;
  }

  /** What certification found, on the row that this transaction has just moved. */
  async record(tx: EntityManager, id: string, found: QueryDeepPartialEntity<RoundRow>): Promise<void> {
    await tx.createQueryBuilder().update(RoundRow).set(found).where({ id }).execute();
  }

  /**
   * The gate, and the first statement of every submission. It asks and counts in one UPDATE, so from here to the commit
   * no round of the batch can be closed, on any engine, without a lock that only some of them have.
   * True when every round takes answers.
   */
  async passGate(tx: EntityManager, answers: ReadonlyMap<string, number>, nowMs: number): Promise<boolean> {
    const open = { sql: 'status IN (:...taking) AND closes_ms > :nowMs', parameters: { taking: TAKING_ANSWERS, nowMs } };
    return (await addToEach(tx, RoundRow, 'participated', answers, open)) === answers.size;
  }

  /** Takes back what the gate counted for submissions that turned out to add no household. */
  async correctGate(tx: EntityManager, surplus: ReadonlyMap<string, number>): Promise<void> {
    await addToEach(tx, RoundRow, 'participated', new Map([...surplus].map(([id, amount]) => [id, -amount])));
  }

  async countInBuildings(tx: EntityManager, added: ReadonlyMap<string, number>): Promise<void> {
    await addToEach(tx, RoundBuildingRow, 'participated', added);
  }

  buildings(db: EntityManager, roundId: string): Promise<RoundBuildingRow[]> {
    return db.find(RoundBuildingRow, { where: { roundId }, order: { sort: 'ASC', building: 'ASC' } });
  }

  /** Draft rounds whose opening time has come, open ones past their closing time, short ones past their supplement. */
  due(db: EntityManager, status: 'draft' | 'open' | 'short', nowMs: number, limit: number): Promise<RoundRow[]> {
    const column = { draft: 'opens_ms', open: 'closes_ms', short: 'supplement_until_ms' }[status];
    return db.createQueryBuilder(RoundRow, 'round')
      .where(`round.status = :status AND round.${column} <= :nowMs`, { status, nowMs }).orderBy(`round.${column}`).limit(limit).getMany();
  }

  /** Half-years of which no round is still to come, run or be certified. */
  async halfYearsAllEnded(db: EntityManager): Promise<HalfYear[]> {
    const rows = await db.createQueryBuilder(RoundRow, 'round').select('round.half_year', 'halfYear').groupBy('round.half_year')
      .having('SUM(CASE WHEN round.status IN (:...ended) THEN 0 ELSE 1 END) = 0', { ended: ENDED }).getRawMany<{ halfYear: HalfYear }>();
    return rows.map((row) => row.halfYear);
  }

  async insertKey(tx: EntityManager, key: RoundKeyRow): Promise<void> {
    await tx.insert(RoundKeyRow, key);
  }
  findKey(db: EntityManager, roundId: string): Promise<RoundKeyRow | null> {
    return db.findOneBy(RoundKeyRow, { roundId });
  }
  async deleteKey(tx: EntityManager, roundId: string): Promise<void> {
    await tx.delete(RoundKeyRow, { roundId });
  }
}
