import { dayBefore, DISCLOSURE_WORDS, isComputed, isIncome, type DateText, type DisclosureKind, type PostedKind, type Posting } from '@linping/shared';
import type { StatementRow } from '../disclosures.entity.ts';
import type { FrozenFigures } from '../statement-figures.ts';

/** What a published edition adds to what the ledger knows. */
export interface DeclaredEntry {
  readonly about: DisclosureKind | 'opening';
  readonly kind: Extract<PostedKind, 'opening' | 'declared'>;
  readonly sourceKey: string;
  readonly happenedOn: DateText;
  readonly text: string;
  readonly postings: readonly Posting[];
}

/**
 * The entries of an edition: the opening of the first statement of a book, one for each typed kind, and of a computed kind
 * only what was declared beside the known figure. So opening and entries of a period come to exactly what was published.
 */
export function declaredEntries({ ledgerOf, firstDay, lastDay }: StatementRow, { openingFen, bookedBeforeFen, totals, computed }: FrozenFigures): DeclaredEntry[] {
  const typed = totals.filter(({ kind }) => !isComputed(kind));
  const beside = computed.map(({ kind, differenceFen }) => ({ kind, amountFen: differenceFen }));
  const declared = [...typed, ...beside].filter(({ amountFen }) => amountFen !== 0).map(({ kind, amountFen }): DeclaredEntry => {
    const debit = isIncome(kind) ? amountFen : -amountFen; // of the funds
    return {
      about: kind, kind: 'declared', sourceKey: `declared:${ledgerOf}:${kind}`, happenedOn: lastDay, text: `收支公示：${DISCLOSURE_WORDS[kind]}`,
      postings: [{ account: 'bankFunds', amountFen: debit }, { account: kind, amountFen: -debit }],
    };
  });
  const restFen = bookedBeforeFen === null ? 0 : openingFen - bookedBeforeFen;
  if (restFen === 0) return declared;
  const opening: DeclaredEntry = {
    about: 'opening', kind: 'opening', sourceKey: `opening:${ledgerOf}`, happenedOn: dayBefore(firstDay), text: '收支公示：期初余额',
    postings: [{ account: 'bankFunds', amountFen: restFen }, { account: 'opening', amountFen: -restFen }],
  };
  return [opening, ...declared];
}
