import type { Actor, PaymentView, PersonaView, SessionView } from '@linping/shared';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { DemoSessionDto } from './demo.dto.ts';
import { DemoService } from './demo.service.ts';

@Controller('demo')
export class DemoController {
  constructor(private readonly demo: DemoService) {}

  @Get('personas')
  @Permit('session.start')
  personas(@CurrentActor() actor: Actor): Promise<PersonaView[]> {
    return this.demo.personas(actor);
  }

  @Post('sessions')
  @Permit('session.start')
  start(@CurrentActor() actor: Actor, @Body() body: DemoSessionDto): Promise<SessionView> {
    return this.demo.start(actor, body);
  }

  @Post('payments/:paymentId/pay')
  @HttpCode(200)
  @Permit('payment.own')
  pay(@CurrentActor() actor: Actor, @Param('paymentId', ParseUUIDPipe) paymentId: string): Promise<PaymentView> {
    return this.demo.pay(actor, paymentId);
  }
}
