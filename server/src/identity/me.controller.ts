import type { Actor, MeView } from '@linping/shared';
import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { CurrentActor, CurrentSession, Permit } from '../platform/http/current-actor.ts';
import { ChangePasswordDto } from './me.dto.ts';
import { MeService } from './me.service.ts';

@Controller('me')
export class MeController {
  constructor(private readonly mine: MeService) {}

  @Get()
  @Permit('session.own')
  me(@CurrentActor() actor: Actor): Promise<MeView> {
    return this.mine.me(actor);
  }

  @Put('password')
  @HttpCode(204)
  @Permit('password.change')
  changePassword(@CurrentActor() actor: Actor, @CurrentSession() sessionId: string, @Body() body: ChangePasswordDto): Promise<void> {
    return this.mine.changePassword(actor, sessionId, body);
  }

  @Delete()
  @HttpCode(204)
  @Permit('session.own')
  forgetMe(@CurrentActor() actor: Actor): Promise<void> {
    return this.mine.forgetMe(actor);
  }
}
