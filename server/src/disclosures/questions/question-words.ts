import { ANSWER_WORKING_DAYS, endOfNthWorkingDay, type ModerationDecision } from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkCalendarService } from '../../calendar/work-calendar.service.ts';
import { Openids } from '../../identity/openids.service.ts';
import { ResidentFarewells } from '../../identity/resident-farewells.service.ts';
import { ModerationSubjects } from '../../moderation/moderation-subjects.service.ts';
import { ModerationService } from '../../moderation/moderation.service.ts';
import { Clock } from '../../platform/clock.ts';
import { LineQuestionCounts } from '../line-questions.service.ts';
import { QUESTION, QuestionEvents } from './question-events.ts';
import { QuestionsStore } from './questions.store.ts';

/**
 * What becomes of a resident's question: somebody passes it, and from then on everybody reads it and the clock runs, or
 * nobody ever does. A resident who leaves takes along what nobody has read; what was read stays and leads to nobody
 * (个人信息保护法 47).
 */
@Injectable()
export class QuestionWords implements OnModuleInit {
  constructor(
    private readonly questions: QuestionsStore, private readonly events: QuestionEvents, private readonly moderation: ModerationService, private readonly subjects: ModerationSubjects,
    private readonly calendars: WorkCalendarService, private readonly farewells: ResidentFarewells, private readonly openids: Openids, private readonly counts: LineQuestionCounts,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.subjects.register(QUESTION, (tx, subject, decision) => this.decided(tx, subject.slice(QUESTION.length + 1), decision));
    this.farewells.register((tx, residentId) => this.forget(tx, residentId));
    this.counts.register((db, lineIds) => this.questions.answeredOf(db, lineIds));
  }

  private async decided(tx: EntityManager, id: string, decision: ModerationDecision): Promise<void> {
    const nowMs = this.clock.now().getTime();
    const isMoved = decision === 'passed'
      ? await this.questions.pass(tx, id, nowMs, endOfNthWorkingDay(nowMs, ANSWER_WORKING_DAYS, await this.calendars.calendar(tx)))
      : await this.questions.refuse(tx, id);
    if (isMoved) await this.events.tell(tx, (await this.questions.find(tx, id))!, decision);
  }

  private async forget(tx: EntityManager, residentId: string): Promise<void> {
    await this.openids.hold(tx, [residentId]); // first: a question that is being asked goes with the rest, or is not asked
    for (const id of await this.questions.dropUnread(tx, residentId)) await this.moderation.forget(tx, `${QUESTION}:${id}`);
    await this.questions.forgetAuthor(tx, residentId);
  }
}
