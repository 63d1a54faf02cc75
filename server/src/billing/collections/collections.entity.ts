import type { PaymentChannel } from '@linping/shared';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../../platform/database/driver-errors.ts';
import { safeInteger } from '../../platform/database/transformers.ts';

export const ONE_COLLECTION_PER_ID = { name: 'PRIMARY', table: 'bill_collection', columns: ['id'] } as const satisfies UniqueKey;
export const ONE_LIVE_COLLECTION = { name: 'uq_bill_collection_live', table: 'bill_collection', columns: ['live_of'] } as const satisfies UniqueKey;

const fen = (name: string) => ({ type: 'bigint', name, transformer: safeInteger }) as const;
const ms = (name: string, nullable = false) => ({ type: 'bigint', name, nullable, transformer: safeInteger }) as const;
const uuid = (name: string, nullable = false) => ({ type: 'varchar', length: 36, name, nullable }) as const;
const day = (name: string, nullable = false) => ({ type: 'varchar', length: 10, name, nullable }) as const;

/** Money that was taken for a whole bill. Never edited: what was wrong is reversed, and both stay. */
@Entity({ name: 'bill_collection' })
@Unique('uq_bill_collection_receipt', ['receiptNumber'])
@Unique(ONE_LIVE_COLLECTION.name, ['liveOf'])
@Index('ix_bill_collection_bill', ['billId'])
@Check('ck_bill_collection_channel', "channel IN ('wechat', 'cash', 'transfer')")
export class BillCollectionRow {
  /** Made by the page; of a payment by WeChat it follows from order and bill. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('bill_id')) billId!: string;
  /** The bill while this stands, null once reversed: the key lets a bill be paid once, whoever races. */
  @Column(uuid('live_of', true)) liveOf!: string | null;
  @Column({ type: 'varchar', length: 8 }) channel!: PaymentChannel;
  @Column(fen('amount_fen')) amountFen!: number;
  @Column(day('paid_on')) paidOn!: string;
  /** The bill's number and how often money was taken for it: `0042-000137-1`. */
  @Column({ type: 'varchar', length: 28, name: 'receipt_number' }) receiptNumber!: string;
  @Column(uuid('order_id', true)) orderId!: string | null;
  /** Of the firm; null for WeChat. */
  @Column(uuid('collector_id', true)) collectorId!: string | null;
  @Column({ type: 'varchar', length: 200 }) note!: string;
  @Column(ms('recorded_ms')) recordedMs!: number;
  @Column(day('reversed_on', true)) reversedOn!: string | null;
  @Column({ type: 'varchar', length: 200, nullable: true, name: 'reversed_for' }) reversedFor!: string | null;
}

/** A receipt or a bank's slip that stands behind a collection. */
@Entity({ name: 'bill_collection_voucher' })
export class BillCollectionVoucherRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'collection_id' }) collectionId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'file_id' }) fileId!: string;
  @Column({ type: 'int' }) sort!: number;
}

/** Money that went back for a bill, once per refund of WeChat Pay. */
@Entity({ name: 'bill_refund' })
@Index('ix_bill_refund_bill', ['billId'])
export class BillRefundRow {
  /** The refund's own id. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('bill_id')) billId!: string;
  @Column(fen('amount_fen')) amountFen!: number;
  @Column(day('refunded_on')) refundedOn!: string;
  @Column({ type: 'varchar', length: 200 }) reason!: string;
  @Column(ms('recorded_ms')) recordedMs!: number;
}

export const COLLECTION_ENTITIES = [BillCollectionRow, BillCollectionVoucherRow, BillRefundRow];
