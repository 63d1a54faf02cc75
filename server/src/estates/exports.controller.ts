import type { Actor } from '@linping/shared';
import { Controller, Get, Header, Param, ParseUUIDPipe, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags, OmitType } from '@nestjs/swagger';
import { workbook } from '../platform/documents/workbook.ts';
import { attachment, XLSX } from '../platform/http/attachment.ts';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { EstatesQueryDto } from './estates.dto.ts';
import { RegisterExports } from './register-exports.service.ts';

export class EstatesExportQueryDto extends OmitType(EstatesQueryDto, ['cursor', 'limit'] as const) {}

@ApiTags('exports')
@Controller('estates')
export class RegisterExportsController {
  constructor(private readonly exports: RegisterExports) {}

  @Get('export')
  @Header('cache-control', 'no-store')
  @Permit('estate.list')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'The whole list of estates as XLSX, in the columns of the import' })
  async estates(@CurrentActor() actor: Actor, @Query() query: EstatesExportQueryDto): Promise<StreamableFile> {
    const { sheet, fileName } = await this.exports.estates(actor, query);
    return attachment(await workbook([sheet]), fileName);
  }

  @Get(':estateId/households/export')
  @Header('cache-control', 'no-store')
  @Permit('household.list')
  @ApiProduces(XLSX)
  @ApiOperation({ summary: 'The doors of an estate as XLSX, in the columns of the import; neither codes nor phones' })
  async households(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string): Promise<StreamableFile> {
    const { sheet, fileName } = await this.exports.households(actor, estateId);
    return attachment(await workbook([sheet]), fileName);
  }
}
