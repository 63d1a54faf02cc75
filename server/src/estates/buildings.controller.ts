import type { Actor, BuildingView, ScannedBuildingView } from '@linping/shared';
import { Controller, Get, Header, HttpCode, Param, ParseUUIDPipe, Post, Redirect } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { BuildingsService } from './buildings.service.ts';

@Controller('buildings')
export class BuildingsController {
  constructor(private readonly buildings: BuildingsService) {}

  @Get('by-token/:token')
  @Permit('public.read')
  scanned(@CurrentActor() actor: Actor, @Param('token') token: string): Promise<ScannedBuildingView> {
    return this.buildings.scanned(actor, token);
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
