import type { BookKey, MerchantKey, OrderFacts, RefundFacts } from '@linping/shared';
import type { PaymentOrderRow, PaymentRefundRow } from './payments.entity.ts';

/** Rows as the rules of `shared` want them. */
export const merchantOf = ({ merchantMode, mchid }: Pick<PaymentOrderRow, 'merchantMode' | 'mchid'>): MerchantKey => ({ mode: merchantMode, mchid });

export const factsOf = ({ number, status, amountFen, transactionId, ...order }: PaymentOrderRow): OrderFacts => ({ merchant: merchantOf(order), number, status, amountFen, transactionId });

export const refundFactsOf = ({ number, status, amountFen }: PaymentRefundRow, order: PaymentOrderRow): RefundFacts =>
  ({ merchant: merchantOf(order), number, orderNumber: order.number, status, amountFen, totalFen: order.amountFen });

/** The firm's own book of the estate: its money, by its merchant. */
export const bookOf = ({ estateId, providerId }: Pick<PaymentOrderRow, 'estateId' | 'providerId'>): BookKey => ({ estateId, body: 'provider', bodyId: providerId });

/** What the audit log calls what WeChat has made happen. */
export const WECHAT = { job: 'wechat-pay' } as const;
/** Who the ledger says has entered it. */
export const SYSTEM = 'system';
