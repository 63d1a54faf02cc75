import type { Actor, ImportedView, ImportPreviewView } from '@linping/shared';
import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query, type StreamableFile, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { templateOf } from '../../platform/documents/template.ts';
import { attachment, CSV, PDF, TEXT, textAttachment, XLSX } from '../../platform/http/attachment.ts';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { FILE_TYPES } from '../../platform/http/http-edge.ts';
import { ImportLinesQueryDto } from './papers.dto.ts';
import { LINE_LIST } from './line-list.ts';
import { LineImportsService } from './line-imports.service.ts';
import { PapersService } from './papers.service.ts';

/** Statements as files, and lines from files. */
@ApiTags('disclosures')
@Controller('statements')
export class PapersController {
  constructor(private readonly papers: PapersService, private readonly imports: LineImportsService) {}

  @Get('lines/template')
  @Permit('statement.draft')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'An empty list of lines, with what belongs into each column' })
  async template(): Promise<StreamableFile> {
    return attachment(await templateOf('收支明细', LINE_LIST), '收支明细导入模板.xlsx');
  }

  @Post(':statementId/lines/import')
  @HttpCode(200)
  @ApiConsumes(...FILE_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Permit('statement.draft')
  @ApiOperation({ summary: 'Typed lines from XLSX or CSV; all or nothing' })
  import(
    @CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Query() query: ImportLinesQueryDto, @Body() body: unknown,
  ): Promise<ImportedView | ImportPreviewView> {
    if (!Buffer.isBuffer(body)) throw new UnsupportedMediaTypeException();
    return this.imports.import(actor, statementId, body, query);
  }

  @Get(':statementId/lines.csv')
  @Header('cache-control', 'no-store')
  @Permit('public.read')
  @ApiProduces(CSV)
  @ApiOperation({ summary: 'The typed lines as CSV' })
  async csv(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string): Promise<StreamableFile> {
    const { content, name } = await this.papers.csv(actor, statementId);
    return textAttachment(content, name, CSV);
  }

  @Get(':statementId/lines.xlsx')
  @Header('cache-control', 'no-store')
  @Permit('statement.list')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'Summary and lines as a workbook' })
  async xlsx(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string): Promise<StreamableFile> {
    const { content, name } = await this.papers.xlsx(actor, statementId);
    return attachment(content, name);
  }

  @Get(':statementId/notice.pdf')
  @Header('cache-control', 'no-store')
  @Permit('statement.list')
  @ApiProduces(PDF)
  @ApiOperation({ summary: 'The stairwell’s notice of a published statement on one page of A4' })
  async notice(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string): Promise<StreamableFile> {
    const { content, name } = await this.papers.notice(actor, statementId);
    return attachment(content, name);
  }

  @Get(':statementId/edition.txt')
  @Header('cache-control', 'no-store')
  @Permit('public.read')
  @ApiProduces(TEXT)
  @ApiOperation({ summary: 'The text of a published edition whose SHA-256 is its hash' })
  async edition(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string): Promise<StreamableFile> {
    const { content, name } = await this.papers.edition(actor, statementId);
    return textAttachment(content, name, TEXT);
  }
}
