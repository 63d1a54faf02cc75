import { Injectable } from '@nestjs/common';
import { type EntityManager, In, LessThan } from 'typeorm';
import { inChunks } from '../../platform/database/batches.ts';
import { BillLineRow, BillRow } from './bills.entity.ts';

/** SQL of bills, one by one. Every method takes the transaction it runs in. */
@Injectable()
export class BillsStore {
  find(db: EntityManager, id: string): Promise<BillRow | null> {
    return db.findOneBy(BillRow, { id });
  }

  byIds(db: EntityManager, ids: readonly string[]): Promise<BillRow[]> {
    return inChunks(ids, (chunk) => db.findBy(BillRow, { id: In([...chunk]) }));
  }

  /** By their numbers. */
  ofOrder(db: EntityManager, orderId: string): Promise<BillRow[]> {
    return db.find(BillRow, { where: { orderId }, order: { number: 'ASC' } });
  }

  /** What a resident wanted to pay ahead and has not paid. */
  unpaidAhead(db: EntityManager, householdId: string, providerId: string): Promise<BillRow[]> {
    return db.findBy(BillRow, { householdId, providerId, origin: 'prepaid', status: In(['issued', 'paying']) });
  }

  /** Of those, the ones whose day is over. */
  async lapsing(db: EntityManager, today: string, limit: number): Promise<string[]> {
    const rows = await db.find(BillRow, { select: { id: true }, where: { status: 'issued', toldStage: 2, origin: 'prepaid', dueOn: LessThan(today) }, order: { id: 'ASC' }, take: limit });
    return rows.map(({ id }) => id);
  }

  /**
   * The gate, and the first statement of whatever happens to a bill: from here to the commit nobody else writes to it, on
   * any engine. With the version that was seen it is a compare-and-set. True when it was passed.
   */
  async passGate(tx: EntityManager, id: string, version?: number): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(BillRow).set({ version: () => 'version + 1' })
      .where({ id, ...(version !== undefined && { version }) }).execute();
    return affected === 1;
  }

  /** The gates of several, always in one order: two orders for the same bills must not cross. */
  async passGates(tx: EntityManager, ids: readonly string[]): Promise<void> {
    for (const id of [...ids].sort()) await this.passGate(tx, id);
  }

  /** The gates of what an order holds. */
  async passGatesOf(tx: EntityManager, orderId: string): Promise<void> {
    await tx.createQueryBuilder().update(BillRow).set({ version: () => 'version + 1' }).where({ orderId }).execute();
  }

  /** On the row whose gate this transaction has passed. */
  async write(tx: EntityManager, id: string, to: Partial<Pick<BillRow, 'status' | 'orderId' | 'refundedFen' | 'collections' | 'voidedFor'>>): Promise<void> {
    await tx.createQueryBuilder().update(BillRow).set(to).where({ id }).execute();
  }

  /** billId → its lines in their order. */
  async lines(db: EntityManager, billIds: readonly string[]): Promise<ReadonlyMap<string, readonly BillLineRow[]>> {
    const rows = await inChunks(billIds, (chunk) => db.find(BillLineRow, { where: { billId: In([...chunk]) }, order: { billId: 'ASC', sort: 'ASC' } }));
    const byBill = new Map<string, BillLineRow[]>(billIds.map((id) => [id, []]));
    for (const row of rows) byBill.get(row.billId)!.push(row);
    return byBill;
  }
}
