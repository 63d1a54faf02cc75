import {
  COMPLAINT_CATEGORY_IDS, COMPLAINT_CHANNELS, COMPLAINT_GROUPS, COMPLAINT_SORTS, MOST_COMPLAINT_TEXT, MOST_PHOTOS, MY_COMPLAINTS_KINDS,
  type CategoryOfComplaint, type ComplaintChannel, type ComplaintGroup, type ComplaintSort, type ComplaintsQuery, type ContactBody, type FileComplaintBody,
  type MyComplaintsQuery, type RegisterComplaintBody, type SimilarQuery,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { PageDto } from '../platform/http/page.dto.ts';
import { Trimmed } from '../platform/http/trimmed.ts';

const INSTANT = { strict: true, strictSeparator: true } as const;
const SPOT_MAX = 100;
const CHANNELS = COMPLAINT_CHANNELS.filter((channel) => channel !== 'app');

export class ContactDto implements ContactBody {
  @ApiProperty({ maxLength: 40, example: '来电居民' }) @Trimmed() @IsString() @Length(1, 40) name!: string;
  @ApiProperty({ maxLength: 20, example: '13800000000' }) @Trimmed() @IsString() @Matches(/^\+?[\d -]{7,20}$/) phone!: string;
}

/** What every filing says, whichever way it came. */
class FilingDto {
  @ApiProperty({ format: 'uuid', description: 'made once by the page: sent again it is the same complaint' }) @IsUUID() id!: string;
  @ApiProperty({ enum: COMPLAINT_CATEGORY_IDS, example: 'garbageOverflow' }) @IsIn(COMPLAINT_CATEGORY_IDS) category!: CategoryOfComplaint;
  @ApiProperty({ maxLength: SPOT_MAX, example: '2单元门口' }) @Trimmed() @IsString() @MaxLength(SPOT_MAX) spot!: string;
  @ApiProperty({ maxLength: MOST_COMPLAINT_TEXT, example: '垃圾桶已满三天没有清运' }) @Trimmed() @IsString() @MaxLength(MOST_COMPLAINT_TEXT) @Matches(/\S/) text!: string;
  @ApiProperty({ type: [String], format: 'uuid', maxItems: MOST_PHOTOS, example: [] }) @IsArray() @ArrayMaxSize(MOST_PHOTOS) @ArrayUnique() @IsUUID(undefined, { each: true }) photoIds!: string[];
  @ApiProperty({ example: false }) @IsBoolean() isUrgent!: boolean;
  @ApiPropertyOptional({ type: ContactDto }) @IsOptional() @IsObject() @ValidateNested() @Type(() => ContactDto) contact?: ContactDto;
  @ApiProperty({ example: false, description: 'whether the firm may see the contact' }) @IsBoolean() showContactToFirm!: boolean;
}

export class FileComplaintDto extends FilingDto implements FileComplaintBody {
  @ApiPropertyOptional({ maxLength: 64, description: 'of the building’s QR; exactly one of token and householdId' }) @IsOptional() @IsString() @Length(1, 64) token?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'of the own household' }) @IsOptional() @IsUUID() householdId?: string;
  /** Left out is not agreed to: refused with the sentence that says so. */
  @ApiProperty({ type: String, maxLength: 16, example: '2026-11', description: 'the version of the wording that was agreed to' }) @IsOptional() @IsString() @MaxLength(16) consentVersion = '';
}

export class RegisterComplaintDto extends FilingDto implements RegisterComplaintBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() estateId!: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() buildingId?: string;
  @ApiProperty({ enum: CHANNELS, example: 'hotline12345' }) @IsIn(CHANNELS) channel!: Exclude<ComplaintChannel, 'app'>;
  @ApiPropertyOptional({ maxLength: 40, description: 'the hotline’s own number' }) @IsOptional() @Trimmed() @IsString() @Length(1, 40) externalNumber?: string;
  @ApiProperty({ format: 'date-time', description: 'up to three days ago; the clocks run from then' }) @IsISO8601(INSTANT) receivedAt!: string;
}

export class SimilarQueryDto implements SimilarQuery {
  @ApiPropertyOptional({ maxLength: 64 }) @IsOptional() @IsString() @Length(1, 64) token?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() householdId?: string;
  @ApiProperty({ enum: COMPLAINT_CATEGORY_IDS, example: 'garbageOverflow' }) @IsIn(COMPLAINT_CATEGORY_IDS) category!: CategoryOfComplaint;
}

export class MyComplaintsQueryDto extends PageDto implements MyComplaintsQuery {
  @ApiPropertyOptional({ enum: MY_COMPLAINTS_KINDS }) @IsOptional() @IsIn(MY_COMPLAINTS_KINDS) kind?: (typeof MY_COMPLAINTS_KINDS)[number];
}

/** What the list is cut by, for the list as for its head. */
export class ComplaintsCutDto {
  @ApiPropertyOptional({ enum: COMPLAINT_CATEGORY_IDS }) @IsOptional() @IsIn(COMPLAINT_CATEGORY_IDS) category?: CategoryOfComplaint;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() streetId?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() communityId?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() estateId?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() providerId?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() assigneeId?: string;
  @ApiPropertyOptional({ maxLength: 40, description: 'a number, an external number, or part of an estate’s name' }) @IsOptional() @IsString() @Length(1, 40) search?: string;
}

export class ComplaintsQueryDto extends ComplaintsCutDto implements ComplaintsQuery {
  @ApiPropertyOptional({ enum: COMPLAINT_GROUPS }) @IsOptional() @IsIn(COMPLAINT_GROUPS) group?: ComplaintGroup;
  @ApiPropertyOptional({ enum: COMPLAINT_SORTS }) @IsOptional() @IsIn(COMPLAINT_SORTS) sort?: ComplaintSort;
  @ApiPropertyOptional({ description: '`nextCursor` of the page before' }) @IsOptional() @IsString() @Length(1, 400) cursor?: string;
  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit?: number;
}
