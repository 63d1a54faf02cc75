import type { BookKey, EntryKind, FundAccount, PostedKind, Posting } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EnteredStore } from './entered.store.ts';
import type { LedgerEntryRow } from './ledger.entity.ts';
import { LedgerStore } from './ledger.store.ts';

/** An entry as whoever caused it knows it. */
export interface Entered {
  readonly sourceKey: string;
  readonly kind: EntryKind;
  readonly book: BookKey;
  /** What it did to an account, in fen: debit positive. */
  fenOf(account: FundAccount): number;
}

/** For those who cause entries, to compare: what was entered of what they know of. */
@Injectable()
export class EnteredEntries {
  constructor(private readonly entered: EnteredStore, private readonly ledger: LedgerStore) {}

  /** sourceKey → its entry; what was not entered is not in the map. */
  async byKey(db: EntityManager, sourceKeys: readonly string[]): Promise<ReadonlyMap<string, Entered>> {
    return new Map((await this.read(db, await this.entered.bySourceKeys(db, sourceKeys))).map((entry) => [entry.sourceKey, entry]));
  }

  /** All entries of some kinds, in the order of their keys, after one of them. */
  async ofKinds(db: EntityManager, kinds: readonly PostedKind[], after: string, limit: number): Promise<Entered[]> {
    return this.read(db, await this.entered.ofKinds(db, kinds, after, limit));
  }

  private async read(db: EntityManager, rows: readonly LedgerEntryRow[]): Promise<Entered[]> {
    const postings = await this.ledger.postings(db, rows.map(({ id }) => id));
    const books = new Map<string, BookKey>();
    for (const bookId of new Set(rows.map((row) => row.bookId))) books.set(bookId, (await this.ledger.bookById(db, bookId))!);
    return rows.map(({ id, sourceKey, kind, bookId }) => {
      const { estateId, body, bodyId } = books.get(bookId)!;
      return { sourceKey, kind, book: { estateId, body, bodyId }, fenOf: (account) => fenOf(postings.get(id) ?? [], account) };
    });
  }
}

const fenOf = (postings: readonly Posting[], account: FundAccount): number => postings.reduce((sum, posting) => (posting.account === account ? sum + posting.amountFen : sum), 0);
