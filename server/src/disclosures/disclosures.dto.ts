import {
  BOOK_BODIES, COSIGN_VERDICTS, DISCLOSURE_FREQUENCIES, DISCLOSURE_KINDS, STATEMENT_STATUSES,
  type AddLineBody, type BeginStatementBody, type BookBody, type CorrectStatementBody, type CosignBody, type CosignVerdict, type DeclareBody, type DisclosureFrequency,
  type DisclosureKind, type DisclosureSettingsBody, type EditLineBody, type EditStatementBody, type ReturnStatementBody, type StatementDutiesQuery, type StatementLinesQuery,
  type StatementsQuery, type StatementStatus, type StatementVersionBody,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { Flag } from '../platform/http/flag.dto.ts';
import { PageDto } from '../platform/http/page.dto.ts';

const INT_MAX = 2_147_483_647; // the columns are ints
/** A hundred million yuan in one line; twenty thousand of them are still far below the exact integers. */
export const MOST_LINE_FEN = 10_000_000_000;
/** Ten billion yuan: a book of one estate stays below. */
const MOST_FEN = 1_000_000_000_000;
const MOST_VOUCHERS = 20;
export const MOST_NOTE = 200;
const MOST_WORDS = 500;
const MOST_REMARK = 2000;
const PERIOD = /^20\d{2}(H[12]|Q[1-4])$/;

const Trimmed = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

export class StatementsQueryDto extends PageDto implements StatementsQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() estateId?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() streetId?: string;
  @ApiPropertyOptional({ example: '2026H1' }) @IsOptional() @Matches(PERIOD) period?: string;
  @ApiPropertyOptional({ enum: STATEMENT_STATUSES }) @IsOptional() @IsIn(STATEMENT_STATUSES) status?: StatementStatus;
  @ApiPropertyOptional({ enum: BOOK_BODIES }) @IsOptional() @IsIn(BOOK_BODIES) body?: BookBody;
  @ApiPropertyOptional({ description: 'only those in force of which the committee has said nothing yet' }) @IsOptional() @Flag() @IsBoolean() unsigned?: boolean;
  @ApiPropertyOptional({ maxLength: 40, description: 'part of the estate’s name' }) @IsOptional() @IsString() @Length(1, 40) search?: string;
}

export class DutiesSummaryQueryDto {
  @ApiProperty({ example: '2026H1' }) @Matches(PERIOD) period!: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() streetId?: string;
}

const ONLY = ['overdue', 'missing', 'published'] as const;

export class DutiesQueryDto extends PageDto implements StatementDutiesQuery {
  @ApiProperty({ example: '2026H1' }) @Matches(PERIOD) period!: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() streetId?: string;
  @ApiPropertyOptional({ enum: ONLY }) @IsOptional() @IsIn(ONLY) only?: (typeof ONLY)[number];
  @ApiPropertyOptional({ maxLength: 40, description: 'part of the estate’s or the body’s name' }) @IsOptional() @IsString() @Length(1, 40) search?: string;
}

export class LinesQueryDto extends PageDto implements StatementLinesQuery {
  @ApiPropertyOptional({ enum: DISCLOSURE_KINDS }) @IsOptional() @IsIn(DISCLOSURE_KINDS) kind?: DisclosureKind;
}

export class BeginStatementDto implements BeginStatementBody {
  @ApiProperty({ format: 'uuid', description: 'made once by the page: sent again it is the same statement' }) @IsUUID() id!: string;
  @ApiProperty({ enum: BOOK_BODIES, example: 'provider' }) @IsIn(BOOK_BODIES) body!: BookBody;
  @ApiProperty({ example: '2026H1' }) @Matches(PERIOD) period!: string;
}

export class CorrectStatementDto implements CorrectStatementBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id!: string;
  @ApiProperty({ maxLength: MOST_WORDS, example: '电费发票漏记一张' }) @Trimmed() @IsString() @Length(1, MOST_WORDS) reason!: string;
}

