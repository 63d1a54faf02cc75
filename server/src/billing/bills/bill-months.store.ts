import type { MonthText } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { BillMonthRow } from './bills.entity.ts';

/** SQL of the months that are billed. Only what stands counts: the months of a void bill are free. */
@Injectable()
export class BillMonthsStore {
  /** householdId → the months that the firm has billed it for, of these. */
  async ofEstate(db: EntityManager, estateId: string, providerId: string, from: MonthText, until: MonthText): Promise<ReadonlyMap<string, ReadonlySet<MonthText>>> {
    const rows = await db.createQueryBuilder(BillMonthRow, 'billed').select('billed.household_id', 'householdId').addSelect('billed.month', 'month')
      .where('billed.estate_id = :estateId AND billed.provider_id = :providerId AND billed.month BETWEEN :from AND :until AND billed.live = 1', { estateId, providerId, from, until })
      .getRawMany<{ householdId: string; month: string }>();
    const byHousehold = new Map<string, Set<MonthText>>();
    for (const { householdId, month } of rows) byHousehold.set(householdId, (byHousehold.get(householdId) ?? new Set()).add(month));
    return byHousehold;
  }

  /** The last month that a firm has billed a household for, but for these bills; null where there is none. */
  async last(db: EntityManager, householdId: string, providerId: string, withoutBills: readonly string[]): Promise<MonthText | null> {
    const query = db.createQueryBuilder(BillMonthRow, 'billed').select('MAX(billed.month)', 'month')
      .where('billed.household_id = :householdId AND billed.provider_id = :providerId AND billed.live = 1', { householdId, providerId });
    if (withoutBills.length > 0) query.andWhere('billed.bill_id NOT IN (:...withoutBills)', { withoutBills });
    return (await query.getRawOne<{ month: string | null }>())?.month ?? null;
  }

  ofBill(db: EntityManager, billId: string): Promise<BillMonthRow[]> {
    return db.find(BillMonthRow, { where: { billId }, order: { month: 'ASC' } });
  }

  /** Whether anybody ever billed any of these households; void bills are history too. */
  anyOf(db: EntityManager, householdIds: readonly string[]): Promise<boolean> {
    return db.existsBy(BillMonthRow, { householdId: In([...householdIds]) });
  }

  /** They may be billed again. */
  async free(tx: EntityManager, billId: string): Promise<void> {
    await tx.createQueryBuilder().update(BillMonthRow).set({ live: null }).where({ billId }).execute();
  }
}
