import type { Actor, Page, StatementLineView, StatementRow, StatementsQuery, StatementView } from '@linping/shared';
import { Controller, Get, Header, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { LinesQueryDto, StatementsQueryDto } from '../disclosures.dto.ts';
import { StatementListService } from './statement-list.service.ts';

/** Statements of income and expense as they are read (七(四) 「收支帐目定期公布」). */
@ApiTags('disclosures')
@Controller('statements')
export class StatementsController {
  constructor(private readonly statements: StatementListService) {}

  @Get()
  @Permit('statement.list')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Those in the own scope, the newest first' })
  page(@CurrentActor() actor: Actor, @Query() query: StatementsQueryDto): Promise<Page<StatementRow>> {
    return this.statements.page(actor, query satisfies StatementsQuery);
  }

  @Get(':statementId')
  @Permit('public.read')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'One statement: a published one for everybody, others for the staff in whose scope they lie' })
  one(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string): Promise<StatementView> {
    return this.statements.one(actor, statementId);
  }

  @Get(':statementId/lines')
  @Permit('public.read')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Its typed lines with their vouchers, behind links that live for minutes' })
  lines(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Query() query: LinesQueryDto): Promise<Page<StatementLineView>> {
    return this.statements.linesOf(actor, statementId, query);
  }
}
