import { Module } from '@nestjs/common';
import { EstatesModule } from '../estates/estates.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { AnswerIntake } from './answer-intake.ts';
import { AnswersService } from './answers.service.ts';
import { AnswersStore } from './answers.store.ts';
import { CampaignsController } from './campaigns.controller.ts';
import { CampaignsService } from './campaigns.service.ts';
import { CampaignsStore } from './campaigns.store.ts';
import { CoverageService } from './coverage.service.ts';
import { CoverageStore } from './coverage.store.ts';
import { CoverageExportController } from './exports.controller.ts';
import { HalfYearKeys } from './half-year-keys.ts';
import { QuestionnairesStore } from './questionnaires.store.ts';
import { ResultsService } from './results.service.ts';
import { RosterClaims } from './roster-claims.ts';
import { RoundClock } from './round-clock.ts';
import { RoundKeys } from './round-keys.ts';
import { RoundsController } from './rounds.controller.ts';
import { RoundsService } from './rounds.service.ts';
import { RoundsStore } from './rounds.store.ts';
import { RoundWatchService } from './round-watch.service.ts';
import { SatisfactionService } from './satisfaction.service.ts';
import { SatisfactionStore } from './satisfaction.store.ts';
import { SurveysController } from './surveys.controller.ts';

/** Other capabilities meet this one through its services; stores, keys and the intake stay inside. */
@Module({
  imports: [IdentityModule, EstatesModule],
  controllers: [SurveysController, RoundsController, CampaignsController, CoverageExportController],
  providers: [
    AnswerIntake, AnswersService, AnswersStore, CampaignsService, CampaignsStore, CoverageService, CoverageStore, HalfYearKeys,
    QuestionnairesStore, ResultsService, RosterClaims, RoundClock, RoundKeys, RoundsService, RoundsStore, RoundWatchService, SatisfactionService, SatisfactionStore,
  ],
  exports: [AnswersService, CampaignsService, ResultsService, RoundClock, RoundsService, SatisfactionService],
})
export class SurveysModule {}
