import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { UniqueKey } from '../database/driver-errors.ts';
import { safeInteger } from '../database/transformers.ts';

export const ONE_ROW_PER_EVENT = { name: 'PRIMARY', table: 'wechat_event', columns: ['id'] } as const satisfies UniqueKey;

export type WechatEventStatus = 'stored' | 'handled' | 'failed';

/** What WeChat pushed and somebody here waits for. It sends again what it believes lost: the key keeps one. */
@Entity({ name: 'wechat_event' })
@Index('ix_wechat_event_due', ['status', 'dueMs'])
export class WechatEventRow {
  /** SHA-256 of what makes two deliveries the same event. */
  @PrimaryColumn({ type: 'varchar', length: 64 }) id!: string;
  @Column({ type: 'varchar', length: 60 }) event!: string;
  /** JSON of the push as it was sent. */
  @Column({ type: 'text' }) fields!: string;
  @Column({ type: 'varchar', length: 12 }) status!: WechatEventStatus;
  @Column({ type: 'int' }) tries!: number;
  @Column({ type: 'bigint', name: 'received_ms', transformer: safeInteger }) receivedMs!: number;
  /** While stored: not before. */
  @Column({ type: 'bigint', name: 'due_ms', transformer: safeInteger }) dueMs!: number;
}
