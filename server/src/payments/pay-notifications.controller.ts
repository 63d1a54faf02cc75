import type { Actor } from '@linping/shared';
import { applyDecorators, Controller, Headers, HttpCode, Post, type RawBodyRequest, Req, UseFilters } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import type { NoticeHeaders } from '../platform/wechat-pay/notices.ts';
import { PayNotificationsFilter } from './pay-notifications.filter.ts';
import { PayNotificationsService } from './pay-notifications.service.ts';

const Signed = () => applyDecorators(
  ...['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-serial', 'wechatpay-signature'].map((name) => ApiHeader({ name, required: true })),
  ApiBody({ schema: { type: 'object' } }),
);

/**
 * What WeChat Pay itself calls. It has no session: its signature, over the bytes as they came, is looked at in the service.
 * The body is the platform's, so no DTO narrows it.
 */
@ApiTags('payments')
@Controller('wechat-pay/notifications')
@UseFilters(PayNotificationsFilter)
export class PayNotificationsController {
  constructor(private readonly notifications: PayNotificationsService) {}

  @Post('payments')
  @HttpCode(204)
  @Permit('public.read')
  @Signed()
  @ApiOperation({ summary: 'For WeChat Pay only: an order was paid' })
  payment(@CurrentActor() actor: Actor, @Headers() headers: NoticeHeaders, @Req() { rawBody }: RawBodyRequest<FastifyRequest>): Promise<void> {
    return this.notifications.payment(actor, headers, rawBody);
  }

  @Post('refunds')
  @HttpCode(204)
  @Permit('public.read')
  @Signed()
  @ApiOperation({ summary: 'For WeChat Pay only: what became of a refund' })
  refund(@CurrentActor() actor: Actor, @Headers() headers: NoticeHeaders, @Req() { rawBody }: RawBodyRequest<FastifyRequest>): Promise<void> {
    return this.notifications.refund(actor, headers, rawBody);
  }
}
