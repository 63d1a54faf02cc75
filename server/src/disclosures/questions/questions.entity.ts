import type { BookBody, DateText, DisclosureKind, DisclosurePeriod } from '@linping/shared';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../../platform/database/driver-errors.ts';
import { safeInteger } from '../../platform/database/transformers.ts';

/** Declared once: for the entity, the migration, and the store that reads the engine's complaint. */
export const ONE_QUESTION_PER_ID = { name: 'PRIMARY', table: 'line_question', columns: ['id'] } as const satisfies UniqueKey;
export const ONE_NTH_OF_DAY = { name: 'uq_line_question_nth', table: 'line_question', columns: ['author_id', 'asked_on', 'nth_of_day'] } as const satisfies UniqueKey;

const ms = (name: string, nullable = false) => ({ type: 'bigint', name, nullable, transformer: safeInteger }) as const;
const uuid = (name: string, nullable = false) => ({ type: 'varchar', length: 36, name, nullable }) as const;

/**
 * A household's question about a line, or a kind, of what a body has disclosed of a period. It belongs to book and period,
 * so that a correction does not hide it. Its words are masked before they come here.
 */
@Entity({ name: 'line_question' })
@Unique(ONE_NTH_OF_DAY.name, ['authorId', 'askedOn', 'nthOfDay'])
@Unique('uq_line_question_complaint', ['complaintId'])
@Index('ix_line_question_book', ['estateId', 'body', 'bodyId', 'period', 'passedMs'])
@Index('ix_line_question_author', ['authorId', 'askedMs'])
@Index('ix_line_question_urgency', ['urgency', 'id'])
@Index('ix_line_question_due', ['status', 'dueMs'])
@Index('ix_line_question_line', ['lineId'])
export class LineQuestionRow {
  /** Made on the phone. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** The edition that was on the screen. */
  @Column(uuid('statement_id')) statementId!: string;
  @Column(uuid('estate_id')) estateId!: string;
  @Column(uuid('street_id')) streetId!: string;
  @Column(uuid('community_id')) communityId!: string;
  @Column({ type: 'varchar', length: 20 }) body!: BookBody;
  @Column(uuid('body_id')) bodyId!: string;
  @Column({ type: 'varchar', length: 6 }) period!: DisclosurePeriod;
  @Column({ type: 'varchar', length: 24 }) kind!: DisclosureKind;
  @Column(uuid('line_id', true)) lineId!: string | null;
  /** Shown to nobody; null once the resident has left (个人信息保护法 47). */
  @Column(uuid('author_id', true)) authorId!: string | null;
  @Column(uuid('household_id', true)) householdId!: string | null;
  @Column({ type: 'varchar', length: 200 }) words!: string;
  /** `asked` and `refused` are nobody's to read but the author's. */
  @Column({ type: 'varchar', length: 12 }) status!: 'asked' | 'refused' | 'open' | 'answered';
  @Column(ms('asked_ms')) askedMs!: number;
  @Column({ type: 'varchar', length: 10, name: 'asked_on' }) askedOn!: DateText;
  /** 1, 2, 3 … of its author's on that day: the key that holds the daily number. */
  @Column({ type: 'int', name: 'nth_of_day' }) nthOfDay!: number;
  @Column(ms('passed_ms', true)) passedMs!: number | null;
  /** The first instant after the last day for an answer. */
  @Column(ms('due_ms', true)) dueMs!: number | null;
  @Column({ type: 'boolean', name: 'is_overdue_told', default: false }) isOverdueTold!: boolean;
  @Column({ type: 'varchar', length: 500, nullable: true }) answer!: string | null;
  @Column(ms('answered_ms', true)) answeredMs!: number | null;
  @Column(uuid('answered_by', true)) answeredBy!: string | null;
  /** What the list of those who answer is sorted by: the deadline; of an answered one far behind, the newest first; 0 before it was passed. */
  @Column(ms('urgency')) urgency!: number;
  @Column(uuid('complaint_id', true)) complaintId!: string | null;
  @Column({ type: 'int' }) version!: number;
}
