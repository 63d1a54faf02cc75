import { entryFaults, type FoundEntry, type Posting } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { entryHash, NO_ENTRY } from '../entry-hash.ts';
import { LedgerEntriesStore, type FullEntry } from '../ledger-entries.store.ts';
import { LedgerSumsStore } from '../ledger-sums.store.ts';
import type { LedgerBookRow, LedgerClosingRow, LedgerEntryRow } from '../ledger.entity.ts';
import { LedgerChecks, type Checked } from './ledger-checks.service.ts';

const BOOKS = 100;
const ENTRIES = 500;
/** Of one book: the hundredth line says no more than the twentieth. */
const MOST_FAULTS = 20;

/**
 * Recomputes every book from its entries: each balances, none is missing, reversals are mirror images, closed days stayed
 * as they were, the chain of hashes ends at the book's head, and what is summed is what the entries say. A book is looked
 * at up to the entry that was its newest when it was opened: what is entered meanwhile is no gap.
 */
@Injectable()
export class BookCheck {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly entries: LedgerEntriesStore, private readonly sums: LedgerSumsStore, checks: LedgerChecks) {
    checks.register({ name: 'every book adds up, entry by entry', run: () => this.run() });
    checks.register({ name: 'all postings together are 0, each belongs to an entry, and nothing is entered twice', run: () => this.whole() });
  }

  private async run(): Promise<Checked> {
    let [looked, after] = [0, ''];
    const faults: string[] = [];
    for (;;) {
      const books = await this.unitOfWork.read((db) => this.entries.booksAfter(db, after, BOOKS));
      for (const book of books) {
        faults.push(...(await this.faultsOf(book)).slice(0, MOST_FAULTS));
        looked += book.entries;
      }
      if (books.length < BOOKS) return { looked, faults };
      after = books.at(-1)!.id;
    }
  }

  private async whole(): Promise<Checked> {
    return this.unitOfWork.read(async (db) => {
      const { count, fen } = await this.sums.whole(db);
      const strays = await this.sums.strays(db, MOST_FAULTS);
      const doubled = await this.sums.doubled(db, MOST_FAULTS);
      return {
        looked: count,
        faults: [
          ...(fen === 0 ? [] : [`all postings together are ${fen} fen`]), ...strays.map((id) => `a posting of an entry that is none: ${id}`), ...doubled.map((key) => `entered more than once: ${key}`),
        ],
      };
    });
  }

  private async faultsOf(book: LedgerBookRow): Promise<string[]> {
    const closings = (await this.unitOfWork.read((db) => this.entries.closings(db, book.id))).filter(({ version }) => version <= book.version);
    const faults: string[] = [];
    let [sequence, head] = [0, NO_ENTRY];
    while (sequence < book.entries) {
      const after = sequence;
      const found = await this.unitOfWork.read((db) => this.found(db, book, after));
      for (const each of found) {
        sequence += 1;
        const hash = entryHash(head, each.full.entry, postingsOf(each.full));
        faults.push(...this.wrongs(each, sequence, head, closings).map((wrong) => `book ${book.id} entry ${each.full.entry.sequence} (${each.full.entry.sourceKey}): ${wrong}`));
        [sequence, head] = [each.full.entry.sequence, each.full.entry.hash === hash ? hash : each.full.entry.hash]; // a fault is told once, not of every entry after it
      }
      if (found.length === 0) break;
    }
    if (sequence !== book.entries) faults.push(`book ${book.id}: ${book.entries} entries are counted, the last found is ${sequence}`);
    if (head !== book.head) faults.push(`book ${book.id}: its head is not the hash of its newest entry`);
    const closed = closings.at(-1)?.closedThrough ?? null;
    if (closed !== book.closedThrough) faults.push(`book ${book.id}: closed through ${book.closedThrough}, by its closings through ${closed}`);
    return faults;
  }

  private wrongs({ full, reversed }: Found, expected: number, head: string, closings: readonly LedgerClosingRow[]): string[] {
    const { entry, postings } = full;
    const found: FoundEntry = { ...entry, postings: postingsOf(full), reversed };
    const isCopied = postings.every((row, i) => row.line === i + 1 && row.bookId === entry.bookId && row.bookedOn === entry.bookedOn && row.ofKind === entry.ofKind);
    const isChained = entryHash(head, entry, postingsOf(full)) === entry.hash;
    return [...entryFaults(found, expected, closings), ...(isCopied ? [] : ['postingUnlikeItsEntry']), ...(isChained ? [] : ['alteredAfterItWasEntered'])];
  }

  private async found(db: EntityManager, book: LedgerBookRow, after: number): Promise<Found[]> {
    const entries = await this.entries.bySequence(db, book.id, after, book.entries, ENTRIES);
    const taken = await this.entries.withPostings(db, await this.entries.byIds(db, entries.flatMap(({ reverses }) => reverses ?? [])));
    const byId = new Map(taken.map((full) => [full.entry.id, full]));
    return (await this.entries.withPostings(db, entries)).map((full) => ({ full, reversed: takenBack(byId.get(full.entry.reverses ?? ''), book) }));
  }
}

interface Found {
  readonly full: FullEntry;
  readonly reversed: FoundEntry['reversed'];
}

const postingsOf = ({ postings }: FullEntry): readonly Posting[] => postings;

/** An entry of another book cannot be taken back here. */
const takenBack = (full: FullEntry | undefined, book: LedgerBookRow): FoundEntry['reversed'] =>
  full && full.entry.bookId === book.id ? { ...pick(full.entry), postings: full.postings } : null;
const pick = ({ sequence, kind }: LedgerEntryRow) => ({ sequence, kind });
