import type { PostedKind } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BillSettlement } from '../billing/bill-settlement.service.ts';
import { type Checked, LedgerChecks } from '../ledger/checks/ledger-checks.service.ts';
import { EnteredEntries, type Entered } from '../ledger/entered.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { OrdersStore } from './orders.store.ts';
import { bookOf } from './payment-facts.ts';
import { PaymentChecksStore } from './payment-checks.store.ts';
import type { PaymentOrderRow, PaymentRefundRow } from './payments.entity.ts';
import { RefundsStore } from './refunds.store.ts';

const AT_A_TIME = 200;
/** What WeChat's money is entered as. */
const KINDS = ['wechatFee', 'latePayment', 'wechatRefund', 'lateRefund'] as const satisfies readonly PostedKind[];

/**
 * Whether every fen that WeChat moved is in the ledger once, and nothing else is. Each claim starts from what is committed
 * and looks for what was committed with it: payments that are under way meanwhile are no fault.
 */
@Injectable()
export class PaymentChecks {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: PaymentChecksStore, private readonly orders: OrdersStore, private readonly refunds: RefundsStore,
    private readonly entries: EnteredEntries, private readonly bills: BillSettlement, checks: LedgerChecks,
  ) {
    checks.register({ name: 'every payment is in the ledger once, with its amount, in its firm’s book', run: () => this.payments() });
    checks.register({ name: 'every refund that has gone back is in the ledger once, and on its bill', run: () => this.gone() });
    checks.register({ name: 'whatever the ledger has of WeChat’s money is a payment or a refund', run: () => this.strays() });
    checks.register({ name: 'the bills of a paid order are paid and come to its amount', run: () => this.paidBills() });
  }

  private payments(): Promise<Checked> {
    return this.each((db, after) => this.store.entered(db, after, AT_A_TIME), async (db, rows) => {
      const entered = await this.entries.byKey(db, rows.map(keyOfPayment));
      return rows.flatMap((row) => wrong(entered.get(keyOfPayment(row)), row, row.status === 'paid' ? 'wechatFee' : 'latePayment', row.amountFen, `order ${row.id}`));
    });
  }

  private gone(): Promise<Checked> {
    return this.each((db, after) => this.store.refunds(db, 'succeeded', after, AT_A_TIME), async (db, rows) => {
      const entered = await this.entries.byKey(db, rows.map(keyOfRefund));
      const orders = new Map((await this.orders.byIds(db, rows.map(({ orderId }) => orderId))).map((order) => [order.id, order]));
      return rows.flatMap((row) => wrong(entered.get(keyOfRefund(row)), orders.get(row.orderId)!, row.billId === null ? 'lateRefund' : 'wechatRefund', -row.amountFen, `refund ${row.id}`));
    });
  }

  private async strays(): Promise<Checked> {
    let [looked, after] = [0, ''];
    const faults: string[] = [];
    for (;;) {
      const found = await this.unitOfWork.read((db) => this.entries.ofKinds(db, KINDS, after, AT_A_TIME));
      for (const { sourceKey } of found) if (!(await this.unitOfWork.read((db) => this.isKnown(db, sourceKey)))) faults.push(`${sourceKey} is in the ledger, and neither a payment nor a refund that ended so`);
      looked += found.length;
      if (found.length < AT_A_TIME) return { looked, faults };
      after = found.at(-1)!.sourceKey;
    }
  }

  private async isKnown(db: EntityManager, sourceKey: string): Promise<boolean> {
    const [what, id = ''] = sourceKey.split(':');
    if (what === 'refund') return (await this.refunds.find(db, id))?.status === 'succeeded';
    const order = await this.orders.find(db, id);
    return order?.transactionId != null && keyOfPayment(order) === sourceKey;
  }

  private paidBills(): Promise<Checked> {
    return this.each((db, after) => this.store.inStatus(db, 'paid', after, AT_A_TIME), async (db, rows) => {
      const faults: string[] = [];
      for (const { id, amountFen } of rows) {
        const ordered = await this.orders.billsOf(db, [id]);
        const held = (await this.bills.ofOrder(db, id))?.bills ?? [];
        const sumFen = held.reduce((sum, bill) => sum + bill.amountFen, 0);
        if (sumFen !== amountFen || held.some(({ status }) => status === 'issued' || status === 'paying' || status === 'void')) faults.push(`order ${id} of ${amountFen} fen has bills of ${sumFen} fen: ${held.map(({ status }) => status).join()}`);
        for (const { billId, refundedFen } of ordered) {
          const now = held.find((bill) => bill.billId === billId)?.refundedFen;
          // A refund that ends between the two readings is on the bill and not yet in what was read first.
          if (now === undefined || now < refundedFen) faults.push(`bill ${billId} says ${now ?? 'nothing'} of ${refundedFen} fen that went back`);
        }
      }
      return faults;
    });
  }

  private async each<Row extends { readonly id: string }>(page: (db: EntityManager, after: string) => Promise<Row[]>, look: (db: EntityManager, rows: readonly Row[]) => Promise<readonly string[]>): Promise<Checked> {
    let [looked, after] = [0, ''];
    const faults: string[] = [];
    for (;;) {
      const rows = await this.unitOfWork.read((db) => page(db, after));
      faults.push(...(await this.unitOfWork.read((db) => look(db, rows))));
      looked += rows.length;
      if (rows.length < AT_A_TIME) return { looked, faults };
      after = rows.at(-1)!.id;
    }
  }
}

const keyOfPayment = ({ id, status }: PaymentOrderRow): string => (status === 'paid' ? `payment:${id}` : `late:${id}`);
const keyOfRefund = ({ id }: PaymentRefundRow): string => `refund:${id}`;

function wrong(entry: Entered | undefined, order: PaymentOrderRow, kind: PostedKind, fundsFen: number, what: string): string[] {
  if (!entry) return [`${what} is not in the ledger`];
  const book = bookOf(order);
  const isRight = entry.kind === kind && entry.fenOf('wechatFunds') === fundsFen && entry.book.estateId === book.estateId && entry.book.body === book.body && entry.book.bodyId === book.bodyId;
  return isRight ? [] : [`${what} is in the ledger as ${entry.kind} of ${entry.fenOf('wechatFunds')} fen, not as ${kind} of ${fundsFen}, or in another book`];
}
