import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../../platform/database/driver-errors.ts';
import { safeInteger } from '../../platform/database/transformers.ts';

/** Declared once: for the entity, the migration, and the store that reads the engine's complaint. */
export const ONE_TEMPLATE_PER_SLOT = { name: 'uq_complaint_template_slot', table: 'complaint_template', columns: ['provider_id', 'slot'] } as const satisfies UniqueKey;
export const ONE_TEMPLATE_PER_ID = { name: 'PRIMARY', table: 'complaint_template', columns: ['id'] } as const satisfies UniqueKey;

/** A text that a firm answers with often. */
@Entity({ name: 'complaint_template' })
@Unique(ONE_TEMPLATE_PER_SLOT.name, ['providerId', 'slot'])
export class ComplaintTemplateRow {
  /** Made by the page, so that a retry is the same template. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 36, name: 'provider_id' }) providerId!: string;
  /** 1–50, each once within a firm: so many there may be, whoever adds at the same moment. */
  @Column({ type: 'int' }) slot!: number;
  @Column({ type: 'varchar', length: 30 }) title!: string;
  @Column({ type: 'varchar', length: 500 }) text!: string;
  @Column({ type: 'int' }) version!: number;
  /** The account that wrote it as it stands, and when. */
  @Column({ type: 'varchar', length: 36, name: 'written_by' }) writtenBy!: string;
  @Column({ type: 'bigint', name: 'written_ms', transformer: safeInteger }) writtenMs!: number;
}
