import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { inChunks, insertMany } from '../../platform/database/batches.ts';
import { breaksKey } from '../../platform/database/driver-errors.ts';
import { refuse } from '../../platform/refused.ts';
import { BillCollectionRow, BillCollectionVoucherRow, BillRefundRow, ONE_COLLECTION_PER_ID } from './collections.entity.ts';

/** SQL of what was taken for bills and went back. Written behind the gate of the bill. */
@Injectable()
export class CollectionsStore {
  find(db: EntityManager, id: string): Promise<BillCollectionRow | null> {
    return db.findOneBy(BillCollectionRow, { id });
  }

  /** What stands of a bill; null where nothing does. */
  live(db: EntityManager, billId: string): Promise<BillCollectionRow | null> {
    return db.findOneBy(BillCollectionRow, { liveOf: billId });
  }

  /** Of a bill in the order of their receipts, reversed ones included. */
  ofBill(db: EntityManager, billId: string): Promise<BillCollectionRow[]> {
    return db.find(BillCollectionRow, { where: { billId }, order: { recordedMs: 'ASC', receiptNumber: 'ASC' } });
  }

  /** Cash and transfers, piece by piece in the order of their ids. */
  ofTheDesk(db: EntityManager, after: string, limit: number): Promise<BillCollectionRow[]> {
    return db.createQueryBuilder(BillCollectionRow, 'one').where("one.id > :after AND one.channel <> 'wechat'", { after }).orderBy('one.id').limit(limit).getMany();
  }

  /** Refuses: COLLECTION_DIFFERS (the id is another bill's, entered at this moment). */
  async insert(tx: EntityManager, row: BillCollectionRow, voucherIds: readonly string[] = []): Promise<void> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(BillCollectionRow, row));
    } catch (cause) {
      if (breaksKey(cause, ONE_COLLECTION_PER_ID)) refuse({ code: 'COLLECTION_DIFFERS' });
      throw cause;
    }
    await insertMany(tx, BillCollectionVoucherRow, voucherIds.map((fileId, sort) => ({ collectionId: row.id, fileId, sort })));
  }

  /** True when this caller reversed it. */
  async reverse(tx: EntityManager, id: string, reversedOn: string, reversedFor: string): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(BillCollectionRow).set({ liveOf: null, reversedOn, reversedFor })
      .where('id = :id AND live_of IS NOT NULL', { id }).execute();
    return affected === 1;
  }

  /** collectionId → its vouchers in their order. */
  async vouchers(db: EntityManager, collectionIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await inChunks(collectionIds, (chunk) => db.find(BillCollectionVoucherRow, { where: { collectionId: In([...chunk]) }, order: { sort: 'ASC' } }));
    const byCollection = new Map<string, string[]>(collectionIds.map((id) => [id, []]));
    for (const { collectionId, fileId } of rows) byCollection.get(collectionId)!.push(fileId);
    return byCollection;
  }

  refund(db: EntityManager, id: string): Promise<BillRefundRow | null> {
    return db.findOneBy(BillRefundRow, { id });
  }

  refundsOf(db: EntityManager, billId: string): Promise<BillRefundRow[]> {
    return db.find(BillRefundRow, { where: { billId }, order: { recordedMs: 'ASC', id: 'ASC' } });
  }

  async insertRefund(tx: EntityManager, row: BillRefundRow): Promise<void> {
    await tx.insert(BillRefundRow, row);
  }
}
