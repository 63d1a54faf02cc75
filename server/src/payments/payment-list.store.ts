import type { OrderStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { inChunks } from '../platform/database/batches.ts';
import { PaymentOrderRow, PaymentRefundRow } from './payments.entity.ts';

/** Where a page goes on: after this one. */
export type PaymentPosition = readonly [ms: number, id: string];

export interface PaymentFilter {
  readonly estateId: string;
  readonly providerId: string;
  readonly status: OrderStatus;
}

/** SQL of the firm's list of payments. */
@Injectable()
export class PaymentListStore {
  /** The newest first, after a position. */
  page(db: EntityManager, filter: PaymentFilter, after: PaymentPosition | undefined, limit: number): Promise<PaymentOrderRow[]> {
    const query = this.filtered(db, filter).orderBy('one.created_ms', 'DESC').addOrderBy('one.id', 'DESC').limit(limit);
    if (after) query.andWhere('(one.created_ms < :ms OR (one.created_ms = :ms AND one.id < :afterId))', { ms: after[0], afterId: after[1] });
    return query.getMany();
  }

  count(db: EntityManager, filter: PaymentFilter): Promise<number> {
    return this.filtered(db, filter).getCount();
  }

  refunds(db: EntityManager, orderIds: readonly string[]): Promise<PaymentRefundRow[]> {
    return inChunks(orderIds, (chunk) => db.findBy(PaymentRefundRow, { orderId: In([...chunk]) }));
  }

  private filtered(db: EntityManager, { estateId, providerId, status }: PaymentFilter): SelectQueryBuilder<PaymentOrderRow> {
    return db.createQueryBuilder(PaymentOrderRow, 'one').where('one.provider_id = :providerId AND one.estate_id = :estateId AND one.status = :status', { providerId, estateId, status });
  }
}
