import type { BillStatus, FeeBasis, MonthText } from '@linping/shared';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../../platform/database/driver-errors.ts';
import { safeInteger } from '../../platform/database/transformers.ts';

/** Declared once: for the entity, the migration, and the store that reads the engine's complaint. */
export const ONE_DESK = { name: 'PRIMARY', table: 'billing_desk', columns: ['estate_id', 'provider_id'] } as const satisfies UniqueKey;
export const DESK_NUMBER = { name: 'uq_billing_desk_number', table: 'billing_desk', columns: ['number'] } as const satisfies UniqueKey;
export const ONE_BILL_A_MONTH = { name: 'uq_bill_month_live', table: 'bill_month', columns: ['household_id', 'provider_id', 'month', 'live'] } as const satisfies UniqueKey;

const ms = (name: string, nullable = false) => ({ type: 'bigint', name, nullable, transformer: safeInteger }) as const;
const fen = (name: string) => ({ type: 'bigint', name, transformer: safeInteger }) as const;
const uuid = (name: string, nullable = false) => ({ type: 'varchar', length: 36, name, nullable }) as const;
const month = (name: string, nullable = false) => ({ type: 'varchar', length: 7, name, nullable }) as const;

/** One firm's billing of one estate: the gate of whatever changes its fees or makes bills, and what numbers its bills. */
@Entity({ name: 'billing_desk' })
@Unique(DESK_NUMBER.name, ['number'])
export class BillingDeskRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'estate_id' }) estateId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'provider_id' }) providerId!: string;
  /** The first part of its bills' numbers. */
  @Column({ type: 'int' }) number!: number;
  /** How many bills it has made: the second part. */
  @Column({ type: 'int' }) bills!: number;
  /** The gate: raised by the first statement of whoever writes. */
  @Column({ type: 'int' }) version!: number;
}

/** Of the firm's own run over all dwellings, or asked for by the resident ahead of time. */
export type BillOrigin = 'generated' | 'prepaid';

/** What one dwelling owes one firm for some months. It belongs to the household, not to who lives there. */
@Entity({ name: 'bill' })
@Unique('uq_bill_number', ['number'])
@Index('ix_bill_desk', ['estateId', 'providerId', 'issuedMs', 'number'])
@Index('ix_bill_due', ['estateId', 'providerId', 'status', 'dueOn'])
@Index('ix_bill_household', ['householdId', 'providerId'])
@Index('ix_bill_order', ['orderId'])
@Index('ix_bill_notice', ['status', 'toldStage', 'dueOn'])
@Check('ck_bill_status', "status IN ('issued', 'paying', 'paid', 'partlyRefunded', 'refunded', 'void')")
export class BillRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** Desk and count: `0042-000137`. */
  @Column({ type: 'varchar', length: 24 }) number!: string;
  @Column(uuid('estate_id')) estateId!: string;
  /** Whose claim it is, also after another firm has come. */
  @Column(uuid('provider_id')) providerId!: string;
  @Column(uuid('household_id')) householdId!: string;
  @Column({ type: 'varchar', length: 12 }) origin!: BillOrigin;
  @Column(month('from_month')) fromMonth!: MonthText;
  @Column(month('until_month')) untilMonth!: MonthText;
  /** The sum of its lines, and of its months. */
  @Column(fen('amount_fen')) amountFen!: number;
  @Column(fen('refunded_fen')) refundedFen!: number;
  @Column({ type: 'varchar', length: 16 }) status!: BillStatus;
  @Column({ type: 'varchar', length: 10, name: 'due_on' }) dueOn!: string;
  /** The order of WeChat Pay that holds it, or that paid it. */
  @Column(uuid('order_id', true)) orderId!: string | null;
  /** How often money was taken for it: numbers the receipts. */
  @Column({ type: 'int' }) collections!: number;
  @Column({ type: 'varchar', length: 200, nullable: true, name: 'voided_for' }) voidedFor!: string | null;
  /** What its household was told: 0 nothing, 1 that it is there, 2 that its day is near. */
  @Column({ type: 'int', name: 'told_stage' }) toldStage!: number;
  @Column(ms('issued_ms')) issuedMs!: number;
  /** The gate: raised by the first statement of whatever happens to it. */
  @Column({ type: 'int' }) version!: number;
}

/** What a bill is made of: a fee standard as it was, for the months in which it was in force. */
@Entity({ name: 'bill_line' })
export class BillLineRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'bill_id' }) billId!: string;
  @PrimaryColumn({ type: 'int' }) sort!: number;
  @Column(uuid('standard_id')) standardId!: string;
  @Column({ type: 'varchar', length: 40 }) name!: string;
  @Column({ type: 'varchar', length: 8 }) basis!: FeeBasis;
  @Column({ type: 'int', name: 'rate_fen' }) rateFen!: number;
  /** Null for a fixed fee. */
  @Column({ type: 'int', nullable: true, name: 'area_centi_sqm' }) areaCentiSqm!: number | null;
  @Column({ type: 'int' }) months!: number;
  @Column(fen('discount_fen')) discountFen!: number;
  @Column(fen('amount_fen')) amountFen!: number;
}

/** A month of a bill. The key lets a household have one bill of a firm for a month, whoever makes it and how often. */
@Entity({ name: 'bill_month' })
@Unique(ONE_BILL_A_MONTH.name, ['householdId', 'providerId', 'month', 'live'])
@Index('ix_bill_month_estate', ['estateId', 'providerId', 'month'])
export class BillMonthRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'bill_id' }) billId!: string;
  @PrimaryColumn({ type: 'varchar', length: 7 }) month!: MonthText;
  @Column(uuid('estate_id')) estateId!: string;
  @Column(uuid('provider_id')) providerId!: string;
  @Column(uuid('household_id')) householdId!: string;
  @Column(fen('amount_fen')) amountFen!: number;
  /** 1 while the bill stands, null once it is void: then the month may be billed again. */
  @Column({ type: 'int', nullable: true }) live!: 1 | null;
}

export const BILL_ENTITIES = [BillingDeskRow, BillRow, BillLineRow, BillMonthRow];
