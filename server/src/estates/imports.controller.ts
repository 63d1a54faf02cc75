import type { Actor, ImportedView, ImportPreviewView, ImportRunView } from '@linping/shared';
import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query, type StreamableFile, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { templateOf } from '../platform/documents/template.ts';
import { attachment, XLSX } from '../platform/http/attachment.ts';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { FILE_TYPES } from '../platform/http/http-edge.ts';
import { ESTATE_LIST } from './imports/estate-lines.ts';
import { STREET_DOORS } from './imports/household-lines.ts';
import { ImportQueryDto } from './imports.dto.ts';
import { ImportsService } from './imports.service.ts';

const FILE = { schema: { type: 'string', format: 'binary' } };

/** The body of an import is the file itself: XLSX, or CSV as UTF-8 or GBK. */
@ApiTags('imports')
@Controller()
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Get('imports/estates/template')
  @Permit('estate.import')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'An empty list of estates, with what belongs into each column' })
  async estatesTemplate(): Promise<StreamableFile> {
    return attachment(await templateOf('小区', ESTATE_LIST), '小区导入模板.xlsx');
  }

  @Get('imports/households/template')
  @Permit('household.import')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'An empty list of households, for one estate or for many' })
  async householdsTemplate(): Promise<StreamableFile> {
    return attachment(await templateOf('住户', STREET_DOORS), '住户导入模板.xlsx');
  }

  @Post('imports/estates')
  @HttpCode(200)
  @ApiConsumes(...FILE_TYPES)
  @ApiBody(FILE)
  @Permit('estate.import')
  @ApiOperation({ summary: 'The district\'s list of estates and who manages them; all or nothing' })
  estates(@CurrentActor() actor: Actor, @Query() query: ImportQueryDto, @Body() body: unknown): Promise<ImportedView | ImportPreviewView> {
    return this.imports.estates(actor, fileOf(body), query);
  }

  @Post('imports/households')
  @HttpCode(200)
  @ApiConsumes(...FILE_TYPES)
  @ApiBody(FILE)
  @Permit('household.import')
  @ApiOperation({ summary: 'Doors of many estates of the own street, each row with its 小区编号; all or nothing' })
  streetHouseholds(@CurrentActor() actor: Actor, @Query() query: ImportQueryDto, @Body() body: unknown): Promise<ImportedView | ImportPreviewView> {
    return this.imports.streetHouseholds(actor, fileOf(body), query);
  }

  @Post('estates/:estateId/households/import')
  @HttpCode(200)
  @ApiConsumes(...FILE_TYPES)
  @ApiBody(FILE)
  @Permit('household.import')
  @ApiOperation({ summary: 'Doors of one estate; all or nothing' })
  households(
    @CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() query: ImportQueryDto, @Body() body: unknown,
  ): Promise<ImportedView | ImportPreviewView> {
    return this.imports.households(actor, estateId, fileOf(body), query);
  }

  @Get('imports/runs/:run')
  @Header('cache-control', 'no-store')
  @Permit('import.follow')
  @ApiOperation({ summary: 'How far one\'s own import is; 404 from another process' })
  progress(@CurrentActor() actor: Actor, @Param('run', ParseUUIDPipe) run: string): ImportRunView {
    return this.imports.progress(actor, run);
  }
}

function fileOf(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) throw new UnsupportedMediaTypeException();
  return body;
}
