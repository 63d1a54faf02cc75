import type { BookBody } from '../ledger/accounts.ts';
import type { DateText } from '../period/half-year.ts';
import type { DisclosureKind } from './kinds.ts';
import type { DisclosurePeriod } from './period.ts';

/** An edition as it is published, without what may change later (names of places, links, signatures of others). */
export interface EditionFacts {
  readonly statementId: string;
  readonly estateId: string;
  readonly body: BookBody;
  readonly bodyId: string;
  readonly period: DisclosurePeriod;
  readonly edition: number;
  readonly publishedOn: DateText;
  readonly corrects: { readonly statementId: string; readonly hash: string; readonly reason: string } | null;
  readonly openingFen: number;
  readonly incomeFen: number;
  readonly expenseFen: number;
  readonly closingFen: number;
  readonly totals: readonly { readonly kind: DisclosureKind; readonly amountFen: number }[];
  readonly computed: readonly { readonly kind: DisclosureKind; readonly knownFen: number; readonly declaredFen: number; readonly explanation: string }[];
  readonly remark: string;
  readonly lines: number;
}
export interface EditionLine {
  readonly kind: DisclosureKind;
  readonly amountFen: number;
  readonly note: string;
  readonly voucherIds: readonly string[];
}

/**
 * The text whose SHA-256 the audit log has: a line of JSON for the edition, then one for each typed line in their order, each
 * ended by a line feed, in UTF-8. Names and order of the fields are part of it, so that anybody can write the same text again.
 */
export const canonicalHead = (edition: EditionFacts): string => `${JSON.stringify(['linping-statement', 1, [
  edition.statementId, edition.estateId, edition.body, edition.bodyId, edition.period, edition.edition, edition.publishedOn,
  edition.corrects && [edition.corrects.statementId, edition.corrects.hash, edition.corrects.reason],
  edition.openingFen, edition.incomeFen, edition.expenseFen, edition.closingFen,
  edition.totals.map(({ kind, amountFen }) => [kind, amountFen]),
  edition.computed.map(({ kind, knownFen, declaredFen, explanation }) => [kind, knownFen, declaredFen, explanation]),
  edition.remark, edition.lines,
]])}\n`;

export const canonicalLine = ({ kind, amountFen, note, voucherIds }: EditionLine): string => `${JSON.stringify([kind, amountFen, note, voucherIds])}\n`;

export const canonicalText = (edition: EditionFacts, lines: readonly EditionLine[]): string => canonicalHead(edition) + lines.map(canonicalLine).join('');
