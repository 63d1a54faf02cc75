import type { Actor, FeeAreaRow, ImportedView, ImportPreviewView, Page } from '@linping/shared';
import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, type StreamableFile, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { templateOf } from '../../platform/documents/template.ts';
import { workbook } from '../../platform/documents/workbook.ts';
import { attachment, XLSX } from '../../platform/http/attachment.ts';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { FILE_TYPES } from '../../platform/http/http-edge.ts';
import { AREA_LIST } from './area-lines.ts';
import { AreaImportService } from './area-import.service.ts';
import { FeeAreasService } from './fee-areas.service.ts';
import { FeeAreaDto, FeeAreaImportQueryDto, FeeAreasQueryDto } from './fees.dto.ts';

/** How large the dwellings are that a firm bills. The body of the import is the file itself: XLSX, or CSV as UTF-8 or GBK. */
@ApiTags('fees')
@ApiBearerAuth()
@Controller()
export class FeeAreasController {
  constructor(private readonly areas: FeeAreasService, private readonly imports: AreaImportService) {}

  @Get('estates/:estateId/fee-areas')
  @Permit('bill.list')
  page(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() query: FeeAreasQueryDto): Promise<Page<FeeAreaRow>> {
    return this.areas.page(actor, estateId, query);
  }

  @Put('households/:householdId/fee-area')
  @Permit('fee.edit')
  set(@CurrentActor() actor: Actor, @Param('householdId', ParseUUIDPipe) householdId: string, @Body() body: FeeAreaDto): Promise<FeeAreaRow> {
    return this.areas.set(actor, householdId, body);
  }

  @Get('imports/fee-areas/template')
  @Permit('fee.edit')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'An empty list of areas, with what belongs into each column' })
  async template(): Promise<StreamableFile> {
    return attachment(await templateOf('收费面积', AREA_LIST), '收费面积导入模板.xlsx');
  }

  @Post('estates/:estateId/fee-areas/import')
  @HttpCode(200)
  @ApiConsumes(...FILE_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Permit('fee.edit')
  import(
    @CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() { preview }: FeeAreaImportQueryDto, @Body() body: unknown,
  ): Promise<ImportedView | ImportPreviewView> {
    if (!Buffer.isBuffer(body)) throw new UnsupportedMediaTypeException();
    return this.imports.import(actor, estateId, body, preview);
  }

  @Get('estates/:estateId/fee-areas/export')
  @Header('cache-control', 'no-store')
  @Permit('bill.list')
  @ApiProduces(XLSX)
  async exported(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string): Promise<StreamableFile> {
    const { sheet, fileName } = await this.areas.exported(actor, estateId);
    return attachment(await workbook([sheet]), fileName);
  }
}
