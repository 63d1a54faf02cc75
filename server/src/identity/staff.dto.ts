import { STAFF_ROLES, type InviteStaffBody, type MoveStaffBody, type PageQuery, type ScopeStaffBody, type StaffRole } from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min, ValidateIf } from 'class-validator';

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

export class StaffPageDto implements PageQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @Length(1, 200) cursor?: string;
  @ApiPropertyOptional({ minimum: 1, maximum: 200 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit?: number;
}

export class AuditPageDto {
  @ApiPropertyOptional({ minimum: 0 }) @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(MAX_INT) after?: number;
  @ApiPropertyOptional({ minimum: 1, maximum: 200 }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit?: number;
}
