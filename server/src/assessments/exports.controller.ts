import { shanghaiDate, type Actor } from '@linping/shared';
import { Controller, Get, Header, Param, ParseUUIDPipe, Query, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiTags, OmitType } from '@nestjs/swagger';
import { Clock } from '../platform/clock.ts';
import { workbook } from '../platform/documents/workbook.ts';
import { attachment, PDF, XLSX } from '../platform/http/attachment.ts';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { SheetsQueryDto } from './assessments.dto.ts';
import { AssessmentsService } from './assessments.service.ts';
import { annexOf } from './exports/annex.ts';
import { annexPdf } from './exports/annex-pdf.ts';
import { annexSheets } from './exports/annex-workbook.ts';
import { sheetsList } from './exports/sheets-list.ts';

export class SheetsExportQueryDto extends OmitType(SheetsQueryDto, ['cursor', 'limit'] as const) {}

/** Score sheets as files: whoever may read them may keep them. */
@ApiTags('exports')
@ApiBearerAuth()
@Controller('assessments')
export class AssessmentExportsController {
  constructor(private readonly assessments: AssessmentsService, private readonly clock: Clock) {}

  @Get('export')
  @Header('cache-control', 'no-store')
  @Permit('assessment.list')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'The whole list of a half-year\'s sheets as XLSX' })
  async list(@CurrentActor() actor: Actor, @Query() query: SheetsExportQueryDto): Promise<StreamableFile> {
    return attachment(await workbook([sheetsList(await this.assessments.rows(actor, query))]), `考核评分-${this.today()}.xlsx`);
  }

  @Get(':sheetId/annex.xlsx')
  @Header('cache-control', 'no-store')
  @Permit('assessment.list')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'One sheet as the scheme\'s annex, as a working sheet' })
  async annexXlsx(@CurrentActor() actor: Actor, @Param('sheetId', ParseUUIDPipe) sheetId: string): Promise<StreamableFile> {
    const annex = annexOf(await this.assessments.sheet(actor, sheetId), this.today());
    return attachment(await workbook(annexSheets(annex)), `${annex.fileName}.xlsx`);
  }

  @Get(':sheetId/annex.pdf')
  @Header('cache-control', 'no-store')
  @Permit('assessment.list')
  @ApiProduces(PDF)
  @ApiOperation({ summary: 'One sheet as the scheme\'s annex on A4, to be signed; a draft says so' })
  async annexPdf(@CurrentActor() actor: Actor, @Param('sheetId', ParseUUIDPipe) sheetId: string): Promise<StreamableFile> {
    const annex = annexOf(await this.assessments.sheet(actor, sheetId), this.today());
    return attachment(await annexPdf(annex), `${annex.fileName}.pdf`);
  }

  private today(): string {
    return shanghaiDate(this.clock.now().getTime());
  }
}
