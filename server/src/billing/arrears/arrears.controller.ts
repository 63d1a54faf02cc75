import type { Actor, ArrearsRow, CollectionRateView, Page, RemindedView } from '@linping/shared';
import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { workbook } from '../../platform/documents/workbook.ts';
import { attachment, XLSX } from '../../platform/http/attachment.ts';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { PageDto } from '../../platform/http/page.dto.ts';
import { RemindDto } from '../billing.dto.ts';
import { CollectionRateService } from '../collection-rate.service.ts';
import { ArrearsService } from './arrears.service.ts';

/** Who owes is the firm's to know; everybody reads the rate. */
@ApiTags('bills')
@Controller('estates/:estateId')
export class ArrearsController {
  constructor(private readonly arrears: ArrearsService, private readonly rates: CollectionRateService) {}

  @Get('arrears')
  @Header('cache-control', 'no-store')
  @ApiBearerAuth()
  @Permit('bill.list')
  page(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() query: PageDto): Promise<Page<ArrearsRow>> {
    return this.arrears.page(actor, estateId, query);
  }

  @Get('arrears/export')
  @Header('cache-control', 'no-store')
  @ApiBearerAuth()
  @Permit('bill.list')
  @ApiProduces(XLSX)
  async exported(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string): Promise<StreamableFile> {
    const { sheet, fileName } = await this.arrears.exported(actor, estateId);
    return attachment(await workbook([sheet]), fileName);
  }

  @Post('reminders')
  @HttpCode(200)
  @ApiBearerAuth()
  @Permit('bill.collect')
  remind(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Body() body: RemindDto): Promise<RemindedView> {
    return this.arrears.remind(actor, estateId, body);
  }

  @Get('collection-rate')
  @Permit('public.read')
  rate(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string): Promise<CollectionRateView> {
    return this.rates.ofEstate(actor, estateId);
  }
}
