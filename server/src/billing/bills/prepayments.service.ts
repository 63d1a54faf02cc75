import {
  can, dayAfter, monthOf, monthsBetween, monthsLater, monthsWithoutFee, planBills, shanghaiDate,
  type Actor, type DateText, type MonthText, type PlannedBill, type PrepaidView, type PrepayBody,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { type Allowance, Throttle } from '../../platform/throttle/throttle.ts';
import { DesksStore } from '../desks.store.ts';
import { FeeAreasStore } from '../fees/fee-areas.store.ts';
import { FeeStandardsStore } from '../fees/fee-standards.store.ts';
import { BillMonthsStore } from './bill-months.store.ts';
import type { BillRow } from './bills.entity.ts';
import { BillsStore } from './bills.store.ts';
import { BillWriter } from './bill-writer.ts';
import { latestBilled } from './generation.service.ts';

const AT_A_TIME = 100;
/** Each wish that takes another's place leaves a void bill behind. */
const ALLOWANCE: Allowance = { attempts: 20, perSeconds: 3600 };
const LAPSED = '预缴账单到期未支付，自动取消';
const REPLACED = '住户重新选择了预缴月数';

interface Prepayment {
  readonly estateId: string;
  readonly providerId: string;
  readonly plan: PlannedBill;
  /** Bills for prepaying that nobody has paid: the new one takes their place. */
  readonly former: readonly BillRow[];
}

/**
 * Months that a resident wants to pay ahead: one bill, from the first month that the firm has not billed, no earlier than
 * this one. It is a wish and no debt: unpaid by the end of the next day it lapses, and another wish takes its place. [D]
 */
@Injectable()
export class PrepaymentsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly estates: EstatesService, private readonly gates: DesksStore, private readonly standards: FeeStandardsStore,
    private readonly areas: FeeAreasStore, private readonly bills: BillsStore, private readonly months: BillMonthsStore, private readonly writer: BillWriter,
    private readonly audit: AuditLog, private readonly throttle: Throttle, private readonly clock: Clock,
  ) {}

  /**
   * The bill for the next months of the own household, at the fees that are in force for them now. A preview writes
   * nothing. Refuses: HOUSEHOLD_NOT_FOUND, OUT_OF_SCOPE, NO_FEE_STANDARD, FEE_AREA_MISSING, PREPAID_TOO_FAR,
   * BILL_BEING_PAID, TOO_MANY_ATTEMPTS.
   */
  async prepay(actor: Actor, householdId: string, { months, preview }: PrepayBody): Promise<PrepaidView> {
    if (preview) return this.unitOfWork.read(async (db) => prepaidView((await this.planned(db, actor, householdId, months)).plan, null));
    if (actor.role === 'resident') await this.throttle.take([{ kind: 'prepayment', key: actor.residentId, allowance: ALLOWANCE }]);
    return this.unitOfWork.run(async (tx) => {
      if (!(await this.estates.holdHousehold(tx, householdId))) refuse({ code: 'HOUSEHOLD_NOT_FOUND' });
      const { estateId, providerId } = await this.place(tx, actor, householdId);
      const desk = await this.gates.passGate(tx, estateId, providerId);
      const { plan, former } = await this.planned(tx, actor, householdId, months);
      for (const { id } of former) if (!(await this.drop(tx, id, REPLACED))) refuse({ code: 'BILL_BEING_PAID' });
      const making = { origin: 'prepaid', dueOn: dayAfter(this.today()), toldStage: 2 } as const;
      const [row] = await this.writer.write(tx, desk, [{ householdId, plan }], making);
      await this.audit.append(tx, { actor, action: 'bill.prepay', subject: `bill:${row!.id}`, facts: { fromMonth: plan.fromMonth, untilMonth: plan.untilMonth, amountFen: plan.amountFen } });
      return prepaidView(plan, row!.id);
    });
  }

  /** What was to be paid ahead and was not: it makes room again. Answers how many. */
  async lapse(): Promise<number> {
    const today = this.today();
    let lapsed = 0;
    for (;;) {
      const due = await this.unitOfWork.read((db) => this.bills.lapsing(db, today, AT_A_TIME));
      const before = lapsed;
      for (const id of due) {
        const isGone = await this.unitOfWork.run(async (tx) => {
          if (!(await this.drop(tx, id, LAPSED))) return false;
          await this.audit.append(tx, { actor: { job: 'prepayments' }, action: 'bill.lapse', subject: `bill:${id}` });
          return true;
        });
        if (isGone) lapsed += 1;
      }
      if (due.length < AT_A_TIME || lapsed === before) return lapsed;
    }
  }

  private async planned(db: EntityManager, actor: Actor, householdId: string, months: number): Promise<Prepayment> {
    const { estateId, providerId } = await this.place(db, actor, householdId);
    const former = await this.bills.unpaidAhead(db, householdId, providerId);
    if (former.some(({ status }) => status === 'paying')) refuse({ code: 'BILL_BEING_PAID' });
    const fromMonth = await this.firstMonth(db, householdId, providerId, former.map(({ id }) => id));
    const untilMonth = monthsLater(fromMonth, months - 1);
    const latestMonth = latestBilled(this.clock.now().getTime());
    if (untilMonth > latestMonth) refuse({ code: 'PREPAID_TOO_FAR', latestMonth });
    const asked = monthsBetween(fromMonth, untilMonth);
    const standards = await this.standards.inForce(db, estateId, providerId, fromMonth, untilMonth);
    if (monthsWithoutFee(standards, asked).length > 0) refuse({ code: 'NO_FEE_STANDARD' });
    const areaCentiSqm = (await this.areas.find(db, householdId, providerId))?.areaCentiSqm ?? null;
    const [plan] = planBills(standards, asked, { householdId, areaCentiSqm }) ?? refuse({ code: 'FEE_AREA_MISSING' });
    return { estateId, providerId, plan: plan ?? refuse({ code: 'NO_FEE_STANDARD' }), former };
  }

  /** Who serves the estate today is who may be prepaid. */
  private async place(db: EntityManager, actor: Actor, householdId: string): Promise<{ readonly estateId: string; readonly providerId: string }> {
    const place = (await this.estates.householdPlace(db, householdId)) ?? refuse({ code: 'HOUSEHOLD_NOT_FOUND' });
    if (!can(actor, 'bill.own', { residentId: place.residentId ?? null })) refuse({ code: 'OUT_OF_SCOPE' });
    return { estateId: place.estateId, providerId: place.providerId ?? refuse({ code: 'NO_FEE_STANDARD' }) };
  }

  /** The month after the last one that is billed, and this month at the earliest. */
  private async firstMonth(db: EntityManager, householdId: string, providerId: string, withoutBills: readonly string[]): Promise<MonthText> {
    const thisMonth = monthOf(this.today());
    const last = await this.months.last(db, householdId, providerId, withoutBills);
    return last === null || last < thisMonth ? thisMonth : monthsLater(last, 1);
  }

  /** False where it is being paid, or no longer open. */
  private async drop(tx: EntityManager, id: string, voidedFor: string): Promise<boolean> {
    await this.bills.passGate(tx, id);
    if ((await this.bills.find(tx, id))?.status !== 'issued') return false;
    await this.bills.write(tx, id, { status: 'void', voidedFor });
    await this.months.free(tx, id);
    return true;
  }

  private today(): DateText {
    return shanghaiDate(this.clock.now().getTime());
  }
}

const prepaidView = ({ fromMonth, untilMonth, amountFen }: PlannedBill, billId: string | null): PrepaidView => ({ fromMonth, untilMonth, amountFen, billId });
