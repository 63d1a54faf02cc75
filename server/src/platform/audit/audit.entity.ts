import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { safeInteger } from '../database/transformers.ts';

/** One thing that a member of staff, or a job, did. Never who answered, never what. Lines are only ever added. */
@Entity({ name: 'audit_line' })
@Index('ix_audit_line_subject', ['subject', 'sequence'])
@Index('ix_audit_line_actor', ['actor', 'sequence'])
export class AuditLineRow {
  @PrimaryColumn({ type: 'int' }) sequence!: number;
  /** Milliseconds since 1970 UTC: a number hashes the same on every engine. */
  @Column({ type: 'bigint', transformer: safeInteger }) at!: number;
  @Column({ type: 'varchar', length: 64 }) actor!: string;
  @Column({ type: 'varchar', length: 40 }) action!: string;
  @Column({ type: 'varchar', length: 80 }) subject!: string;
  /** JSON, keys sorted. */
  @Column({ type: 'text' }) facts!: string;
  @Column({ type: 'varchar', length: 64 }) hash!: string;
}

/** The end of the chain. Its one row is the gate that puts concurrent writers in a line, on every engine. */
@Entity({ name: 'audit_head' })
export class AuditHeadRow {
  @PrimaryColumn({ type: 'int' }) id!: number;
  @Column({ type: 'int' }) sequence!: number;
  @Column({ type: 'varchar', length: 64 }) hash!: string;
}
