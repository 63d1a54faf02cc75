import type { BookBody, ComputedKind, CosignVerdict, DateText, DisclosureFrequency, DisclosureKind, DisclosurePeriod, StatementStatus } from '@linping/shared';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../platform/database/driver-errors.ts';
import { safeInteger } from '../platform/database/transformers.ts';

/** Declared once: for the entity, the migration, and the store that reads the engine's complaint. */
export const ONE_STATEMENT_PER_ID = { name: 'PRIMARY', table: 'statement', columns: ['id'] } as const satisfies UniqueKey;
export const ONE_LINE_PER_ID = { name: 'PRIMARY', table: 'statement_line', columns: ['id'] } as const satisfies UniqueKey;
export const ONE_COSIGN_PER_EDITION = { name: 'PRIMARY', table: 'statement_cosign', columns: ['statement_id'] } as const satisfies UniqueKey;
export const ONE_SETTING_PER_DAY = { name: 'PRIMARY', table: 'disclosure_setting', columns: ['estate_id', 'from_day'] } as const satisfies UniqueKey;

const ms = (name: string, nullable = false) => ({ type: 'bigint', name, nullable, transformer: safeInteger }) as const;
const fen = ms;
const uuid = (name: string, nullable = false) => ({ type: 'varchar', length: 36, name, nullable }) as const;
const day = (name: string, nullable = false) => ({ type: 'varchar', length: 10, name, nullable }) as const;

/**
 * One edition of a body's statement of a period. While it is drawn up its figures follow from its lines and the ledger;
 * submitting writes them into `frozen`, and publishing adds the hash: from then on nothing outside the row changes it.
 */
@Entity({ name: 'statement' })
@Unique('uq_statement_edition', ['estateId', 'body', 'bodyId', 'period', 'edition'])
@Index('ix_statement_street', ['streetId', 'status'])
@Index('ix_statement_provider', ['bodyId', 'status'])
@Index('ix_statement_last_day', ['lastDay', 'id'])
export class StatementRow {
  /** Made by the page, so that a retry is the same statement. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('estate_id')) estateId!: string;
  @Column({ type: 'varchar', length: 20 }) body!: BookBody;
  /** The provider; empty for the bodies of which an estate has one each. With estate and body it is the book of the ledger. */
  @Column(uuid('body_id')) bodyId!: string;
  /** Of the estate when it was begun: in whose scope it lies. */
  @Column(uuid('street_id')) streetId!: string;
  @Column(uuid('community_id')) communityId!: string;
  @Column({ type: 'varchar', length: 6 }) period!: DisclosurePeriod;
  @Column(day('first_day')) firstDay!: DateText;
  @Column(day('last_day')) lastDay!: DateText;
  /** 1, 2, 3 … of the period. */
  @Column({ type: 'int' }) edition!: number;
  @Column({ type: 'varchar', length: 12 }) status!: StatementStatus;
  /** Raised by every write to the statement or its lines: nobody submits or approves what they have not seen. */
  @Column({ type: 'int' }) version!: number;
  /** False for the first statement of a book and its corrections: then somebody types it. */
  @Column({ type: 'boolean', name: 'is_opening_carried' }) isOpeningCarried!: boolean;
  /** As typed; null while it is not, and where it is carried. */
  @Column(fen('opening_fen', true)) openingFen!: number | null;
  @Column({ type: 'varchar', length: 2000 }) remark!: string;
  /** Of a correction: the edition it replaces, and why. */
  @Column(uuid('corrects_id', true)) correctsId!: string | null;
  @Column({ type: 'varchar', length: 500, nullable: true }) reason!: string | null;
  @Column(uuid('corrected_by_id', true)) correctedById!: string | null;
  /** Whose lines it shows: its own; of an edition that only carries another opening, those of the edition before. */
  @Column(uuid('lines_of')) linesOf!: string;
  /** The edition under whose keys the ledger has the declared entries; as `linesOf`. */
  @Column(uuid('ledger_of')) ledgerOf!: string;
  @Column(uuid('begun_by')) begunBy!: string;
  @Column(ms('begun_ms')) begunMs!: number;
  @Column(ms('submitted_ms', true)) submittedMs!: number | null;
  @Column({ type: 'varchar', length: 500, nullable: true, name: 'returned_for' }) returnedFor!: string | null;
  @Column(day('published_on', true)) publishedOn!: DateText | null;
  /** JSON of `FrozenFigures`; null while it is drawn up. */
  @Column({ type: 'text', nullable: true }) frozen!: string | null;
  /** SHA-256 of the canonical text, as the audit log has it. */
  @Column({ type: 'varchar', length: 64, nullable: true }) hash!: string | null;
}

/** What is declared of a computed kind where somebody has declared it; without a row it is what the ledger knows. */
@Entity({ name: 'statement_declared' })
export class DeclaredRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'statement_id' }) statementId!: string;
  @PrimaryColumn({ type: 'varchar', length: 24 }) kind!: ComputedKind;
  @Column(fen('declared_fen')) declaredFen!: number;
  @Column({ type: 'varchar', length: 500 }) explanation!: string;
}

@Entity({ name: 'statement_line' })
@Unique('uq_statement_line_sort', ['statementId', 'sort'])
@Index('ix_statement_line_kind', ['statementId', 'kind', 'amountFen', 'vouchers'])
export class LineRow {
  /** Made by the page, so that a retry is the same line. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('statement_id')) statementId!: string;
  /** As they were typed: 1, 2 …, with gaps where one was taken out. */
  @Column({ type: 'int' }) sort!: number;
  @Column({ type: 'varchar', length: 24 }) kind!: DisclosureKind;
  @Column(fen('amount_fen')) amountFen!: number;
  @Column({ type: 'varchar', length: 200 }) note!: string;
  /** How many documents stand behind it. */
  @Column({ type: 'int' }) vouchers!: number;
}

@Entity({ name: 'statement_voucher' })
@Index('ix_statement_voucher_file', ['fileId'])
@Index('ix_statement_voucher_statement', ['statementId'])
export class VoucherRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'line_id' }) lineId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'file_id' }) fileId!: string;
  @Column(uuid('statement_id')) statementId!: string;
  @Column({ type: 'int' }) sort!: number;
}

/** What the committee says of an edition, once. */
@Entity({ name: 'statement_cosign' })
export class CosignRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'statement_id' }) statementId!: string;
  @Column({ type: 'varchar', length: 12 }) verdict!: CosignVerdict;
  @Column({ type: 'varchar', length: 500 }) text!: string;
  @Column(uuid('signed_by')) signedBy!: string;
  @Column(day('signed_on')) signedOn!: DateText;
}

/** How often an estate's bodies disclose, from a day on; before the first row by the half-year. */
@Entity({ name: 'disclosure_setting' })
export class SettingRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'estate_id' }) estateId!: string;
  /** The first day of a half-year. */
  @PrimaryColumn({ type: 'varchar', length: 10, name: 'from_day' }) fromDay!: DateText;
  @Column({ type: 'varchar', length: 10 }) frequency!: DisclosureFrequency;
  @Column(uuid('set_by')) setBy!: string;
  @Column(ms('set_ms')) setMs!: number;
}

export const DISCLOSURE_ENTITIES = [StatementRow, DeclaredRow, LineRow, VoucherRow, CosignRow, SettingRow];
