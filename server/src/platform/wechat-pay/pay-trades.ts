import type { DateText, MerchantMode } from '@linping/shared';

/** Whom the money goes to: in the service provider's mode the firm's `sub_mchid`, in direct mode our own number. */
export interface PayMerchant {
  readonly mode: MerchantMode;
  readonly mchid: string;
}

/**
 * What became of a request. `refused`: WeChat will not do it, `code` is its word. `unknown`: nobody knows whether it was done
 * (no answer, 5xx, an answer whose signature is not WeChat's, too many requests); the same request again is the way to find out.
 */
export type PayOutcome<T extends object> = ({ readonly outcome: 'done' } & T) | PayRefused | PayUnknown;
export interface PayRefused {
  readonly outcome: 'refused';
  readonly code: string;
  readonly message: string;
}
export interface PayUnknown {
  readonly outcome: 'unknown';
}

export interface PrepayOrder {
  readonly scene: 'jsapi' | 'native';
  readonly merchant: PayMerchant;
  /** 6–32 of `[0-9A-Za-z_-|*]`, once for ever for this merchant. */
  readonly outTradeNo: string;
  /** At most 127 characters; the payer reads it. */
  readonly description: string;
  readonly amountFen: number;
  readonly expiresMs: number;
  /** With jsapi: the payer in our mini-program. */
  readonly payerOpenid?: string;
  /** https, without a query. */
  readonly notifyUrl: string;
}
/** jsapi has a number for `requestPayment`, native a text for a code to scan. */
export type Prepared = { readonly prepayId: string } | { readonly codeUrl: string };

/** WeChat's own words. REFUND: paid, and something went back. */
export const TRADE_STATES = ['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED', 'REVOKED', 'USERPAYING', 'PAYERROR'] as const;
export type TradeState = (typeof TRADE_STATES)[number];

/** A payment as WeChat has it. */
export interface PayTrade {
  readonly state: TradeState;
  readonly merchant: PayMerchant;
  readonly outTradeNo: string;
  /** WeChat's number; null before it was paid. */
  readonly transactionId: string | null;
  /** Null where WeChat does not say, before it was paid. */
  readonly amountFen: number | null;
  readonly paidMs: number | null;
  readonly payerOpenid: string | null;
}

/** WeChat's own words. ABNORMAL: the payer's account could not be credited, the merchant has to act at the platform. */
export const REFUND_STATES = ['SUCCESS', 'PROCESSING', 'ABNORMAL', 'CLOSED'] as const;
export type RefundState = (typeof REFUND_STATES)[number];

export interface RefundOrder {
  readonly merchant: PayMerchant;
  readonly outTradeNo: string;
  /** Named instead of outTradeNo where it is known. */
  readonly transactionId?: string;
  /** At most 64; the same again is the same refund. */
  readonly outRefundNo: string;
  readonly amountFen: number;
  /** Of the payment, as WeChat wants to hear it again. */
  readonly totalFen: number;
  /** At most 80 characters; the payer reads it. */
  readonly reason: string;
  readonly notifyUrl: string;
}

/** A refund as WeChat has it. */
export interface PayRefund {
  readonly state: RefundState;
  /** Notifications say it, answers do not. */
  readonly merchant: PayMerchant | null;
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly outTradeNo: string;
  readonly transactionId: string;
  readonly amountFen: number;
  readonly totalFen: number;
  readonly refundedMs: number | null;
}

/** What WeChat tells by itself: `id` is the same each time it tells the same. */
export type PayNotice =
  | { readonly kind: 'payment'; readonly id: string; readonly trade: PayTrade }
  | { readonly kind: 'refund'; readonly id: string; readonly refund: PayRefund };

export interface BillAsked {
  readonly merchant: PayMerchant;
  /** A day that is over; ready after ten of the next morning. */
  readonly day: DateText;
}
/** A line of the day's bill. A refund stands in the bill of the day on which it was asked for. */
export interface BilledTrade {
  readonly trade: 'payment' | 'refund';
  readonly mchid: string;
  readonly tradedMs: number;
  readonly outTradeNo: string;
  readonly transactionId: string;
  readonly outRefundNo: string | null;
  readonly refundId: string | null;
  /** Only of a refund: SUCCESS, PROCESSING, FAIL. */
  readonly refundStatus: string | null;
  /** What was paid, or what went back. */
  readonly amountFen: number;
  /** What WeChat keeps for its service; negative where it gives it back. */
  readonly serviceFeeFen: number;
}
