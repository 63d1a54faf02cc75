import type { Actor, BuildingView, EstatePublicView, EstateRowView, HouseholdRowView, Page } from '@linping/shared';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { BuildingsService } from './buildings.service.ts';
import { CodesService } from './codes.service.ts';
import { EditEstateDto, EstatesQueryDto, HouseholdsQueryDto, MoveStageDto } from './estates.dto.ts';
import { RegisterService } from './register.service.ts';

/** Routes and status codes only. Who may is decided in the services, which every other caller meets too. */
@Controller('estates')
export class EstatesController {
  constructor(private readonly register: RegisterService, private readonly buildings: BuildingsService, private readonly codes: CodesService) {}

  @Get()
  @Permit('estate.list')
  page(@CurrentActor() actor: Actor, @Query() query: EstatesQueryDto): Promise<Page<EstateRowView>> {
    return this.register.page(actor, query);
  }

  @Get(':estateId')
  @Permit('public.read')
  estate(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string): Promise<EstatePublicView> {
    return this.register.estate(actor, estateId);
  }

  @Patch(':estateId')
  @Permit('estate.edit')
  edit(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Body() body: EditEstateDto): Promise<EstateRowView> {
    return this.register.edit(actor, estateId, body);
  }

  @Post(':estateId/stage')
  @HttpCode(200)
  @Permit('estate.edit')
  moveStage(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Body() body: MoveStageDto): Promise<EstateRowView> {
    return this.register.moveStage(actor, estateId, body);
  }

  @Get(':estateId/buildings')
  @Permit('estate.list')
  ofEstate(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string): Promise<BuildingView[]> {
    return this.buildings.ofEstate(actor, estateId);
  }

  @Get(':estateId/households')
  @Permit('household.list')
  households(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() query: HouseholdsQueryDto): Promise<Page<HouseholdRowView>> {
    return this.codes.page(actor, estateId, query);
  }
}
