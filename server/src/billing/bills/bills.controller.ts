import type { Actor, BillRow, BillView, GeneratedBillsView, MyBillRow, Page, PrepaidView } from '@linping/shared';
import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { BillReasonDto, BillsQueryDto, GenerateBillsDto, MyBillsQueryDto, PrepayDto } from '../billing.dto.ts';
import { BillsService } from './bills.service.ts';
import { GenerationService } from './generation.service.ts';
import { PrepaymentsService } from './prepayments.service.ts';

/** Bills: the household's own, and the desk of the firm whose claim they are. */
@ApiTags('bills')
@ApiBearerAuth()
@Controller()
export class BillsController {
  constructor(private readonly bills: BillsService, private readonly generation: GenerationService, private readonly prepayments: PrepaymentsService) {}

  @Post('estates/:estateId/bills/generate')
  @HttpCode(200) // the same again makes nothing
  @Permit('bill.issue')
  generate(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Body() body: GenerateBillsDto): Promise<GeneratedBillsView> {
    return this.generation.generate(actor, estateId, body);
  }

  @Get('estates/:estateId/bills')
  @Header('cache-control', 'no-store')
  @Permit('bill.list')
  page(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() query: BillsQueryDto): Promise<Page<BillRow>> {
    return this.bills.page(actor, estateId, query);
  }

  @Get('me/bills')
  @Header('cache-control', 'no-store')
  @Permit('bill.own')
  mine(@CurrentActor() actor: Actor, @Query() query: MyBillsQueryDto): Promise<Page<MyBillRow>> {
    return this.bills.mine(actor, query);
  }

  @Post('me/households/:householdId/prepayments')
  @HttpCode(200)
  @Permit('bill.own')
  prepay(@CurrentActor() actor: Actor, @Param('householdId', ParseUUIDPipe) householdId: string, @Body() body: PrepayDto): Promise<PrepaidView> {
    return this.prepayments.prepay(actor, householdId, body);
  }

  @Get('bills/:billId')
  @Header('cache-control', 'no-store')
  @Permit('bill.read')
  one(@CurrentActor() actor: Actor, @Param('billId', ParseUUIDPipe) billId: string): Promise<BillView> {
    return this.bills.one(actor, billId);
  }

  @Post('bills/:billId/void')
  @HttpCode(200)
  @Permit('bill.adjust')
  void(@CurrentActor() actor: Actor, @Param('billId', ParseUUIDPipe) billId: string, @Body() body: BillReasonDto): Promise<BillView> {
    return this.bills.void(actor, billId, body);
  }
}
