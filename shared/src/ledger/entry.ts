import { DISCLOSURE_KINDS, type DisclosureKind } from '../disclosure/kinds.ts';
import { FUND_ACCOUNTS, type EntryKind, type FundAccount, type LedgerAccount, type Posting } from './accounts.ts';

/** The chart of accounts in the order in which books are read. */
export const LEDGER_ACCOUNTS: readonly LedgerAccount[] = [...FUND_ACCOUNTS, 'opening', ...DISCLOSURE_KINDS];

/** Kinds that something posts; a reversal is only ever made of another entry. */
export type PostedKind = Exclude<EntryKind, 'reversal'>;

/** Why postings are no entry of their kind. A bug of whoever made them, never something a person can cause. */
export type EntryFault = 'tooFewPostings' | 'amountNotWholeFen' | 'amountZero' | 'accountTwice' | 'accountForeign' | 'unbalanced';

/** Which accounts an entry of each kind touches: what is paid through WeChat cannot end up in the cash box. */
const ACCOUNTS: Readonly<Record<PostedKind, readonly LedgerAccount[]>> = {
  opening: ['wechatFunds', 'cashFunds', 'bankFunds', 'opening'],
  wechatFee: ['wechatFunds', 'propertyFee'],
  wechatRefund: ['wechatFunds', 'propertyFee'],
  cashFee: ['cashFunds', 'propertyFee'],
  transferFee: ['bankFunds', 'propertyFee'],
  latePayment: ['wechatFunds', 'toRefund'],
  lateRefund: ['wechatFunds', 'toRefund'],
  declared: ['wechatFunds', 'cashFunds', 'bankFunds', ...DISCLOSURE_KINDS],
};

/** The sum of all postings, in fen: 0 for every entry. */
export const sumFen = (postings: readonly Posting[]): number => postings.reduce((sum, { amountFen }) => sum + amountFen, 0);

/** What is wrong with the postings of an entry, or null. */
export function entryFault(kind: PostedKind, postings: readonly Posting[]): EntryFault | null {
  if (postings.length < 2) return 'tooFewPostings';
  if (!postings.every(({ amountFen }) => Number.isSafeInteger(amountFen))) return 'amountNotWholeFen';
  if (postings.some(({ amountFen }) => amountFen === 0)) return 'amountZero';
  if (new Set(postings.map(({ account }) => account)).size < postings.length) return 'accountTwice';
  if (!postings.every(({ account }) => ACCOUNTS[kind].includes(account))) return 'accountForeign';
  return sumFen(postings) === 0 ? null : 'unbalanced';
}

/** The mirror image: what takes an entry back. */
export const mirrored = (postings: readonly Posting[]): Posting[] => postings.map(({ account, amountFen }) => ({ account, amountFen: -amountFen }));

/** The same accounts with the same amounts, in whatever order. */
export function samePostings(a: readonly Posting[], b: readonly Posting[]): boolean {
  const amounts = new Map(a.map(({ account, amountFen }) => [account, amountFen]));
  return a.length === b.length && b.every(({ account, amountFen }) => amounts.get(account) === amountFen);
}

export const isFund = (account: LedgerAccount): account is FundAccount => (FUND_ACCOUNTS as readonly LedgerAccount[]).includes(account);
export const isDisclosureKind = (account: LedgerAccount): account is DisclosureKind => (DISCLOSURE_KINDS as readonly LedgerAccount[]).includes(account);
