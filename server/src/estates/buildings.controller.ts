import type { Actor, BuildingView, HouseholdRowView, ScannedBuildingView } from '@linping/shared';
import { Body, Controller, Delete, Get, Header, HttpCode, Param, ParseUUIDPipe, Patch, Post, Redirect } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { BuildingsService } from './buildings.service.ts';
import { DwellingsService } from './dwellings.service.ts';
import { AddHouseholdDto, RenameBuildingDto } from './households.dto.ts';

@Controller('buildings')
export class BuildingsController {
  constructor(private readonly buildings: BuildingsService, private readonly dwellings: DwellingsService) {}

  @Get('by-token/:token')
  @Permit('public.read')
  scanned(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<ScannedBuildingView> {
    return this.buildings.scanned(actor, token);
  }

  @Patch(':buildingId')
  @Permit('household.edit')
  rename(@CurrentActor() actor: Actor, @Param('buildingId', ParseUUIDPipe) buildingId: string, @Body() body: RenameBuildingDto): Promise<BuildingView> {
    return this.dwellings.renameBuilding(actor, buildingId, body);
  }

  @Delete(':buildingId')
  @HttpCode(204)
  @Permit('household.edit')
  remove(@CurrentActor() actor: Actor, @Param('buildingId', ParseUUIDPipe) buildingId: string): Promise<void> {
    return this.dwellings.removeBuilding(actor, buildingId);
  }

  @Post(':buildingId/households')
  @Permit('household.edit')
  addHousehold(@CurrentActor() actor: Actor, @Param('buildingId', ParseUUIDPipe) buildingId: string, @Body() body: AddHouseholdDto): Promise<HouseholdRowView> {
    return this.dwellings.addHousehold(actor, buildingId, body);
  }

  @Post(':buildingId/token')
  @HttpCode(200)
  @Permit('buildingToken.issue')
  issueToken(@CurrentActor() actor: Actor, @Param('buildingId', ParseUUIDPipe) buildingId: string): Promise<BuildingView> {
    return this.buildings.issueToken(actor, buildingId);
  }

  @Get(':buildingId/qr.svg')
  @Header('content-type', 'image/svg+xml')
  @Permit('buildingToken.issue')
  qr(@CurrentActor() actor: Actor, @Param('buildingId', ParseUUIDPipe) buildingId: string): Promise<string> {
    return this.buildings.qrSvg(actor, buildingId);
  }
}

/** The link in the QR, outside the API's prefix: short enough for a small code, and registered with WeChat as a normal link. */
@Controller()
export class ScanController {
  constructor(private readonly buildings: BuildingsService) {}

  @Get('q/:token')
  @Redirect()
  @Permit('public.read')
  scan(@CurrentActor() actor: Actor, @Param('token') token: string): { readonly url: string; readonly statusCode: number } {
    return { url: this.buildings.landing(actor, token), statusCode: 302 };
  }
}
