import { COVERAGE_SORTS, shanghaiDate, type Actor, type CoverageSort } from '@linping/shared';
import { Controller, Get, Header, Query, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { Clock } from '../platform/clock.ts';
import { workbook } from '../platform/documents/workbook.ts';
import { attachment, XLSX } from '../platform/http/attachment.ts';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { CoverageService } from './coverage.service.ts';
import { coverageList } from './exports/coverage-list.ts';
import { CoverageCutDto } from './surveys.dto.ts';

/** A district has some hundreds of rounds in a half-year, the largest city's core not two thousand. */
const MOST_ROUNDS = 5000;

export class CoverageExportQueryDto extends CoverageCutDto {
  @ApiPropertyOptional({ enum: COVERAGE_SORTS }) @IsOptional() @IsIn(COVERAGE_SORTS) sort?: CoverageSort;
}

@ApiTags('exports')
@ApiBearerAuth()
@Controller('coverage')
export class CoverageExportController {
  constructor(private readonly coverage: CoverageService, private readonly clock: Clock) {}

  @Get('export')
  @Header('cache-control', 'no-store')
  @Permit('coverage.read')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'The whole coverage board as XLSX, cut and sorted as the list' })
  async list(@CurrentActor() actor: Actor, @Query() query: CoverageExportQueryDto): Promise<StreamableFile> {
    const { items } = await this.coverage.page(actor, { ...query, limit: MOST_ROUNDS }); // in one statement: counters move while people read
    return attachment(await workbook([coverageList(items)]), `样本情况-${shanghaiDate(this.clock.now().getTime())}.xlsx`);
  }
}
