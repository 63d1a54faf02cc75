import { createHash } from 'node:crypto';
import type { Posting } from '@linping/shared';
import type { LedgerEntryRow } from './ledger.entity.ts';

/** Before the first entry of a book. */
export const NO_ENTRY = '0'.repeat(64);

/**
 * An entry's hash covers it, its postings and the hash before it: whoever alters one entry by hand has to alter every
 * later one too, and the head that the nightly check has written into the audit log.
 */
export const entryHash = (previous: string, entry: Omit<LedgerEntryRow, 'hash'>, postings: readonly Posting[]): string =>
  createHash('sha256').update(JSON.stringify([
    previous, entry.id, entry.bookId, entry.sequence, entry.kind, entry.ofKind, entry.sourceKey, entry.bookedOn, entry.happenedOn, entry.text, entry.postedBy, entry.postedMs,
    entry.reverses, postings.map(({ account, amountFen }) => [account, amountFen]),
  ])).digest('hex');
