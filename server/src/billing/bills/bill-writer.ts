import type { PlannedBill } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock.ts';
import { insertMany } from '../../platform/database/batches.ts';
import { Random } from '../../platform/random.ts';
import { DesksStore } from '../desks.store.ts';
import { type BillingDeskRow, BillLineRow, BillMonthRow, type BillOrigin, BillRow } from './bills.entity.ts';

export interface NewBill {
  readonly householdId: string;
  readonly plan: PlannedBill;
}
interface Making {
  readonly origin: BillOrigin;
  readonly dueOn: string;
  /** 2 where its household asked for it and need not be told. */
  readonly toldStage: 0 | 2;
}

const DIGITS = { desk: 4, count: 6 } as const;

/** Writes bills behind the gate of their desk, many in few statements. The key of `bill_month` has the last word. */
@Injectable()
export class BillWriter {
  constructor(private readonly desks: DesksStore, private readonly random: Random, private readonly clock: Clock) {}

  /** In the order given, which is the order of their numbers. */
  async write(tx: EntityManager, desk: BillingDeskRow, bills: readonly NewBill[], { origin, dueOn, toldStage }: Making): Promise<readonly BillRow[]> {
    const { estateId, providerId } = desk;
    const issuedMs = this.clock.now().getTime();
    const rows = bills.map(({ householdId, plan: { fromMonth, untilMonth, amountFen } }, i): BillRow => ({
      id: this.random.uuid(), number: numberOf(desk.number, desk.bills + i + 1), estateId, providerId, householdId, origin, fromMonth, untilMonth, amountFen, refundedFen: 0,
      status: 'issued', dueOn, orderId: null, collections: 0, voidedFor: null, toldStage, issuedMs, version: 1,
    }));
    await this.desks.count(tx, desk, desk.bills + rows.length);
    await insertMany(tx, BillMonthRow, bills.flatMap(({ householdId, plan }, i) =>
      [...plan.byMonth].map(([month, amountFen]): BillMonthRow => ({ billId: rows[i]!.id, month, estateId, providerId, householdId, amountFen, live: 1 }))));
    await insertMany(tx, BillRow, rows);
    await insertMany(tx, BillLineRow, bills.flatMap(({ plan }, i) => plan.lines.map(({ byMonth: _, ...line }, sort): BillLineRow => ({ billId: rows[i]!.id, sort, ...line }))));
    return rows;
  }
}

const numberOf = (desk: number, count: number): string => `${String(desk).padStart(DIGITS.desk, '0')}-${String(count).padStart(DIGITS.count, '0')}`;
