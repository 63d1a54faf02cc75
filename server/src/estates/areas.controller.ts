import type { Actor, AreaView, Page } from '@linping/shared';
import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { PageDto } from '../platform/http/page.dto.ts';
import { EstateListService } from './estate-list.service.ts';

@Controller('areas')
export class AreasController {
  constructor(private readonly estates: EstateListService) {}

  @Get()
  @Permit('area.list')
  page(@CurrentActor() actor: Actor, @Query() query: PageDto): Promise<Page<AreaView>> {
    return this.estates.areas(actor, query);
  }
}
