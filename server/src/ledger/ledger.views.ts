import type { BookView, EntryView } from '@linping/shared';
import type { FullEntry } from './ledger-entries.store.ts';
import type { LedgerBookRow } from './ledger.entity.ts';

export const bookView = (book: LedgerBookRow, bodyName: string, balanceFen: number): BookView =>
  ({ id: book.id, body: book.body, bodyName, entries: book.entries, balanceFen, closedThrough: book.closedThrough });

export const entryView = ({ entry, postings }: FullEntry, reversedBy: string | null): EntryView => ({
  id: entry.id, sequence: entry.sequence, kind: entry.kind, bookedOn: entry.bookedOn, happenedOn: entry.happenedOn, text: entry.text,
  postings: postings.map(({ account, amountFen }) => ({ account, amountFen })),
  reverses: entry.reverses, reversedBy,
});
