import type { BillStatus, DateText } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../estates/estates.service.ts';
import { Clock } from '../platform/clock.ts';
import { refuse } from '../platform/refused.ts';
import type { BillRow } from './bills/bills.entity.ts';
import { BillsStore } from './bills/bills.store.ts';
import { CollectionsStore } from './collections/collections.store.ts';
import { collectionIdOf } from './collections/collection-id.ts';

export interface OrderedBill {
  readonly billId: string;
  readonly number: string;
  readonly amountFen: number;
  readonly refundedFen: number;
  readonly status: BillStatus;
}
/** The bills of one order: all of one household and one firm. */
export interface OrderedBills {
  readonly estateId: string;
  readonly providerId: string;
  readonly householdId: string;
  /** By their numbers. */
  readonly bills: readonly OrderedBill[];
}
export interface Reserve {
  readonly orderId: string;
  readonly billIds: readonly string[];
  readonly residentId: string;
}
export interface Settle {
  readonly orderId: string;
  readonly paidOn: DateText;
  readonly paidMs: number;
}
export interface RefundOfBill {
  readonly refundId: string;
  readonly billId: string;
  readonly amountFen: number;
  readonly on: DateText;
  readonly reason: string;
}

/**
 * What paying by WeChat does to bills, for the capability of payments and in its transaction: who may is asked there, and
 * the ledger is written there. Everything passes the bills' gates first, so that an order, the firm's desk and a second
 * order decide between themselves who came first.
 */
@Injectable()
export class BillSettlement {
  constructor(private readonly bills: BillsStore, private readonly collections: CollectionsStore, private readonly estates: EstatesService, private readonly clock: Clock) {}

  /**
   * Holds bills for an order: issued → paying. The same order again is answered like the first time. Refuses:
   * BILL_NOT_FOUND, NOT_YOUR_HOUSEHOLD (the phone does not hold the household), PAYMENT_SEVERAL_FIRMS (not all of one
   * household and firm), BILL_NOT_PAYABLE (paid, void, or held by another order).
   */
  async reserve(tx: EntityManager, { orderId, billIds, residentId }: Reserve): Promise<OrderedBills> {
    const ids = [...new Set(billIds)];
    await this.bills.passGates(tx, ids);
    const rows = await this.bills.byIds(tx, ids);
    if (ids.length === 0 || rows.length !== ids.length) refuse({ code: 'BILL_NOT_FOUND' });
    const holders = await this.estates.holders(tx, [...new Set(rows.map(({ householdId }) => householdId))]);
    if (rows.some(({ householdId }) => holders.get(householdId) !== residentId)) refuse({ code: 'NOT_YOUR_HOUSEHOLD' });
    const [first] = rows;
    if (rows.some(({ householdId, providerId }) => householdId !== first!.householdId || providerId !== first!.providerId)) refuse({ code: 'PAYMENT_SEVERAL_FIRMS' });
    const held = rows.filter((row) => row.status === 'paying' && row.orderId === orderId);
    if (held.length !== rows.length) {
      if (held.length > 0 || rows.some(({ status }) => status !== 'issued')) refuse({ code: 'BILL_NOT_PAYABLE' });
      for (const { id } of rows) await this.bills.write(tx, id, { status: 'paying', orderId });
    }
    return ordered(rows.map((row) => ({ ...row, status: 'paying', orderId })))!;
  }

  /** Lets go of what an order holds: paying → issued. What is paid stays paid; an order that holds nothing is no mistake. */
  async release(tx: EntityManager, orderId: string): Promise<void> {
    await this.bills.passGatesOf(tx, orderId);
    for (const { id, status } of await this.bills.ofOrder(tx, orderId)) {
      if (status === 'paying') await this.bills.write(tx, id, { status: 'issued', orderId: null });
    }
  }

