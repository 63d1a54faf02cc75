import {
  COMPLAINT_LIMITS, MEDIATION_OUTCOMES, MOST_COMPLAINT_TEXT, MOST_PHOTOS,
  type AssignBody, type CallBackBody, type ComplaintRating, type ConfirmBody, type GrantExtensionBody, type MediateBody, type MediationOutcome, type MergeBody, type ReferBody,
  type RequestExtensionBody, type ResolveBody, type StepBody, type SuperviseBody, type WordsBody,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { IsDay } from '../platform/http/is-day.ts';
import { Trimmed } from '../platform/http/trimmed.ts';

const MOST_EXTENSION_DAYS = COMPLAINT_LIMITS.mostResolveDays - COMPLAINT_LIMITS.resolveDays;
const CALL_BACKS = ['confirmed', 'reopened', 'notReached'] as const;
const MAX_TEXT = MOST_COMPLAINT_TEXT;

class StepDto implements StepBody {
  @ApiProperty({ format: 'uuid', description: 'made once by the page: sent again it is the same step' }) @IsUUID() id!: string;
}

/** Of the steps that may go without a word. */
export class FewWordsDto extends StepDto implements WordsBody {
  @ApiProperty({ maxLength: MAX_TEXT, example: '' }) @Trimmed() @IsString() @MaxLength(MAX_TEXT) text!: string;
  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: MOST_PHOTOS }) @IsOptional() @IsArray() @ArrayMaxSize(MOST_PHOTOS) @ArrayUnique() @IsUUID(undefined, { each: true }) photoIds?: string[];
}

/** Of the steps that are nothing without words. */
export class WordsDto extends StepDto implements WordsBody {
  @ApiProperty({ maxLength: MAX_TEXT, example: '已安排清运' }) @Trimmed() @IsString() @MaxLength(MAX_TEXT) @Matches(/\S/) text!: string;
  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: MOST_PHOTOS }) @IsOptional() @IsArray() @ArrayMaxSize(MOST_PHOTOS) @ArrayUnique() @IsUUID(undefined, { each: true }) photoIds?: string[];
}

export class ResolveDto extends WordsDto implements ResolveBody {
  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: MOST_PHOTOS }) @IsOptional() @IsArray() @ArrayMaxSize(MOST_PHOTOS) @ArrayUnique() @IsUUID(undefined, { each: true }) beforePhotoIds?: string[];
}

export class ConfirmDto extends StepDto implements ConfirmBody {
  @ApiProperty({ minimum: 1, maximum: 5, example: 5 }) @IsInt() @Min(1) @Max(5) rating!: ComplaintRating;
  @ApiPropertyOptional({ maxLength: MAX_TEXT }) @IsOptional() @Trimmed() @IsString() @MaxLength(MAX_TEXT) text?: string;
}

export class AssignDto extends StepDto implements AssignBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() assigneeId!: string;
  @ApiPropertyOptional({ maxLength: MAX_TEXT }) @IsOptional() @Trimmed() @IsString() @MaxLength(MAX_TEXT) text?: string;
}

export class RequestExtensionDto extends StepDto implements RequestExtensionBody {
  @ApiProperty({ minimum: 1, maximum: MOST_EXTENSION_DAYS, example: 3 }) @IsInt() @Min(1) @Max(MOST_EXTENSION_DAYS) workingDays!: number;
  @ApiProperty({ maxLength: MAX_TEXT, example: '配件要从厂家调货' }) @Trimmed() @IsString() @MaxLength(MAX_TEXT) @Matches(/\S/) text!: string;
}

export class GrantExtensionDto extends StepDto implements GrantExtensionBody {
  @ApiProperty({ minimum: 1, maximum: MOST_EXTENSION_DAYS, example: 3 }) @IsInt() @Min(1) @Max(MOST_EXTENSION_DAYS) workingDays!: number;
  @ApiPropertyOptional({ maxLength: MAX_TEXT }) @IsOptional() @Trimmed() @IsString() @MaxLength(MAX_TEXT) text?: string;
}

export class SuperviseDto extends StepDto implements SuperviseBody {
  @ApiProperty({ format: 'date', example: '2026-11-27', description: 'by the end of this day' }) @IsDay() until!: string;
  @ApiProperty({ maxLength: MAX_TEXT, example: '请三日内清运完毕' }) @Trimmed() @IsString() @MaxLength(MAX_TEXT) @Matches(/\S/) text!: string;
}

export class MediateDto extends StepDto implements MediateBody {
  @ApiProperty({ maxLength: 100, example: '投诉人、楼上住户', description: 'roles, not names' }) @Trimmed() @IsString() @Length(1, 100) parties!: string;
  @ApiProperty({ enum: MEDIATION_OUTCOMES, example: 'agreed' }) @IsIn(MEDIATION_OUTCOMES) outcome!: MediationOutcome;
  @ApiProperty({ format: 'date', example: '2026-11-20' }) @IsDay() heldOn!: string;
  @ApiProperty({ maxLength: MAX_TEXT, example: '约定晚十点后不再施工' }) @Trimmed() @IsString() @MaxLength(MAX_TEXT) @Matches(/\S/) text!: string;
}

export class MergeDto extends StepDto implements MergeBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() into!: string;
  @ApiPropertyOptional({ maxLength: MAX_TEXT }) @IsOptional() @Trimmed() @IsString() @MaxLength(MAX_TEXT) text?: string;
}

export class ReferDto extends StepDto implements ReferBody {
  @ApiProperty({ maxLength: 40, example: '城市管理局' }) @Trimmed() @IsString() @Length(1, 40) department!: string;
  @ApiProperty({ maxLength: MAX_TEXT, example: '占道堆放属于城市管理' }) @Trimmed() @IsString() @MaxLength(MAX_TEXT) @Matches(/\S/) text!: string;
}

export class CallBackDto extends StepDto implements CallBackBody {
  @ApiProperty({ enum: CALL_BACKS, example: 'confirmed' }) @IsIn(CALL_BACKS) outcome!: (typeof CALL_BACKS)[number];
  @ApiPropertyOptional({ minimum: 1, maximum: 5, example: 4, description: 'where confirmed' })
  @ValidateIf(({ outcome, rating }: CallBackDto) => outcome === 'confirmed' || rating !== undefined) @IsInt() @Min(1) @Max(5) rating?: ComplaintRating;
  @ApiProperty({ maxLength: MAX_TEXT, example: '来电人说已经清运' }) @Trimmed() @IsString() @MaxLength(MAX_TEXT) text!: string;
}
