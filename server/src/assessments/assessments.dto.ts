import {
  ASSESSMENT_STATUSES, GRADES, SHEET_SORTS,
  type AcceptEvidenceBody, type AssessmentStatus, type ChangeDeductionBody, type EnterDeductionBody, type Grade, type OpenSheetsBody, type SheetSort, type SheetsQuery,
  type SubmitSheetBody, type WithdrawDeductionBody,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsDay } from '../platform/http/is-day.ts';

const INT_MAX = 2_147_483_647; // the columns are ints
const HALF_YEAR = /^\d{4}H[12]$/;
const PLACE_MAX = 100;
const TEXT_MAX = 500;

export class SheetsQueryDto implements SheetsQuery {
  @ApiPropertyOptional({ example: '2026H2' }) @IsOptional() @Matches(HALF_YEAR) halfYear?: string;
  @ApiPropertyOptional({ enum: ASSESSMENT_STATUSES }) @IsOptional() @IsIn(ASSESSMENT_STATUSES) status?: AssessmentStatus;
  @ApiPropertyOptional({ enum: GRADES, description: 'of the sheets whose item 20 has arrived' }) @IsOptional() @IsIn(GRADES) grade?: Grade;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() streetId?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() communityId?: string;
  @ApiPropertyOptional({ maxLength: 40, description: 'part of the estate’s name or code, the community or the provider' })
  @IsOptional() @IsString() @Length(1, 40) search?: string;
  @ApiPropertyOptional({ enum: SHEET_SORTS }) @IsOptional() @IsIn(SHEET_SORTS) sort?: SheetSort;
  @ApiPropertyOptional({ description: '`nextCursor` of the page before' }) @IsOptional() @IsString() @Length(1, 64) cursor?: string;
  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit?: number;
}

export class SheetsSummaryQueryDto {
  @ApiPropertyOptional({ example: '2026H2' }) @IsOptional() @Matches(HALF_YEAR) halfYear?: string;
}

export class OpenSheetsDto implements OpenSheetsBody {
  @ApiProperty({ example: '2026H2' }) @Matches(HALF_YEAR) halfYear!: string;
}

/** What of a deduction can be put right later. */
class DeductionDto {
  @ApiProperty({ minimum: 1, example: 2 }) @IsInt() @Min(1) @Max(INT_MAX) count!: number;
  @ApiProperty({ format: 'date', example: '2026-09-18' }) @IsDay() date!: string;
  @ApiProperty({ maxLength: PLACE_MAX, example: '3号楼东侧' }) @IsString() @MaxLength(PLACE_MAX) place!: string;
  @ApiProperty({ maxLength: TEXT_MAX, example: '门岗无人值守' }) @IsString() @MaxLength(TEXT_MAX) @Matches(/\S/) text!: string;
}

export class EnterDeductionDto extends DeductionDto implements EnterDeductionBody {
  @ApiProperty({ format: 'uuid', description: 'made once by the page: sent again it is the same deduction' }) @IsUUID() id!: string;
  @ApiProperty({ minimum: 1, maximum: 20, example: 10, description: '序号; 20 is refused, it comes from the survey' }) @IsInt() @Min(1) @Max(20) item!: number;
  @ApiProperty({ maxLength: 24, example: 'guardAbsent' }) @IsString() @Length(1, 24) unit!: string;
}

export class AcceptEvidenceDto extends OmitType(DeductionDto, ['date'] as const) implements AcceptEvidenceBody {
  @ApiProperty({ format: 'uuid', description: 'of the deduction, made once by the page: sent again it is the same deduction' }) @IsUUID() id!: string;
}

export class ChangeDeductionDto extends DeductionDto implements ChangeDeductionBody {
  @ApiProperty({ minimum: 1, example: 1, description: 'of the deduction as it was seen' }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
}

export class WithdrawDeductionDto implements WithdrawDeductionBody {
  @ApiProperty({ minimum: 1, example: 1, description: 'of the deduction as it was seen' }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
}

export class SubmitSheetDto implements SubmitSheetBody {
  @ApiProperty({ minimum: 1, example: 7, description: 'of the sheet as it was seen' }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
}
