import type { BookBody, DateText, EntryKind, LedgerAccount, PostedKind } from '@linping/shared';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../platform/database/driver-errors.ts';
import { safeInteger } from '../platform/database/transformers.ts';

/** Declared once: for the entity, the migration, and the store that reads the engine's complaint. */
export const ONE_BOOK_PER_BODY = { name: 'uq_ledger_book', table: 'ledger_book', columns: ['estate_id', 'body', 'body_id'] } as const satisfies UniqueKey;

const uuid = (name: string, nullable = false) => ({ type: 'varchar', length: 36, name, nullable }) as const;
const day = (name: string, nullable = false) => ({ type: 'varchar', length: 10, name, nullable }) as const;
const big = (name: string) => ({ type: 'bigint', name, transformer: safeInteger }) as const;

/** One body's book of one estate: the gate, and the only row of the ledger that is ever changed. */
@Entity({ name: 'ledger_book' })
@Unique(ONE_BOOK_PER_BODY.name, ['estateId', 'body', 'bodyId'])
export class LedgerBookRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('estate_id')) estateId!: string;
  @Column({ type: 'varchar', length: 20 }) body!: BookBody;
  /** The provider; empty for the bodies of which an estate has one each. */
  @Column(uuid('body_id')) bodyId!: string;
  /** Raised by the first statement of whatever writes to the book. */
  @Column({ type: 'int' }) version!: number;
  /** How many there are, and so the sequence of the newest. */
  @Column({ type: 'int' }) entries!: number;
  /** Hash of the newest entry; see `entry-hash.ts`. */
  @Column({ type: 'varchar', length: 64 }) head!: string;
  @Column(day('closed_through', true)) closedThrough!: DateText | null;
}

/** One business event. Only ever inserted. */
@Entity({ name: 'ledger_entry' })
@Unique('uq_ledger_entry_sequence', ['bookId', 'sequence'])
@Unique('uq_ledger_entry_source', ['sourceKey'])
@Unique('uq_ledger_entry_reverses', ['reverses'])
@Index('ix_ledger_entry_booked', ['bookId', 'bookedOn'])
export class LedgerEntryRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('book_id')) bookId!: string;
  /** 1, 2, 3 … in each book, without a gap. */
  @Column({ type: 'int' }) sequence!: number;
  @Column({ type: 'varchar', length: 16 }) kind!: EntryKind;
  /** The kind, or of a reversal the kind of what it takes back. */
  @Column({ type: 'varchar', length: 16, name: 'of_kind' }) ofKind!: PostedKind;
  /** What it was made of, once in the whole ledger: `payment:<order>`. */
  @Column({ type: 'varchar', length: 100, name: 'source_key' }) sourceKey!: string;
  /** The day it counts for: that of the event, or the first open day after it. */
  @Column(day('booked_on')) bookedOn!: DateText;
  @Column(day('happened_on')) happenedOn!: DateText;
  /** Neither names nor rooms: whoever supervises reads the book. */
  @Column({ type: 'varchar', length: 100 }) text!: string;
  /** `system` or `staff:<id>`. */
  @Column({ type: 'varchar', length: 42, name: 'posted_by' }) postedBy!: string;
  @Column(big('posted_ms')) postedMs!: number;
  @Column(uuid('reverses', true)) reverses!: string | null;
  @Column({ type: 'varchar', length: 64 }) hash!: string;
}

/** One side of an entry. Only ever inserted. What it repeats of its entry makes the sums readable off one index. */
@Entity({ name: 'ledger_posting' })
@Index('ix_ledger_posting_sums', ['bookId', 'account', 'bookedOn', 'ofKind', 'amountFen'])
export class LedgerPostingRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'entry_id' }) entryId!: string;
  /** 1, 2 … as they were posted. */
  @PrimaryColumn({ type: 'int' }) line!: number;
  @Column(uuid('book_id')) bookId!: string;
  @Column({ type: 'varchar', length: 20 }) account!: LedgerAccount;
  @Column(day('booked_on')) bookedOn!: DateText;
  @Column({ type: 'varchar', length: 16, name: 'of_kind' }) ofKind!: PostedKind;
  /** Debit positive, credit negative, never 0. */
  @Column(big('amount_fen')) amountFen!: number;
}

/** That a book was closed or opened again, and after which entry: whether closed days stayed as they were is read off these. */
@Entity({ name: 'ledger_closing' })
export class LedgerClosingRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'book_id' }) bookId!: string;
  /** The book's, so that closings have an order. */
  @PrimaryColumn({ type: 'int' }) version!: number;
  @Column({ type: 'int', name: 'after_entries' }) afterEntries!: number;
  @Column(day('closed_through', true)) closedThrough!: DateText | null;
  @Column(big('at_ms')) atMs!: number;
}

export const LEDGER_ENTITIES = [LedgerBookRow, LedgerEntryRow, LedgerPostingRow, LedgerClosingRow];
