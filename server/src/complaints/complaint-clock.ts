import type { ComplaintStatus } from '@linping/shared';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CalendarChanges } from '../calendar/calendar-changes.service.ts';
import { WorkCalendarService } from '../calendar/work-calendar.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { Refused } from '../platform/refused.ts';
import { clocked } from './complaint-state.ts';
import { ComplaintsStore } from './complaints.store.ts';
import { JOB, StepWriter } from './step-writer.ts';
import { StepsStore } from './steps.store.ts';

const AT_A_TIME = 100;
/** Whose deadlines a working day may still move. */
const CLOCKED: readonly ComplaintStatus[] = ['submitted', 'reopened', 'accepted', 'inProgress', 'awaitingResident', 'resolved'];

/**
 * What time does to complaints: it escalates, goes on after an unanswered question, and closes after seven days of
 * silence. Whatever is due is done behind the complaint's gate, in the order of the deadlines and at their own instants:
 * run twice, late, or in two processes, it does nothing twice and comes to the same history.
 */
@Injectable()
export class ComplaintClock implements OnModuleInit {
  private readonly log = new Logger(ComplaintClock.name);

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly complaints: ComplaintsStore, private readonly steps: StepsStore, private readonly writer: StepWriter,
    private readonly calendars: WorkCalendarService, private readonly changes: CalendarChanges, private readonly clock: Clock, private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: JOB, everySeconds: 5, run: async () => void (await this.run()) });
    // A new release may bring another year's holidays, and a complaint may have been filed while an exception was made.
    this.jobs.register({ name: 'complaint-deadlines', everySeconds: 3600, run: () => this.recountInTurns() });
    this.changes.register((tx) => this.recount(tx));
  }

  /** Does everything that is due now; answers how many complaints it moved. */
  async run(): Promise<number> {
    let moved = 0;
    for (;;) {
      const nowMs = this.clock.now().getTime();
      const due = await this.unitOfWork.read((db) => this.complaints.due(db, nowMs, AT_A_TIME));
      const before = moved;
      for (const id of due) if (await this.moveOne(id, nowMs)) moved += 1;
      if (due.length < AT_A_TIME || moved === before) return moved;
    }
  }

  /** Counts every open deadline again, in the transaction that moved a working day. */
  async recount(tx: EntityManager): Promise<void> {
    await this.eachClocked((after) => this.complaints.clocked(tx, CLOCKED, after, AT_A_TIME), (ids) => this.recountEach(tx, ids));
  }

  /** The same in transactions of their own: writers need not wait for all of them. */
  async recountInTurns(): Promise<void> {
    await this.eachClocked(
      (after) => this.unitOfWork.read((db) => this.complaints.clocked(db, CLOCKED, after, AT_A_TIME)),
      (ids) => this.unitOfWork.run((tx) => this.recountEach(tx, ids)),
    );
  }

  private async moveOne(id: string, nowMs: number): Promise<boolean> {
    try {
      return await this.unitOfWork.run(async (tx) => {
        if (!(await this.complaints.passGateWhenDue(tx, id, nowMs))) return false; // somebody else was faster
        const held = await this.writer.held(tx, id);
        const { progress, written } = this.writer.settled(held, nowMs, held.calendar); // nothing, where a deadline has moved away meanwhile
        await this.writer.write(tx, held, progress, written);
        return written.length > 0;
      });
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause;
      this.log.error({ complaint: id, refused: cause.refusal.code }); // the table of states and the clocks disagree: one complaint must not stop the others
      return false;
    }
  }

  private async recountEach(tx: EntityManager, ids: readonly string[]): Promise<void> {
    const calendar = await this.calendars.calendar(tx);
    for (const id of ids) {
      await this.complaints.hold(tx, id);
      const row = await this.complaints.find(tx, id);
      if (!row || !CLOCKED.includes(row.status)) continue;
      const { row: counted } = clocked({ row, pauses: await this.steps.pauses(tx, id) }, calendar);
      if (JSON.stringify(counted) !== JSON.stringify(row)) await this.complaints.write(tx, counted);
    }
  }

  private async eachClocked(page: (after: string) => Promise<readonly string[]>, work: (ids: readonly string[]) => Promise<void>): Promise<void> {
    for (let after = ''; ;) {
      const ids = await page(after);
      await work(ids);
      if (ids.length < AT_A_TIME) return;
      after = ids.at(-1)!;
    }
  }
}
