import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BillRow } from './bills/bills.entity.ts';

export interface DueSpan {
  readonly estateId: string;
  readonly providerId: string;
  readonly from: string;
  readonly through: string;
}

/** SQL of the collection rate. */
@Injectable()
export class CollectionRateStore {
  async sums(db: EntityManager, span: DueSpan): Promise<{ readonly dwellings: number; readonly billedFen: number; readonly collectedFen: number }> {
    const found = await db.createQueryBuilder(BillRow, 'bill').select('COUNT(DISTINCT bill.household_id)', 'dwellings').addSelect('SUM(bill.amount_fen - bill.refunded_fen)', 'billedFen')
      .addSelect("SUM(CASE WHEN bill.status IN ('paid', 'partlyRefunded') THEN bill.amount_fen - bill.refunded_fen ELSE 0 END)", 'collectedFen')
      .where('bill.estate_id = :estateId AND bill.provider_id = :providerId AND bill.due_on >= :from AND bill.due_on <= :through', span)
      .andWhere("bill.status <> 'void' AND (bill.origin = 'generated' OR bill.status NOT IN ('issued', 'paying'))")
      .getRawOne<{ dwellings: string | number; billedFen: string | number | null; collectedFen: string | number | null }>();
    return { dwellings: Number(found?.dwellings ?? 0), billedFen: Number(found?.billedFen ?? 0), collectedFen: Number(found?.collectedFen ?? 0) };
  }
}
