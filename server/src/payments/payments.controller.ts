import type { Actor, Page, PaymentRow, PaymentSettingsView, PaymentView, RefundView } from '@linping/shared';
import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { OrdersService } from './orders.service.ts';
import { PaymentListService } from './payment-list.service.ts';
import { PayDto, PaymentsQueryDto, RefundDto } from './payments.dto.ts';
import { RefundsService } from './refunds.service.ts';

/** Bills paid by WeChat Pay, by the household that they are of, and given back by the firm. */
@ApiTags('payments')
@ApiBearerAuth()
@Controller()
export class PaymentsController {
  constructor(private readonly orders: OrdersService, private readonly refunds: RefundsService, private readonly list: PaymentListService) {}

  @Get('payment-settings')
  @Permit('public.read')
  @ApiOperation({ summary: 'Whether bills can be paid here, and whether with play money' })
  settings(@CurrentActor() actor: Actor): PaymentSettingsView {
    return this.orders.settings(actor);
  }

  @Post('payments')
  @HttpCode(200)
  @Permit('payment.own')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'An order for bills of one household; the same request again is the same order' })
  pay(@CurrentActor() actor: Actor, @Body() body: PayDto): Promise<PaymentView> {
    return this.orders.pay(actor, body);
  }

  @Get('payments/:paymentId')
  @Permit('payment.own')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'One’s own order; while it may be paid, WeChat is asked' })
  one(@CurrentActor() actor: Actor, @Param('paymentId', ParseUUIDPipe) paymentId: string): Promise<PaymentView> {
    return this.orders.one(actor, paymentId);
  }

  @Post('payments/:paymentId/close')
  @HttpCode(200)
  @Permit('payment.own')
  @ApiOperation({ summary: 'Not to be paid any more, unless it was already' })
  close(@CurrentActor() actor: Actor, @Param('paymentId', ParseUUIDPipe) paymentId: string): Promise<PaymentView> {
    return this.orders.close(actor, paymentId);
  }

  @Post('payments/:paymentId/refunds')
  @HttpCode(200)
  @Permit('payment.refund')
  @ApiOperation({ summary: 'Gives back all or part of what was paid for one bill; the same request again is the same refund' })
  refund(@CurrentActor() actor: Actor, @Param('paymentId', ParseUUIDPipe) paymentId: string, @Body() body: RefundDto): Promise<RefundView> {
    return this.refunds.ask(actor, paymentId, body);
  }

  @Get('payments/:paymentId/refunds')
  @Permit('payment.refund')
  @ApiOperation({ summary: 'All refunds of a payment' })
  ofPayment(@CurrentActor() actor: Actor, @Param('paymentId', ParseUUIDPipe) paymentId: string): Promise<RefundView[]> {
    return this.refunds.ofPayment(actor, paymentId);
  }

  @Get('estates/:estateId/payments')
  @Permit('bill.list')
  @ApiOperation({ summary: 'What the own firm was paid in an estate, the newest first' })
  page(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() query: PaymentsQueryDto): Promise<Page<PaymentRow>> {
    return this.list.page(actor, estateId, query);
  }
}
