import {
  FEE_BASES, MOST_AREA_CENTI_SQM, MOST_RATE_FEN,
  type AddFeeDiscountBody, type AddFeeStandardBody, type EndFeeStandardBody, type FeeAreaBody, type FeeAreasQuery, type FeeBasis,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { PageDto } from '../../platform/http/page.dto.ts';
import { IsMonth } from '../is-month.ts';
import { ONE_LINE, Trimmed } from '../../platform/http/trimmed.ts';

const INT_MAX = 2_147_483_647; // the column is an int
const NAME_MAX = 40;
const MOST_NAMED = 5_000;
const WORDS: Readonly<Record<string, boolean>> = { true: true, false: false };

export class AddFeeStandardDto implements AddFeeStandardBody {
  @ApiProperty({ format: 'uuid', description: 'made once by the page: sent again it is the same standard' }) @IsUUID() id!: string;
  @ApiProperty({ maxLength: NAME_MAX, example: '物业服务费' }) @Trimmed() @IsString() @Length(1, NAME_MAX) @Matches(ONE_LINE) name!: string;
  @ApiProperty({ enum: FEE_BASES, example: 'area' }) @IsIn(FEE_BASES) basis!: FeeBasis;
  @ApiProperty({ minimum: 1, maximum: MOST_RATE_FEN, example: 50, description: 'fen for each ㎡ and month, or fen for each month' }) @IsInt() @Min(1) @Max(MOST_RATE_FEN) rateFen!: number;
  @ApiProperty({ example: '2026-07' }) @IsMonth() fromMonth!: string;
}

export class EndFeeStandardDto implements EndFeeStandardBody {
  @ApiProperty({ minimum: 1, example: 1 }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
  @ApiProperty({ example: '2026-12', description: 'the last month; the month before its first: it never comes into force' }) @IsMonth() untilMonth!: string;
}

export class AddFeeDiscountDto implements AddFeeDiscountBody {
  @ApiProperty({ format: 'uuid', description: 'made once by the page: sent again it is the same discount' }) @IsUUID() id!: string;
  @ApiProperty({ minimum: 1, example: 1 }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
  @ApiProperty({ maxLength: NAME_MAX, example: '一次性缴纳全年' }) @Trimmed() @IsString() @Length(1, NAME_MAX) @Matches(ONE_LINE) name!: string;
  @ApiProperty({ minimum: 1, maximum: 1000, example: 50, description: 'thousandths off' }) @IsInt() @Min(1) @Max(1000) permilleOff!: number;
  @ApiProperty({ example: '2026-07' }) @IsMonth() fromMonth!: string;
  @ApiPropertyOptional({ example: '2026-12' }) @IsOptional() @IsMonth() untilMonth?: string;
  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'left out: for all' })
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST_NAMED) @ArrayUnique() @IsUUID(undefined, { each: true }) householdIds?: string[];
}

export class FeeAreasQueryDto extends PageDto implements FeeAreasQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() buildingId?: string;
  @ApiPropertyOptional({ maxLength: 40, description: 'part of a door' }) @IsOptional() @IsString() @Length(1, 40) search?: string;
  @ApiPropertyOptional({ enum: ['missing'] }) @IsOptional() @IsIn(['missing']) only?: 'missing';
}

export class FeeAreaDto implements FeeAreaBody {
  @ApiProperty({ minimum: 0, example: 0, description: '0 where there is none yet' }) @IsInt() @Min(0) @Max(INT_MAX) version!: number;
  @ApiProperty({ minimum: 1, maximum: MOST_AREA_CENTI_SQM, example: 8950, description: '0.01 ㎡' }) @IsInt() @Min(1) @Max(MOST_AREA_CENTI_SQM) areaCentiSqm!: number;
}

export class FeeAreaImportQueryDto {
  @ApiPropertyOptional({ type: Boolean, description: 'says what the file would do, and writes nothing' })
  @IsOptional() @Transform(({ value }: { value: unknown }) => (typeof value === 'string' && Object.hasOwn(WORDS, value) ? WORDS[value] : value)) @IsBoolean()
  preview?: boolean;
}
