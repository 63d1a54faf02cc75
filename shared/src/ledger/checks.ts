import type { DateText } from '../period/half-year.ts';
import type { EntryKind, Posting } from './accounts.ts';
import { entryFault, mirrored, samePostings, type EntryFault, type PostedKind } from './entry.ts';

/** An entry as it was found in a book, with the entry that it takes back. */
export interface FoundEntry {
  readonly sequence: number;
  readonly kind: EntryKind;
  readonly ofKind: PostedKind;
  readonly bookedOn: DateText;
  readonly happenedOn: DateText;
  readonly postings: readonly Posting[];
  readonly reversed: { readonly sequence: number; readonly kind: EntryKind; readonly postings: readonly Posting[] } | null;
}
/** A book was closed through a day (null: open altogether) once it had so many entries. In the order in which it happened. */
export interface Closing {
  readonly afterEntries: number;
  readonly closedThrough: DateText | null;
}
export type LedgerFault = EntryFault | 'sequenceGap' | 'kindOfReversal' | 'notMirrored' | 'bookedOnClosedDay' | 'bookedBeforeItHappened';

/** What was closed when an entry was made: the last closing before it. */
export function closedWhen(closings: readonly Closing[], sequence: number): DateText | null {
  return closings.filter(({ afterEntries }) => afterEntries < sequence).at(-1)?.closedThrough ?? null;
}

/** What is wrong with the entry that should be the `expected`th of its book; nothing in a ledger that nobody has touched. */
export function entryFaults(entry: FoundEntry, expected: number, closings: readonly Closing[]): LedgerFault[] {
  const fault = entryFault(entry.ofKind, entry.postings);
  const closed = closedWhen(closings, entry.sequence);
  const wrong: readonly (LedgerFault | false)[] = [
    entry.sequence !== expected && 'sequenceGap',
    fault ?? false,
    !isReversalAsItShould(entry) && 'kindOfReversal',
    entry.reversed !== null && !samePostings(entry.postings, mirrored(entry.reversed.postings)) && 'notMirrored',
    closed !== null && entry.bookedOn <= closed && 'bookedOnClosedDay',
    entry.bookedOn < entry.happenedOn && 'bookedBeforeItHappened',
  ];
  return wrong.filter((one) => one !== false);
}

/** A reversal takes back an earlier entry that is none, and is of its kind; nothing else takes anything back. */
function isReversalAsItShould({ kind, ofKind, sequence, reversed }: FoundEntry): boolean {
  if (kind !== 'reversal') return reversed === null && kind === ofKind;
  return reversed !== null && reversed.kind === ofKind && reversed.sequence < sequence;
}
