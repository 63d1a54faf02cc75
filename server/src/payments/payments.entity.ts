import type { MerchantMode, OrderStatus, PaymentScene, RefundOrigin, RefundStatus } from '@linping/shared';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../platform/database/driver-errors.ts';
import { safeInteger } from '../platform/database/transformers.ts';

/** Declared once: for the entity, the migration, and the store that reads the engine's complaint. */
export const ONE_MERCHANT_EACH = { name: 'PRIMARY', table: 'payment_merchant', columns: ['provider_id'] } as const satisfies UniqueKey;
export const MERCHANT_NUMBER = { name: 'uq_payment_merchant_mchid', table: 'payment_merchant', columns: ['mchid'] } as const satisfies UniqueKey;
export const ONE_ORDER_PER_ID = { name: 'PRIMARY', table: 'payment_order', columns: ['id'] } as const satisfies UniqueKey;
export const ORDER_NUMBER = { name: 'uq_payment_order_number', table: 'payment_order', columns: ['number'] } as const satisfies UniqueKey;
export const ORDER_TRANSACTION = { name: 'uq_payment_order_transaction', table: 'payment_order', columns: ['transaction_id'] } as const satisfies UniqueKey;
export const ONE_REFUND_PER_ID = { name: 'PRIMARY', table: 'payment_refund', columns: ['id'] } as const satisfies UniqueKey;
export const REFUND_NUMBER = { name: 'uq_payment_refund_number', table: 'payment_refund', columns: ['number'] } as const satisfies UniqueKey;
export const ONE_EVENT_ONCE = { name: 'PRIMARY', table: 'payment_event', columns: ['id'] } as const satisfies UniqueKey;

const uuid = (name: string, nullable = false) => ({ type: 'varchar', length: 36, name, nullable }) as const;
const big = (name: string, nullable = false) => ({ type: 'bigint', name, nullable, transformer: safeInteger }) as const;
const text = (name: string, length: number, nullable = false) => ({ type: 'varchar', length, name, nullable }) as const;

/** Where a firm's money goes at WeChat Pay: one number each, and nobody else's. */
@Entity({ name: 'payment_merchant' })
@Unique(MERCHANT_NUMBER.name, ['mchid'])
export class PaymentMerchantRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'provider_id' }) providerId!: string;
  @Column(text('mode', 8)) mode!: MerchantMode;
  @Column(text('mchid', 32)) mchid!: string;
  @Column({ type: 'boolean', name: 'is_active' }) isActive!: boolean;
  @Column({ type: 'int' }) version!: number;
}

/** An order of WeChat Pay for bills of one household. Everything WeChat is told of it stands here, because it is told it again. */
@Entity({ name: 'payment_order' })
@Unique(ORDER_NUMBER.name, ['number'])
@Unique(ORDER_TRANSACTION.name, ['transactionId'])
@Index('ix_payment_order_due', ['nextDueMs'])
@Index('ix_payment_order_provider', ['providerId', 'estateId', 'createdMs'])
@Index('ix_payment_order_resident', ['residentId'])
@Index('ix_payment_order_merchant', ['mchid', 'paidMs'])
export class PaymentOrderRow {
  /** Made by the phone, so that a retry is the same order. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** `out_trade_no`: the day and fourteen digits, once for ever. */
  @Column(text('number', 32)) number!: string;
  @Column(uuid('estate_id')) estateId!: string;
  @Column(uuid('provider_id')) providerId!: string;
  @Column(uuid('household_id')) householdId!: string;
  /** Null once the resident has left: the money stays. */
  @Column(uuid('resident_id', true)) residentId!: string | null;
  @Column(text('scene', 8)) scene!: PaymentScene;
  @Column(big('amount_fen')) amountFen!: number;
  /** The firm's merchant when the order was made: whom WeChat is asked about, whatever number the firm has now. */
  @Column(text('merchant_mode', 8)) merchantMode!: MerchantMode;
  @Column(text('mchid', 32)) mchid!: string;
  @Column(text('description', 127)) description!: string;
  @Column(text('status', 8)) status!: OrderStatus;
  /** Raised by every move, and what a page compares. */
  @Column({ type: 'int' }) version!: number;
  /** What WeChat made of it: for `requestPayment`, or to be scanned. */
  @Column(text('prepay_id', 128, true)) prepayId!: string | null;
  @Column(text('code_url', 512, true)) codeUrl!: string | null;
  @Column(big('created_ms')) createdMs!: number;
  @Column(big('expires_ms')) expiresMs!: number;
  @Column(big('closed_ms', true)) closedMs!: number | null;
  /** WeChat's number of the payment, once it is entered in the ledger: on time, or late on a closed order. */
  @Column(text('transaction_id', 64, true)) transactionId!: string | null;
  /** When WeChat says it was paid, and when that was entered here. */
  @Column(big('paid_ms', true)) paidMs!: number | null;
  @Column(big('entered_ms', true)) enteredMs!: number | null;
  /** What WeChat says was paid, where that is not what was asked for: nothing is entered, and the firm sees it. */
  @Column(big('differing_fen', true)) differingFen!: number | null;
  /** How often the job has taken it up in its present state; what a claim is compared by, with the instant below. */
  @Column({ type: 'int' }) tries!: number;
  @Column(big('next_due_ms', true)) nextDueMs!: number | null;
  /** When WeChat was last asked because its page asked us. */
  @Column(big('looked_ms')) lookedMs!: number;
}

