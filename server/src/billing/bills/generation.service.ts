import {
  firstDayOf, lastDayOf, MOST_PREPAID_MONTHS, monthCount, monthOf, monthsBetween, monthsLater, monthsWithoutFee, planBills, shanghaiDate,
  type Actor, type GenerateBillsBody, type GeneratedBillsView, type MonthText,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { Desks } from '../desks.service.ts';
import { DesksStore } from '../desks.store.ts';
import { FeeAreasStore } from '../fees/fee-areas.store.ts';
import { FeeStandardsStore } from '../fees/fee-standards.store.ts';
import { BillMonthsStore } from './bill-months.store.ts';
import { BillWriter, type NewBill } from './bill-writer.ts';

/** A bill's day lies within a year of its months. */
const DUE_WITHIN_MONTHS = 12;

interface Plan {
  readonly bills: readonly NewBill[];
  readonly existing: number;
  readonly withoutArea: number;
  readonly withoutCharge: number;
}

/**
 * The firm's run over all dwellings of an estate. What is billed for a month is billed once, whoever runs it, how often and
 * over which months: the run passes the desk's gate, leaves out what is there, and the key of `bill_month` stands behind it.
 */
@Injectable()
export class GenerationService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly desks: Desks, private readonly gates: DesksStore, private readonly estates: EstatesService,
    private readonly standards: FeeStandardsStore, private readonly areas: FeeAreasStore, private readonly months: BillMonthsStore, private readonly writer: BillWriter,
    private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /**
   * A bill for every dwelling and each run of its months that have none yet; the same again adds nothing. A preview
   * writes nothing. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, FEE_MONTHS_WRONG (more than a year, or the wrong way round),
   * PREPAID_TOO_FAR (more than a year ahead), BILL_DUE_DATE_WRONG, NO_FEE_STANDARD (nothing is in force in one of the months).
   */
  generate(actor: Actor, estateId: string, body: GenerateBillsBody): Promise<GeneratedBillsView> {
    if (body.preview) return this.unitOfWork.read(async (db) => generatedView(await this.plan(db, actor, estateId, body)));
    return this.unitOfWork.run(async (tx) => {
      const { providerId } = await this.desks.serving(tx, actor, 'bill.issue', estateId);
      await this.estates.roster(tx, [estateId]); // its gate: a door that is being removed is either not billed or stays
      const desk = await this.gates.passGate(tx, estateId, providerId);
      const plan = await this.plan(tx, actor, estateId, body);
      const view = generatedView(plan);
      await this.writer.write(tx, desk, plan.bills, { origin: 'generated', dueOn: body.dueOn, toldStage: 0 });
      if (view.made > 0) {
        const facts = { providerId, fromMonth: body.fromMonth, untilMonth: body.untilMonth, dueOn: body.dueOn, bills: view.made, totalFen: view.totalFen };
        await this.audit.append(tx, { actor, action: 'bill.generate', subject: `estate:${estateId}`, facts });
      }
      return view;
    });
  }

  private async plan(db: EntityManager, actor: Actor, estateId: string, { fromMonth, untilMonth, dueOn }: GenerateBillsBody): Promise<Plan> {
    const { providerId } = await this.desks.serving(db, actor, 'bill.issue', estateId);
    const months = monthsBetween(fromMonth, untilMonth);
    if (months.length === 0 || monthCount(fromMonth, untilMonth) > MOST_PREPAID_MONTHS) refuse({ code: 'FEE_MONTHS_WRONG' });
    const latestMonth = latestBilled(this.clock.now().getTime());
    if (untilMonth > latestMonth) refuse({ code: 'PREPAID_TOO_FAR', latestMonth });
    const [earliest, latest] = [firstDayOf(monthsLater(fromMonth, -DUE_WITHIN_MONTHS)), lastDayOf(monthsLater(untilMonth, DUE_WITHIN_MONTHS))];
    if (dueOn < earliest || dueOn > latest) refuse({ code: 'BILL_DUE_DATE_WRONG' });
    const standards = await this.standards.inForce(db, estateId, providerId, fromMonth, untilMonth);
    if (monthsWithoutFee(standards, months).length > 0) refuse({ code: 'NO_FEE_STANDARD' });
    const areas = await this.areas.ofEstate(db, estateId, providerId);
    const billed = await this.months.ofEstate(db, estateId, providerId, fromMonth, untilMonth);
    const bills: NewBill[] = [];
    let [existing, withoutArea, withoutCharge] = [0, 0, 0];
    for (const { householdId } of await this.estates.dwellings(db, estateId)) {
      const open = months.filter((month) => !billed.get(householdId)?.has(month));
      const plans = planBills(standards, open, { householdId, areaCentiSqm: areas.get(householdId)?.areaCentiSqm ?? null });
      if (open.length === 0) existing += 1;
      else if (plans === null) withoutArea += 1;
      else if (plans.length === 0) withoutCharge += 1;
      else bills.push(...plans.map((plan) => ({ householdId, plan })));
    }
    return { bills, existing, withoutArea, withoutCharge };
  }
}

/** 「预收物业费不得超过一年」 (郑州市物业管理条例 42): the twelfth month after this one, for the firm's runs as for what a resident asks for. [D] */
export const latestBilled = (nowMs: number): MonthText => monthsLater(monthOf(shanghaiDate(nowMs)), MOST_PREPAID_MONTHS);

const generatedView = ({ bills, ...counts }: Plan): GeneratedBillsView => ({ made: bills.length, totalFen: bills.reduce((sum, { plan }) => sum + plan.amountFen, 0), ...counts });
