import type { Actor, BillView } from '@linping/shared';
import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { attachment, PDF } from '../../platform/http/attachment.ts';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { BillReasonDto, CollectDto } from '../billing.dto.ts';
import { CollectionsService } from './collections.service.ts';
import { receiptPdf } from './receipt-pdf.ts';
import { ReceiptsService } from './receipts.service.ts';

/** What the firm took at its desk, and receipts of whatever was paid. */
@ApiTags('bills')
@ApiBearerAuth()
@Controller()
export class CollectionsController {
  constructor(private readonly collections: CollectionsService, private readonly receipts: ReceiptsService) {}

  @Post('bills/:billId/collections')
  @HttpCode(200) // the same collection may be sent again
  @Permit('bill.collect')
  collect(@CurrentActor() actor: Actor, @Param('billId', ParseUUIDPipe) billId: string, @Body() body: CollectDto): Promise<BillView> {
    return this.collections.collect(actor, billId, body);
  }

  @Post('collections/:collectionId/reverse')
  @HttpCode(200)
  @Permit('bill.adjust')
  reverse(@CurrentActor() actor: Actor, @Param('collectionId', ParseUUIDPipe) collectionId: string, @Body() body: BillReasonDto): Promise<BillView> {
    return this.collections.reverse(actor, collectionId, body);
  }

  @Get('collections/:collectionId/receipt.pdf')
  @Header('cache-control', 'no-store')
  @Permit('bill.read')
  @ApiProduces(PDF)
  async receipt(@CurrentActor() actor: Actor, @Param('collectionId', ParseUUIDPipe) collectionId: string): Promise<StreamableFile> {
    const receipt = await this.receipts.receipt(actor, collectionId);
    return attachment(await receiptPdf(receipt), receipt.fileName);
  }
}
