import type { BookKey, DateText, Posting } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { NO_ENTRY } from './entry-hash.ts';
import { LedgerBookRow, LedgerClosingRow, LedgerEntryRow, LedgerPostingRow, ONE_BOOK_PER_BODY } from './ledger.entity.ts';

/** Only the three of a key: callers hold longer things that are one too. */
const keyOf = ({ estateId, body, bodyId }: BookKey): BookKey => ({ estateId, body, bodyId });

/** SQL that writes the ledger. Entries and postings are inserted and never touched again; the book's row is the gate. */
@Injectable()
export class LedgerStore {
  /**
   * Raises the gate of a book, which is opened by the first who comes: whoever has it writes next, everybody else waits
   * or retries. Answers the book as it is behind the gate.
   */
  async pass(tx: EntityManager, key: BookKey, newId: () => string): Promise<LedgerBookRow> {
    while (!(await this.raise(tx, keyOf(key)))) await this.open(tx, keyOf(key), newId());
    return tx.findOneByOrFail(LedgerBookRow, keyOf(key));
  }

  book(db: EntityManager, key: BookKey): Promise<LedgerBookRow | null> {
    return db.findOneBy(LedgerBookRow, keyOf(key));
  }

  bookById(db: EntityManager, id: string): Promise<LedgerBookRow | null> {
    return db.findOneBy(LedgerBookRow, { id });
  }

  entryOf(db: EntityManager, sourceKey: string): Promise<LedgerEntryRow | null> {
    return db.findOneBy(LedgerEntryRow, { sourceKey });
  }

  reversalOf(db: EntityManager, entryId: string): Promise<LedgerEntryRow | null> {
    return db.findOneBy(LedgerEntryRow, { reverses: entryId });
  }

  /** entryId → its postings in their order. */
  async postings(db: EntityManager, entryIds: readonly string[]): Promise<ReadonlyMap<string, Posting[]>> {
    const rows = entryIds.length === 0 ? [] : await db.find(LedgerPostingRow, { where: { entryId: In(entryIds) }, order: { line: 'ASC' } });
    const byEntry = new Map<string, Posting[]>();
    for (const { entryId, account, amountFen } of rows) {
      const list = byEntry.get(entryId) ?? [];
      list.push({ account, amountFen });
      byEntry.set(entryId, list);
    }
    return byEntry;
  }

  /** Adds an entry as the newest of its book, behind the gate. */
  async insert(tx: EntityManager, entry: LedgerEntryRow, postings: readonly Posting[]): Promise<void> {
    const { id: entryId, bookId, bookedOn, ofKind } = entry;
    await tx.insert(LedgerEntryRow, entry);
    await tx.insert(LedgerPostingRow, postings.map(({ account, amountFen }, i) => ({ entryId, line: i + 1, bookId, account, bookedOn, ofKind, amountFen })));
    await tx.update(LedgerBookRow, { id: bookId }, { entries: entry.sequence, head: entry.hash });
  }

  /** Closes a book through a day, or opens it again, behind the gate. */
  async setClosed(tx: EntityManager, { id: bookId, version, entries }: LedgerBookRow, closedThrough: DateText | null, atMs: number): Promise<void> {
    await tx.insert(LedgerClosingRow, { bookId, version, afterEntries: entries, closedThrough, atMs });
    await tx.update(LedgerBookRow, { id: bookId }, { closedThrough });
  }

  private async raise(tx: EntityManager, key: BookKey): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(LedgerBookRow).set({ version: () => 'version + 1' }).where(key).execute();
    return affected === 1;
  }

  /** In a savepoint: of two that open it at once one is told so, and goes on behind the other's gate. */
  private async open(tx: EntityManager, key: BookKey, id: string): Promise<void> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(LedgerBookRow, { id, ...key, version: 0, entries: 0, head: NO_ENTRY, closedThrough: null }));
    } catch (cause) {
      if (!breaksKey(cause, ONE_BOOK_PER_BODY)) throw cause;
    }
  }
}
