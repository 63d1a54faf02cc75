import type { MerchantMode, OrderStatus, RefundStatus } from './order.ts';

/** How long an order may be paid, in minutes: long enough to find one's card, short enough that a forgotten one frees its bills. [D] */
export const ORDER_MINUTES = 30;

/** What WeChat says of a trade. `REFUND`: it was paid, and some of it has gone back since. */
export const TRADE_STATES = ['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED', 'REVOKED', 'USERPAYING', 'PAYERROR'] as const;
export type TradeState = (typeof TRADE_STATES)[number];

/** The account at WeChat Pay that the money is of. */
export interface MerchantKey {
  readonly mode: MerchantMode;
  readonly mchid: string;
}

/** A trade as WeChat tells it, by notification or when asked. */
export interface ToldTrade {
  readonly merchant: MerchantKey;
  /** Our number of the order. */
  readonly outTradeNo: string;
  readonly state: TradeState;
  /** What was asked for, coupons included; null where WeChat does not say, before it was paid. */
  readonly amountFen: number | null;
  readonly transactionId: string | null;
}
/** What we know of the order it is about. */
export interface OrderFacts {
  readonly merchant: MerchantKey;
  readonly number: string;
  readonly status: OrderStatus;
  readonly amountFen: number;
  /** Of the payment that was entered, on time or late. */
  readonly transactionId: string | null;
}

/**
 * `settle`: enter it and its bills are paid · `late`: it was closed, enter it and send it back · `already`: entered before ·
 * `free`: it can no longer be paid, its bills are free · `wait`: nothing has happened · `differs`: paid, but not what we
 * asked for or not once: enter nothing, a human looks, and once the firm has given it back the bills are free ·
 * `notOurs`: it is about something else.
 */
export type TradeDecision = 'settle' | 'late' | 'already' | 'free' | 'wait' | 'differs' | 'notOurs';

/** From which states an order is led to another one. What is not here does not happen. */
export const ORDER_MOVES: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  created: [],
  open: ['created'],
  closing: ['created', 'open'],
  closed: ['created', 'open', 'closing'],
  paid: ['created', 'open', 'closing'],
};

const PAID: readonly TradeState[] = ['SUCCESS', 'REFUND'];
const ENDED_UNPAID: readonly TradeState[] = ['CLOSED', 'REVOKED'];

const isSameMerchant = (a: MerchantKey, b: MerchantKey): boolean => a.mode === b.mode && a.mchid === b.mchid;

/** What to do about an order, given what WeChat says of it. Money is entered only where merchant, number and amount are our own. */
export function decideTrade(order: OrderFacts, told: ToldTrade): TradeDecision {
  if (told.outTradeNo !== order.number || !isSameMerchant(told.merchant, order.merchant)) return 'notOurs';
  if (ENDED_UNPAID.includes(told.state)) return order.status === 'paid' || order.status === 'closed' ? 'already' : 'free';
  if (!PAID.includes(told.state)) return 'wait';
  if (told.amountFen !== order.amountFen || told.transactionId === null) return told.state === 'REFUND' && ORDER_MOVES.closed.includes(order.status) ? 'free' : 'differs';
  if (order.transactionId !== null) return told.transactionId === order.transactionId ? 'already' : 'differs';
  if (order.status === 'paid') return 'differs'; // paid without a transaction cannot be, and is not to be paid again
  return order.status === 'closed' ? 'late' : 'settle';
}

/** What WeChat says of a refund. */
export const TOLD_REFUND_STATES = ['SUCCESS', 'PROCESSING', 'ABNORMAL', 'CLOSED'] as const;
export type ToldRefundState = (typeof TOLD_REFUND_STATES)[number];

export interface ToldRefund {
  /** Notifications say it, answers do not: those were asked of the merchant. */
  readonly merchant: MerchantKey | null;
  readonly outRefundNo: string;
  readonly outTradeNo: string;
  readonly state: ToldRefundState;
  readonly amountFen: number;
  /** Of the whole order. */
  readonly totalFen: number;
}
export interface RefundFacts {
  readonly merchant: MerchantKey;
  readonly number: string;
  readonly orderNumber: string;
  readonly status: RefundStatus;
  readonly amountFen: number;
  readonly totalFen: number;
}

/** The state a refund is led to; `stay`: it is there already or further; `differs` and `notOurs` as for a trade. */
export type RefundDecision = Exclude<RefundStatus, 'requested'> | 'stay' | 'differs' | 'notOurs';

const LEADS_TO: Readonly<Record<ToldRefundState, Exclude<RefundStatus, 'requested'>>> = { SUCCESS: 'succeeded', PROCESSING: 'processing', ABNORMAL: 'abnormal', CLOSED: 'closed' };

/** From which states a refund is led to another one. Succeeded and closed are ends: what has gone back does not come again. */
export const REFUND_MOVES: Readonly<Record<RefundStatus, readonly RefundStatus[]>> = {
  requested: [],
  processing: ['requested'],
  abnormal: ['requested', 'processing'],
  succeeded: ['requested', 'processing', 'abnormal'],
  closed: ['requested', 'processing', 'abnormal'],
};

/** What to do about a refund, given what WeChat says of it. */
export function decideRefund(refund: RefundFacts, told: ToldRefund): RefundDecision {
  const isOfAnother = told.merchant !== null && !isSameMerchant(told.merchant, refund.merchant);
  if (isOfAnother || told.outRefundNo !== refund.number || told.outTradeNo !== refund.orderNumber) return 'notOurs';
  const to = LEADS_TO[told.state];
  const isEndOfAnother = (refund.status === 'succeeded' && to === 'closed') || (refund.status === 'closed' && to === 'succeeded');
  if (told.amountFen !== refund.amountFen || told.totalFen !== refund.totalFen || isEndOfAnother) return 'differs';
  return REFUND_MOVES[to].includes(refund.status) ? to : 'stay';
}
