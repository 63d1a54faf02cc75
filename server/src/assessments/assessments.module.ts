import { Module } from '@nestjs/common';
import { ComplaintEvidenceModule } from '../complaints/evidence/complaint-evidence.module.ts';
import { EstatesModule } from '../estates/estates.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { SurveysModule } from '../surveys/surveys.module.ts';
import { AssessmentsController } from './assessments.controller.ts';
import { AssessmentsService } from './assessments.service.ts';
import { DeductionsStore } from './deductions.store.ts';
import { EvidenceController } from './evidence.controller.ts';
import { EvidenceService } from './evidence.service.ts';
import { AssessmentExportsController } from './exports.controller.ts';
import { OpeningsService } from './openings.service.ts';
import { ScoringService } from './scoring.service.ts';
import { SheetReader } from './sheet-reader.ts';
import { SheetsStore } from './sheets.store.ts';

/** Other capabilities meet this one through its services; the stores stay inside. */
@Module({
  imports: [IdentityModule, EstatesModule, SurveysModule, ComplaintEvidenceModule],
  controllers: [AssessmentsController, EvidenceController, AssessmentExportsController],
  providers: [AssessmentsService, ScoringService, EvidenceService, OpeningsService, SheetReader, SheetsStore, DeductionsStore],
  exports: [AssessmentsService, ScoringService, OpeningsService],
})
export class AssessmentsModule {}
