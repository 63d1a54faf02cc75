import type { Actor, Page, StaffView, StaffWithPasswordView } from '@linping/shared';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { InviteStaffDto, MoveStaffDto, ScopeStaffDto, StaffPageDto } from './staff.dto.ts';
import { StaffService } from './staff.service.ts';

@Controller('staff')
export class StaffController {
  constructor(private readonly staff: StaffService) {}

  @Get()
  @Permit('staff.list')
  list(@CurrentActor() actor: Actor, @Query() query: StaffPageDto): Promise<Page<StaffView>> {
    return this.staff.list(actor, query);
  }

  @Post()
  @Permit('staff.manage')
  invite(@CurrentActor() actor: Actor, @Body() body: InviteStaffDto): Promise<StaffWithPasswordView> {
    return this.staff.invite(actor, body);
  }

  @Patch(':staffId')
  @Permit('staff.manage')
  scope(@CurrentActor() actor: Actor, @Param('staffId', ParseUUIDPipe) staffId: string, @Body() body: ScopeStaffDto): Promise<StaffView> {
    return this.staff.scope(actor, staffId, body);
  }

  @Post(':staffId/disable')
  @HttpCode(200)
  @Permit('staff.manage')
  disable(@CurrentActor() actor: Actor, @Param('staffId', ParseUUIDPipe) staffId: string, @Body() body: MoveStaffDto): Promise<StaffView> {
    return this.staff.disable(actor, staffId, body);
  }

  @Post(':staffId/enable')
  @HttpCode(200)
  @Permit('staff.manage')
  enable(@CurrentActor() actor: Actor, @Param('staffId', ParseUUIDPipe) staffId: string, @Body() body: MoveStaffDto): Promise<StaffView> {
    return this.staff.enable(actor, staffId, body);
  }

  @Post(':staffId/reset')
  @HttpCode(200)
  @Permit('staff.manage')
  reset(@CurrentActor() actor: Actor, @Param('staffId', ParseUUIDPipe) staffId: string, @Body() body: MoveStaffDto): Promise<StaffWithPasswordView> {
    return this.staff.reset(actor, staffId, body);
  }
}
