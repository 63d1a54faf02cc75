import type { Actor, NoticeView, Page, UnreadNoticesView, WechatTemplatesView } from '@linping/shared';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { PageDto } from '../platform/http/page.dto.ts';
import { NoticesService } from './notices.service.ts';
import { ReadNoticesDto } from './notifications.dto.ts';

@ApiTags('notices')
@Controller()
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get('me/notices')
  @Permit('notice.own')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'What the resident was told, the newest first' })
  page(@CurrentActor() actor: Actor, @Query() query: PageDto): Promise<Page<NoticeView>> {
    return this.notices.page(actor, query);
  }

  @Get('me/notices/unread')
  @Permit('notice.own')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'How many of them are unread' })
  unread(@CurrentActor() actor: Actor): Promise<UnreadNoticesView> {
    return this.notices.unread(actor);
  }

  @Post('me/notices/read')
  @HttpCode(204)
  @Permit('notice.own')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Marks those that were shown as read' })
  read(@CurrentActor() actor: Actor, @Body() body: ReadNoticesDto): Promise<void> {
    return this.notices.read(actor, body);
  }

  @Get('wechat/templates')
  @Permit('public.read')
  @ApiOperation({ summary: 'The subscribe messages that the mini-program may ask for on a tap' })
  templates(@CurrentActor() actor: Actor): WechatTemplatesView {
    return this.notices.templates(actor);
  }
}
