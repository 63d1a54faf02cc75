import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type DeliveryStatus, PaymentDeliveryRow } from './payments.entity.ts';

/** SQL of the outbox of delivery reports. */
@Injectable()
export class DeliveriesStore {
  async insert(tx: EntityManager, orderId: string, dueMs: number): Promise<void> {
    await tx.insert(PaymentDeliveryRow, { orderId, status: 'pending', tries: 0, dueMs });
  }

  due(db: EntityManager, nowMs: number, limit: number): Promise<PaymentDeliveryRow[]> {
    return db.createQueryBuilder(PaymentDeliveryRow, 'one').where("one.status = 'pending' AND one.due_ms <= :nowMs", { nowMs }).orderBy('one.due_ms').addOrderBy('one.order_id').limit(limit).getMany();
  }

  async claim(tx: EntityManager, { orderId, tries }: PaymentDeliveryRow, leaseMs: number): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(PaymentDeliveryRow).set({ tries: tries + 1, dueMs: leaseMs })
      .where("order_id = :orderId AND status = 'pending' AND tries = :tries", { orderId, tries }).execute();
    return affected === 1;
  }

  async settle(tx: EntityManager, orderId: string, status: DeliveryStatus, dueMs: number): Promise<void> {
    await tx.createQueryBuilder().update(PaymentDeliveryRow).set({ status, dueMs }).where("order_id = :orderId AND status = 'pending'", { orderId }).execute();
  }
}
