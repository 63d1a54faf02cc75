import type { EntriesQuery } from '@linping/shared';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsDay } from '../platform/http/is-day.ts';
import { PageDto } from '../platform/http/page.dto.ts';

export class EntriesQueryDto extends PageDto implements EntriesQuery {
  @ApiPropertyOptional({ format: 'date', example: '2026-07-01', description: 'first day of booking' }) @IsOptional() @IsDay() from?: string;
  @ApiPropertyOptional({ format: 'date', example: '2026-12-31', description: 'last day of booking' }) @IsOptional() @IsDay() until?: string;
}

export class EntriesCsvQueryDto implements Pick<EntriesQuery, 'from' | 'until'> {
  @ApiPropertyOptional({ format: 'date', example: '2026-07-01', description: 'first day of booking' }) @IsOptional() @IsDay() from?: string;
  @ApiPropertyOptional({ format: 'date', example: '2026-12-31', description: 'last day of booking' }) @IsOptional() @IsDay() until?: string;
}
