import { ANSWER_WORKING_DAYS, endOfNthWorkingDay } from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CalendarChanges } from '../../calendar/calendar-changes.service.ts';
import { WorkCalendarService } from '../../calendar/work-calendar.service.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { QuestionEvents } from './question-events.ts';
import type { LineQuestionRow } from './questions.entity.ts';
import { QuestionsStore } from './questions.store.ts';

const AT_A_TIME = 100;

/** What time does to questions: authors hear of an answer that did not come, and deadlines follow the working days. */
@Injectable()
export class QuestionClock implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly questions: QuestionsStore, private readonly events: QuestionEvents, private readonly calendars: WorkCalendarService,
    private readonly changes: CalendarChanges, private readonly clock: Clock, private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'line-questions', everySeconds: 60, run: () => this.run() });
    // A new release may bring another year's holidays.
    this.jobs.register({ name: 'line-question-deadlines', everySeconds: 3600, run: () => this.recountInTurns() });
    this.changes.register((tx) => this.recount(tx));
  }

  /** Tells every author whose question has run late, once. */
  async run(): Promise<void> {
    for (;;) {
      const nowMs = this.clock.now().getTime();
      const late = await this.unitOfWork.read((db) => this.questions.overdue(db, nowMs, AT_A_TIME));
      for (const id of late) await this.unitOfWork.run((tx) => this.tellOne(tx, id, nowMs), { idempotent: true });
      if (late.length < AT_A_TIME) return;
    }
  }

  /** Counts every open deadline again, in the transaction that moved a working day. */
  async recount(tx: EntityManager): Promise<void> {
    await this.eachWaiting((after) => this.questions.waiting(tx, after, AT_A_TIME), (rows) => this.recountEach(tx, rows));
  }

  /** The same in transactions of their own: writers need not wait for all of them. */
  async recountInTurns(): Promise<void> {
    await this.eachWaiting(
      (after) => this.unitOfWork.read((db) => this.questions.waiting(db, after, AT_A_TIME)),
      (rows) => this.unitOfWork.run((tx) => this.recountEach(tx, rows), { idempotent: true }),
    );
  }

  private async tellOne(tx: EntityManager, id: string, nowMs: number): Promise<void> {
    if (!(await this.questions.tellOverdue(tx, id, nowMs))) return; // answered, moved or told meanwhile
    await this.events.tell(tx, (await this.questions.find(tx, id))!, 'overdue');
  }

  private async recountEach(tx: EntityManager, rows: readonly LineQuestionRow[]): Promise<void> {
    const calendar = await this.calendars.calendar(tx);
    for (const { id, passedMs } of rows) await this.questions.setDue(tx, id, endOfNthWorkingDay(passedMs!, ANSWER_WORKING_DAYS, calendar));
  }

  private async eachWaiting(page: (after: string) => Promise<readonly LineQuestionRow[]>, work: (rows: readonly LineQuestionRow[]) => Promise<void>): Promise<void> {
    for (let after = ''; ;) {
      const rows = await page(after);
      await work(rows);
      if (rows.length < AT_A_TIME) return;
      after = rows.at(-1)!.id;
    }
  }
}
