import { Module } from '@nestjs/common';
import { EstatesModule } from '../estates/estates.module.ts';
import { FilesModule } from '../files/files.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { ItemsStore } from './items.store.ts';
import { ModerationController } from './moderation.controller.ts';
import { ModerationService } from './moderation.service.ts';
import { ModerationSubjects } from './moderation-subjects.service.ts';
import { PhotoChecksService } from './photo-checks.service.ts';
import { PhotoVerdicts } from './photo-verdicts.ts';
import { QueueService } from './queue.service.ts';
import { Settlements } from './settlements.ts';
import { WordList } from './word-list.ts';
import { WordsService } from './words.service.ts';
import { WordsStore } from './words.store.ts';

/** Other capabilities meet this one through ModerationService and ModerationSubjects; the stores stay inside. */
@Module({
  imports: [IdentityModule, EstatesModule, FilesModule],
  controllers: [ModerationController],
  providers: [ModerationService, ModerationSubjects, QueueService, PhotoChecksService, PhotoVerdicts, Settlements, ItemsStore, WordList, WordsService, WordsStore],
  exports: [ModerationService, ModerationSubjects],
})
export class ModerationModule {}