/** What of an order is for which bill. */
@Entity({ name: 'payment_order_bill' })
@Index('ix_payment_order_bill_bill', ['billId'])
export class PaymentOrderBillRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'order_id' }) orderId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'bill_id' }) billId!: string;
  @Column(text('bill_number', 24)) billNumber!: string;
  @Column(big('amount_fen')) amountFen!: number;
  /** All refunds that have not failed, succeeded ones included: the gate that two refunds at once pass one after the other. */
  @Column(big('asked_back_fen')) askedBackFen!: number;
  @Column(big('refunded_fen')) refundedFen!: number;
}

/** Money that goes back. */
@Entity({ name: 'payment_refund' })
@Unique(REFUND_NUMBER.name, ['number'])
@Index('ix_payment_refund_order', ['orderId'])
@Index('ix_payment_refund_due', ['nextDueMs'])
export class PaymentRefundRow {
  /** Made by the page; of a late payment by us. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** `out_refund_no`: the same at every try. */
  @Column(text('number', 64)) number!: string;
  @Column(uuid('order_id')) orderId!: string;
  /** Null for a late payment, which goes back whole. */
  @Column(uuid('bill_id', true)) billId!: string | null;
  @Column(big('amount_fen')) amountFen!: number;
  /** The payer reads it. */
  @Column(text('reason', 80)) reason!: string;
  @Column(text('origin', 12)) origin!: RefundOrigin;
  @Column(text('status', 12)) status!: RefundStatus;
  /** `staff:<id>`, or `system`. */
  @Column(text('requested_by', 42)) requestedBy!: string;
  @Column(big('requested_ms')) requestedMs!: number;
  @Column(big('succeeded_ms', true)) succeededMs!: number | null;
  /** WeChat's word when it last refused: what the firm has to mend. */
  @Column(text('refused_for', 64, true)) refusedFor!: string | null;
  @Column({ type: 'int' }) tries!: number;
  @Column(big('next_due_ms', true)) nextDueMs!: number | null;
}

/** A notification that has been entered: sent again it is known. */
@Entity({ name: 'payment_event' })
@Index('ix_payment_event_received', ['receivedMs'])
export class PaymentEventRow {
  /** SHA-256 of WeChat's own id. */
  @PrimaryColumn({ type: 'varchar', length: 64 }) id!: string;
  @Column(big('received_ms')) receivedMs!: number;
}

/** `pending` may be sent · `sent` · `failed` WeChat would not take it, somebody looks. Sent twice is told once, so it is sent until it is known. */
export type DeliveryStatus = 'pending' | 'sent' | 'failed';

/** The outbox of delivery reports: where the platform demands them, the firm's money stays frozen until it has one. */
@Entity({ name: 'payment_delivery' })
@Index('ix_payment_delivery_due', ['status', 'dueMs'])
export class PaymentDeliveryRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'order_id' }) orderId!: string;
  @Column(text('status', 8)) status!: DeliveryStatus;
  @Column({ type: 'int' }) tries!: number;
  @Column(big('due_ms')) dueMs!: number;
}

export const PAYMENT_ENTITIES = [PaymentMerchantRow, PaymentOrderRow, PaymentOrderBillRow, PaymentRefundRow, PaymentEventRow, PaymentDeliveryRow];
