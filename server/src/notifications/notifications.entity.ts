import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { safeInteger } from '../platform/database/transformers.ts';

const ms = (name: string, nullable = false) => ({ type: 'bigint', name, nullable, transformer: safeInteger }) as const;

/** What a resident was told, once per event. The inbox is the one place that always has it. */
@Entity({ name: 'notice' })
@Unique('uq_notice_event', ['residentId', 'eventKey'])
@Index('ix_notice_resident', ['residentId', 'toldMs', 'id'])
export class NoticeRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 36, name: 'resident_id' }) residentId!: string;
  @Column({ type: 'varchar', length: 120, name: 'event_key' }) eventKey!: string;
  @Column({ type: 'varchar', length: 60 }) title!: string;
  @Column({ type: 'varchar', length: 500 }) text!: string;
  @Column({ type: 'varchar', length: 200 }) path!: string;
  @Column(ms('told_ms')) toldMs!: number;
  /** Null while unread. */
  @Column(ms('read_ms', true)) readMs!: number | null;
}

/**
 * `pending` may be sent · `sending` is being sent by one process, which may have died at it · `sent` · `notSubscribed` the
 * resident allowed none · `failed` WeChat would not take it · `unknown` nobody knows whether it arrived, so it is never
 * sent again · `expired` too old to be news, or read already.
 */
export type PushStatus = 'pending' | 'sending' | 'sent' | 'notSubscribed' | 'failed' | 'unknown' | 'expired';

/** The outbox: one subscribe message per notice, of a resident whom WeChat knows. */
@Entity({ name: 'notice_push' })
@Index('ix_notice_push_due', ['status', 'dueMs'])
@Index('ix_notice_push_resident', ['residentId'])
export class NoticePushRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'notice_id' }) noticeId!: string;
  @Column({ type: 'varchar', length: 36, name: 'resident_id' }) residentId!: string;
  @Column({ type: 'varchar', length: 16 }) status!: PushStatus;
  /** How often it was taken up; also what a claim is compared by. */
  @Column({ type: 'int' }) tries!: number;
  @Column(ms('told_ms')) toldMs!: number;
  /** While pending: not before. While sending: until when its process is believed to live. Afterwards: when it ended. */
  @Column(ms('due_ms')) dueMs!: number;
}

export const NOTIFICATION_ENTITIES = [NoticeRow, NoticePushRow];
