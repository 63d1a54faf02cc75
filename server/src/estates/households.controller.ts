import type { Actor, HeldHouseholdView, HistoryLineView, HouseholdRowView, IssuedCodesView, Page } from '@linping/shared';
import { Body, Controller, Delete, Get, Header, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { PageDto } from '../platform/http/page.dto.ts';
import { BindingsService } from './bindings.service.ts';
import { CodesService } from './codes.service.ts';
import { DwellingsService } from './dwellings.service.ts';
import { SeenDto } from './estates.dto.ts';
import { BindByCodeDto, BindByPhoneDto, EditHouseholdDto, IssueCodesDto } from './households.dto.ts';

@Controller('households')
export class HouseholdsController {
  constructor(private readonly codes: CodesService, private readonly dwellings: DwellingsService) {}

  @Post('codes')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Permit('householdCode.issue')
  issue(@CurrentActor() actor: Actor, @Body() body: IssueCodesDto): Promise<IssuedCodesView> {
    return this.codes.issue(actor, body);
  }

  @Patch(':householdId')
  @Permit('household.edit')
  edit(@CurrentActor() actor: Actor, @Param('householdId', ParseUUIDPipe) householdId: string, @Body() body: EditHouseholdDto): Promise<HouseholdRowView> {
    return this.dwellings.editHousehold(actor, householdId, body);
  }

  @Delete(':householdId')
  @HttpCode(204)
  @Permit('household.edit')
  remove(@CurrentActor() actor: Actor, @Param('householdId', ParseUUIDPipe) householdId: string, @Query() { version }: SeenDto): Promise<void> {
    return this.dwellings.removeHousehold(actor, householdId, version);
  }

  @Get(':householdId/history')
  @Permit('household.list')
  history(@CurrentActor() actor: Actor, @Param('householdId', ParseUUIDPipe) householdId: string, @Query() query: PageDto): Promise<Page<HistoryLineView>> {
    return this.codes.history(actor, householdId, query);
  }

  @Post(':householdId/handed-out')
  @HttpCode(200)
  @Permit('householdCode.issue')
  handedOut(@CurrentActor() actor: Actor, @Param('householdId', ParseUUIDPipe) householdId: string): Promise<HouseholdRowView> {
    return this.codes.handedOut(actor, householdId);
  }

  @Post(':householdId/release')
  @HttpCode(200)
  @Permit('household.release')
  release(@CurrentActor() actor: Actor, @Param('householdId', ParseUUIDPipe) householdId: string): Promise<HouseholdRowView> {
    return this.codes.release(actor, householdId);
  }
}

@Controller()
export class BindingsController {
  constructor(private readonly bindings: BindingsService) {}

  @Post('bindings')
  @HttpCode(200) // the same phone may say the same code again
  @Permit('household.bind')
  byCode(@CurrentActor() actor: Actor, @Body() body: BindByCodeDto): Promise<HeldHouseholdView> {
    return this.bindings.bindByCode(actor, body);
  }

  @Post('bindings/wechat-phone')
  @HttpCode(200)
  @Permit('household.bind')
  byPhone(@CurrentActor() actor: Actor, @Body() body: BindByPhoneDto): Promise<HeldHouseholdView> {
    return this.bindings.bindByPhone(actor, body);
  }

  @Get('me/households')
  @Permit('household.own')
  mine(@CurrentActor() actor: Actor, @Query() query: PageDto): Promise<Page<HeldHouseholdView>> {
    return this.bindings.mine(actor, query);
  }
}
