import { bodyName, can, type Actor, type BookView, type EntriesQuery, type EntryView, type Page } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../estates/estates.service.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { entriesCsv } from './exports/entries-csv.ts';
import { journal } from './exports/journal.ts';
import { LedgerEntriesStore, type EntryFilter, type FullEntry } from './ledger-entries.store.ts';
import { LedgerSumsStore } from './ledger-sums.store.ts';
import type { LedgerBookRow } from './ledger.entity.ts';
import { bookView, entryView } from './ledger.views.ts';

const PAGE = 50;
const EXPORT_BATCH = 500;

/** A file as it is being written, and its name. */
export interface LedgerFile {
  readonly name: string;
  readonly parts: AsyncIterable<string>;
}
/** A book that this actor may read, and what it is called. */
interface OpenBook {
  readonly book: LedgerBookRow;
  readonly estate: string;
  readonly bodyName: string;
}

/** The books as staff read them: who supervises all of an estate's, a firm only its own. */
@Injectable()
export class LedgerReader {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly entriesStore: LedgerEntriesStore, private readonly sums: LedgerSumsStore, private readonly estates: EstatesService,
  ) {}

  /** The books of an estate that this actor may read. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE. */
  books(actor: Actor, estateId: string): Promise<BookView[]> {
    return this.unitOfWork.read(async (db) => {
      const place = (await this.estates.placeOf(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
      const mine = (await this.entriesStore.books(db, estateId)).filter((book) => can(actor, 'ledger.read', { ...place, providerId: book.bodyId || null }));
      // The firm in charge has no book before its first entry; one that left still reads its own.
      if (mine.length === 0 && !can(actor, 'ledger.read', place)) refuse({ code: 'OUT_OF_SCOPE' });
      const names = await this.estates.providerNames(db, mine.map(({ bodyId }) => bodyId).filter(Boolean));
      const views: BookView[] = [];
      for (const book of mine) views.push(bookView(book, bodyName(book, names), await this.sums.funds(db, book.id)));
      return views;
    });
  }

  /** One page of a book, the newest entry first. Refuses: BOOK_NOT_FOUND, OUT_OF_SCOPE, INVALID_CURSOR. */
  entries(actor: Actor, bookId: string, { from, until, cursor, limit = PAGE }: EntriesQuery): Promise<Page<EntryView>> {
    return this.unitOfWork.read(async (db) => {
      await this.open(db, actor, bookId);
      const filter = { bookId, from, until };
      const [below] = (readCursor(cursor, ['number']) ?? []) as number[];
      const found = await this.entriesStore.page(db, filter, below, limit + 1);
      const shown = found.slice(0, limit);
      const reversals = await this.entriesStore.reversalsOf(db, shown.map(({ id }) => id));
      const last = shown.at(-1);
      return {
        items: (await this.entriesStore.withPostings(db, shown)).map((full) => entryView(full, reversals.get(full.entry.id) ?? null)),
        total: await this.entriesStore.count(db, filter),
        nextCursor: last && found.length > limit ? writeCursor([last.sequence]) : null,
      };
    });
  }

  /** Entries as CSV, a line for each posting. Refuses: BOOK_NOT_FOUND, OUT_OF_SCOPE. */
  csv(actor: Actor, bookId: string, { from, until }: Pick<EntriesQuery, 'from' | 'until'>): Promise<LedgerFile> {
    return this.unitOfWork.read(async (db) => {
      const { book, estate, bodyName } = await this.open(db, actor, bookId);
      return { name: `账目-${estate}-${bodyName}.csv`, parts: entriesCsv(this.walk({ bookId, from, until }, book.entries)) };
    });
  }

  /** The whole book as a journal that hledger reads and checks. Refuses: BOOK_NOT_FOUND, OUT_OF_SCOPE. */
  journal(actor: Actor, bookId: string): Promise<LedgerFile> {
    return this.unitOfWork.read(async (db) => {
      const { book, estate, bodyName } = await this.open(db, actor, bookId);
      return { name: `账目-${estate}-${bodyName}.journal`, parts: journal({ title: `${estate} ${bodyName}` }, this.walk({ bookId }, book.entries)) };
    });
  }

  /** Entry after entry by day, a batch at a time: a book of many years is never in memory as a whole. */
  private async *walk(filter: EntryFilter, newest: number): AsyncGenerator<readonly FullEntry[]> {
    let after: FullEntry['entry'] | undefined;
    for (;;) {
      const batch = await this.unitOfWork.read(async (db) => this.entriesStore.withPostings(db, await this.entriesStore.byDay(db, filter, newest, after, EXPORT_BATCH)));
      if (batch.length > 0) yield batch;
      if (batch.length < EXPORT_BATCH) return;
      after = batch.at(-1)!.entry;
    }
  }

  private async open(db: EntityManager, actor: Actor, bookId: string): Promise<OpenBook> {
    const book = (await this.entriesStore.book(db, bookId)) ?? refuse({ code: 'BOOK_NOT_FOUND' });
    const place = await this.estates.placeOf(db, book.estateId);
    if (!can(actor, 'ledger.read', { ...place, providerId: book.bodyId || null })) refuse({ code: 'OUT_OF_SCOPE' });
    const names = await this.estates.providerNames(db, [book.bodyId].filter(Boolean));
    return { book, estate: (await this.estates.names(db, [book.estateId])).get(book.estateId)?.name ?? '', bodyName: bodyName(book, names) };
  }
}
