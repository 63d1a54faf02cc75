import type {
  CategoryOfComplaint, ComplaintChannel, ComplaintRating, ComplaintSide, ComplaintStatus, ComplaintStepKind, DueView, ExtensionState, HalfYear, Role, TextCheck,
} from '@linping/shared';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../platform/database/driver-errors.ts';
import { safeInteger } from '../platform/database/transformers.ts';

/** Declared once: for the entity, the migration, and the store that reads the engine's complaint. */
export const ONE_COMPLAINT_PER_ID = { name: 'PRIMARY', table: 'complaint', columns: ['id'] } as const satisfies UniqueKey;
export const COMPLAINT_NUMBER = { name: 'uq_complaint_number', table: 'complaint', columns: ['number'] } as const satisfies UniqueKey;
export const EXTERNAL_NUMBER = { name: 'uq_complaint_external_number', table: 'complaint', columns: ['channel', 'external_number'] } as const satisfies UniqueKey;
export const ONE_STEP_PER_ID = { name: 'PRIMARY', table: 'complaint_step', columns: ['id'] } as const satisfies UniqueKey;
export const ONE_FOLLOWER_ONCE = { name: 'PRIMARY', table: 'complaint_follower', columns: ['complaint_id', 'resident_id'] } as const satisfies UniqueKey;

const ms = (name: string, nullable = false) => ({ type: 'bigint', name, nullable, transformer: safeInteger }) as const;
const uuid = (name: string, nullable = false) => ({ type: 'varchar', length: 36, name, nullable }) as const;

/**
 * A complaint as it stands. Everything below `status` follows from its steps and the calendar of working days, and is
 * written here so that lists, jobs and figures need not fold histories; `complaint-state.ts` is the fold.
 */
@Entity({ name: 'complaint' })
@Unique(COMPLAINT_NUMBER.name, ['number'])
@Unique(EXTERNAL_NUMBER.name, ['channel', 'externalNumber'])
@Index('ix_complaint_estate', ['estateId', 'status'])
@Index('ix_complaint_building', ['buildingId', 'category'])
@Index('ix_complaint_street', ['streetId', 'status'])
@Index('ix_complaint_community', ['communityId', 'status'])
@Index('ix_complaint_provider', ['providerId', 'status'])
@Index('ix_complaint_author', ['authorId', 'filedMs'])
@Index('ix_complaint_next_due', ['nextDueMs'])
@Index('ix_complaint_half_year', ['halfYear', 'estateId'])
export class ComplaintRow {
  /** Made by the page, so that a retry is the same complaint. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** What people call it: the day it was filed and four signs, `261122-4F7K`. */
  @Column({ type: 'varchar', length: 16 }) number!: string;
  @Column(uuid('estate_id')) estateId!: string;
  @Column(uuid('building_id', true)) buildingId!: string | null;
  /** Of the estate when it was filed, as are community and provider: whose affair it is does not move with the register. */
  @Column(uuid('street_id')) streetId!: string;
  @Column(uuid('community_id')) communityId!: string;
  /** Null where nobody managed the estate: the street answers in a firm's place. */
  @Column(uuid('provider_id', true)) providerId!: string | null;
  @Column({ type: 'varchar', length: 24 }) category!: CategoryOfComplaint;
  /** The author's words: emptied when the author leaves. */
  @Column({ type: 'varchar', length: 100 }) spot!: string;
  @Column({ type: 'boolean', name: 'is_urgent' }) isUrgent!: boolean;
  @Column({ type: 'varchar', length: 12 }) channel!: ComplaintChannel;
  @Column({ type: 'varchar', length: 40, nullable: true, name: 'external_number' }) externalNumber!: string | null;

  /** A resident; null for what staff registered, and once the author has left. No view of a firm leads here. */
  @Column(uuid('author_id', true)) authorId!: string | null;
  /** The author's phone held a household of this estate when it filed: only then does its rating count. */
  @Column({ type: 'boolean', name: 'is_verified' }) isVerified!: boolean;
  @Column({ type: 'boolean', name: 'show_contact' }) showContact!: boolean;
  /** See `contact-cipher.ts`. */
  @Column({ type: 'text', nullable: true, name: 'contact_cipher' }) contactCipher!: string | null;
  @Column({ type: 'varchar', length: 16, nullable: true, name: 'consent_version' }) consentVersion!: string | null;
  @Column(ms('consent_ms', true)) consentMs!: number | null;

