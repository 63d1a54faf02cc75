import type { BookKey, DateText, DisclosurePeriod, StatementStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, MoreThan, Not } from 'typeorm';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { CosignRow, DeclaredRow, ONE_COSIGN_PER_EDITION, StatementRow } from './disclosures.entity.ts';

const PUBLIC: StatementStatus[] = ['published', 'corrected'];
const keyOf = ({ estateId, body, bodyId }: BookKey): BookKey => ({ estateId, body, bodyId });

/** SQL of statements. Every change of one is an UPDATE that names the version and the status it was seen with. */
@Injectable()
export class StatementsStore {
  find(db: EntityManager, id: string): Promise<StatementRow | null> {
    return db.findOneBy(StatementRow, { id });
  }

  byIds(db: EntityManager, ids: readonly string[]): Promise<StatementRow[]> {
    return ids.length === 0 ? Promise.resolve([]) : db.findBy(StatementRow, { id: In([...new Set(ids)]) });
  }

  /** The newest of a book by period, then by edition; none where the book has no statement. */
  newest(db: EntityManager, book: BookKey): Promise<StatementRow | null> {
    return db.findOne(StatementRow, { where: keyOf(book), order: { lastDay: 'DESC', edition: 'DESC' } });
  }

  /** The newest edition of a period. */
  ofPeriod(db: EntityManager, book: BookKey, period: DisclosurePeriod): Promise<StatementRow | null> {
    return db.findOne(StatementRow, { where: { ...keyOf(book), period }, order: { edition: 'DESC' } });
  }

  /** The published edition whose period ends on a day. */
  publishedThrough(db: EntityManager, book: BookKey, lastDay: DateText): Promise<StatementRow | null> {
    return db.findOneBy(StatementRow, { ...keyOf(book), lastDay, status: 'published' });
  }

  /** The published editions of later periods, in their order. */
  publishedAfter(db: EntityManager, book: BookKey, lastDay: DateText): Promise<StatementRow[]> {
    return db.find(StatementRow, { where: { ...keyOf(book), status: 'published', lastDay: MoreThan(lastDay) }, order: { lastDay: 'ASC' } });
  }

  /** The correction of a book that is under way; never more than one. */
  openCorrection(db: EntityManager, book: BookKey): Promise<StatementRow | null> {
    return db.findOneBy(StatementRow, { ...keyOf(book), edition: MoreThan(1), status: Not(In(PUBLIC)) });
  }

  /** Published ones of an estate, the newest first. */
  publishedOf(db: EntityManager, estateId: string): Promise<StatementRow[]> {
    return db.find(StatementRow, { where: { estateId, status: 'published' }, order: { lastDay: 'DESC' } });
  }

  /** What is published, in the order of the ids, after one of them. */
  publicAfter(db: EntityManager, after: string, limit: number, withCorrected: boolean): Promise<StatementRow[]> {
    return db.find(StatementRow, { where: { id: MoreThan(after), status: In(withCorrected ? PUBLIC : ['published']) }, order: { id: 'ASC' }, take: limit });
  }

  insert(tx: EntityManager, row: StatementRow): Promise<unknown> {
    return tx.insert(StatementRow, row);
  }

  /** The gate of whatever is written to a statement: its version moves on, where it is still as it was seen. */
  async pass(tx: EntityManager, { id, version, status }: Pick<StatementRow, 'id' | 'version' | 'status'>, to: Partial<StatementRow> = {}): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(StatementRow).set({ ...to, version: () => 'version + 1' })
      .where('id = :id AND version = :version AND status = :status', { id, version, status }).execute();
    return affected === 1;
  }

  /** On a row whose gate this transaction has passed. */
  async change(tx: EntityManager, id: string, to: Partial<StatementRow>): Promise<void> {
    await tx.createQueryBuilder().update(StatementRow).set(to).where({ id }).execute();
  }

  async drop(tx: EntityManager, id: string): Promise<void> {
    await tx.delete(DeclaredRow, { statementId: id });
    await tx.delete(StatementRow, { id });
  }

  declared(db: EntityManager, statementIds: readonly string[]): Promise<DeclaredRow[]> {
    return statementIds.length === 0 ? Promise.resolve([]) : db.findBy(DeclaredRow, { statementId: In([...statementIds]) });
  }

  /** What was declared of a kind; null: what the ledger knows. */
  async declare(tx: EntityManager, { statementId, kind }: Pick<DeclaredRow, 'statementId' | 'kind'>, to: Pick<DeclaredRow, 'declaredFen' | 'explanation'> | null): Promise<void> {
    await tx.delete(DeclaredRow, { statementId, kind });
    if (to) await tx.insert(DeclaredRow, { statementId, kind, ...to });
  }

  cosigns(db: EntityManager, statementIds: readonly string[]): Promise<CosignRow[]> {
    return statementIds.length === 0 ? Promise.resolve([]) : db.findBy(CosignRow, { statementId: In([...statementIds]) });
  }

  /** False when the edition has its word already. */
  async cosign(tx: EntityManager, row: CosignRow): Promise<boolean> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(CosignRow, row));
      return true;
    } catch (cause) {
      if (breaksKey(cause, ONE_COSIGN_PER_EDITION)) return false;
      throw cause;
    }
  }
}
