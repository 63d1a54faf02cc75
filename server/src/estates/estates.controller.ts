import type { Actor, BuildingView, EstatePublicView, EstateRegisterView, EstateRowView, HistoryLineView, HouseholdRowView, Page } from '@linping/shared';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { PageDto } from '../platform/http/page.dto.ts';
import { BuildingsService } from './buildings.service.ts';
import { CodesService } from './codes.service.ts';
import { DwellingsService } from './dwellings.service.ts';
import { EstateListService } from './estate-list.service.ts';
import { EditEstateDto, EstatesQueryDto, MoveStageDto } from './estates.dto.ts';
import { AddBuildingDto, HouseholdsQueryDto } from './households.dto.ts';
import { RegisterService } from './register.service.ts';

/** Routes and status codes only. Who may is decided in the services, which every other caller meets too. */
@Controller('estates')
export class EstatesController {
  constructor(
    private readonly list: EstateListService, private readonly register: RegisterService, private readonly buildings: BuildingsService,
    private readonly codes: CodesService, private readonly dwellings: DwellingsService,
  ) {}

  @Get()
  @Permit('estate.list')
  page(@CurrentActor() actor: Actor, @Query() query: EstatesQueryDto): Promise<Page<EstateRowView>> {
    return this.list.page(actor, query);
  }

  @Get(':estateId')
  @Permit('public.read')
  estate(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string): Promise<EstatePublicView> {
    return this.register.estate(actor, estateId);
  }

  @Get(':estateId/register')
  @Permit('estate.list')
  registered(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string): Promise<EstateRegisterView> {
    return this.register.registered(actor, estateId);
  }

  @Patch(':estateId')
  @Permit('estate.edit')
  edit(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Body() body: EditEstateDto): Promise<EstateRegisterView> {
    return this.register.edit(actor, estateId, body);
  }

  @Post(':estateId/stage')
  @HttpCode(200)
  @Permit('estate.edit')
  moveStage(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Body() body: MoveStageDto): Promise<EstateRegisterView> {
    return this.register.moveStage(actor, estateId, body);
  }

  @Get(':estateId/history')
  @Permit('estate.history')
  history(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() query: PageDto): Promise<Page<HistoryLineView>> {
    return this.register.history(actor, estateId, query);
  }

  @Get(':estateId/buildings')
  @Permit('estate.list')
  ofEstate(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() query: PageDto): Promise<Page<BuildingView>> {
    return this.buildings.ofEstate(actor, estateId, query);
  }

  @Post(':estateId/buildings')
  @Permit('household.edit')
  addBuilding(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Body() body: AddBuildingDto): Promise<BuildingView> {
    return this.dwellings.addBuilding(actor, estateId, body);
  }

  @Get(':estateId/households')
  @Permit('household.list')
  households(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() query: HouseholdsQueryDto): Promise<Page<HouseholdRowView>> {
    return this.codes.page(actor, estateId, query);
  }
}
