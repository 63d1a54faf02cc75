import type { DateText, ReconciledKind, ReconciliationFinding, ReconciliationTaskStatus } from '@linping/shared';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../../platform/database/driver-errors.ts';
import { safeInteger } from '../../platform/database/transformers.ts';

/** Declared once: for the entity, the migration, and the store that reads the engine's complaint. */
export const ONE_DAY_ONCE = { name: 'uq_reconciliation_day', table: 'reconciliation_day', columns: ['mchid', 'day'] } as const satisfies UniqueKey;

const uuid = (name: string) => ({ type: 'varchar', length: 36, name }) as const;
const big = (name: string, nullable = false) => ({ type: 'bigint', name, nullable, transformer: safeInteger }) as const;
const key = (name: string, length: number) => ({ type: 'varchar', length, name }) as const;
const text = (name: string, length: number, nullable = false) => ({ type: 'varchar', length, name, nullable }) as const;

/** A merchant's day that has been compared. Its key decides which of two processes did it. */
@Entity({ name: 'reconciliation_day' })
@Unique(ONE_DAY_ONCE.name, ['mchid', 'day'])
@Index('ix_reconciliation_day_provider', ['providerId', 'day'])
export class ReconciledDayRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('provider_id')) providerId!: string;
  @Column(text('mchid', 32)) mchid!: string;
  @Column(text('day', 10)) day!: DateText;
  @Column({ type: 'int' }) matched!: number;
  /** Of matched payments, and of matched refunds. */
  @Column(big('matched_fen')) matchedFen!: number;
  @Column(big('refunded_fen')) refundedFen!: number;
  /** Lines of the bill that are other business of the merchant. */
  @Column({ type: 'int', name: 'other_trades' }) otherTrades!: number;
  @Column(big('reconciled_ms')) reconciledMs!: number;
}

/** A line of WeChat's bill about something of ours, as it said it. Only inserted. */
@Entity({ name: 'reconciliation_line' })
@Index('ix_reconciliation_line_number', ['number'])
export class BilledLineRow {
  @PrimaryColumn(key('mchid', 32)) mchid!: string;
  @PrimaryColumn(key('day', 10)) day!: DateText;
  @PrimaryColumn(key('trade', 8)) trade!: ReconciledKind;
  /** Of the order or the refund. */
  @PrimaryColumn(key('number', 64)) number!: string;
  @Column(text('order_number', 32)) orderNumber!: string;
  @Column(big('amount_fen')) amountFen!: number;
  /** WeChat's word: SUCCESS, PROCESSING. A refund that failed is not kept. */
  @Column(text('refund_status', 16, true)) refundStatus!: string | null;
  @Column(big('traded_ms')) tradedMs!: number;
}

/** A difference that somebody or something has to explain. */
@Entity({ name: 'reconciliation_task' })
@Unique('uq_reconciliation_task', ['mchid', 'day', 'trade', 'number'])
@Index('ix_reconciliation_task_provider', ['providerId', 'status', 'day'])
@Index('ix_reconciliation_task_looked', ['status', 'lookedMs'])
export class ReconciliationTaskRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('provider_id')) providerId!: string;
  @Column(text('mchid', 32)) mchid!: string;
  @Column(text('day', 10)) day!: DateText;
  @Column(text('trade', 8)) trade!: ReconciledKind;
  @Column(text('number', 64)) number!: string;
  @Column(text('finding', 16)) finding!: Exclude<ReconciliationFinding, 'matched'>;
  @Column(big('here_fen', true)) hereFen!: number | null;
  @Column(big('there_fen', true)) thereFen!: number | null;
  @Column(text('status', 16)) status!: ReconciliationTaskStatus;
  @Column(text('settled_for', 200, true)) settledFor!: string | null;
  /** `staff:<id>`; null while it is open and where it settled itself. */
  @Column(text('settled_by', 42, true)) settledBy!: string | null;
  @Column(big('settled_ms', true)) settledMs!: number | null;
  @Column(big('opened_ms')) openedMs!: number;
  /** When it was last compared anew: the longest ago is next. */
  @Column(big('looked_ms')) lookedMs!: number;
  @Column({ type: 'int' }) version!: number;
}

export const RECONCILIATION_ENTITIES = [ReconciledDayRow, BilledLineRow, ReconciliationTaskRow];
