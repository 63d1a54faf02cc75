import type { Actor, DisclosureSettingsView, EstateAccountsView } from '@linping/shared';
import { Body, Controller, Get, Header, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { DisclosureSettingsDto } from '../disclosures.dto.ts';
import { SettingsService } from '../settings/settings.service.ts';
import { EstateAccountsService } from './estate-accounts.service.ts';

/** An estate's accounts for everybody, and how often they are disclosed. */
@ApiTags('disclosures')
@Controller('estates/:estateId')
export class EstateAccountsController {
  constructor(private readonly estates: EstateAccountsService, private readonly settings: SettingsService) {}

  @Get('accounts')
  @Permit('public.read')
  @ApiOperation({ summary: 'What the bodies of an estate have disclosed, and what they owe' })
  accounts(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string): Promise<EstateAccountsView> {
    return this.estates.accounts(actor, estateId);
  }

  @Get('disclosure-settings')
  @ApiBearerAuth()
  @Permit('disclosureSettings.edit')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'How often the bodies disclose, now and from the next half-year on' })
  read(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string): Promise<DisclosureSettingsView> {
    return this.settings.read(actor, estateId);
  }

  @Put('disclosure-settings')
  @ApiBearerAuth()
  @Permit('disclosureSettings.edit')
  @ApiOperation({ summary: 'How often they disclose from the next half-year on' })
  set(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Body() body: DisclosureSettingsDto): Promise<DisclosureSettingsView> {
    return this.settings.set(actor, estateId, body);
  }
}
