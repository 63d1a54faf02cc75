import {
  ESTATE_SORTS, ESTATE_STAGES, PROVIDER_KINDS, PROVIDER_SORTS,
  type AddContractBody, type AddProviderBody, type EditContractBody, type EditEstateBody, type EditProviderBody, type EstateSort,
  type EstatesQuery, type EstateStage, type MoveStageBody, type ProviderKind, type ProviderSort, type ProvidersQuery,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min, ValidateIf, ValidateNested } from 'class-validator';
import { PageDto } from '../platform/http/page.dto.ts';
import { IsDay } from '../platform/http/is-day.ts';

const MAX_INT = 2_147_483_647; // the column is an int
/** 10,000 ㎢: nine digits before the point, as the lists take them. */
const MOST_CENTI_SQM = 99_999_999_999;
/** No control characters: a name is one line. */
export const ONE_LINE = /^[^\p{Cc}]*\S[^\p{Cc}]*$/u;
/** As the lists take it; empty where there is none. */
const PHONE = /^(\+?\d[\d -]{4,})?$/;
/** A field may be left out, but null is a value like any other and not the same as left out. */
const IfGiven = () => ValidateIf((_, value) => value !== undefined);
const IfGivenAndSet = () => ValidateIf((_, value) => value !== undefined && value !== null);
const IfSet = () => ValidateIf((_, value) => value !== null);

/** The version that whoever asks was looking at. */
export class SeenDto {
  @ApiProperty({ minimum: 1 }) @Type(() => Number) @IsInt() @Min(1) @Max(MAX_INT) version!: number;
}

export class EstatesQueryDto extends PageDto implements EstatesQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() streetId?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() communityId?: string;
  @ApiPropertyOptional({ enum: ESTATE_STAGES }) @IsOptional() @IsIn(ESTATE_STAGES) stage?: EstateStage;
  @ApiPropertyOptional({ format: 'uuid', description: 'managed by this provider today' }) @IsOptional() @IsUUID() providerId?: string;
  @ApiPropertyOptional({ description: 'part of the name or the code' }) @IsOptional() @IsString() @Length(0, 60) search?: string;
  @ApiPropertyOptional({ enum: ESTATE_SORTS, default: ESTATE_SORTS[0] }) @IsOptional() @IsIn(ESTATE_SORTS) sort?: EstateSort;
}

/** An area in hundredths of a square metre, and why it changes. */
export class AreaDto {
  @ApiProperty({ minimum: 1 }) @IsInt() @Min(1) @Max(MOST_CENTI_SQM) centiSqm!: number;
  @ApiProperty({ maxLength: 200 }) @IsString() @Length(2, 200) @Matches(ONE_LINE) reason!: string;
}

export class EditEstateDto extends SeenDto implements EditEstateBody {
  @ApiPropertyOptional({ maxLength: 100 }) @IfGiven() @IsString() @Length(1, 100) @Matches(ONE_LINE) name?: string;
  @ApiPropertyOptional({ maxLength: 200 }) @IfGiven() @IsString() @Length(1, 200) @Matches(ONE_LINE) address?: string;
  @ApiPropertyOptional({ type: Number, nullable: true }) @IsOptional() @IsInt() @Min(1900) @Max(2100) builtYear?: number | null;
  @ApiPropertyOptional({ type: AreaDto }) @IfGiven() @ValidateNested() @Type(() => AreaDto) area?: AreaDto;
}

export class MoveStageDto extends SeenDto implements MoveStageBody {
  @ApiProperty({ enum: ESTATE_STAGES }) @IsIn(ESTATE_STAGES) stage!: EstateStage;
  @ApiProperty({ format: 'date' }) @IsDay() date!: string;
}

export class AddContractDto extends SeenDto implements AddContractBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() providerId!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) @IfSet() @IsDay() signedDate!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) @IfSet() @IsDay() filedDate!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) @IfSet() @IsDay() entryDate!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) @IfSet() @IsDay() endDate!: string | null;
  @ApiProperty({ maxLength: 32 }) @IsString() @Length(0, 32) @Matches(PHONE) phone!: string;
  @ApiProperty({ description: 'asked of a cityOperator only' }) @IsBoolean() isSubsidised!: boolean;
}

export class EditContractDto extends SeenDto implements EditContractBody {
  @ApiPropertyOptional({ type: String, format: 'date', nullable: true }) @IfGivenAndSet() @IsDay() signedDate?: string | null;
  @ApiPropertyOptional({ type: String, format: 'date', nullable: true }) @IfGivenAndSet() @IsDay() filedDate?: string | null;
  @ApiPropertyOptional({ type: String, format: 'date', nullable: true }) @IfGivenAndSet() @IsDay() entryDate?: string | null;
  @ApiPropertyOptional({ type: String, format: 'date', nullable: true }) @IfGivenAndSet() @IsDay() endDate?: string | null;
  @ApiPropertyOptional({ maxLength: 32 }) @IfGiven() @IsString() @Length(0, 32) @Matches(PHONE) phone?: string;
  @ApiPropertyOptional({ description: 'asked of a cityOperator only' }) @IfGiven() @IsBoolean() isSubsidised?: boolean;
}

export class ProvidersQueryDto extends PageDto implements ProvidersQuery {
  @ApiPropertyOptional({ description: 'part of the name' }) @IsOptional() @IsString() @Length(0, 60) search?: string;
  @ApiPropertyOptional({ enum: PROVIDER_KINDS }) @IsOptional() @IsIn(PROVIDER_KINDS) kind?: ProviderKind;
  @ApiPropertyOptional({ format: 'uuid', description: 'managing an estate of this street today' }) @IsOptional() @IsUUID() streetId?: string;
  @ApiPropertyOptional({ enum: PROVIDER_SORTS, default: PROVIDER_SORTS[0] }) @IsOptional() @IsIn(PROVIDER_SORTS) sort?: ProviderSort;
}

export class AddProviderDto implements AddProviderBody {
  @ApiProperty({ maxLength: 100 }) @IsString() @Length(2, 100) @Matches(ONE_LINE) name!: string;
  @ApiProperty({ enum: PROVIDER_KINDS }) @IsIn(PROVIDER_KINDS) kind!: ProviderKind;
  @ApiProperty({ maxLength: 32 }) @IsString() @Length(0, 32) @Matches(PHONE) phone!: string;
}

export class EditProviderDto extends SeenDto implements EditProviderBody {
  @ApiPropertyOptional({ maxLength: 100 }) @IfGiven() @IsString() @Length(2, 100) @Matches(ONE_LINE) name?: string;
  @ApiPropertyOptional({ maxLength: 32 }) @IfGiven() @IsString() @Length(0, 32) @Matches(PHONE) phone?: string;
}
