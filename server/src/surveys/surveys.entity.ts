import type { Channel, HalfYear, MergedOpinion, Opinion, RoundStatus, Scale, Topic } from '@linping/shared';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../platform/database/driver-errors.ts';
import { safeInteger } from '../platform/database/transformers.ts';

/** Declared once: for the entity, the migration, and the store that reads the engine's complaint. */
export const ONE_CAMPAIGN_PER_HALF_YEAR = { name: 'uq_survey_campaign_half_year', table: 'survey_campaign', columns: ['half_year'] } as const satisfies UniqueKey;
export const ONE_ROUND_PER_HALF_YEAR = { name: 'uq_survey_round_half_year', table: 'survey_round', columns: ['estate_id', 'half_year'] } as const satisfies UniqueKey;
export const ONE_QUESTIONNAIRE_PER_VERSION = { name: 'PRIMARY', table: 'survey_questionnaire', columns: ['version'] } as const satisfies UniqueKey;

const ms = (name: string, nullable = false) => ({ type: 'bigint', name, nullable, transformer: safeInteger }) as const;
const uuid = (name: string) => ({ type: 'varchar', length: 36, name }) as const;

/** A published version; never changed, so that an answer always means what was asked. */
@Entity({ name: 'survey_questionnaire' })
export class QuestionnaireRow {
  @PrimaryColumn({ type: 'int' }) version!: number;
  @Column({ type: 'varchar', length: 16 }) scale!: Scale;
  @Column({ type: 'varchar', length: 200 }) overall!: string;
  @Column({ type: 'varchar', length: 500 }) intro!: string;
  /** JSON: the topics asked, in order, with their wording. */
  @Column({ type: 'text' }) topics!: string;
  @Column(ms('published_ms')) publishedMs!: number;
}

/** The district's survey of one half-year. */
@Entity({ name: 'survey_campaign' })
@Unique(ONE_CAMPAIGN_PER_HALF_YEAR.name, ['halfYear'])
export class CampaignRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 6, name: 'half_year' }) halfYear!: HalfYear;
  @Column({ type: 'int', name: 'questionnaire_version' }) questionnaireVersion!: number;
  @Column(ms('opens_ms')) opensMs!: number;
  @Column(ms('closes_ms')) closesMs!: number;
  @Column(ms('supplement_until_ms')) supplementUntilMs!: number;
}

/** One estate's round. Names are those at its creation: a result must not change when an estate is renamed. */
@Entity({ name: 'survey_round' })
@Unique(ONE_ROUND_PER_HALF_YEAR.name, ['estateId', 'halfYear'])
@Index('ix_survey_round_street', ['halfYear', 'streetId'])
@Index('ix_survey_round_due', ['status', 'closesMs'])
export class RoundRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('campaign_id')) campaignId!: string;
  @Column({ type: 'varchar', length: 6, name: 'half_year' }) halfYear!: HalfYear;
  @Column(uuid('estate_id')) estateId!: string;
  @Column({ type: 'varchar', length: 120 }) estate!: string;
  @Column(uuid('street_id')) streetId!: string;
  @Column({ type: 'varchar', length: 60 }) street!: string;
  @Column(uuid('community_id')) communityId!: string;
  @Column({ type: 'varchar', length: 60 }) community!: string;
  @Column({ type: 'int', name: 'questionnaire_version' }) questionnaireVersion!: number;
  @Column({ type: 'varchar', length: 16 }) status!: RoundStatus;
  /** Counts the officers' moves, and only those: answers come by the hundred and would make every page stale. */
  @Column({ type: 'int' }) version!: number;
  @Column(ms('opens_ms')) opensMs!: number;
  @Column(ms('closes_ms')) closesMs!: number;
  @Column(ms('supplement_until_ms')) supplementUntilMs!: number;
  /** Opened once more after it was found short. */
  @Column({ type: 'boolean', name: 'is_supplement', default: false }) isSupplement!: boolean;
  /** The register frozen at opening: the denominator of the sample. 0 while draft. */
  @Column({ type: 'int' }) households!: number;
  /** `requiredSample(households)`, kept for sorting the board. */
  @Column({ type: 'int' }) required!: number;
  /** The gate's counter: raised in the transaction of every answer. */
  @Column({ type: 'int' }) participated!: number;
  /** Null while open, and when the clock closed it. */
  @Column({ ...uuid('closed_by'), nullable: true }) closedBy!: string | null;
  @Column({ ...uuid('certified_by'), nullable: true }) certifiedBy!: string | null;
  @Column(ms('certified_ms', true)) certifiedMs!: number | null;
  @Column({ type: 'int', nullable: true }) valid!: number | null;
  @Column({ type: 'int', nullable: true }) satisfied!: number | null;
  @Column({ type: 'int', nullable: true, name: 'strictly_satisfied' }) strictlySatisfied!: number | null;
  @Column({ type: 'int', nullable: true, name: 'deci_points' }) deciPoints!: number | null;
  /** JSON {@link StoredTally}, written by the certification. */
  @Column({ type: 'text', nullable: true }) tally!: string | null;
}

