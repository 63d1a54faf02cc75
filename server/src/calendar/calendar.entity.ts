import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UniqueKey } from '../platform/database/driver-errors.ts';
import { safeInteger } from '../platform/database/transformers.ts';

/** Declared once: for the entity, the migration, and the store that reads the engine's complaint. */
export const ONE_EXCEPTION_PER_DAY = { name: 'PRIMARY', table: 'calendar_exception', columns: ['date'] } as const satisfies UniqueKey;

/** A day on which the district works or rests otherwise than the law says. */
@Entity({ name: 'calendar_exception' })
export class CalendarExceptionRow {
  @PrimaryColumn({ type: 'varchar', length: 10 }) date!: string;
  /** Null once it is lifted: the row stays, so that a version is never given twice. */
  @Column({ type: 'boolean', name: 'is_working_day', nullable: true }) isWorkingDay!: boolean | null;
  @Column({ type: 'varchar', length: 100 }) note!: string;
  @Column({ type: 'int' }) version!: number;
  @Column({ type: 'varchar', length: 36, name: 'edited_by' }) editedBy!: string;
  @Column({ type: 'bigint', name: 'edited_ms', transformer: safeInteger }) editedMs!: number;
}