export class StatementVersionDto implements StatementVersionBody {
  @ApiProperty({ minimum: 1, example: 3, description: 'of the statement, as it was seen' }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
}

export class VersionQueryDto implements StatementVersionBody {
  @ApiProperty({ minimum: 1, example: 3, description: 'of the statement, as it was seen' }) @Type(() => Number) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
}

export class EditStatementDto extends StatementVersionDto implements EditStatementBody {
  @ApiPropertyOptional({ minimum: -MOST_FEN, maximum: MOST_FEN, description: 'only where none is carried' }) @IsOptional() @IsInt() @Min(-MOST_FEN) @Max(MOST_FEN) openingFen?: number;
  @ApiPropertyOptional({ maxLength: MOST_REMARK }) @IsOptional() @Trimmed() @IsString() @MaxLength(MOST_REMARK) remark?: string;
}

export class DeclareDto extends StatementVersionDto implements DeclareBody {
  @ApiProperty({ minimum: -MOST_FEN, maximum: MOST_FEN, example: 1_234_500 }) @IsInt() @Min(-MOST_FEN) @Max(MOST_FEN) declaredFen!: number;
  @ApiProperty({ maxLength: MOST_WORDS, example: '' }) @Trimmed() @IsString() @MaxLength(MOST_WORDS) explanation!: string;
}

export class AddLineDto extends StatementVersionDto implements AddLineBody {
  @ApiProperty({ format: 'uuid', description: 'made once by the page: sent again it is the same line' }) @IsUUID() id!: string;
  @ApiProperty({ enum: DISCLOSURE_KINDS, example: 'cleaning' }) @IsIn(DISCLOSURE_KINDS) kind!: DisclosureKind;
  @ApiProperty({ minimum: 1, maximum: MOST_LINE_FEN, example: 356_000 }) @IsInt() @Min(1) @Max(MOST_LINE_FEN) amountFen!: number;
  @ApiProperty({ maxLength: MOST_NOTE, example: '一季度保洁用品' }) @Trimmed() @IsString() @Length(1, MOST_NOTE) note!: string;
  @ApiProperty({ type: [String], format: 'uuid', maxItems: MOST_VOUCHERS })
  @IsArray() @ArrayMaxSize(MOST_VOUCHERS) @ArrayUnique() @IsUUID(undefined, { each: true }) voucherIds!: string[];
}

export class EditLineDto extends StatementVersionDto implements EditLineBody {
  @ApiPropertyOptional({ minimum: 1, maximum: MOST_LINE_FEN }) @IsOptional() @IsInt() @Min(1) @Max(MOST_LINE_FEN) amountFen?: number;
  @ApiPropertyOptional({ maxLength: MOST_NOTE }) @IsOptional() @Trimmed() @IsString() @Length(1, MOST_NOTE) note?: string;
  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: MOST_VOUCHERS })
  @IsOptional() @IsArray() @ArrayMaxSize(MOST_VOUCHERS) @ArrayUnique() @IsUUID(undefined, { each: true }) voucherIds?: string[];
}

export class ReturnStatementDto extends StatementVersionDto implements ReturnStatementBody {
  @ApiProperty({ maxLength: MOST_WORDS, example: '绿化费用缺少发票' }) @Trimmed() @IsString() @Length(1, MOST_WORDS) reason!: string;
}

export class CosignDto implements CosignBody {
  @ApiProperty({ enum: COSIGN_VERDICTS, example: 'cosigned' }) @IsIn(COSIGN_VERDICTS) verdict!: CosignVerdict;
  @ApiProperty({ maxLength: MOST_WORDS, description: 'an objection says why' })
  @Trimmed() @IsString() @MaxLength(MOST_WORDS) @ValidateIf(({ verdict, text }: CosignDto) => verdict === 'objected' || text !== '') @Matches(/\S/) text!: string;
}

export class DisclosureSettingsDto implements DisclosureSettingsBody {
  @ApiProperty({ enum: DISCLOSURE_FREQUENCIES, example: 'quarter' }) @IsIn(DISCLOSURE_FREQUENCIES) frequency!: DisclosureFrequency;
}
