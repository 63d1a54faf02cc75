import type { DisclosureKind } from '../disclosure/kinds.ts';

/** Who keeps the accounts of an estate's money (七(四) 「物业服务企业、业主委员会、社区物业服务机构」). */
export const BOOK_BODIES = ['provider', 'committee', 'communityService'] as const;
export type BookBody = (typeof BOOK_BODIES)[number];

/** One body's book of one estate. `bodyId` is the provider's id, and empty for the two of which an estate has one each. */
export interface BookKey {
  readonly estateId: string;
  readonly body: BookBody;
  readonly bodyId: string;
}

/** Where money lies. `toRefund` is held for somebody else: a payment of a closed order until it has gone back. */
export const FUND_ACCOUNTS = ['wechatFunds', 'cashFunds', 'bankFunds', 'toRefund'] as const;
export type FundAccount = (typeof FUND_ACCOUNTS)[number];

/**
 * The chart of accounts: where the money lies, what it came in for and went out for, and what there was at the beginning.
 * A book is kept by receipts and payments: an income is entered when the money arrives, a bill is a claim and no income. [D]
 */
export type LedgerAccount = FundAccount | 'opening' | DisclosureKind;

/** One side of an entry, in fen: debit positive, credit negative. Never 0. */
export interface Posting {
  readonly account: LedgerAccount;
  readonly amountFen: number;
}

/** What an entry records. `declared`: what a published statement adds to what the ledger knew. */
export const ENTRY_KINDS = ['opening', 'wechatFee', 'wechatRefund', 'cashFee', 'transferFee', 'latePayment', 'lateRefund', 'declared', 'reversal'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
