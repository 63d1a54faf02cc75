import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { BillRow } from '../bills/bills.entity.ts';

/** SQL of what residents were told of their bills. It moves no version: nothing about the bill has changed. */
@Injectable()
export class BillNoticesStore {
  /** Open bills whose household was told so much and no more; of those it knows of, the ones that are due by a day. */
  untold(db: EntityManager, stage: 0 | 1, dueBy: string, limit: number): Promise<BillRow[]> {
    const query = db.createQueryBuilder(BillRow, 'bill').where("bill.status = 'issued' AND bill.told_stage = :stage", { stage }).orderBy('bill.id').limit(limit);
    if (stage === 1) query.andWhere('bill.due_on <= :dueBy', { dueBy });
    return query.getMany();
  }

  async mark(tx: EntityManager, ids: readonly string[], toldStage: 1 | 2): Promise<void> {
    if (ids.length > 0) await tx.createQueryBuilder().update(BillRow).set({ toldStage }).where({ id: In([...ids]) }).execute();
  }
}
