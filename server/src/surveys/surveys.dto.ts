import {
  AREA_SORTS, COMMENT_MAX_LENGTH, COVERAGE_SORTS, OPINIONS, ROUND_STATUSES, SCALE_NAMES, TOPICS,
  type AreaSort, type CoverageAreasQuery, type CoverageCut, type CoverageQuery, type CoverageSort, type CoverageSummaryQuery, type CreateCampaignBody, type MoveRoundBody, type Opinion, type PublishQuestionnaireBody,
  type RescheduleRoundBody, type RoundStatus, type Scale, type SubmitAnswerBody, type Topic,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateNested,
} from 'class-validator';
import { Flag } from '../platform/http/flag.dto.ts';
import { PageDto } from '../platform/http/page.dto.ts';

const INT_MAX = 2_147_483_647; // the columns are ints
const INSTANT = { strict: true, strictSeparator: true } as const;

/** The topics a household spoke about; each may be left out. */
export class TopicAnswersDto implements Readonly<Partial<Record<Topic, Opinion>>> {
  @ApiPropertyOptional({ enum: OPINIONS }) @IsOptional() @IsIn(OPINIONS) publicOrder?: Opinion;
  @ApiPropertyOptional({ enum: OPINIONS }) @IsOptional() @IsIn(OPINIONS) cleaning?: Opinion;
  @ApiPropertyOptional({ enum: OPINIONS }) @IsOptional() @IsIn(OPINIONS) facilities?: Opinion;
  @ApiPropertyOptional({ enum: OPINIONS }) @IsOptional() @IsIn(OPINIONS) attitude?: Opinion;
  @ApiPropertyOptional({ enum: OPINIONS }) @IsOptional() @IsIn(OPINIONS) accounts?: Opinion;
}

/** The contract is the interface; this is its guard at the door. A field that drifts does not compile. */
export class SubmitAnswerDto implements SubmitAnswerBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() submissionId!: string;
  @ApiProperty({ minimum: 1, example: 1 }) @IsInt() @Min(1) @Max(INT_MAX) revision!: number;
  @ApiProperty({ format: 'uuid' }) @IsUUID() householdId!: string;
  @ApiProperty({ minimum: 1, example: 1 }) @IsInt() @Min(1) @Max(INT_MAX) questionnaireVersion!: number;
  @ApiProperty({ enum: OPINIONS, example: 'satisfied' }) @IsIn(OPINIONS) overall!: Opinion;
  @ApiProperty({ type: TopicAnswersDto }) @IsObject() @ValidateNested() @Type(() => TopicAnswersDto) topics!: TopicAnswersDto;
  @ApiProperty({ maxLength: COMMENT_MAX_LENGTH, example: '' }) @IsString() @MaxLength(COMMENT_MAX_LENGTH) comment!: string;
}

export class ParticipationQueryDto {
  @ApiProperty({ format: 'uuid' }) @IsUUID() householdId!: string;
}

export class MoveRoundDto implements MoveRoundBody {
  @ApiProperty({ minimum: 1, example: 2 }) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
}

export class RescheduleRoundDto extends MoveRoundDto implements RescheduleRoundBody {
  @ApiProperty({ format: 'date-time', example: '2026-12-31T16:00:00.000Z' }) @IsISO8601(INSTANT) closesAt!: string;
}

const HALF_YEAR = /^\d{4}H[12]$/;

/** What the coverage is cut by, for the list as for the file of it. */
export class CoverageCutDto implements CoverageCut {
  @ApiPropertyOptional({ example: '2026H2', description: 'left out: the newest that has rounds' }) @IsOptional() @Matches(HALF_YEAR) halfYear?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() streetId?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() communityId?: string;
  @ApiPropertyOptional({ enum: ROUND_STATUSES }) @IsOptional() @IsIn(ROUND_STATUSES) status?: RoundStatus;
  @ApiPropertyOptional({ description: 'only what is on the late list' }) @IsOptional() @Flag() @IsBoolean() late?: boolean;
  @ApiPropertyOptional({ maxLength: 40, description: "part of the estate's or the community's name" }) @IsOptional() @IsString() @Length(1, 40) search?: string;
}

export class CoverageQueryDto extends IntersectionType(CoverageCutDto, PageDto) implements CoverageQuery {
  @ApiPropertyOptional({ enum: COVERAGE_SORTS }) @IsOptional() @IsIn(COVERAGE_SORTS) sort?: CoverageSort;
}

export class CoverageSummaryQueryDto implements CoverageSummaryQuery {
  @ApiPropertyOptional({ example: '2026H2' }) @IsOptional() @Matches(HALF_YEAR) halfYear?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() streetId?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() communityId?: string;
}

export class CoverageAreasQueryDto extends PageDto implements CoverageAreasQuery {
  @ApiPropertyOptional({ example: '2026H2' }) @IsOptional() @Matches(HALF_YEAR) halfYear?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'given: its communities' }) @IsOptional() @IsUUID() streetId?: string;
  @ApiPropertyOptional({ description: 'only areas with something on the late list' }) @IsOptional() @Flag() @IsBoolean() late?: boolean;
  @ApiPropertyOptional({ enum: AREA_SORTS }) @IsOptional() @IsIn(AREA_SORTS) sort?: AreaSort;
}

export class CreateCampaignDto implements CreateCampaignBody {
  @ApiProperty({ example: '2026H2' }) @Matches(HALF_YEAR) halfYear!: string;
  @ApiProperty({ minimum: 1, example: 1 }) @IsInt() @Min(1) @Max(INT_MAX) questionnaireVersion!: number;
  @ApiProperty({ format: 'date-time' }) @IsISO8601(INSTANT) opensAt!: string;
  @ApiProperty({ format: 'date-time' }) @IsISO8601(INSTANT) closesAt!: string;
  @ApiProperty({ format: 'date-time' }) @IsISO8601(INSTANT) supplementUntil!: string;
}

export class TopicQuestionDto {
  @ApiProperty({ enum: TOPICS }) @IsIn(TOPICS) topic!: Topic;
  @ApiProperty({ maxLength: 100 }) @IsString() @Length(1, 100) text!: string;
}

export class PublishQuestionnaireDto implements PublishQuestionnaireBody {
  @ApiProperty({ enum: SCALE_NAMES }) @IsIn(SCALE_NAMES) scale!: Scale;
  @ApiProperty({ maxLength: 200 }) @IsString() @Length(1, 200) overall!: string;
  @ApiProperty({ maxLength: 500 }) @IsString() @MaxLength(500) intro!: string;
  @ApiProperty({ type: [TopicQuestionDto] })
  @IsArray() @ArrayMaxSize(TOPICS.length) @ArrayUnique((question: TopicQuestionDto) => question.topic) @ValidateNested({ each: true }) @Type(() => TopicQuestionDto)
  topics!: TopicQuestionDto[];
}
