import { ORDER_MOVES, type OrderStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { inChunks, insertMany } from '../platform/database/batches.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { refuse } from '../platform/refused.ts';
import { ONE_ORDER_PER_ID, ORDER_NUMBER, ORDER_TRANSACTION, PaymentOrderBillRow, PaymentOrderRow } from './payments.entity.ts';

/** What a move writes beside the state. */
export type MovedOrder = Pick<PaymentOrderRow, 'nextDueMs'> & Partial<Pick<PaymentOrderRow, 'prepayId' | 'codeUrl' | 'closedMs' | 'transactionId' | 'paidMs' | 'enteredMs'>>;

/** SQL of orders. Every method takes the transaction it runs in. */
@Injectable()
export class OrdersStore {
  find(db: EntityManager, id: string): Promise<PaymentOrderRow | null> {
    return db.findOneBy(PaymentOrderRow, { id });
  }

  byNumber(db: EntityManager, number: string): Promise<PaymentOrderRow | null> {
    return db.findOneBy(PaymentOrderRow, { number });
  }

  byIds(db: EntityManager, ids: readonly string[]): Promise<PaymentOrderRow[]> {
    return inChunks(ids, (chunk) => db.findBy(PaymentOrderRow, { id: In([...chunk]) }));
  }

  /** `number` where that very number was taken, `id` where the order is there already. */
  async insert(tx: EntityManager, row: PaymentOrderRow): Promise<'inserted' | 'number' | 'id'> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(PaymentOrderRow, row));
      return 'inserted';
    } catch (cause) {
      if (breaksKey(cause, ONE_ORDER_PER_ID)) return 'id';
      if (breaksKey(cause, ORDER_NUMBER)) return 'number';
      throw cause;
    }
  }

  insertBills(tx: EntityManager, rows: readonly PaymentOrderBillRow[]): Promise<void> {
    return insertMany(tx, PaymentOrderBillRow, rows);
  }

  /** In the order of their bills' ids, so that the same ones compare equal. */
  billsOf(db: EntityManager, orderIds: readonly string[]): Promise<PaymentOrderBillRow[]> {
    return inChunks(orderIds, (chunk) => db.find(PaymentOrderBillRow, { where: { orderId: In([...chunk]) }, order: { billId: 'ASC' } }));
  }

  /**
   * Leads an order to a state, from one of those that lead there. False where it is in none of them (any more): that is not
   * success, and the caller looks again. Refuses: PAYMENT_NOTICE_NOT_OURS (the payment was entered on another order).
   */
  async move(tx: EntityManager, id: string, status: OrderStatus, to: MovedOrder): Promise<boolean> {
    return once(async () => {
      const { affected } = await tx.createQueryBuilder().update(PaymentOrderRow).set({ ...to, status, tries: 0, version: () => 'version + 1' })
        .where('id = :id AND status IN (:...from)', { id, from: ORDER_MOVES[status] }).execute();
      return affected === 1;
    });
  }

  /** A payment that came after the order was closed, once. Refuses: PAYMENT_NOTICE_NOT_OURS. */
  async enterLate(tx: EntityManager, id: string, to: Pick<PaymentOrderRow, 'transactionId' | 'paidMs' | 'enteredMs'>): Promise<boolean> {
    return once(async () => {
      const { affected } = await tx.createQueryBuilder().update(PaymentOrderRow).set({ ...to, nextDueMs: null, tries: 0, version: () => 'version + 1' })
        .where("id = :id AND status = 'closed' AND transaction_id IS NULL", { id }).execute();
      return affected === 1;
    });
  }

  /** Writes down that WeChat says another amount. False where that stands there already. */
  async differs(tx: EntityManager, id: string, differingFen: number, nextDueMs: number): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(PaymentOrderRow).set({ differingFen, nextDueMs, version: () => 'version + 1' })
      .where('id = :id AND transaction_id IS NULL AND (differing_fen IS NULL OR differing_fen <> :differingFen)', { id, differingFen }).execute();
    return affected === 1;
  }

  /** True for the one that may ask WeChat now because a page asked. */
  async takeLook(tx: EntityManager, id: string, nowMs: number, everyMs: number): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(PaymentOrderRow).set({ lookedMs: nowMs }).where('id = :id AND looked_ms <= :before', { id, before: nowMs - everyMs }).execute();
    return affected === 1;
  }

  due(db: EntityManager, nowMs: number, limit: number): Promise<PaymentOrderRow[]> {
    return db.createQueryBuilder(PaymentOrderRow, 'one').where('one.next_due_ms <= :nowMs', { nowMs }).orderBy('one.next_due_ms').addOrderBy('one.id').limit(limit).getMany();
  }

  /** Takes an order up from exactly where it was seen; until `leaseMs` nobody else does, and afterwards somebody must. */
  async claim(tx: EntityManager, { id, tries, nextDueMs }: PaymentOrderRow, leaseMs: number): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(PaymentOrderRow).set({ tries: tries + 1, nextDueMs: leaseMs })
      .where('id = :id AND tries = :tries AND next_due_ms = :nextDueMs', { id, tries, nextDueMs }).execute();
    return affected === 1;
  }

  /** When the claimed one is looked at next, unless it was moved meanwhile. */
  async postpone(tx: EntityManager, { id, status, tries }: Pick<PaymentOrderRow, 'id' | 'status' | 'tries'>, nextDueMs: number | null): Promise<void> {
    await tx.createQueryBuilder().update(PaymentOrderRow).set({ nextDueMs }).where('id = :id AND status = :status AND tries = :tries', { id, status, tries }).execute();
  }

  /** The gate of refunds: what was asked back of a bill never passes what was paid for it. */
  async askBack(tx: EntityManager, orderId: string, billId: string, amountFen: number): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(PaymentOrderBillRow).set({ askedBackFen: () => 'asked_back_fen + :amountFen' })
      .where('order_id = :orderId AND bill_id = :billId AND asked_back_fen + :amountFen <= amount_fen', { orderId, billId, amountFen }).execute();
    return affected === 1;
  }
  /** A refund has failed for good: it may be asked for again. */
  async keep(tx: EntityManager, orderId: string, billId: string, amountFen: number): Promise<void> {
    await tx.createQueryBuilder().update(PaymentOrderBillRow).set({ askedBackFen: () => 'asked_back_fen - :amountFen' })
      .where('order_id = :orderId AND bill_id = :billId', { orderId, billId, amountFen }).execute();
  }
  async countRefunded(tx: EntityManager, orderId: string, billId: string, amountFen: number): Promise<void> {
    await tx.createQueryBuilder().update(PaymentOrderBillRow).set({ refundedFen: () => 'refunded_fen + :amountFen' })
      .where('order_id = :orderId AND bill_id = :billId', { orderId, billId, amountFen }).execute();
  }

  async forgetResident(tx: EntityManager, residentId: string): Promise<void> {
    await tx.update(PaymentOrderRow, { residentId }, { residentId: null });
  }
}

async function once(write: () => Promise<boolean>): Promise<boolean> {
  try {
    return await write();
  } catch (cause) {
    if (breaksKey(cause, ORDER_TRANSACTION)) refuse({ code: 'PAYMENT_NOTICE_NOT_OURS' });
    throw cause;
  }
}
