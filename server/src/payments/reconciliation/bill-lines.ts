import { isOrderNumber, type DateText, type TradeThere } from '@linping/shared';
import type { BilledTrade } from '../../platform/wechat-pay/pay-trades.ts';
import type { BilledLineRow } from './reconciliation.entity.ts';

/** What WeChat has not paid back and never will is no trade. */
const FAILED = 'FAIL';
const PROCESSING = 'PROCESSING';

/**
 * The lines of a day's bill that are about our orders, one for each number; refunds that failed are left out. `others`: how
 * many are about other business of the merchant.
 */
export function ownLines(mchid: string, day: DateText, trades: readonly BilledTrade[]): { readonly lines: readonly BilledLineRow[]; readonly others: number } {
  const own = trades.filter(({ outTradeNo }) => isOrderNumber(outTradeNo));
  const byNumber = new Map<string, BilledLineRow>();
  for (const { trade, outTradeNo, outRefundNo, amountFen, refundStatus, tradedMs } of own) {
    if (refundStatus === FAILED) continue;
    const number = outRefundNo ?? outTradeNo;
    const before = byNumber.get(`${trade} ${number}`);
    byNumber.set(`${trade} ${number}`, { mchid, day, trade, number, orderNumber: outTradeNo, amountFen: amountFen + (before?.amountFen ?? 0), refundStatus, tradedMs });
  }
  return { lines: [...byNumber.values()], others: trades.length - own.length };
}

export const thereOf = ({ trade, number, amountFen, refundStatus }: BilledLineRow): TradeThere => ({ trade, number, amountFen, isDecided: refundStatus !== PROCESSING });
