import type { PaymentRow } from '@linping/shared';
import { fenOf, yuan } from '../money/yuan.ts';

type BillOfPayment = PaymentRow['bills'][number];

export const MOST_REFUND_REASON = 80;

export interface RefundForm {
  readonly amount: string;
  readonly reason: string;
}

/** What is wrong with the amount, in words; what is merely empty is not wrong yet. */
export function refundFault({ amount }: RefundForm, bill: BillOfPayment): string | undefined {
  if (amount.trim() === '') return undefined;
  const fen = fenOf(amount);
  if (fen === undefined || fen <= 0) return '请填金额，例如 12.50';
  return fen > bill.refundableFen ? `最多能退 ${yuan(bill.refundableFen)} 元` : undefined;
}

/** The refund, or undefined while something is missing or wrong. */
export function refundOf(form: RefundForm, bill: BillOfPayment): { readonly billId: string; readonly amountFen: number; readonly reason: string } | undefined {
  const amountFen = fenOf(form.amount);
  const reason = form.reason.trim();
  if (amountFen === undefined || amountFen <= 0 || refundFault(form, bill) || reason === '') return undefined;
  return { billId: bill.billId, amountFen, reason };
}
