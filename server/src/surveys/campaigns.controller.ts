import type { Actor, CampaignView, QuestionnaireView } from '@linping/shared';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
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
  list(@CurrentActor() actor: Actor): Promise<CampaignView[]> {
    return this.campaigns.list(actor);
  }

  @Post('campaigns')
  @Permit('campaign.run')
  @ApiOperation({ summary: 'One survey a half-year: a draft round for every estate' })
  create(@CurrentActor() actor: Actor, @Body() body: CreateCampaignDto): Promise<CampaignView> {
    return this.campaigns.create(actor, body);
  }

  @Get('questionnaires')
  @Permit('questionnaire.list')
  questionnaires(@CurrentActor() actor: Actor): Promise<QuestionnaireView[]> {
    return this.campaigns.listQuestionnaires(actor);
  }

  @Post('questionnaires')
  @Permit('questionnaire.edit')
  @ApiOperation({ summary: 'Publishes the next version; versions never change' })
  publish(@CurrentActor() actor: Actor, @Body() body: PublishQuestionnaireDto): Promise<QuestionnaireView> {
    return this.campaigns.publishQuestionnaire(actor, body);
  }
}
