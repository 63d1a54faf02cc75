import { REFUND_MOVES, type RefundStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { ONE_REFUND_PER_ID, PaymentRefundRow, REFUND_NUMBER } from './payments.entity.ts';

/** SQL of refunds. Every method takes the transaction it runs in. */
@Injectable()
export class RefundsStore {
  find(db: EntityManager, id: string): Promise<PaymentRefundRow | null> {
    return db.findOneBy(PaymentRefundRow, { id });
  }

  byNumber(db: EntityManager, number: string): Promise<PaymentRefundRow | null> {
    return db.findOneBy(PaymentRefundRow, { number });
  }

  /** In the order in which they were asked for. */
  ofOrder(db: EntityManager, orderId: string): Promise<PaymentRefundRow[]> {
    return db.find(PaymentRefundRow, { where: { orderId }, order: { requestedMs: 'ASC', id: 'ASC' } });
  }

  /** `number` where that very number was taken, `id` where the refund is there already. */
  async insert(tx: EntityManager, row: PaymentRefundRow): Promise<'inserted' | 'number' | 'id'> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(PaymentRefundRow, row));
      return 'inserted';
    } catch (cause) {
      if (breaksKey(cause, ONE_REFUND_PER_ID)) return 'id';
      if (breaksKey(cause, REFUND_NUMBER)) return 'number';
      throw cause;
    }
  }

  /** Leads a refund to a state, from one of those that lead there. False where it is in none of them (any more): that is not success. */
  async move(tx: EntityManager, id: string, status: RefundStatus, to: Pick<PaymentRefundRow, 'nextDueMs'> & Partial<Pick<PaymentRefundRow, 'succeededMs'>>): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(PaymentRefundRow).set({ ...to, status, refusedFor: status === 'closed' ? () => 'refused_for' : null, tries: 0 })
      .where('id = :id AND status IN (:...from)', { id, from: REFUND_MOVES[status] }).execute();
    return affected === 1;
  }

  due(db: EntityManager, nowMs: number, limit: number): Promise<PaymentRefundRow[]> {
    return db.createQueryBuilder(PaymentRefundRow, 'one').where('one.next_due_ms <= :nowMs', { nowMs }).orderBy('one.next_due_ms').addOrderBy('one.id').limit(limit).getMany();
  }

  /** Takes a refund up from exactly where it was seen; until `leaseMs` nobody else does, and afterwards somebody must. */
  async claim(tx: EntityManager, { id, tries, nextDueMs }: PaymentRefundRow, leaseMs: number): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(PaymentRefundRow).set({ tries: tries + 1, nextDueMs: leaseMs })
      .where('id = :id AND tries = :tries AND next_due_ms = :nextDueMs', { id, tries, nextDueMs }).execute();
    return affected === 1;
  }

  /** When the claimed one is looked at next, unless it was moved meanwhile. */
  async postpone(tx: EntityManager, { id, status, tries }: Pick<PaymentRefundRow, 'id' | 'status' | 'tries'>, nextDueMs: number): Promise<void> {
    await tx.createQueryBuilder().update(PaymentRefundRow).set({ nextDueMs }).where('id = :id AND status = :status AND tries = :tries', { id, status, tries }).execute();
  }

  async refused(tx: EntityManager, id: string, refusedFor: string): Promise<void> {
    await tx.createQueryBuilder().update(PaymentRefundRow).set({ refusedFor }).where("id = :id AND status = 'requested'", { id }).execute();
  }
}
