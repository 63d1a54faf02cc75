import type { Actor, HeldHouseholdView, HouseholdRowView, IssuedCodesView } from '@linping/shared';
import { Body, Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { BindingsService } from './bindings.service.ts';
import { CodesService } from './codes.service.ts';
import { BindByCodeDto, BindByPhoneDto, IssueCodesDto } from './estates.dto.ts';

@Controller('households')
export class HouseholdsController {
  constructor(private readonly codes: CodesService) {}

  @Post('codes')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Permit('householdCode.issue')
  issue(@CurrentActor() actor: Actor, @Body() body: IssueCodesDto): Promise<IssuedCodesView> {
    return this.codes.issue(actor, body);
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
  mine(@CurrentActor() actor: Actor): Promise<HeldHouseholdView[]> {
    return this.bindings.mine(actor);
  }
}