  @Column({ type: 'varchar', length: 16 }) status!: ComplaintStatus;
  /** The gate: raised by the first statement of every step, and the sequence of the newest one. */
  @Column({ type: 'int' }) version!: number;
  /** When it was written down here; `receivedMs` may be up to three days earlier for what came by phone. */
  @Column(ms('filed_ms')) filedMs!: number;
  @Column(ms('received_ms')) receivedMs!: number;
  /** Of the receipt. */
  @Column({ type: 'varchar', length: 6, name: 'half_year' }) halfYear!: HalfYear;
  @Column(ms('last_step_ms')) lastStepMs!: number;
  @Column(ms('closed_ms', true)) closedMs!: number | null;

  /** The present round of work: from the receipt, or from the last reopening, objection or return. */
  @Column(ms('start_ms')) startMs!: number;
  @Column(ms('acknowledged_ms', true)) acknowledgedMs!: number | null;
  @Column(ms('accepted_ms', true)) acceptedMs!: number | null;
  @Column(ms('resolved_ms', true)) resolvedMs!: number | null;
  @Column(ms('acknowledge_due_ms', true)) acknowledgeDueMs!: number | null;
  @Column(ms('accept_due_ms')) acceptDueMs!: number;
  /** Null while the resident is asked. */
  @Column(ms('resolve_due_ms', true)) resolveDueMs!: number | null;
  @Column(ms('answer_due_ms', true)) answerDueMs!: number | null;
  @Column(ms('silent_due_ms', true)) silentDueMs!: number | null;
  /** The end of the day that the street has set (督办); of this round. */
  @Column(ms('supervised_until_ms', true)) supervisedUntilMs!: number | null;
  /** Each clock escalates once in a round. */
  @Column({ type: 'boolean', name: 'acknowledge_escalated' }) acknowledgeEscalated!: boolean;
  @Column({ type: 'boolean', name: 'accept_escalated' }) acceptEscalated!: boolean;
  @Column({ type: 'boolean', name: 'resolve_escalated' }) resolveEscalated!: boolean;
  @Column({ type: 'boolean', name: 'supervise_escalated' }) superviseEscalated!: boolean;
  /** The clock that people look at now, and until when; null where none runs. */
  @Column({ type: 'varchar', length: 12, nullable: true, name: 'due_clock' }) dueClock!: DueView['clock'] | null;
  @Column(ms('due_ms', true)) dueMs!: number | null;
  /** When the clock has to do something next by itself. */
  @Column(ms('next_due_ms', true)) nextDueMs!: number | null;

  /**
   * For the figures: the first acceptance and the first resolve with the deadline that was in force. While it has not
   * happened the deadline is the present round's; afterwards neither moves. Late: the instant is the deadline or later.
   */
  @Column(ms('first_accept_due_ms')) firstAcceptDueMs!: number;
  @Column(ms('first_accepted_ms', true)) firstAcceptedMs!: number | null;
  @Column(ms('first_resolve_due_ms', true)) firstResolveDueMs!: number | null;
  @Column(ms('first_resolved_ms', true)) firstResolvedMs!: number | null;
  /** With another department since; null again once it was returned. */
  @Column(ms('referred_ms', true)) referredMs!: number | null;

