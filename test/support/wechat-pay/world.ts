import type { BillFiles } from './bills.ts';
import type { Book, Refund, RefundState } from './book.ts';

export type RefundEnd = Exclude<RefundState, 'PROCESSING'>;

/** What an endpoint works on. */
export interface World {
  readonly appId: string;
  /** The number whose key signs the requests: the service provider's, or a firm's in direct mode. */
  readonly mchid: string;
  readonly subMchids: readonly string[] | 'any';
  /** Who pays a native order, when nobody says. */
  readonly stranger: string;
  readonly book: Book;
  readonly files: BillFiles;
  readonly refundsEnd: RefundEnd | 'onCommand';
  now(): number;
  /** The refund ends, and the merchant is told. */
  endRefund(refund: Refund, state: RefundEnd): void;
}
