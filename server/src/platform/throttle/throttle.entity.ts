import { Column, Entity, PrimaryColumn } from 'typeorm';
import { safeInteger } from '../database/transformers.ts';

/** How often something was tried in the current window. The key is a hash: it holds no name, phone or address. */
@Entity({ name: 'throttle' })
export class ThrottleRow {
  @PrimaryColumn({ type: 'varchar', length: 64 }) id!: string;
  @Column({ type: 'int' }) taken!: number;
  @Column({ type: 'bigint', name: 'window_ends_ms', transformer: safeInteger }) windowEndsMs!: number;
}
