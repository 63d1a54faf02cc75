import { randomInt } from 'node:crypto';

export type TradeState = 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
export type RefundState = 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED';

export interface Trade {
  readonly mode: 'partner' | 'direct';
  readonly scene: 'jsapi' | 'native';
  /** Whose money it is: sub_mchid, or in direct mode mchid. */
  readonly mchid: string;
  readonly outTradeNo: string;
  readonly description: string;
  readonly attach: string;
  readonly totalFen: number;
  readonly notifyUrl: string;
  readonly expiresMs: number;
  readonly payer: string | null;
  /** All of it, to tell the same again from another. */
  readonly asked: string;
  readonly prepayId: string;
  readonly codeUrl: string;
  state: TradeState;
  transactionId: string | null;
  paidMs: number | null;
}

export interface Refund {
  readonly mchid: string;
  readonly outTradeNo: string;
  readonly outRefundNo: string;
  readonly refundId: string;
  readonly amountFen: number;
  readonly reason: string;
  readonly notifyUrl: string;
  readonly askedMs: number;
  state: RefundState;
  endedMs: number | null;
}

/** What the platform thinks has happened. Nothing else says so: tests compare with it. */
export class Book {
  readonly trades: Trade[] = [];
  readonly refunds: Refund[] = [];
  /** What a firm has taken out to its bank, by its number: refunds come out of what is left. */
  readonly withdrawn: Record<string, number> = {};

  trade(mchid: string, outTradeNo: string): Trade | undefined {
    return this.trades.find((trade) => trade.mchid === mchid && trade.outTradeNo === outTradeNo);
  }
  refund(mchid: string, outRefundNo: string): Refund | undefined {
    return this.refunds.find((refund) => refund.mchid === mchid && refund.outRefundNo === outRefundNo);
  }
  refundsOf({ mchid, outTradeNo }: Trade): Refund[] {
    return this.refunds.filter((refund) => refund.mchid === mchid && refund.outTradeNo === outTradeNo);
  }

  isPaid({ state }: Trade): boolean {
    return state === 'SUCCESS' || state === 'REFUND';
  }
  /** What a payer has got back or will; a refund that was closed gives its amount free again. */
  refundedFen(trade: Trade): number {
    return this.refundsOf(trade).filter(({ state }) => state !== 'CLOSED').reduce((sum, { amountFen }) => sum + amountFen, 0);
  }
  paidFen(mchid: string): number {
    return this.trades.filter((trade) => trade.mchid === mchid && this.isPaid(trade)).reduce((sum, { totalFen }) => sum + totalFen, 0);
  }
  /** What a firm has at the platform. */
  balanceFen(mchid: string): number {
    const refunded = this.refunds.filter((refund) => refund.mchid === mchid && refund.state !== 'CLOSED').reduce((sum, { amountFen }) => sum + amountFen, 0);
    return this.paidFen(mchid) - refunded - (this.withdrawn[mchid] ?? 0);
  }
  withdraw(mchid: string, fen: number): void {
    this.withdrawn[mchid] = (this.withdrawn[mchid] ?? 0) + fen;
  }
}

/** The platform's numbers: 28 digits that begin alike, and no two the same. */
export const numberOf = (prefix: string, nowMs: number): string => `${prefix}${nowMs}${Array.from({ length: 11 }, () => randomInt(10)).join('')}`;
