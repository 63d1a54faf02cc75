import { decideRefund, refundWaitMs, shanghaiDate, STUCK_WAIT_MS, type RefundDecision } from '@linping/shared';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BillSettlement } from '../billing/bill-settlement.service.ts';
import { LedgerService } from '../ledger/ledger.service.ts';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import type { PayRefund } from '../platform/wechat-pay/pay-trades.ts';
import { EventsStore } from './events.store.ts';
import { LateRefunds } from './late-refunds.ts';
import { OrdersStore } from './orders.store.ts';
import { bookOf, refundFactsOf, SYSTEM, WECHAT } from './payment-facts.ts';
import { PaymentNotices } from './payment-notices.ts';
import type { PaymentOrderRow, PaymentRefundRow } from './payments.entity.ts';
import { RefundsStore } from './refunds.store.ts';

/** More than anybody could have moved a refund meanwhile. */
const MOST_LOOKS = 5;

/** The one place where a refund becomes history: refund, bill, ledger, audit line and notice in one transaction, once. */
@Injectable()
export class RefundEntry {
  private readonly log = new Logger(RefundEntry.name);

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly refunds: RefundsStore, private readonly orders: OrdersStore, private readonly events: EventsStore,
    private readonly bills: BillSettlement, private readonly ledger: LedgerService, private readonly lateRefunds: LateRefunds, private readonly notices: PaymentNotices,
    private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /** Enters what WeChat answered. */
  entered(told: PayRefund): Promise<RefundDecision> {
    return this.unitOfWork.run((tx) => this.enter(tx, told), { idempotent: true });
  }

  /** Enters what WeChat told by itself, once for each notification. Refuses: PAYMENT_NOTICE_NOT_OURS. */
  async told(told: PayRefund, eventId: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.events.insert(tx, { id: eventId, receivedMs: this.now() }))) return;
      const decision = await this.enter(tx, told);
      if (decision !== 'notOurs' && decision !== 'differs') return;
      this.log.warn({ notification: eventId, refund: told.outRefundNo, decision });
      refuse({ code: 'PAYMENT_NOTICE_NOT_OURS' });
    }, { idempotent: true });
  }

  /** WeChat will never do it: what was held back for it may be asked for again, and a late payment is sent back anew. */
  async closed(tx: EntityManager, order: PaymentOrderRow, refund: PaymentRefundRow): Promise<boolean> {
    if (!(await this.refunds.move(tx, refund.id, 'closed', { nextDueMs: null }))) return false;
    if (refund.billId !== null) await this.orders.keep(tx, order.id, refund.billId, refund.amountFen);
    else await this.lateRefunds.ask(tx, order, (await this.refunds.ofOrder(tx, order.id)).length);
    await this.audit.append(tx, { actor: WECHAT, action: 'refund.close', subject: `payment:${order.id}`, facts: { refund: refund.id, amountFen: refund.amountFen } });
    return true;
  }

  private async enter(tx: EntityManager, told: PayRefund): Promise<RefundDecision> {
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const refund = await this.refunds.byNumber(tx, told.outRefundNo);
      if (!refund) return 'notOurs';
      const order = (await this.orders.find(tx, refund.orderId))!;
      const decision = decideRefund(refundFactsOf(refund, order), told);
      if (decision === 'notOurs' || decision === 'stay' || decision === 'differs') return decision;
      if (await this.act(tx, order, refund, told, decision)) return decision;
    }
    throw new Error(`a refund would not move: ${told.outRefundNo}`);
  }

  private act(tx: EntityManager, order: PaymentOrderRow, refund: PaymentRefundRow, told: PayRefund, to: Exclude<RefundDecision, 'notOurs' | 'stay' | 'differs'>): Promise<boolean> {
    switch (to) {
      case 'processing': return this.refunds.move(tx, refund.id, 'processing', { nextDueMs: this.now() + refundWaitMs(0) });
      case 'abnormal': return this.abnormal(tx, order, refund);
      case 'closed': return this.closed(tx, order, refund);
      case 'succeeded': return this.succeeded(tx, order, refund, told);
    }
  }

  private async succeeded(tx: EntityManager, order: PaymentOrderRow, refund: PaymentRefundRow, { refundedMs }: PayRefund): Promise<boolean> {
    const { id: refundId, billId, amountFen, reason } = refund;
    const atMs = refundedMs ?? this.now();
    const on = shanghaiDate(atMs);
    if (!(await this.refunds.move(tx, refundId, 'succeeded', { succeededMs: atMs, nextDueMs: null }))) return false;
    if (billId !== null) {
      await this.orders.countRefunded(tx, order.id, billId, amountFen);
      await this.bills.refund(tx, { refundId, billId, amountFen, on, reason });
    }
    await this.ledger.post(tx, {
      book: bookOf(order), sourceKey: `refund:${refundId}`, happenedOn: on, by: SYSTEM,
      ...(billId === null ? { kind: 'lateRefund', text: '退回订单关闭后到账的付款' } : { kind: 'wechatRefund', text: '微信退物业费' }),
      postings: [{ account: billId === null ? 'toRefund' : 'propertyFee', amountFen }, { account: 'wechatFunds', amountFen: -amountFen }],
    });
    await this.audit.append(tx, { actor: WECHAT, action: 'refund.succeed', subject: `payment:${order.id}`, facts: { refund: refundId, amountFen } });
    await this.notices.wentBack(tx, order, refund);
    return true;
  }

  /** The payer's account could not be credited: the firm acts at WeChat's platform, and we look once a day whether it has. */
  private async abnormal(tx: EntityManager, order: PaymentOrderRow, refund: PaymentRefundRow): Promise<boolean> {
    if (!(await this.refunds.move(tx, refund.id, 'abnormal', { nextDueMs: this.now() + STUCK_WAIT_MS }))) return false;
    await this.audit.append(tx, { actor: WECHAT, action: 'refund.abnormal', subject: `payment:${order.id}`, facts: { refund: refund.id, amountFen: refund.amountFen } });
    return true;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
