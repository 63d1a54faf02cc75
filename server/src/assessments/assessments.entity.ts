import type { AssessmentStatus, Grade, HalfYear, ItemNumber } from '@linping/shared';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../platform/database/driver-errors.ts';
import { safeInteger } from '../platform/database/transformers.ts';

/** Declared once: for the entity, the migration, and the store that reads the engine's complaint. */
export const ONE_SHEET_PER_PERIOD = {
  name: 'uq_assessment_sheet_period', table: 'assessment_sheet', columns: ['estate_id', 'half_year', 'contract_id'],
} as const satisfies UniqueKey;
/** What one complaint deducts, it deducts once: on whichever sheet, whoever accepts it. */
export const ONE_DEDUCTION_PER_COMPLAINT = {
  name: 'uq_assessment_deduction_complaint', table: 'assessment_deduction', columns: ['live_complaint_id'],
} as const satisfies UniqueKey;
export const ONE_DEDUCTION_PER_ID = { name: 'PRIMARY', table: 'assessment_deduction', columns: ['id'] } as const satisfies UniqueKey;

const ms = (name: string, nullable = false) => ({ type: 'bigint', name, nullable, transformer: safeInteger }) as const;
const uuid = (name: string) => ({ type: 'varchar', length: 36, name }) as const;

/**
 * One provider's period of service at an estate in a half-year. While it is a draft its facts are the register's and the
 * round's; submitting writes them into `frozen`, and from then on nothing outside the row changes what it says.
 */
@Entity({ name: 'assessment_sheet' })
@Unique(ONE_SHEET_PER_PERIOD.name, ['estateId', 'halfYear', 'contractId'])
@Index('ix_assessment_sheet_street', ['halfYear', 'streetId'])
@Index('ix_assessment_sheet_provider', ['halfYear', 'providerId'])
export class SheetRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 6, name: 'half_year' }) halfYear!: HalfYear;
  @Column(uuid('estate_id')) estateId!: string;
  @Column(uuid('contract_id')) contractId!: string;
  /** As at opening: whose sheet it is, and in whose scope. */
  @Column(uuid('provider_id')) providerId!: string;
  @Column(uuid('street_id')) streetId!: string;
  @Column(uuid('community_id')) communityId!: string;
  @Column({ type: 'varchar', length: 16 }) status!: AssessmentStatus;
  /** Raised by every write to the sheet or its lines: submitting compares it, so that nobody submits a line unseen. */
  @Column({ type: 'int' }) version!: number;
  @Column(ms('opened_ms')) openedMs!: number;
  @Column({ ...uuid('submitted_by'), nullable: true }) submittedBy!: string | null;
  @Column(ms('submitted_ms', true)) submittedMs!: number | null;
  /** The round that item 20 came from. */
  @Column({ ...uuid('round_id'), nullable: true }) roundId!: string | null;
  @Column({ type: 'int', nullable: true, name: 'deci_points' }) deciPoints!: number | null;
  @Column({ type: 'varchar', length: 16, nullable: true }) grade!: Grade | null;
  @Column(ms('subsidy_fen', true)) subsidyFen!: number | null;
  /** JSON of `FrozenSheet`; null while a draft. */
  @Column({ type: 'text', nullable: true }) frozen!: string | null;
}

/** What an officer found. Withdrawn, never deleted: the auditor reads those lines too. */
@Entity({ name: 'assessment_deduction' })
@Unique(ONE_DEDUCTION_PER_COMPLAINT.name, ['liveComplaintId'])
@Index('ix_assessment_deduction_sheet', ['sheetId'])
export class DeductionRow {
  /** Made by the page, so that a retry is the same deduction. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('sheet_id')) sheetId!: string;
  @Column({ type: 'int' }) item!: ItemNumber;
  @Column({ type: 'varchar', length: 24 }) unit!: string;
  @Column({ type: 'int' }) count!: number;
  @Column({ type: 'varchar', length: 10 }) date!: string;
  @Column({ type: 'varchar', length: 100 }) place!: string;
  @Column({ type: 'varchar', length: 500 }) text!: string;
  @Column(uuid('entered_by')) enteredBy!: string;
  @Column(ms('entered_ms')) enteredMs!: number;
  @Column({ type: 'int' }) version!: number;
  @Column({ ...uuid('withdrawn_by'), nullable: true }) withdrawnBy!: string | null;
  @Column(ms('withdrawn_ms', true)) withdrawnMs!: number | null;
  /** The complaint it was accepted from, and the number people call it by; null where an officer found it. */
  @Column({ ...uuid('complaint_id'), nullable: true }) complaintId!: string | null;
  @Column({ type: 'varchar', length: 16, nullable: true, name: 'complaint_number' }) complaintNumber!: string | null;
  /** The complaint while this line counts, null once it is withdrawn: the key that lets it deduct once. */
  @Column({ ...uuid('live_complaint_id'), nullable: true }) liveComplaintId!: string | null;
}

export const ASSESSMENT_ENTITIES = [SheetRow, DeductionRow];
