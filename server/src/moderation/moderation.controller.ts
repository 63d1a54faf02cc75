import type { Actor, ModerationItemView, ModerationSummaryView, ModerationWordView, Page } from '@linping/shared';
import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { AddModerationWordDto, DecideModerationDto, ModerationQueryDto, ModerationWordsQueryDto } from './moderation.dto.ts';
import { QueueService } from './queue.service.ts';
import { WordsService } from './words.service.ts';

/** What residents wrote and photographed and nobody else sees yet, and the list of words that lets a person read first. */
@ApiTags('moderation')
@ApiBearerAuth()
@Controller('moderation')
export class ModerationController {
  constructor(private readonly queue: QueueService, private readonly words: WordsService) {}

  @Get()
  @Permit('moderation.decide')
  @ApiOperation({ summary: 'What waits for a person within the own scope, the oldest first' })
  page(@CurrentActor() actor: Actor, @Query() query: ModerationQueryDto): Promise<Page<ModerationItemView>> {
    return this.queue.page(actor, query);
  }

  @Get('summary')
  @Permit('moderation.decide')
  @ApiOperation({ summary: 'How much waits within the own scope' })
  summary(@CurrentActor() actor: Actor): Promise<ModerationSummaryView> {
    return this.queue.summary(actor);
  }

  @Get('words')
  @Permit('moderation.editWords')
  @ApiOperation({ summary: 'The district’s list of words, what was added last first' })
  wordsPage(@CurrentActor() actor: Actor, @Query() query: ModerationWordsQueryDto): Promise<Page<ModerationWordView>> {
    return this.words.page(actor, query);
  }

  @Put('words')
  @Permit('moderation.editWords')
  @ApiOperation({ summary: 'Adds a word; one that is there already stays as it is' })
  addWord(@CurrentActor() actor: Actor, @Body() body: AddModerationWordDto): Promise<ModerationWordView> {
    return this.words.add(actor, body);
  }

  @Delete('words/:wordId')
  @HttpCode(204)
  @Permit('moderation.editWords')
  @ApiOperation({ summary: 'Takes a word off the list' })
  removeWord(@CurrentActor() actor: Actor, @Param('wordId', ParseUUIDPipe) wordId: string): Promise<void> {
    return this.words.takeOff(actor, wordId);
  }

  @Post(':itemId/decide')
  @HttpCode(200)
  @Permit('moderation.decide')
  @ApiOperation({ summary: 'Shows it to others, or keeps it from them for good' })
  decide(@CurrentActor() actor: Actor, @Param('itemId', ParseUUIDPipe) itemId: string, @Body() body: DecideModerationDto): Promise<ModerationSummaryView> {
    return this.queue.decide(actor, itemId, body);
  }
}
