import { Injectable } from '@nestjs/common';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { inChunks, insertMany } from '../../platform/database/batches.ts';
import { BillRow } from '../bills/bills.entity.ts';
import { BillReminderRow } from './reminders.entity.ts';

/** What one dwelling owes. */
export interface Owed {
  readonly householdId: string;
  readonly bills: number;
  readonly owedFen: number;
  readonly oldestDueOn: string;
}
/** Where a page goes on: after this one. */
export type OwedPosition = readonly [oldestDueOn: string, householdId: string];

/** Whose arrears, as of a day. */
export interface Desk {
  readonly estateId: string;
  readonly providerId: string;
  readonly today: string;
}

/** SQL of what is overdue. A wish to prepay is no debt. */
@Injectable()
export class ArrearsStore {
  /** The longest due first. */
  async page(db: EntityManager, desk: Desk, after: OwedPosition | undefined, limit?: number): Promise<Owed[]> {
    const query = overdue(db, desk).select('bill.household_id', 'householdId').addSelect('COUNT(*)', 'bills').addSelect('SUM(bill.amount_fen)', 'owedFen').addSelect('MIN(bill.due_on)', 'oldestDueOn')
      .groupBy('bill.household_id').orderBy('MIN(bill.due_on)').addOrderBy('bill.household_id').limit(limit);
    if (after) query.having('(MIN(bill.due_on) > :dueOn OR (MIN(bill.due_on) = :dueOn AND bill.household_id > :householdId))', { dueOn: after[0], householdId: after[1] });
    const rows = await query.getRawMany<{ householdId: string; bills: string | number; owedFen: string | number; oldestDueOn: string }>();
    return rows.map(({ bills, owedFen, ...rest }) => ({ ...rest, bills: Number(bills), owedFen: Number(owedFen) }));
  }

  async count(db: EntityManager, desk: Desk): Promise<number> {
    const found = await overdue(db, desk).select('COUNT(DISTINCT bill.household_id)', 'count').getRawOne<{ count: string | number }>();
    return Number(found?.count ?? 0);
  }

  /** householdId → when the firm last reminded it. */
  async reminded(db: EntityManager, providerId: string, householdIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await inChunks(householdIds, (chunk) => db.findBy(BillReminderRow, { providerId, householdId: In([...chunk]) }));
    return new Map(rows.map(({ householdId, remindedMs }) => [householdId, remindedMs]));
  }

  /** Behind the gate of the desk. */
  async remind(tx: EntityManager, providerId: string, householdIds: readonly string[], remindedMs: number): Promise<void> {
    for (const householdId of householdIds) await tx.delete(BillReminderRow, { householdId, providerId });
    await insertMany(tx, BillReminderRow, householdIds.map((householdId) => ({ householdId, providerId, remindedMs })));
  }
}

const overdue = (db: EntityManager, { estateId, providerId, today }: Desk): SelectQueryBuilder<BillRow> =>
  db.createQueryBuilder(BillRow, 'bill')
    .where("bill.estate_id = :estateId AND bill.provider_id = :providerId AND bill.status IN ('issued', 'paying') AND bill.origin = 'generated' AND bill.due_on < :today", { estateId, providerId, today });
