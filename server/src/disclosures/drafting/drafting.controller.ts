import { COMPUTED_KINDS, type Actor, type ComputedKind, type StatementView } from '@linping/shared';
import { Body, Controller, Delete, HttpCode, Param, ParseEnumPipe, ParseUUIDPipe, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../../platform/http/current-actor.ts';
import { AddLineDto, BeginStatementDto, DeclareDto, EditLineDto, EditStatementDto, VersionQueryDto } from '../disclosures.dto.ts';
import { DraftsService } from './drafts.service.ts';
import { StatementLinesService } from './statement-lines.service.ts';

const COMPUTED = Object.fromEntries(COMPUTED_KINDS.map((kind) => [kind, kind]));

/** What the body whose accounts they are writes. Every write answers the statement as it is after it. */
@ApiTags('disclosures')
@ApiBearerAuth()
@Controller()
export class DraftingController {
  constructor(private readonly drafts: DraftsService, private readonly lines: StatementLinesService) {}

  @Post('estates/:estateId/statements')
  @HttpCode(200)
  @Permit('statement.draft')
  @ApiOperation({ summary: 'Begins the statement of a period of the own book' })
  begin(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Body() body: BeginStatementDto): Promise<StatementView> {
    return this.drafts.begin(actor, estateId, body);
  }

  @Patch('statements/:statementId')
  @Permit('statement.draft')
  @ApiOperation({ summary: 'Remark, and the opening of the first statement of a book' })
  edit(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Body() body: EditStatementDto): Promise<StatementView> {
    return this.drafts.edit(actor, statementId, body);
  }

  @Delete('statements/:statementId')
  @HttpCode(204)
  @Permit('statement.draft')
  @ApiOperation({ summary: 'Drops what was begun by mistake' })
  discard(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Query() { version }: VersionQueryDto): Promise<void> {
    return this.drafts.discard(actor, statementId, version);
  }

  @Put('statements/:statementId/computed/:kind')
  @Permit('statement.draft')
  @ApiParam({ name: 'kind', enum: COMPUTED_KINDS })
  @ApiOperation({ summary: 'What is declared of a kind that the system counts, and why it differs' })
  declare(
    @CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Param('kind', new ParseEnumPipe(COMPUTED)) kind: ComputedKind, @Body() body: DeclareDto,
  ): Promise<StatementView> {
    return this.drafts.declare(actor, statementId, kind, body);
  }

  @Post('statements/:statementId/lines')
  @HttpCode(200)
  @Permit('statement.draft')
  @ApiOperation({ summary: 'Adds a typed line with its vouchers' })
  add(@CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Body() body: AddLineDto): Promise<StatementView> {
    return this.lines.add(actor, statementId, body);
  }

  @Patch('statements/:statementId/lines/:lineId')
  @Permit('statement.draft')
  @ApiOperation({ summary: 'Another amount, note or vouchers of a line; what is left out stays' })
  editLine(
    @CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Param('lineId', ParseUUIDPipe) lineId: string, @Body() body: EditLineDto,
  ): Promise<StatementView> {
    return this.lines.edit(actor, statementId, lineId, body);
  }

  @Delete('statements/:statementId/lines/:lineId')
  @HttpCode(200)
  @Permit('statement.draft')
  @ApiOperation({ summary: 'Takes a line out' })
  removeLine(
    @CurrentActor() actor: Actor, @Param('statementId', ParseUUIDPipe) statementId: string, @Param('lineId', ParseUUIDPipe) lineId: string, @Query() { version }: VersionQueryDto,
  ): Promise<StatementView> {
    return this.lines.takeOut(actor, statementId, lineId, version);
  }
}
