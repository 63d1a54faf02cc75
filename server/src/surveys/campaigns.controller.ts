import type { Actor, CampaignView, Page, QuestionnaireView } from '@linping/shared';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { PageDto } from '../platform/http/page.dto.ts';
import { CampaignsService } from './campaigns.service.ts';
import { CreateCampaignDto, PublishQuestionnaireDto } from './surveys.dto.ts';

/** What headquarters runs. */
@ApiTags('campaigns')
@ApiBearerAuth()
@Controller()
export class CampaignsController {
  constructor(private readonly campaigns: CampaignsService) {}

  @Get('campaigns')
  @Permit('campaign.list')
  @ApiOperation({ summary: 'The newest first, each with the state of its rounds' })
  list(@CurrentActor() actor: Actor, @Query() query: PageDto): Promise<Page<CampaignView>> {
    return this.campaigns.list(actor, query);
  }

  @Post('campaigns')
  @Permit('campaign.run')
  @ApiOperation({ summary: 'One survey a half-year: a draft round for every estate' })
  create(@CurrentActor() actor: Actor, @Body() body: CreateCampaignDto): Promise<CampaignView> {
    return this.campaigns.create(actor, body);
  }

  @Get('questionnaires')
  @Permit('questionnaire.list')
  @ApiOperation({ summary: 'All versions, the newest first' })
  questionnaires(@CurrentActor() actor: Actor, @Query() query: PageDto): Promise<Page<QuestionnaireView>> {
    return this.campaigns.listQuestionnaires(actor, query);
  }

  @Post('questionnaires')
  @Permit('questionnaire.edit')
  @ApiOperation({ summary: 'Publishes the next version; versions never change' })
  publish(@CurrentActor() actor: Actor, @Body() body: PublishQuestionnaireDto): Promise<QuestionnaireView> {
    return this.campaigns.publishQuestionnaire(actor, body);
  }
}
