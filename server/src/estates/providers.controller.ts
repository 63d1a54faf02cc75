import type { Actor, HistoryLineView, Page, ProviderContractView, ProviderView } from '@linping/shared';
import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { PageDto } from '../platform/http/page.dto.ts';
import { ProvidersService } from './providers.service.ts';
import { AddProviderDto, EditProviderDto, ProvidersQueryDto } from './estates.dto.ts';

@Controller('providers')
export class ProvidersController {
  constructor(private readonly providers: ProvidersService) {}

  @Get()
  @Permit('provider.list')
  page(@CurrentActor() actor: Actor, @Query() query: ProvidersQueryDto): Promise<Page<ProviderView>> {
    return this.providers.page(actor, query);
  }

  @Post()
  @Permit('provider.edit')
  add(@CurrentActor() actor: Actor, @Body() body: AddProviderDto): Promise<ProviderView> {
    return this.providers.add(actor, body);
  }

  @Get(':providerId')
  @Permit('provider.list')
  provider(@CurrentActor() actor: Actor, @Param('providerId', ParseUUIDPipe) providerId: string): Promise<ProviderView> {
    return this.providers.provider(actor, providerId);
  }

  @Patch(':providerId')
  @Permit('provider.edit')
  edit(@CurrentActor() actor: Actor, @Param('providerId', ParseUUIDPipe) providerId: string, @Body() body: EditProviderDto): Promise<ProviderView> {
    return this.providers.edit(actor, providerId, body);
  }

  @Get(':providerId/contracts')
  @Permit('provider.list')
  contracts(@CurrentActor() actor: Actor, @Param('providerId', ParseUUIDPipe) providerId: string, @Query() query: PageDto): Promise<Page<ProviderContractView>> {
    return this.providers.contractsOf(actor, providerId, query);
  }

  @Get(':providerId/history')
  @Permit('provider.list')
  history(@CurrentActor() actor: Actor, @Param('providerId', ParseUUIDPipe) providerId: string, @Query() query: PageDto): Promise<Page<HistoryLineView>> {
    return this.providers.history(actor, providerId, query);
  }
}
