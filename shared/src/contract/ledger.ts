import type { BookBody, EntryKind, LedgerAccount } from '../ledger/accounts.ts';
import type { PageQuery } from './paging.ts';

/** GET /estates/:id/books (staff) */
export interface BookView {
  readonly id: string;
  readonly body: BookBody;
  readonly bodyName: string;
  readonly entries: number;
  readonly balanceFen: number;
  /** The last day that is closed: what arrives for it later is booked on the day after. */
  readonly closedThrough: string | null;
}
/** GET /books/:id/entries?from=&until=, the newest first; as a journal for hledger at /books/:id/journal, as CSV at /books/:id/entries.csv */
export interface EntriesQuery extends PageQuery {
  readonly from?: string;
  readonly until?: string;
}
export interface EntryView {
  readonly id: string;
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly bookedOn: string;
  readonly happenedOn: string;
  readonly text: string;
  /** Balanced: they sum to 0. */
  readonly postings: readonly { readonly account: LedgerAccount; readonly amountFen: number }[];
  /** The entry that this one takes back, and the one that took this back. */
  readonly reverses: string | null;
  readonly reversedBy: string | null;
}
