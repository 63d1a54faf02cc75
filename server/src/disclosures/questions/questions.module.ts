import { Module } from '@nestjs/common';
import { CalendarModule } from '../../calendar/calendar.module.ts';
import { ComplaintsModule } from '../../complaints/complaints.module.ts';
import { EstatesModule } from '../../estates/estates.module.ts';
import { IdentityModule } from '../../identity/identity.module.ts';
import { ModerationModule } from '../../moderation/moderation.module.ts';
import { NotificationsModule } from '../../notifications/notifications.module.ts';
import { DisclosuresModule } from '../disclosures.module.ts';
import { AnsweringService } from './answering.service.ts';
import { AskingService } from './asking.service.ts';
import { QuestionClock } from './question-clock.ts';
import { QuestionComplaintsService } from './question-complaints.service.ts';
import { QuestionEvents } from './question-events.ts';
import { QuestionReader } from './question-reader.ts';
import { QuestionWords } from './question-words.ts';
import { MyQuestionsController, QuestionsController, StatementQuestionsController } from './questions.controller.ts';
import { QuestionsStore } from './questions.store.ts';

/** 「我有疑问」: asked by a household, answered in public by whoever keeps the accounts. */
@Module({
  imports: [IdentityModule, EstatesModule, CalendarModule, ModerationModule, NotificationsModule, ComplaintsModule, DisclosuresModule],
  controllers: [StatementQuestionsController, MyQuestionsController, QuestionsController],
  providers: [AnsweringService, AskingService, QuestionClock, QuestionComplaintsService, QuestionEvents, QuestionReader, QuestionWords, QuestionsStore],
  exports: [AskingService, AnsweringService, QuestionReader],
})
export class LineQuestionsModule {}
