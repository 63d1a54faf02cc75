import {
  BUILDING_TOKEN, HOUSEHOLD_STATES,
  type AddBuildingBody, type AddHouseholdBody, type BindByCodeBody, type BindByPhoneBody, type EditHouseholdBody, type HouseholdsQuery,
  type HouseholdState, type IssueCodesBody, type RenameBuildingBody,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min, ValidateIf } from 'class-validator';
import { PageDto } from '../platform/http/page.dto.ts';
import { ONE_LINE, SeenDto } from './estates.dto.ts';

export class HouseholdsQueryDto extends PageDto implements HouseholdsQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() buildingId?: string;
  @ApiPropertyOptional({ description: 'part of the door' }) @IsOptional() @IsString() @Length(0, 60) search?: string;
  @ApiPropertyOptional({ enum: HOUSEHOLD_STATES }) @IsOptional() @IsIn(HOUSEHOLD_STATES) state?: HouseholdState;
  @ApiPropertyOptional({ minimum: 1, maximum: 1000, default: 200 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1000) override limit?: number;
}

export class AddBuildingDto implements AddBuildingBody {
  @ApiProperty({ maxLength: 60 }) @IsString() @Length(1, 60) @Matches(ONE_LINE) name!: string;
}

export class RenameBuildingDto extends AddBuildingDto implements RenameBuildingBody {
  @ApiProperty({ maxLength: 60, description: 'the name that was seen' }) @IsString() @Length(1, 60) formerName!: string;
}

export class AddHouseholdDto implements AddHouseholdBody {
  @ApiProperty({ maxLength: 60 }) @IsString() @Length(1, 60) @Matches(ONE_LINE) door!: string;
}

export class EditHouseholdDto extends SeenDto implements EditHouseholdBody {
  @ApiProperty({ maxLength: 60 }) @IsString() @Length(1, 60) @Matches(ONE_LINE) door!: string;
}

export class IssueCodesDto implements IssueCodesBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() buildingId!: string;
  @ApiPropertyOptional({ type: [String], description: 'left out: every door of the building that no phone holds' })
  @ValidateIf((_, value) => value !== undefined) @IsArray() @ArrayMinSize(1) @ArrayMaxSize(999) @ArrayUnique() @IsUUID(undefined, { each: true })
  householdIds?: readonly string[];
}

export class BindByCodeDto implements BindByCodeBody {
  @ApiProperty({ pattern: BUILDING_TOKEN.source }) @Matches(BUILDING_TOKEN) buildingToken!: string;
  @ApiProperty({ description: 'ten digits; spaces and dashes are taken' }) @IsString() @Length(1, 30) code!: string;
}

export class BindByPhoneDto implements BindByPhoneBody {
  @ApiProperty({ pattern: BUILDING_TOKEN.source }) @Matches(BUILDING_TOKEN) buildingToken!: string;
  @ApiProperty({ description: 'what the getPhoneNumber button answered' }) @IsString() @Length(1, 200) code!: string;
}
