import { Column, Entity, PrimaryColumn } from 'typeorm';
import { safeInteger } from '../database/transformers.ts';

/** Who may run a job now. Whoever moves the lease forward runs it; a process that died lets it run out. */
@Entity({ name: 'job_lease' })
export class JobLeaseRow {
  @PrimaryColumn({ type: 'varchar', length: 60 }) name!: string;
  @Column({ type: 'varchar', length: 36 }) holder!: string;
  @Column({ type: 'bigint', name: 'leased_until_ms', transformer: safeInteger }) leasedUntilMs!: number;
  @Column({ type: 'bigint', name: 'next_run_ms', transformer: safeInteger }) nextRunMs!: number;
}
