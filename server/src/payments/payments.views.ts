import type { MerchantView, PaymentRow, PaymentView, RefundView } from '@linping/shared';
import type { PaymentMerchantRow, PaymentOrderBillRow, PaymentOrderRow, PaymentRefundRow } from './payments.entity.ts';

const instant = (ms: number): string => new Date(ms).toISOString();
const instantOrNull = (ms: number | null): string | null => (ms === null ? null : instant(ms));

export const merchantView = ({ providerId, mode, mchid, isActive, version }: PaymentMerchantRow, provider: string): MerchantView => ({ providerId, provider, mode, mchid, isActive, version });

/** What of an order is not in its rows. */
export type PaymentMeans = Pick<PaymentView, 'estate' | 'provider' | 'requestPayment' | 'codeImage' | 'isPlayMoney'>;

export const paymentView = (order: PaymentOrderRow, bills: readonly PaymentOrderBillRow[], { estate, provider, requestPayment, codeImage, isPlayMoney }: PaymentMeans): PaymentView => ({
  id: order.id, number: order.number, status: order.status, scene: order.scene, amountFen: order.amountFen, estate, provider, billIds: bills.map(({ billId }) => billId),
  expiresAt: instant(order.expiresMs), paidAt: instantOrNull(order.paidMs), requestPayment, codeImage, isPlayMoney,
});

export const paymentRow = (
  order: PaymentOrderRow, bills: readonly PaymentOrderBillRow[], refunds: readonly PaymentRefundRow[], { building, door }: Pick<PaymentRow, 'building' | 'door'>,
): PaymentRow => ({
  id: order.id, number: order.number, status: order.status, building, door, amountFen: order.amountFen, refundedFen: backOf(refunds), createdAt: instant(order.createdMs), paidAt: instantOrNull(order.paidMs),
  differingFen: order.differingFen,
  bills: bills.map(({ billId, billNumber, amountFen, askedBackFen, refundedFen }) => ({
    billId, number: billNumber, amountFen, refundedFen, refundableFen: order.status === 'paid' ? amountFen - askedBackFen : 0,
  })),
});

const backOf = (refunds: readonly PaymentRefundRow[]): number => refunds.reduce((sum, { status, amountFen }) => (status === 'succeeded' ? sum + amountFen : sum), 0);

export const refundView = ({ id, orderId, billId, amountFen, reason, origin, status, requestedMs, succeededMs, refusedFor }: PaymentRefundRow): RefundView => ({
  id, paymentId: orderId, billId, amountFen, reason, origin, status, refusedFor, requestedAt: instant(requestedMs), succeededAt: instantOrNull(succeededMs),
});
