import type { Actor, InvoiceRequestsSummaryView, InvoiceRequestView, Page } from '@linping/shared';
import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { InvoiceRequestsQueryDto, IssueInvoiceDto, RefuseInvoiceDto, RequestInvoiceDto } from '../billing.dto.ts';
import { InvoicesService } from './invoices.service.ts';

/** Requests for invoices: between the resident who asks and the firm. */
@ApiTags('bills')
@ApiBearerAuth()
@Controller()
export class InvoicesController {
  constructor(private readonly invoices: InvoicesService) {}

  @Post('bills/:billId/invoice-request')
  @HttpCode(200) // the same request may be sent again
  @Permit('bill.own')
  request(@CurrentActor() actor: Actor, @Param('billId', ParseUUIDPipe) billId: string, @Body() body: RequestInvoiceDto): Promise<InvoiceRequestView> {
    return this.invoices.request(actor, billId, body);
  }

  @Get('invoice-requests/summary')
  @Header('cache-control', 'no-store')
  @Permit('invoice.issue')
  summary(@CurrentActor() actor: Actor): Promise<InvoiceRequestsSummaryView> {
    return this.invoices.summary(actor);
  }

  @Get('estates/:estateId/invoice-requests')
  @Header('cache-control', 'no-store')
  @Permit('invoice.issue')
  page(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() query: InvoiceRequestsQueryDto): Promise<Page<InvoiceRequestView>> {
    return this.invoices.page(actor, estateId, query);
  }

  @Post('invoice-requests/:requestId/issue')
  @HttpCode(200)
  @Permit('invoice.issue')
  issue(@CurrentActor() actor: Actor, @Param('requestId', ParseUUIDPipe) requestId: string, @Body() body: IssueInvoiceDto): Promise<InvoiceRequestView> {
    return this.invoices.issue(actor, requestId, body);
  }

  @Post('invoice-requests/:requestId/refuse')
  @HttpCode(200)
  @Permit('invoice.issue')
  refuse(@CurrentActor() actor: Actor, @Param('requestId', ParseUUIDPipe) requestId: string, @Body() body: RefuseInvoiceDto): Promise<InvoiceRequestView> {
    return this.invoices.refuse(actor, requestId, body);
  }
}
