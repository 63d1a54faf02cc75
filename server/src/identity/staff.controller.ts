import type { Actor, HistoryLineView, Page, StaffView, StaffWithPasswordView } from '@linping/shared';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { PageDto } from '../platform/http/page.dto.ts';
import { InviteStaffDto, MoveStaffDto, ScopeStaffDto, StaffPageDto } from './staff.dto.ts';
import { StaffListService } from './staff-list.service.ts';
import { StaffService } from './staff.service.ts';

@Controller('staff')
export class StaffController {
  constructor(private readonly staff: StaffService, private readonly accounts: StaffListService) {}

  @Get()
  @Permit('staff.list')
  list(@CurrentActor() actor: Actor, @Query() query: StaffPageDto): Promise<Page<StaffView>> {
    return this.accounts.page(actor, query);
  }

  @Get(':staffId')
  @Permit('staff.list')
  account(@CurrentActor() actor: Actor, @Param('staffId', ParseUUIDPipe) staffId: string): Promise<StaffView> {
    return this.accounts.account(actor, staffId);
  }

  @Get(':staffId/history')
  @Permit('staff.list')
  history(@CurrentActor() actor: Actor, @Param('staffId', ParseUUIDPipe) staffId: string, @Query() query: PageDto): Promise<Page<HistoryLineView>> {
    return this.accounts.history(actor, staffId, query);
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
