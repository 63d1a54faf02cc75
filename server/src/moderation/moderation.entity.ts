import type { CategoryOfComplaint, ModerationDecision, ModerationKind } from '@linping/shared';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../platform/database/driver-errors.ts';
import { safeInteger } from '../platform/database/transformers.ts';

/** Declared once: for the entity, the migration, and the store that reads the engine's complaint. */
export const ONE_ITEM_PER_THING = { name: 'uq_moderation_item_thing', table: 'moderation_item', columns: ['thing'] } as const satisfies UniqueKey;
export const ONE_WORD_ONCE = { name: 'uq_moderation_word_folded', table: 'moderation_word', columns: ['folded'] } as const satisfies UniqueKey;

const ms = (name: string, nullable = false) => ({ type: 'bigint', name, nullable, transformer: safeInteger }) as const;
const uuid = (name: string, nullable = false) => ({ type: 'varchar', length: 36, name, nullable }) as const;

/** `toSend` and `checking`: WeChat's turn. `queued`: a person's, and from then on a person's only. */
export type ModerationState = 'toSend' | 'checking' | 'queued' | ModerationDecision;

/** A text or a photo that nobody else sees before it was passed. */
@Entity({ name: 'moderation_item' })
@Unique(ONE_ITEM_PER_THING.name, ['thing'])
@Unique('uq_moderation_item_trace', ['traceId'])
@Index('ix_moderation_item_state', ['state', 'createdMs'])
@Index('ix_moderation_item_subject', ['subject'])
export class ModerationItemRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 8 }) kind!: ModerationKind;
  /** Whose it is, as `kind:id`; the kind's owner hears of the decision about a text. */
  @Column({ type: 'varchar', length: 80 }) subject!: string;
  /** `photo:<id>`, or `text:` and the subject: held once. */
  @Column({ type: 'varchar', length: 90 }) thing!: string;
  @Column(uuid('photo_id', true)) photoId!: string | null;
  /** A copy for the moderator; dropped with the decision. */
  @Column({ type: 'text', nullable: true }) text!: string | null;
  @Column({ type: 'varchar', length: 24, nullable: true }) category!: CategoryOfComplaint | null;
  @Column(uuid('estate_id')) estateId!: string;
  @Column(uuid('street_id')) streetId!: string;
  @Column(uuid('community_id')) communityId!: string;
  /** While `toSend`: whose openid WeChat is told. */
  @Column(uuid('writer_id', true)) writerId!: string | null;
  @Column({ type: 'varchar', length: 8 }) state!: ModerationState;
  /** WeChat's name for its check of a photo. */
  @Column({ type: 'varchar', length: 128, name: 'trace_id', nullable: true }) traceId!: string | null;
  @Column(ms('sent_ms', true)) sentMs!: number | null;
  /** A staff account; null where WeChat decided. */
  @Column(uuid('decided_by', true)) decidedBy!: string | null;
  @Column(ms('decided_ms', true)) decidedMs!: number | null;
  @Column({ type: 'int' }) version!: number;
  @Column(ms('created_ms')) createdMs!: number;
}

/** The district's list: a text with one of these waits for a person. */
@Entity({ name: 'moderation_word' })
@Unique(ONE_WORD_ONCE.name, ['folded'])
@Index('ix_moderation_word_added', ['addedMs', 'id'])
export class ModerationWordRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 60 }) word!: string;
  /** As it is compared; see `folded`. */
  @Column({ type: 'varchar', length: 20 }) folded!: string;
  /** Null for what came with the system. */
  @Column(uuid('added_by', true)) addedBy!: string | null;
  @Column(ms('added_ms')) addedMs!: number;
}

export const MODERATION_ENTITIES = [ModerationItemRow, ModerationWordRow];
