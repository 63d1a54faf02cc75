import {
  STAFF_ROLES, STAFF_SORTS, STAFF_STATUSES,
  type InviteStaffBody, type MoveStaffBody, type ScopeStaffBody, type StaffQuery, type StaffRole, type StaffSort, type StaffStatus,
} from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min, ValidateIf } from 'class-validator';
import { PageDto } from '../platform/http/page.dto.ts';

const MAX_INT = 2_147_483_647; // the column is an int

/** What can be typed on any keyboard and read out over the telephone. */
export const STAFF_NAME = /^[A-Za-z][A-Za-z0-9._-]{2,31}$/;

export class InviteStaffDto implements InviteStaffBody {
  @ApiProperty({ pattern: STAFF_NAME.source }) @Matches(STAFF_NAME) name!: string;
  @ApiProperty({ maxLength: 40 }) @IsString() @Matches(/\S/) @Length(1, 40) displayName!: string;
  @ApiProperty({ enum: STAFF_ROLES }) @IsIn(STAFF_ROLES) role!: StaffRole;
  @ApiProperty({ type: String, nullable: true }) @ValidateIf(({ scopeId }: InviteStaffBody) => scopeId !== null) @IsString() @Length(1, 36) scopeId!: string | null;
}

export class MoveStaffDto implements MoveStaffBody {
  @ApiProperty({ minimum: 1 }) @IsInt() @Min(1) @Max(MAX_INT) version!: number;
}

export class ScopeStaffDto extends MoveStaffDto implements ScopeStaffBody {
  @ApiProperty({ enum: STAFF_ROLES }) @IsIn(STAFF_ROLES) role!: StaffRole;
  @ApiProperty({ type: String, nullable: true }) @ValidateIf(({ scopeId }: ScopeStaffBody) => scopeId !== null) @IsString() @Length(1, 36) scopeId!: string | null;
}

export class StaffPageDto extends PageDto implements StaffQuery {
  @ApiPropertyOptional({ enum: STAFF_ROLES }) @IsOptional() @IsIn(STAFF_ROLES) role?: StaffRole;
  @ApiPropertyOptional({ enum: STAFF_STATUSES }) @IsOptional() @IsIn(STAFF_STATUSES) status?: StaffStatus;
  @ApiPropertyOptional({ format: 'uuid', description: 'accounts that lie in this street' }) @IsOptional() @IsUUID() streetId?: string;
  @ApiPropertyOptional({ description: "part of the account's name, the person's, or the place's" }) @IsOptional() @IsString() @Length(0, 60) search?: string;
  @ApiPropertyOptional({ enum: STAFF_SORTS, default: STAFF_SORTS[0] }) @IsOptional() @IsIn(STAFF_SORTS) sort?: StaffSort;
}
