import type { LiftCalendarDayQuery, SetCalendarDayBody, WorkCalendarQuery } from '@linping/shared';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateIf } from 'class-validator';

const INT_MAX = 2_147_483_647; // the columns are ints
const NOTE_MAX = 100;

export class WorkCalendarQueryDto implements WorkCalendarQuery {
  @ApiPropertyOptional({ minimum: 2004, maximum: 2100, example: 2026 }) @IsOptional() @Type(() => Number) @IsInt() @Min(2004) @Max(2100) year?: number;
}

export class SetCalendarDayDto implements SetCalendarDayBody {
  @ApiProperty({ example: false }) @IsBoolean() isWorkingDay!: boolean;
  @ApiProperty({ maxLength: NOTE_MAX, example: '全区统一停休' }) @IsString() @MaxLength(NOTE_MAX) @Matches(/\S/) note!: string;
  @ApiProperty({ type: Number, nullable: true, minimum: 1, example: null, description: 'of the exception as it was seen; null where the day had none' })
  @ValidateIf((body: SetCalendarDayDto) => body.version !== null) @IsInt() @Min(1) @Max(INT_MAX) version!: number | null;
}

export class LiftCalendarDayDto implements LiftCalendarDayQuery {
  @ApiProperty({ minimum: 1, example: 1, description: 'of the exception as it was seen' }) @Type(() => Number) @IsInt() @Min(1) @Max(INT_MAX) version!: number;
}
