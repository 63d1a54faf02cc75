import { dayAfter, dayBefore, reconcile, shanghaiDate, startOfDayMs, type DateText, type ReconciledKind } from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { WechatPay } from '../../platform/wechat-pay/wechat-pay.ts';
import { thereOf } from './bill-lines.ts';
import { DayReconciler, RECONCILER } from './day-reconciler.ts';
import { OwnRecordStore, type TradingMerchant } from './own-record.store.ts';
import type { ReconciliationTaskRow } from './reconciliation.entity.ts';
import { ReconciliationStore } from './reconciliation.store.ts';

const EVERY_SECONDS = 600;
const HOUR_MS = 3_600_000;
/** WeChat has a day's bill ready by then on the next morning. */
const READY_MS = 10 * HOUR_MS;
/** WeChat keeps bills for three months: what was missed longer ago cannot be had any more. */
const MOST_DAYS_BACK = 90;
/** All jobs of a process wait for each other: the rest is for the next turn. */
const BILLS_A_RUN = 20;
const TASKS_A_RUN = 50;

/**
 * Every merchant's every day, compared once its bill is ready; days that no server saw are made up for, the oldest first.
 * What stays open is compared anew every hour: a settlement that came late, or the next day's bill, may explain it.
 */
@Injectable()
export class Reconciler implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: ReconciliationStore, private readonly own: OwnRecordStore, private readonly days: DayReconciler, private readonly wechat: WechatPay,
    private readonly audit: AuditLog, private readonly clock: Clock, private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    if (this.wechat.mode === 'off') return;
    this.jobs.register({ name: 'reconciliation', everySeconds: EVERY_SECONDS, run: () => this.run() });
  }

  /** The job; safe to run twice, and beside itself. */
  async run(): Promise<void> {
    const { mode } = this.wechat;
    if (mode === 'off') return;
    let bills = 0;
    for (const merchant of await this.unitOfWork.read((db) => this.own.merchants(db, mode))) {
      for (const day of await this.missing(merchant)) {
        if (bills >= BILLS_A_RUN) return;
        bills += 1;
        if (!(await this.days.day(merchant, day))) break; // a later day would find refunds of this one missing
      }
    }
    await this.lookAgain();
  }

  /** From the first order to the newest day whose bill is ready, without those that are done. */
  private async missing({ mchid, firstOrderMs }: TradingMerchant): Promise<DateText[]> {
    const nowMs = this.clock.now().getTime();
    const last = dayBefore(shanghaiDate(nowMs - READY_MS));
    const oldest = shanghaiDate(startOfDayMs(last) - (MOST_DAYS_BACK - 1) * 24 * HOUR_MS);
    const first = shanghaiDate(firstOrderMs);
    const from = first > oldest ? first : oldest;
    const done = await this.unitOfWork.read((db) => this.store.doneDays(db, mchid, from));
    const days: DateText[] = [];
    for (let day = from; day <= last; day = dayAfter(day)) if (!done.has(day)) days.push(day);
    return days;
  }

  private async lookAgain(): Promise<void> {
    const open = await this.unitOfWork.read((db) => this.store.toLookAt(db, this.clock.now().getTime() - HOUR_MS, TASKS_A_RUN));
    for (const task of open) {
      if (task.finding !== 'missingThere') await this.days.enterMissed(task.mchid, [task]);
      await this.unitOfWork.run((tx) => this.compareAnew(tx, task), { idempotent: true });
    }
  }

  private async compareAnew(tx: EntityManager, task: ReconciliationTaskRow): Promise<void> {
    const nowMs = this.clock.now().getTime();
    const [found] = await this.findings(tx, task.mchid, task.trade, task.number);
    if (found && found.finding !== 'matched') {
      const isAsItWas = found.finding === task.finding && found.hereFen === task.hereFen && found.thereFen === task.thereFen;
      if (isAsItWas) return this.store.looked(tx, task.id, nowMs);
      await this.store.change(tx, task, { finding: found.finding, hereFen: found.hereFen, thereFen: found.thereFen, lookedMs: nowMs });
      return;
    }
    if (!(await this.store.change(tx, task, { status: 'settledItself', settledMs: nowMs, lookedMs: nowMs }))) return;
    await this.audit.append(tx, { actor: RECONCILER, action: 'reconciliation.settleItself', subject: `reconciliationTask:${task.id}`, facts: { day: task.day, number: task.number } });
  }

  private async findings(tx: EntityManager, mchid: string, trade: ReconciledKind, number: string) {
    return reconcile(await this.own.byNumbers(tx, mchid, trade, [number]), (await this.store.lines(tx, mchid, trade, [number])).map(thereOf));
  }
}