/** What certification counted, small cells merged: the numbers a result page shows. */
export interface StoredTally {
  readonly overall: MergedCounts;
  readonly topics: Readonly<Partial<Record<Topic, MergedCounts>>>;
}
export type MergedCounts = Readonly<Partial<Record<MergedOpinion, number>>>;

/** Coverage of one building: what the street looks at to know where to knock. */
@Entity({ name: 'survey_round_building' })
@Index('ix_survey_round_building_round', ['roundId'])
export class RoundBuildingRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('round_id')) roundId!: string;
  @Column(uuid('building_id')) buildingId!: string;
  @Column({ type: 'varchar', length: 60 }) building!: string;
  @Column({ type: 'int' }) sort!: number;
  @Column({ type: 'int' }) households!: number;
  @Column({ type: 'int' }) participated!: number;
}

/** The frozen register: every dwelling, with or without a phone. Whoever is not in it cannot answer in this round. */
@Entity({ name: 'survey_roster', withoutRowid: true })
export class RosterRow {
  @PrimaryColumn(uuid('household_id')) householdId!: string;
  @PrimaryColumn(uuid('round_id')) roundId!: string;
  @Column(uuid('round_building_id')) roundBuildingId!: string;
}

/**
 * That a household took part, and how. Never what it said, nor the submission's id, and no time finer than the day.
 * Keyed by household and without rowid, so that the order of arrival is not stored.
 */
@Entity({ name: 'survey_participation', withoutRowid: true })
@Index('ix_survey_participation_round', ['roundId', 'channel'])
export class ParticipationRow {
  @PrimaryColumn(uuid('household_id')) householdId!: string;
  @PrimaryColumn(uuid('round_id')) roundId!: string;
  @Column({ type: 'varchar', length: 10 }) channel!: Channel;
  /** The community worker who asked at the door. */
  @Column({ ...uuid('collector_id'), nullable: true }) collectorId!: string | null;
  /** HMAC under the round's key; gone with certification. */
  @Column({ type: 'varchar', length: 64, nullable: true, name: 'device_hash' }) deviceHash!: string | null;
  @Column({ type: 'varchar', length: 64, nullable: true, name: 'network_hash' }) networkHash!: string | null;
  @Column({ type: 'varchar', length: 10 }) day!: string;
}

/** What a household said, under a tag that only the round's key can tie to it. No time, channel, building or order. */
@Entity({ name: 'survey_answer', withoutRowid: true })
export class SealedAnswerRow {
  @PrimaryColumn(uuid('round_id')) roundId!: string;
  @PrimaryColumn({ type: 'varchar', length: 64 }) seal!: string;
  @Column(uuid('submission_id')) submissionId!: string;
  @Column({ type: 'int' }) revision!: number;
  @Column({ type: 'varchar', length: 24 }) overall!: Opinion;
  /** JSON of the topics answered, in the questionnaire's order. */
  @Column({ type: 'text' }) topics!: string;
  @Column({ type: 'text' }) comment!: string;
}

/** A round's key, wrapped by the half-year's key that lies outside the database. Deleted by certification. */
@Entity({ name: 'survey_round_key' })
export class RoundKeyRow {
  @PrimaryColumn(uuid('round_id')) roundId!: string;
  @Column({ type: 'varchar', length: 120 }) wrapped!: string;
}

/** An answer after certification: a new row with a fresh id in shuffled order, small cells merged, nothing else. */
@Entity({ name: 'survey_counted_answer', withoutRowid: true })
@Index('ix_survey_counted_answer_round', ['roundId'])
export class CountedAnswerRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('round_id')) roundId!: string;
  @Column({ type: 'varchar', length: 24 }) overall!: MergedOpinion;
  @Column({ type: 'text' }) topics!: string;
}

/** Comments lie apart from the answers and were shuffled apart: what somebody wrote must not lead to what they ticked. */
@Entity({ name: 'survey_counted_comment', withoutRowid: true })
@Index('ix_survey_counted_comment_round', ['roundId'])
export class CountedCommentRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('round_id')) roundId!: string;
  @Column({ type: 'text' }) comment!: string;
}

export const SURVEY_ENTITIES = [
  QuestionnaireRow, CampaignRow, RoundRow, RoundBuildingRow, RosterRow, ParticipationRow, SealedAnswerRow, RoundKeyRow, CountedAnswerRow, CountedCommentRow,
];
