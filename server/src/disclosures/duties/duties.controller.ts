import type { Actor, Page, StatementDutiesSummaryView, StatementDutyRow } from '@linping/shared';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { DutiesQueryDto, DutiesSummaryQueryDto } from '../disclosures.dto.ts';
import { DutiesService } from './duties.service.ts';

/** Who owes a statement of a period. */
@ApiTags('disclosures')
@ApiBearerAuth()
@Controller('statement-duties')
export class DutiesController {
  constructor(private readonly duties: DutiesService) {}

  @Get()
  @Permit('statement.list')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Who owes a statement of a period and how far it is, the overdue first' })
  page(@CurrentActor() actor: Actor, @Query() query: DutiesQueryDto): Promise<Page<StatementDutyRow>> {
    return this.duties.page(actor, query);
  }

  @Get('summary')
  @Permit('statement.list')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'How many owe, have published, are waited for and are overdue' })
  summary(@CurrentActor() actor: Actor, @Query() query: DutiesSummaryQueryDto): Promise<StatementDutiesSummaryView> {
    return this.duties.summary(actor, query);
  }
}
