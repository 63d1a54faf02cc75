import {
  BUILDING_TOKEN, ESTATE_STAGES, isDate, type BindByCodeBody, type BindByPhoneBody, type EditEstateBody, type EstateStage, type IssueCodesBody,
  type MoveStageBody, type PageQuery,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min, ValidateBy, ValidateIf,
} from 'class-validator';

const MAX_INT = 2_147_483_647; // the column is an int
/** No control characters: a name is one line. */
const ONE_LINE = /^[^\p{Cc}]*\S[^\p{Cc}]*$/u;
const IsDay = () => ValidateBy({ name: 'isDay', validator: { validate: (value: unknown) => typeof value === 'string' && isDate(value) } });
/** A field may be left out, but null is a value like any other and not the same as left out. */
const IfGiven = () => ValidateIf((_, value) => value !== undefined);

export class EstatesQueryDto implements PageQuery {
  @ApiPropertyOptional({ description: 'part of the name or the code' }) @IsOptional() @IsString() @Length(0, 60) search?: string;
  @ApiPropertyOptional({ description: '`nextCursor` of the page before' }) @IsOptional() @IsString() @Length(1, 300) cursor?: string;
  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit?: number;
}

export class HouseholdsQueryDto implements PageQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() buildingId?: string;
  @ApiPropertyOptional({ description: 'part of the door' }) @IsOptional() @IsString() @Length(0, 60) search?: string;
  @ApiPropertyOptional({ description: '`nextCursor` of the page before' }) @IsOptional() @IsString() @Length(1, 300) cursor?: string;
  @ApiPropertyOptional({ minimum: 1, maximum: 1000, default: 200 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1000) limit?: number;
}

export class EditEstateDto implements EditEstateBody {
  @ApiProperty({ minimum: 1 }) @IsInt() @Min(1) @Max(MAX_INT) version!: number;
  @ApiPropertyOptional({ maxLength: 100 }) @IfGiven() @IsString() @Length(1, 100) @Matches(ONE_LINE) name?: string;
  @ApiPropertyOptional({ maxLength: 200 }) @IfGiven() @IsString() @Length(1, 200) @Matches(ONE_LINE) address?: string;
  @ApiPropertyOptional({ type: Number, nullable: true }) @IsOptional() @IsInt() @Min(1900) @Max(2100) builtYear?: number | null;
}

export class MoveStageDto implements MoveStageBody {
  @ApiProperty({ minimum: 1 }) @IsInt() @Min(1) @Max(MAX_INT) version!: number;
  @ApiProperty({ enum: ESTATE_STAGES }) @IsIn(ESTATE_STAGES) stage!: EstateStage;
  @ApiProperty({ format: 'date' }) @IsDay() date!: string;
}

export class IssueCodesDto implements IssueCodesBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() buildingId!: string;
  @ApiPropertyOptional({ type: [String], description: 'left out: every door of the building that no phone holds' })
  @IfGiven() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(999) @ArrayUnique() @IsUUID(undefined, { each: true }) householdIds?: readonly string[];
}

export class BindByCodeDto implements BindByCodeBody {
  @ApiProperty({ pattern: BUILDING_TOKEN.source }) @Matches(BUILDING_TOKEN) buildingToken!: string;
  @ApiProperty({ description: 'ten digits; spaces and dashes are taken' }) @IsString() @Length(1, 30) code!: string;
}

export class BindByPhoneDto implements BindByPhoneBody {
  @ApiProperty({ pattern: BUILDING_TOKEN.source }) @Matches(BUILDING_TOKEN) buildingToken!: string;
  @ApiProperty({ description: 'what the getPhoneNumber button answered' }) @IsString() @Length(1, 200) code!: string;
}
