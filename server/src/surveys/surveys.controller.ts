import type { Actor, EstateResultRowView, Page, ParticipationView, RoundResultView, RoundView, SubmittedView } from '@linping/shared';
import { Body, Controller, Get, Ip, Param, ParseUUIDPipe, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { PageDto } from '../platform/http/page.dto.ts';
import { AnswersService } from './answers.service.ts';
import { ResultsService } from './results.service.ts';
import { ParticipationQueryDto, SubmitAnswerDto } from './surveys.dto.ts';

/** What residents and visitors meet. Routes and status codes only; who may is decided in the services. */
@ApiTags('surveys')
@Controller()
export class SurveysController {
  constructor(private readonly answers: AnswersService, private readonly results: ResultsService) {}

  @Get('estates/:estateId/round')
  @Permit('public.read')
  @ApiOperation({ summary: 'The running round of an estate, or its last' })
  currentRound(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string): Promise<RoundView> {
    return this.results.currentRound(actor, estateId);
  }

  @Get('estates/:estateId/results')
  @Permit('public.read')
  @ApiOperation({ summary: 'Every half-year that has ended, newest first' })
  history(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string, @Query() query: PageDto): Promise<Page<EstateResultRowView>> {
    return this.results.history(actor, estateId, query);
  }

  @Get('rounds/:roundId')
  @Permit('public.read')
  @ApiOperation({ summary: 'One round with its questionnaire' })
  round(@CurrentActor() actor: Actor, @Param('roundId', ParseUUIDPipe) roundId: string): Promise<RoundView> {
    return this.results.round(actor, roundId);
  }

  @Get('rounds/:roundId/result')
  @Permit('public.read')
  @ApiOperation({ summary: 'What was certified; 404 RESULT_NOT_CERTIFIED before' })
  result(@CurrentActor() actor: Actor, @Param('roundId', ParseUUIDPipe) roundId: string): Promise<RoundResultView> {
    return this.results.result(actor, roundId);
  }

  @Get('rounds/:roundId/participation')
  @Permit('household.own')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Whether the household has taken part, and by whom; never what it said' })
  participation(@CurrentActor() actor: Actor, @Param('roundId', ParseUUIDPipe) roundId: string, @Query() { householdId }: ParticipationQueryDto): Promise<ParticipationView> {
    return this.answers.participation(actor, roundId, householdId);
  }

  @Put('rounds/:roundId/answer')
  @Permit('answer.submit')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'One answer per household; the same submission again is the same answer' })
  submit(@CurrentActor() actor: Actor, @Param('roundId', ParseUUIDPipe) roundId: string, @Body() body: SubmitAnswerDto, @Ip() address: string): Promise<SubmittedView> {
    return this.answers.submit(actor, roundId, body, address);
  }

  @Put('rounds/:roundId/assisted-answer')
  @Permit('answer.assist')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Assisted entry at the door by a community worker' })
  assist(@CurrentActor() actor: Actor, @Param('roundId', ParseUUIDPipe) roundId: string, @Body() body: SubmitAnswerDto, @Ip() address: string): Promise<SubmittedView> {
    return this.answers.assist(actor, roundId, body, address);
  }
}