  /**
   * All bills of an order are paid: paying → paid, with a collection and a receipt number each. The same again writes
   * nothing and answers the same bills. Refuses: BILL_NOT_PAYABLE where the order holds nothing (any more).
   */
  async settle(tx: EntityManager, { orderId, paidOn, paidMs }: Settle): Promise<OrderedBills> {
    await this.bills.passGatesOf(tx, orderId);
    const rows = await this.bills.ofOrder(tx, orderId);
    if (rows.length === 0) return refuse({ code: 'BILL_NOT_PAYABLE' });
    for (const { id, number, amountFen, status, collections } of rows) {
      if (status !== 'paying') continue; // of an order that was settled before
      const count = collections + 1;
      await this.bills.write(tx, id, { status: 'paid', collections: count });
      await this.collections.insert(tx, {
        id: collectionIdOf(orderId, id), billId: id, liveOf: id, channel: 'wechat', amountFen, paidOn, receiptNumber: `${number}-${count}`, orderId,
        collectorId: null, note: '', recordedMs: paidMs, reversedOn: null, reversedFor: null,
      });
    }
    return ordered(await this.bills.ofOrder(tx, orderId))!;
  }

  /**
   * Money that has gone back for a bill paid by WeChat: paid → partlyRefunded → refunded. Once per refund: the same again
   * writes nothing. Refuses: BILL_NOT_FOUND, BILL_NOT_PAID, REFUND_TOO_MUCH, REFUND_DIFFERS (the id was another refund's).
   */
  async refund(tx: EntityManager, { refundId, billId, amountFen, on, reason }: RefundOfBill): Promise<OrderedBill> {
    if (!(await this.bills.passGate(tx, billId))) refuse({ code: 'BILL_NOT_FOUND' });
    const row = (await this.bills.find(tx, billId))!;
    const before = await this.collections.refund(tx, refundId);
    if (before) return before.billId === billId && before.amountFen === amountFen ? orderedBill(row) : refuse({ code: 'REFUND_DIFFERS' });
    const mostFen = await this.refundableOf(tx, row);
    if (row.status !== 'paid' && row.status !== 'partlyRefunded') refuse({ code: 'BILL_NOT_PAID' });
    if (amountFen < 1 || amountFen > mostFen) refuse({ code: 'REFUND_TOO_MUCH', mostFen });
    const to = { refundedFen: row.refundedFen + amountFen, status: amountFen === mostFen ? 'refunded' : 'partlyRefunded' } as const;
    await this.bills.write(tx, billId, to);
    await this.collections.insertRefund(tx, { id: refundId, billId, amountFen, refundedOn: on, reason, recordedMs: this.clock.now().getTime() });
    return orderedBill({ ...row, ...to });
  }

  /** What WeChat may still give back for a bill, in fen: 0 for one that is unknown, unpaid or was paid at the desk. */
  async refundable(db: EntityManager, billId: string): Promise<number> {
    const row = await this.bills.find(db, billId);
    return row ? this.refundableOf(db, row) : 0;
  }

  /** What an order holds or has paid; null where it holds nothing. */
  async ofOrder(db: EntityManager, orderId: string): Promise<OrderedBills | null> {
    return ordered(await this.bills.ofOrder(db, orderId));
  }

  private async refundableOf(db: EntityManager, { id, status, amountFen, refundedFen }: BillRow): Promise<number> {
    if (status !== 'paid' && status !== 'partlyRefunded') return 0;
    return (await this.collections.live(db, id))?.channel === 'wechat' ? amountFen - refundedFen : 0;
  }
}

const orderedBill = ({ id, number, amountFen, refundedFen, status }: BillRow): OrderedBill => ({ billId: id, number, amountFen, refundedFen, status });

function ordered(rows: readonly BillRow[]): OrderedBills | null {
  const [first] = rows;
  if (!first) return null;
  const { estateId, providerId, householdId } = first;
  return { estateId, providerId, householdId, bills: [...rows].sort((a, b) => (a.number < b.number ? -1 : 1)).map(orderedBill) };
}
