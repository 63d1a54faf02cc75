import type { Actor } from '@linping/shared';
import { applyDecorators, Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../http/current-actor.ts';
import { type PushQuery, WechatPushService } from './wechat-push.service.ts';

const Signed = (...names: readonly string[]) => applyDecorators(
  ...[...names, 'timestamp', 'nonce'].map((name) => ApiQuery({ name, type: String, required: name !== 'msg_signature' })),
  ApiProduces('text/plain'), Header('content-type', 'text/plain; charset=utf-8'),
);

/** What WeChat itself calls. It has no session: its signature is looked at in the service. Query and body are the platform's, so no DTO narrows them. */
@ApiTags('wechat')
@Controller('wechat/push')
export class WechatPushController {
  constructor(private readonly push: WechatPushService) {}

  @Get()
  @Permit('public.read')
  @Signed('signature', 'echostr')
  @ApiOperation({ summary: 'For WeChat only: shows that this address is ours' })
  check(@CurrentActor() actor: Actor, @Query() query: PushQuery): string {
    return this.push.check(actor, query);
  }

  @Post()
  @HttpCode(200)
  @Permit('public.read')
  @Signed('signature', 'msg_signature')
  @ApiConsumes('application/json', 'text/xml')
  @ApiBody({ schema: { type: 'object' } })
  @ApiOperation({ summary: 'For WeChat only: an event' })
  take(@CurrentActor() actor: Actor, @Query() query: PushQuery, @Body() body: unknown): Promise<string> {
    return this.push.take(actor, query, body);
  }
}
