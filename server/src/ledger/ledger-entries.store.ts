import { Injectable } from '@nestjs/common';
import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { inChunks } from '../platform/database/batches.ts';
import { LedgerBookRow, LedgerClosingRow, LedgerEntryRow, LedgerPostingRow } from './ledger.entity.ts';

/** Entries of one book, by the days they are booked on. */
export interface EntryFilter {
  readonly bookId: string;
  readonly from?: string;
  readonly until?: string;
}
/** An entry with its postings in their order. */
export interface FullEntry {
  readonly entry: LedgerEntryRow;
  readonly postings: readonly LedgerPostingRow[];
}
/** Where a walk by day goes on. */
export interface DayPosition {
  readonly bookedOn: string;
  readonly sequence: number;
}

/** SQL that reads books and entries: for pages, files and checks. */
@Injectable()
export class LedgerEntriesStore {
  books(db: EntityManager, estateId: string): Promise<LedgerBookRow[]> {
    return db.find(LedgerBookRow, { where: { estateId }, order: { body: 'ASC', bodyId: 'ASC' } });
  }

  book(db: EntityManager, id: string): Promise<LedgerBookRow | null> {
    return db.findOneBy(LedgerBookRow, { id });
  }

  /** Books after an id, in its order. */
  booksAfter(db: EntityManager, id: string, limit: number): Promise<LedgerBookRow[]> {
    return db.createQueryBuilder(LedgerBookRow, 'book').where('book.id > :id', { id }).orderBy('book.id').limit(limit).getMany();
  }

  /** The newest first, below a sequence. */
  page(db: EntityManager, filter: EntryFilter, below: number | undefined, limit: number): Promise<LedgerEntryRow[]> {
    const query = this.filtered(db, filter).orderBy('entry.sequence', 'DESC').limit(limit);
    if (below !== undefined) query.andWhere('entry.sequence < :below', { below });
    return query.getMany();
  }

  count(db: EntityManager, filter: EntryFilter): Promise<number> {
    return this.filtered(db, filter).getCount();
  }

  /** In the order of days, after a position, none with a sequence above `newest`: what is entered while a file is written is not in it. */
  byDay(db: EntityManager, filter: EntryFilter, newest: number, after: DayPosition | undefined, limit: number): Promise<LedgerEntryRow[]> {
    const query = this.filtered(db, filter).andWhere('entry.sequence <= :newest', { newest }).orderBy('entry.booked_on').addOrderBy('entry.sequence').limit(limit);
    if (after) query.andWhere('(entry.booked_on > :bookedOn OR (entry.booked_on = :bookedOn AND entry.sequence > :sequence))', after);
    return query.getMany();
  }

  /** In the order of their sequence. */
  bySequence(db: EntityManager, bookId: string, after: number, newest: number, limit: number): Promise<LedgerEntryRow[]> {
    return this.filtered(db, { bookId }).andWhere('entry.sequence > :after AND entry.sequence <= :newest', { after, newest }).orderBy('entry.sequence').limit(limit).getMany();
  }

  async withPostings(db: EntityManager, entries: readonly LedgerEntryRow[]): Promise<FullEntry[]> {
    const rows = await inChunks(entries.map(({ id }) => id), (ids) => db.find(LedgerPostingRow, { where: { entryId: In([...ids]) }, order: { entryId: 'ASC', line: 'ASC' } }));
    const byEntry = new Map<string, LedgerPostingRow[]>(entries.map(({ id }) => [id, []]));
    for (const row of rows) byEntry.get(row.entryId)?.push(row);
    return entries.map((entry) => ({ entry, postings: byEntry.get(entry.id)! }));
  }

  byIds(db: EntityManager, ids: readonly string[]): Promise<LedgerEntryRow[]> {
    return inChunks(ids, (chunk) => db.findBy(LedgerEntryRow, { id: In([...chunk]) }));
  }

  /** entryId → the entry that takes it back. */
  async reversalsOf(db: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await inChunks(ids, (chunk) => db.find(LedgerEntryRow, { select: { id: true, reverses: true }, where: { reverses: In([...chunk]) } }));
    return new Map(rows.map(({ id, reverses }) => [reverses!, id]));
  }

  /** Of each book the newest entry that was posted before an instant, in the order of the books. */
  async newestBefore(db: EntityManager, beforeMs: number): Promise<Pick<LedgerEntryRow, 'bookId' | 'sequence' | 'hash'>[]> {
    const newest = db.createQueryBuilder(LedgerEntryRow, 'one').select('one.book_id', 'book_id').addSelect('MAX(one.sequence)', 'sequence')
      .where('one.posted_ms < :beforeMs', { beforeMs }).groupBy('one.book_id');
    const rows = await db.createQueryBuilder().select('entry.book_id', 'bookId').addSelect('entry.sequence', 'sequence').addSelect('entry.hash', 'hash').from(LedgerEntryRow, 'entry')
      .innerJoin(`(${newest.getQuery()})`, 'newest', 'newest.book_id = entry.book_id AND newest.sequence = entry.sequence')
      .setParameters(newest.getParameters()).orderBy('entry.book_id').getRawMany<{ bookId: string; sequence: string | number; hash: string }>();
    return rows.map(({ bookId, sequence, hash }) => ({ bookId, sequence: Number(sequence), hash }));
  }

  closings(db: EntityManager, bookId: string): Promise<LedgerClosingRow[]> {
    return db.find(LedgerClosingRow, { where: { bookId }, order: { version: 'ASC' } });
  }

  private filtered(db: EntityManager, { bookId, from, until }: EntryFilter): SelectQueryBuilder<LedgerEntryRow> {
    const query = db.createQueryBuilder(LedgerEntryRow, 'entry').where('entry.book_id = :bookId', { bookId });
    if (from !== undefined) query.andWhere('entry.booked_on >= :from', { from });
    if (until !== undefined) query.andWhere('entry.booked_on <= :until', { until });
    return query;
  }
}
