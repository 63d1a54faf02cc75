import type { OrderStatus, RefundStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PaymentOrderRow, PaymentRefundRow } from './payments.entity.ts';

/** SQL of the checks: everything, piece by piece, in the order of the ids. */
@Injectable()
export class PaymentChecksStore {
  /** Orders whose payment was entered, on time or late. */
  entered(db: EntityManager, after: string, limit: number): Promise<PaymentOrderRow[]> {
    return db.createQueryBuilder(PaymentOrderRow, 'one').where('one.id > :after AND one.transaction_id IS NOT NULL', { after }).orderBy('one.id').limit(limit).getMany();
  }

  inStatus(db: EntityManager, status: OrderStatus, after: string, limit: number): Promise<PaymentOrderRow[]> {
    return db.createQueryBuilder(PaymentOrderRow, 'one').where('one.id > :after AND one.status = :status', { after, status }).orderBy('one.id').limit(limit).getMany();
  }

  refunds(db: EntityManager, status: RefundStatus, after: string, limit: number): Promise<PaymentRefundRow[]> {
    return db.createQueryBuilder(PaymentRefundRow, 'one').where('one.id > :after AND one.status = :status', { after, status }).orderBy('one.id').limit(limit).getMany();
  }
}
