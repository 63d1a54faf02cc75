import { Column, Entity, PrimaryColumn } from 'typeorm';
import { safeInteger } from '../../platform/database/transformers.ts';

/** When a firm last reminded a dwelling of what it owes: at most once a week. */
@Entity({ name: 'bill_reminder' })
export class BillReminderRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'household_id' }) householdId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'provider_id' }) providerId!: string;
  @Column({ type: 'bigint', name: 'reminded_ms', transformer: safeInteger }) remindedMs!: number;
}
