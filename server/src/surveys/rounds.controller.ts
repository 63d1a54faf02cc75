import type {
  Actor, CommentView, CoverageAreaView, CoverageDueView, CoverageRowView, CoverageSummaryView, Page, RoundCoverageView, RoundStepView,
} from '@linping/shared';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { PageDto } from '../platform/http/page.dto.ts';
import { CoverageService } from './coverage.service.ts';
import { RoundsService } from './rounds.service.ts';
import { RoundWatchService } from './round-watch.service.ts';
import { CoverageAreasQueryDto, CoverageQueryDto, CoverageSummaryQueryDto, MoveRoundDto, RescheduleRoundDto } from './surveys.dto.ts';

/** What the street works with: coverage, and the moves of a round. */
@ApiTags('rounds')
@ApiBearerAuth()
@Controller()
export class RoundsController {
  constructor(private readonly rounds: RoundsService, private readonly coverage: CoverageService, private readonly watch: RoundWatchService) {}

  @Get('coverage')
  @Permit('coverage.read')
  @ApiOperation({ summary: 'The rounds of a half-year within the own scope' })
  page(@CurrentActor() actor: Actor, @Query() query: CoverageQueryDto): Promise<Page<CoverageRowView>> {
    return this.coverage.page(actor, query);
  }

  @Get('coverage/summary')
  @Permit('coverage.read')
  summary(@CurrentActor() actor: Actor, @Query() query: CoverageSummaryQueryDto): Promise<CoverageSummaryView> {
    return this.coverage.summary(actor, query);
  }

  @Get('coverage/areas')
  @Permit('coverage.read')
  @ApiOperation({ summary: 'The same by street, or by the communities of one' })
  areas(@CurrentActor() actor: Actor, @Query() query: CoverageAreasQueryDto): Promise<Page<CoverageAreaView>> {
    return this.coverage.areas(actor, query);
  }

  @Get('coverage/due')
  @Permit('coverage.read')
  @ApiOperation({ summary: 'What waits for somebody now, and whether for who asks' })
  due(@CurrentActor() actor: Actor): Promise<CoverageDueView> {
    return this.coverage.due(actor);
  }

  @Get('rounds/:roundId/coverage')
  @Permit('coverage.read')
  @ApiOperation({ summary: 'One estate: buildings, channels and days, and who may certify' })
  round(@CurrentActor() actor: Actor, @Param('roundId', ParseUUIDPipe) roundId: string): Promise<RoundCoverageView> {
    return this.watch.round(actor, roundId);
  }

  @Get('rounds/:roundId/steps')
  @Permit('coverage.read')
  @ApiOperation({ summary: 'Who moved the round and when, the newest first' })
  steps(@CurrentActor() actor: Actor, @Param('roundId', ParseUUIDPipe) roundId: string, @Query() query: PageDto): Promise<Page<RoundStepView>> {
    return this.watch.steps(actor, roundId, query);
  }

  @Get('rounds/:roundId/comments')
  @Permit('comment.read')
  @ApiOperation({ summary: 'What residents wrote, shuffled; after certification, from five answers on' })
  comments(@CurrentActor() actor: Actor, @Param('roundId', ParseUUIDPipe) roundId: string, @Query() query: PageDto): Promise<Page<CommentView>> {
    return this.watch.comments(actor, roundId, query);
  }

  @Post('rounds/:roundId/close')
  @HttpCode(200)
  @Permit('round.run')
  @ApiOperation({ summary: 'Stops the intake before its time' })
  close(@CurrentActor() actor: Actor, @Param('roundId', ParseUUIDPipe) roundId: string, @Body() body: MoveRoundDto): Promise<RoundCoverageView> {
    return this.rounds.close(actor, roundId, body);
  }

  @Post('rounds/:roundId/extend')
  @HttpCode(200)
  @Permit('round.run')
  @ApiOperation({ summary: 'Moves the closing time of an open round' })
  extend(@CurrentActor() actor: Actor, @Param('roundId', ParseUUIDPipe) roundId: string, @Body() body: RescheduleRoundDto): Promise<RoundCoverageView> {
    return this.rounds.extend(actor, roundId, body);
  }

  @Post('rounds/:roundId/supplement')
  @HttpCode(200)
  @Permit('round.run')
  @ApiOperation({ summary: 'Opens a short round again' })
  supplement(@CurrentActor() actor: Actor, @Param('roundId', ParseUUIDPipe) roundId: string, @Body() body: RescheduleRoundDto): Promise<RoundCoverageView> {
    return this.rounds.supplement(actor, roundId, body);
  }

  @Post('rounds/:roundId/certify')
  @HttpCode(200)
  @Permit('round.certify')
  @ApiOperation({ summary: 'A second officer counts a closed round; its answers are anonymous for good from here' })
  certify(@CurrentActor() actor: Actor, @Param('roundId', ParseUUIDPipe) roundId: string, @Body() body: MoveRoundDto): Promise<RoundCoverageView> {
    return this.rounds.certify(actor, roundId, body);
  }
}
