import {
  shanghaiDate, type Actor, type ComplaintFiguresRow, type ComplaintFiguresSummaryView, type EstateComplaintFiguresView, type LoweringRow, type Page,
} from '@linping/shared';
import { Controller, Get, Header, Param, ParseUUIDPipe, Query, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Clock } from '../../platform/clock.ts';
import { workbook } from '../../platform/documents/workbook.ts';
import { attachment, XLSX } from '../../platform/http/attachment.ts';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { figuresSheets } from './exports/figures-workbook.ts';
import { EstateFiguresQueryDto, FiguresFilterDto, FiguresQueryDto, LoweringQueryDto } from './figures.dto.ts';
import { FiguresService } from './figures.service.ts';

/** The three rates (三率) of complaints, and what they are made of. */
@ApiTags('complaint-figures')
@ApiBearerAuth()
@Controller()
export class FiguresController {
  constructor(private readonly figures: FiguresService, private readonly clock: Clock) {}

  @Get('complaints/figures')
  @Permit('complaintFigures.read')
  @ApiOperation({ summary: 'A half-year’s figures by estate, provider, street or category, within the own scope' })
  page(@CurrentActor() actor: Actor, @Query() query: FiguresQueryDto): Promise<Page<ComplaintFiguresRow>> {
    return this.figures.page(actor, query);
  }

  @Get('complaints/figures/summary')
  @Permit('complaintFigures.read')
  @ApiOperation({ summary: 'The whole of the own scope, or of what is asked for, as one' })
  summary(@CurrentActor() actor: Actor, @Query() query: FiguresFilterDto): Promise<ComplaintFiguresSummaryView> {
    return this.figures.summary(actor, query);
  }

  @Get('complaints/figures/lowering')
  @Permit('complaintFigures.read')
  @ApiOperation({ summary: 'The complaints that lower a rate, by number, the newest first' })
  lowering(@CurrentActor() actor: Actor, @Query() query: LoweringQueryDto): Promise<Page<LoweringRow>> {
    return this.figures.lowering(actor, query);
  }

  @Get('complaints/figures/export')
  @Header('cache-control', 'no-store')
  @Permit('complaintFigures.read')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'All figures of a half-year as XLSX, a sheet for each cut and one with the definitions' })
  async export(@CurrentActor() actor: Actor, @Query() query: FiguresFilterDto): Promise<StreamableFile> {
    const figures = await this.figures.export(actor, query);
    return attachment(await workbook(figuresSheets(figures)), `投诉三率-${figures.halfYear ?? '无'}-${shanghaiDate(this.clock.now().getTime())}.xlsx`);
  }

  @Get('estates/:estateId/complaint-figures')
  @Permit('public.read')
  @ApiOperation({ summary: 'What residents see of their estate’s figures; cells below five are hidden' })
  estate(
    @CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() { halfYear }: EstateFiguresQueryDto,
  ): Promise<EstateComplaintFiguresView> {
    return this.figures.estate(actor, estateId, halfYear);
  }
}