  @Column({ type: 'varchar', length: 12 }) extension!: ExtensionState;
  /** Working days asked for, or granted. */
  @Column({ type: 'int', name: 'extension_days' }) extensionDays!: number;
  /** Of them, what lengthens the present round. */
  @Column({ type: 'int', name: 'granted_days' }) grantedDays!: number;
  @Column({ type: 'int' }) questions!: number;
  @Column({ type: 'boolean', name: 'has_objected' }) hasObjected!: boolean;
  @Column({ type: 'int', name: 'times_reopened' }) timesReopened!: number;
  /** 1–5, once `confirmed`. */
  @Column({ type: 'int', nullable: true }) rating!: ComplaintRating | null;
  /** Of a verified author, or told in a call-back: it is in the satisfaction figure. */
  @Column({ type: 'boolean', name: 'rating_counts' }) ratingCounts!: boolean;
  @Column(uuid('assignee_id', true)) assigneeId!: string | null;
  @Column(uuid('merged_into', true)) mergedInto!: string | null;
  /** How many were merged into this one: raised first by a merge, so that its target cannot end meanwhile. */
  @Column({ type: 'int' }) merges!: number;
  /** How many follow it: the gate of following. */
  @Column({ type: 'int' }) followers!: number;
}

/** One thing that was done, by whom and when. Only added; words and photos alone may go when their writer leaves. */
@Entity({ name: 'complaint_step' })
@Unique('uq_complaint_step_sequence', ['complaintId', 'sequence'])
@Index('ix_complaint_step_actor', ['actorId'])
export class ComplaintStepRow {
  /** Made by the page, so that a retry is the same step; of the filing it is the complaint's. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('complaint_id')) complaintId!: string;
  /** The complaint's version with this step: 1, 2, 3 … without a gap. */
  @Column({ type: 'int' }) sequence!: number;
  @Column({ type: 'varchar', length: 16 }) kind!: ComplaintStepKind;
  /** Of what time did, the deadline itself, whenever it was noticed. */
  @Column(ms('at_ms')) atMs!: number;
  @Column({ type: 'varchar', length: 8 }) side!: ComplaintSide;
  /** Null for what time did. */
  @Column({ type: 'varchar', length: 24, nullable: true, name: 'actor_role' }) actorRole!: Role | null;
  /** A staff account or a resident; null for time, and for a resident who has left. */
  @Column(uuid('actor_id', true)) actorId!: string | null;
  /** The status it led to. */
  @Column({ type: 'varchar', length: 16 }) status!: ComplaintStatus;
  @Column({ type: 'text' }) text!: string;
  @Column({ type: 'varchar', length: 8, name: 'text_check' }) textCheck!: TextCheck;
  /** JSON of `StepFacts`. */
  @Column({ type: 'text' }) facts!: string;
  /** Keyed hash of who sent what: a retry is told from another request. Gone with its writer. */
  @Column({ type: 'varchar', length: 64, nullable: true, name: 'content_tag' }) contentTag!: string | null;
}

/** From a question to its answer, or to the end of what it may wait. */
@Entity({ name: 'complaint_pause' })
@Index('ix_complaint_pause_complaint', ['complaintId', 'fromMs'])
export class ComplaintPauseRow {
  /** The step that asked. */
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'step_id' }) stepId!: string;
  @Column(uuid('complaint_id')) complaintId!: string;
  @Column(ms('from_ms')) fromMs!: number;
  @Column(ms('to_ms', true)) toMs!: number | null;
}

export type PhotoSlot = 'before' | 'after';

@Entity({ name: 'complaint_photo' })
@Index('ix_complaint_photo_complaint', ['complaintId'])
export class ComplaintPhotoRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'step_id' }) stepId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'photo_id' }) photoId!: string;
  @Column(uuid('complaint_id')) complaintId!: string;
  /** `before` is a resolve's picture of how it had been; all others are `after`. */
  @Column({ type: 'varchar', length: 8 }) slot!: PhotoSlot;
  @Column({ type: 'int' }) sort!: number;
}

/** 「我也遇到了」: a neighbour who is told of the progress and sees neither words nor photos. */
@Entity({ name: 'complaint_follower' })
@Index('ix_complaint_follower_resident', ['residentId', 'sinceMs'])
export class ComplaintFollowerRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'complaint_id' }) complaintId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'resident_id' }) residentId!: string;
  @Column(ms('since_ms')) sinceMs!: number;
}

export const COMPLAINT_ENTITIES = [ComplaintRow, ComplaintStepRow, ComplaintPauseRow, ComplaintPhotoRow, ComplaintFollowerRow];
