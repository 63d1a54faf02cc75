import type { Actor, SessionView } from '@linping/shared';
import { Body, Controller, Delete, HttpCode, Ip, Post } from '@nestjs/common';
import { CurrentActor, CurrentSession, Permit } from '../platform/http/current-actor.ts';
import { RefreshDto, StaffSessionDto, WechatSessionDto } from './sessions.dto.ts';
import { SessionsService } from './sessions.service.ts';

@Controller('sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Post('device')
  @Permit('session.start')
  startDevice(@CurrentActor() actor: Actor, @Ip() address: string): Promise<SessionView> {
    return this.sessions.startDevice(actor, address);
  }

  @Post('wechat')
  @Permit('session.start')
  startWechat(@CurrentActor() actor: Actor, @Body() body: WechatSessionDto, @Ip() address: string): Promise<SessionView> {
    return this.sessions.startWechat(actor, body, address);
  }

  @Post('staff')
  @Permit('session.start')
  startStaff(@CurrentActor() actor: Actor, @Body() body: StaffSessionDto, @Ip() address: string): Promise<SessionView> {
    return this.sessions.startStaff(actor, body, address);
  }

  @Post('refresh')
  @HttpCode(200)
  @Permit('session.start')
  refresh(@CurrentActor() actor: Actor, @Body() body: RefreshDto): Promise<SessionView> {
    return this.sessions.refresh(actor, body);
  }

  @Delete('current')
  @HttpCode(204)
  @Permit('session.own')
  endCurrent(@CurrentActor() actor: Actor, @CurrentSession() sessionId: string): Promise<void> {
    return this.sessions.endCurrent(actor, sessionId);
  }
}
