import type { MerchantKey, MerchantMode, ReconciledKind, TradeHere } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { inChunks } from '../../platform/database/batches.ts';
import { PaymentOrderRow, PaymentRefundRow } from '../payments.entity.ts';

/** A trade as we have it, and whose it is. */
export interface OwnTrade extends TradeHere {
  readonly providerId: string;
}
/** A merchant that orders were made for, whatever number its firm has now. */
export interface TradingMerchant extends MerchantKey {
  /** Of the newest order. */
  readonly providerId: string;
  readonly firstOrderMs: number;
}
interface RawMerchant {
  readonly providerId: string;
  readonly mchid: string;
  readonly firstMs: string | number;
  readonly lastMs: string | number;
}

/** SQL of our own record: orders and refunds as reconciliation needs them. */
@Injectable()
export class OwnRecordStore {
  async merchants(db: EntityManager, mode: MerchantMode): Promise<TradingMerchant[]> {
    const rows = await db.createQueryBuilder(PaymentOrderRow, 'one').select('one.provider_id', 'providerId').addSelect('one.mchid', 'mchid')
      .addSelect('MIN(one.created_ms)', 'firstMs').addSelect('MAX(one.created_ms)', 'lastMs').where('one.merchant_mode = :mode', { mode })
      .groupBy('one.mchid').addGroupBy('one.provider_id').orderBy('MAX(one.created_ms)').getRawMany<RawMerchant>();
    const byNumber = new Map<string, TradingMerchant>();
    for (const { providerId, mchid, firstMs } of rows) {
      byNumber.set(mchid, { mode, mchid, providerId, firstOrderMs: Math.min(Number(firstMs), byNumber.get(mchid)?.firstOrderMs ?? Number(firstMs)) });
    }
    return [...byNumber.values()].sort((a, b) => (a.mchid < b.mchid ? -1 : 1));
  }

  /** Those of a merchant that have these numbers. */
  async byNumbers(db: EntityManager, mchid: string, trade: ReconciledKind, numbers: readonly string[]): Promise<OwnTrade[]> {
    return inChunks(numbers, async (chunk) => {
      if (trade === 'payment') return (await db.findBy(PaymentOrderRow, { mchid, number: In([...chunk]) })).map(paymentOf);
      return refunds(this.refundsOf(db, mchid).andWhere('one.number IN (:...chunk)', { chunk }));
    });
  }

  /** Payments that were made, and refunds that went back, within a span of time, as we have entered them. */
  async enteredBetween(db: EntityManager, mchid: string, fromMs: number, beforeMs: number): Promise<OwnTrade[]> {
    const paid = await db.createQueryBuilder(PaymentOrderRow, 'one')
      .where('one.mchid = :mchid AND one.paid_ms >= :fromMs AND one.paid_ms < :beforeMs AND one.transaction_id IS NOT NULL', { mchid, fromMs, beforeMs }).getMany();
    const gone = await refunds(this.refundsOf(db, mchid).andWhere('one.succeeded_ms >= :fromMs AND one.succeeded_ms < :beforeMs', { fromMs, beforeMs }));
    return [...paid.map(paymentOf), ...gone];
  }

  private refundsOf(db: EntityManager, mchid: string): SelectQueryBuilder<PaymentRefundRow> {
    return db.createQueryBuilder(PaymentRefundRow, 'one').innerJoin(PaymentOrderRow, 'paid', 'paid.id = one.order_id').where('paid.mchid = :mchid', { mchid });
  }
}

const paymentOf = ({ number, amountFen, transactionId, providerId }: PaymentOrderRow): OwnTrade =>
  ({ trade: 'payment', number, amountFen, state: transactionId === null ? 'asked' : 'entered', providerId });

const STATES = { requested: 'underWay', processing: 'underWay', abnormal: 'underWay', succeeded: 'entered', closed: 'ended' } as const satisfies Readonly<Record<PaymentRefundRow['status'], TradeHere['state']>>;

async function refunds(query: SelectQueryBuilder<PaymentRefundRow>): Promise<OwnTrade[]> {
  const rows = await query.select('one.number', 'number').addSelect('one.amount_fen', 'amountFen').addSelect('one.status', 'status').addSelect('paid.provider_id', 'providerId')
    .getRawMany<{ number: string; amountFen: string | number; status: PaymentRefundRow['status']; providerId: string }>();
  return rows.map(({ number, amountFen, status, providerId }) => ({ trade: 'refund', number, amountFen: Number(amountFen), state: STATES[status], providerId }));
}
