import { type AuditCheckQuery, type AuditQuery } from '@linping/shared';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Matches, Max, Min, ValidateIf } from 'class-validator';
import { PageDto } from '../platform/http/page.dto.ts';
import { IsDay } from '../platform/http/is-day.ts';

const MAX_INT = 2_147_483_647; // the column is an int

export class AuditPageDto extends PageDto implements AuditQuery {
  @ApiPropertyOptional({ description: "an account's name, or the actor as a line has it" }) @IsOptional() @IsString() @Length(1, 64) actor?: string;
  @ApiPropertyOptional({ example: 'estate.edit' }) @IsOptional() @IsString() @Length(1, 40) action?: string;
  @ApiPropertyOptional({ description: '`kind:id`' }) @IsOptional() @IsString() @Length(1, 80) subject?: string;
  @ApiPropertyOptional({ format: 'date' }) @IsOptional() @IsDay() from?: string;
  @ApiPropertyOptional({ format: 'date' }) @IsOptional() @IsDay() to?: string;
}

/** Neither, or both as they were answered. */
export class AuditCheckDto implements AuditCheckQuery {
  @ApiPropertyOptional({ minimum: 0 }) @ValidateIf(isGoingOn) @Type(() => Number) @IsInt() @Min(0) @Max(MAX_INT) after?: number;
  @ApiPropertyOptional({ pattern: '^[0-9a-f]{64}$' }) @ValidateIf(isGoingOn) @Matches(/^[0-9a-f]{64}$/) hash?: string;
}

function isGoingOn({ after, hash }: AuditCheckQuery): boolean {
  return after !== undefined || hash !== undefined;
}
