import {
  dayAfter, entryFault, isDate, isDisclosureKind, isIncome, mirrored, samePostings,
  type BookKey, type DateText, type Days, type DisclosureKind, type EntryKind, type KnownFigure, type PostedKind, type Posting,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.ts';
import { Random } from '../platform/random.ts';
import { entryHash } from './entry-hash.ts';
import { LedgerSumsStore } from './ledger-sums.store.ts';
import type { LedgerBookRow, LedgerEntryRow } from './ledger.entity.ts';
import { LedgerStore } from './ledger.store.ts';

const MOST_TEXT = 100;
const MOST_KEY = 100;

/** An event as it is to be entered. `text` is read by whoever supervises: no name, no room, no number of a bill. */
export interface NewEntry {
  readonly book: BookKey;
  readonly kind: PostedKind;
  /** What it is made of, once in the whole ledger; at most 100 characters. */
  readonly sourceKey: string;
  readonly happenedOn: DateText;
  readonly text: string;
  readonly postings: readonly Posting[];
  /** `system` or `staff:<id>`. */
  readonly by: string;
}
export interface Reversal {
  /** Of the entry to take back. */
  readonly sourceKey: string;
  readonly reversalKey: string;
  readonly happenedOn: DateText;
  readonly text: string;
  readonly by: string;
}
export interface Booked {
  readonly entryId: string;
  /** The day of the event, or the first open day of the book after it. */
  readonly bookedOn: DateText;
}

/**
 * The books of all estates, for the capabilities above: facts inside their own transaction. Who may cause an entry, and
 * the line in the audit log, are the caller's affair. Everything that writes passes the book's gate first, so that
 * closing a book and entering into it decide between themselves who came first, and sequences have no gap.
 */
@Injectable()
export class LedgerService {
  constructor(private readonly store: LedgerStore, private readonly sums: LedgerSumsStore, private readonly clock: Clock, private readonly random: Random) {}

  /**
   * Enters an event once. The same source key with the same postings answers the first entry and writes nothing; with
   * others it is a bug and throws, as does an entry that does not balance. What belongs to a closed day is booked on the
   * first open day.
   */
  async post(tx: EntityManager, entry: NewEntry): Promise<Booked> {
    const { book: key, kind, sourceKey, postings } = entry;
    const fault = entryFault(kind, postings);
    if (fault) throw new Error(`no entry of the ledger (${fault}): ${kind} ${sourceKey}`);
    const book = await this.store.pass(tx, key, () => this.random.uuid());
    const first = await this.store.entryOf(tx, sourceKey);
    if (!first) return this.add(tx, book, { ...entry, kind, ofKind: kind, reverses: null }, postings);
    const before = (await this.store.postings(tx, [first.id])).get(first.id) ?? [];
    if (first.bookId !== book.id || first.kind !== kind || !samePostings(before, postings)) throw new Error(`entered before as something else: ${sourceKey}`);
    return bookedAs(first);
  }

  /**
   * Takes an entry back by its mirror image, once. The same reversal again answers the first; another reversal of the same
   * entry, and one of a reversal, are bugs and throw.
   */
  async reverse(tx: EntityManager, { sourceKey, reversalKey, ...facts }: Reversal): Promise<Booked> {
    const entry = await this.store.entryOf(tx, sourceKey);
    if (!entry || entry.kind === 'reversal') throw new Error(`nothing to take back: ${sourceKey}`);
    const key = await this.store.bookById(tx, entry.bookId);
    const book = await this.store.pass(tx, key!, () => this.random.uuid());
    const [first, reversal] = [await this.store.entryOf(tx, reversalKey), await this.store.reversalOf(tx, entry.id)];
    if (first?.id !== reversal?.id) throw new Error(`taken back before, or the key is another's: ${sourceKey} by ${reversalKey}`);
    if (reversal) return bookedAs(reversal);
    const postings = (await this.store.postings(tx, [entry.id])).get(entry.id)!;
    return this.add(tx, book, { ...facts, sourceKey: reversalKey, kind: 'reversal', ofKind: entry.ofKind, reverses: entry.id }, mirrored(postings));
  }

  /** What the ledger itself knows of the property fees booked in these days, by channel; what statements declared is not counted. */
  async known(db: EntityManager, key: BookKey, days: Days): Promise<KnownFigure> {
    const book = await this.store.book(db, key);
    const fees = book ? await this.sums.fees(db, book.id, days) : [];
    const [wechat, refunded, cash, transfer] = (['wechatFee', 'wechatRefund', 'cashFee', 'transferFee'] as const).map((kind) => fees.find(({ ofKind }) => ofKind === kind));
    const fen = (sum: typeof wechat) => 0 - (sum?.amountFen ?? 0); // income is a credit
    return {
      kind: 'propertyFee',
      amountFen: fen(wechat) + fen(refunded) + fen(cash) + fen(transfer),
      wechatFen: fen(wechat), refundedFen: fen(refunded), cashFen: fen(cash), transferFen: fen(transfer),
      payments: [wechat, cash, transfer].reduce((count, sum) => count + (sum?.count ?? 0), 0),
    };
  }

  /** What lies in the book's funds at the end of a day, in fen; 0 where there is no book. */
  async balance(db: EntityManager, key: BookKey, through: DateText): Promise<number> {
    const book = await this.store.book(db, key);
    return book ? this.sums.funds(db, book.id, through) : 0;
  }

  /** Income and expense booked in these days, each as fen above 0; a kind that nothing was booked for is not in the map. */
  async totals(db: EntityManager, key: BookKey, days: Days): Promise<ReadonlyMap<DisclosureKind, number>> {
    const book = await this.store.book(db, key);
    const sums = book ? await this.sums.byAccount(db, book.id, days) : [];
    return new Map(sums.flatMap(({ account, amountFen }) => (isDisclosureKind(account) ? [[account, isIncome(account) ? 0 - amountFen : amountFen] as const] : [])));
  }

  async bookId(db: EntityManager, key: BookKey): Promise<string | null> {
    return (await this.store.book(db, key))?.id ?? null;
  }

  /** Passes the book's gate, opening the book if need be: until this transaction ends nobody else enters or closes anything. */
  async gate(tx: EntityManager, key: BookKey): Promise<{ readonly closedThrough: DateText | null }> {
    const { closedThrough } = await this.store.pass(tx, key, () => this.random.uuid());
    return { closedThrough };
  }

  /** Closes the book through a day. It never opens what is closed already: a book closed further stays so. */
  async close(tx: EntityManager, key: BookKey, through: DateText): Promise<void> {
    const book = await this.store.pass(tx, key, () => this.random.uuid());
    if (!isDate(through)) throw new RangeError(`not a date: ${through}`);
    if (book.closedThrough === null || book.closedThrough < through) await this.store.setClosed(tx, book, through, this.nowMs());
  }

  /**
   * Opens the days after `through` again; null: all of them. Throws for a day that is not closed. Whoever has to enter into
   * closed days opens, posts and closes within one transaction: nobody else comes between, because it holds the gate.
   */
  async reopen(tx: EntityManager, key: BookKey, through: DateText | null): Promise<void> {
    const book = await this.store.pass(tx, key, () => this.random.uuid());
    if (book.closedThrough === through) return;
    if (book.closedThrough === null || (through !== null && through > book.closedThrough)) throw new RangeError(`closed through ${book.closedThrough}, not beyond ${through}`);
    await this.store.setClosed(tx, book, through, this.nowMs());
  }

  private async add(
    tx: EntityManager, book: LedgerBookRow, entry: Omit<NewEntry, 'book' | 'kind' | 'postings'> & Pick<LedgerEntryRow, 'ofKind' | 'reverses'> & { readonly kind: EntryKind },
    postings: readonly Posting[],
  ): Promise<Booked> {
    const { kind, ofKind, reverses, sourceKey, happenedOn, text, by } = entry;
    if (!isDate(happenedOn)) throw new RangeError(`not a date: ${happenedOn}`);
    if (text.trim() === '' || [...text].length > MOST_TEXT || sourceKey === '' || sourceKey.length > MOST_KEY) throw new RangeError(`text or key of an entry: ${sourceKey}`);
    const bookedOn = book.closedThrough !== null && happenedOn <= book.closedThrough ? dayAfter(book.closedThrough) : happenedOn;
    const row = {
      id: this.random.uuid(), bookId: book.id, sequence: book.entries + 1, kind, ofKind, sourceKey, bookedOn, happenedOn, text, postedBy: by, postedMs: this.nowMs(), reverses,
    };
    await this.store.insert(tx, { ...row, hash: entryHash(book.head, row, postings) }, postings);
    return bookedAs(row);
  }

  private nowMs(): number {
    return this.clock.now().getTime();
  }
}

const bookedAs = ({ id, bookedOn }: Pick<LedgerEntryRow, 'id' | 'bookedOn'>): Booked => ({ entryId: id, bookedOn });
