import type { Actor, CoverageRowView, CoverageSummaryView, Page, RoundCoverageView } from '@linping/shared';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { CoverageService } from './coverage.service.ts';
import { RoundsService } from './rounds.service.ts';
import { CoverageQueryDto, CoverageSummaryQueryDto, MoveRoundDto, RescheduleRoundDto } from './surveys.dto.ts';

/** What the street works with: coverage, and the moves of a round. */
@ApiTags('rounds')
@ApiBearerAuth()
@Controller()
export class RoundsController {
  constructor(private readonly rounds: RoundsService, private readonly coverage: CoverageService) {}

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

  @Get('rounds/:roundId/coverage')
  @Permit('coverage.read')
  @ApiOperation({ summary: 'One estate: buildings and channels' })
  round(@CurrentActor() actor: Actor, @Param('roundId', ParseUUIDPipe) roundId: string): Promise<RoundCoverageView> {
    return this.coverage.round(actor, roundId);
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
