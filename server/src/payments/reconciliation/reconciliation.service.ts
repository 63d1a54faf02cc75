import {
  can, isStaff, listReach,
  type Actor, type Page, type ReconciliationDayRow, type ReconciliationDaysQuery, type ReconciliationTasksQuery, type ReconciliationTaskView, type SettleTaskBody,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { readCursor, writeCursor } from '../../platform/cursor.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { type DayPosition, positionOf, ReconciliationStore, type TaskPosition } from './reconciliation.store.ts';
import { dayView, taskView } from './reconciliation.views.ts';

const PAGE = 50;

/** Days that were compared, and differences that wait to be explained: a firm's own, and for those who supervise all. */
@Injectable()
export class ReconciliationService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: ReconciliationStore, private readonly estates: EstatesService, private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /** One page of days, the newest first. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  days(actor: Actor, { providerId, cursor, limit = PAGE }: ReconciliationDaysQuery): Promise<Page<ReconciliationDayRow>> {
    const filter = { providerId: ofWhom(actor, providerId) };
    return this.unitOfWork.read(async (db) => {
      const found = await this.store.daysPage(db, filter, readCursor(cursor, ['string', 'string']) as DayPosition | undefined, limit + 1);
      const shown = found.slice(0, limit);
      const [names, counts] = [await this.names(db, shown), await this.store.taskCounts(db, shown)];
      const last = shown.at(-1);
      return {
        items: shown.map((row) => dayView(row, names.get(row.providerId) ?? '', counts.get(`${row.mchid} ${row.day}`) ?? { open: 0, settled: 0 })),
        total: await this.store.countDays(db, filter),
        nextCursor: last && found.length > limit ? writeCursor([last.day, last.id]) : null,
      };
    });
  }

  /** One page of tasks, the open ones first. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  tasks(actor: Actor, { providerId, status, cursor, limit = PAGE }: ReconciliationTasksQuery): Promise<Page<ReconciliationTaskView>> {
    const filter = { providerId: ofWhom(actor, providerId), status };
    return this.unitOfWork.read(async (db) => {
      const found = await this.store.tasksPage(db, filter, readCursor(cursor, ['number', 'string', 'string']) as TaskPosition | undefined, limit + 1);
      const shown = found.slice(0, limit);
      const names = await this.names(db, shown);
      const last = shown.at(-1);
      return {
        items: shown.map((row) => taskView(row, names.get(row.providerId) ?? '')),
        total: await this.store.countTasks(db, filter),
        nextCursor: last && found.length > limit ? writeCursor(positionOf(last)) : null,
      };
    });
  }

  /** Says what explains a difference; it is then settled for good. Refuses: RECONCILIATION_TASK_NOT_FOUND, OUT_OF_SCOPE, RECONCILIATION_TASK_SETTLED, CHANGED_BY_SOMEONE_ELSE. */
  settle(actor: Actor, taskId: string, { version, reason }: SettleTaskBody): Promise<ReconciliationTaskView> {
    return this.unitOfWork.run(async (tx) => {
      const task = (await this.store.task(tx, taskId)) ?? refuse({ code: 'RECONCILIATION_TASK_NOT_FOUND' });
      if (!isStaff(actor) || !can(actor, 'reconciliation.settle', { providerId: task.providerId })) refuse({ code: 'OUT_OF_SCOPE' });
      if (task.status !== 'open') refuse({ code: 'RECONCILIATION_TASK_SETTLED' });
      if (task.version !== version) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      const to = { status: 'settled', settledFor: reason, settledBy: `staff:${actor.staffId}`, settledMs: this.clock.now().getTime() } as const;
      if (!(await this.store.change(tx, task, to))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      const { day, number, finding, providerId } = task;
      await this.audit.append(tx, { actor, action: 'reconciliation.settle', subject: `reconciliationTask:${taskId}`, facts: { day, number, finding, reason } });
      return taskView({ ...task, ...to, version: version + 1 }, (await this.names(tx, [{ providerId }])).get(providerId) ?? '');
    });
  }

  private names(db: EntityManager, rows: readonly { readonly providerId: string }[]): Promise<ReadonlyMap<string, string>> {
    return this.estates.providerNames(db, rows.map(({ providerId }) => providerId));
  }
}

/** Whose to show: the own firm's, or what is asked for; undefined: all. Refuses OUT_OF_SCOPE. */
function ofWhom(actor: Actor, asked: string | undefined): string | undefined {
  const reach = listReach(actor, 'reconciliation.read') ?? refuse({ code: 'OUT_OF_SCOPE' });
  if (reach === 'everything') return asked;
  const own = reach.level === 'provider' ? reach.id : refuse({ code: 'OUT_OF_SCOPE' });
  return asked === undefined || asked === own ? own : refuse({ code: 'OUT_OF_SCOPE' });
}
