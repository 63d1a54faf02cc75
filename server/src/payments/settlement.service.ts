import { closedWaitMs, decideTrade, shanghaiDate, STUCK_WAIT_MS, type TradeDecision } from '@linping/shared';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BillSettlement } from '../billing/bill-settlement.service.ts';
import { LedgerService } from '../ledger/ledger.service.ts';
import { AuditLog, type AuditEntry } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import type { PayTrade } from '../platform/wechat-pay/pay-trades.ts';
import { DeliveryReporter } from './delivery-reporter.ts';
import { EventsStore } from './events.store.ts';
import { LateRefunds } from './late-refunds.ts';
import { OrdersStore } from './orders.store.ts';
import { bookOf, factsOf, SYSTEM, WECHAT } from './payment-facts.ts';
import { PaymentNotices } from './payment-notices.ts';
import type { PaymentOrderRow } from './payments.entity.ts';

/** More than anybody could have moved an order meanwhile: created, open, closing, closed. */
const MOST_LOOKS = 5;

/**
 * The one place where a payment becomes ours, whether WeChat told it or was asked: order, bills, ledger, audit line, notice
 * and delivery report in one transaction, once. A conditional update that changed no row is not success: the order is
 * looked at again, and what it then is decides.
 */
@Injectable()
export class SettlementService {
  private readonly log = new Logger(SettlementService.name);

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly orders: OrdersStore, private readonly events: EventsStore, private readonly bills: BillSettlement,
    private readonly ledger: LedgerService, private readonly lateRefunds: LateRefunds, private readonly deliveries: DeliveryReporter, private readonly notices: PaymentNotices,
    private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /** Enters what WeChat answered when it was asked. */
  entered(trade: PayTrade): Promise<TradeDecision> {
    return this.unitOfWork.run((tx) => this.enter(tx, trade), { idempotent: true });
  }

  /**
   * Enters what WeChat told by itself, once for each notification. Whatever is not our order, paid, with our amount, leaves
   * nothing behind. Refuses: PAYMENT_NOTICE_NOT_OURS.
   */
  async told(trade: PayTrade, eventId: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.events.insert(tx, { id: eventId, receivedMs: this.now() }))) return; // what it told was entered with it
      const decision = await this.enter(tx, trade);
      if (decision === 'settle' || decision === 'late' || decision === 'already') return;
      this.log.warn({ notification: eventId, order: trade.outTradeNo, decision });
      refuse({ code: 'PAYMENT_NOTICE_NOT_OURS' });
    }, { idempotent: true });
  }

  /** Nobody has paid and nobody can: the bills are free again. False where it has ended meanwhile. */
  async closed(tx: EntityManager, order: PaymentOrderRow, actor: AuditEntry['actor']): Promise<boolean> {
    const nowMs = this.now();
    if (!(await this.orders.move(tx, order.id, 'closed', { closedMs: nowMs, nextDueMs: nowMs + closedWaitMs(0)! }))) return false;
    await this.bills.release(tx, order.id);
    await this.audit.append(tx, { actor, action: 'payment.close', subject: `payment:${order.id}`, facts: { amountFen: order.amountFen } });
    return true;
  }

  private async enter(tx: EntityManager, trade: PayTrade): Promise<TradeDecision> {
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const order = await this.orders.byNumber(tx, trade.outTradeNo);
      const decision = order ? decideTrade(factsOf(order), trade) : 'notOurs';
      if (!order || decision === 'already' || decision === 'wait' || decision === 'notOurs') return decision;
      if (await this.act(tx, order, trade, decision)) return decision;
    }
    throw new Error(`an order would not move: ${trade.outTradeNo}`);
  }

  private act(tx: EntityManager, order: PaymentOrderRow, trade: PayTrade, decision: 'settle' | 'late' | 'free' | 'differs'): Promise<boolean> {
    switch (decision) {
      case 'settle': return this.settle(tx, order, trade);
      case 'late': return this.enterLate(tx, order, trade);
      case 'free': return this.closed(tx, order, WECHAT);
      case 'differs': return this.differs(tx, order, trade);
    }
  }

  private async settle(tx: EntityManager, order: PaymentOrderRow, trade: PayTrade): Promise<boolean> {
    const { paidMs, paidOn, ...entered } = this.paid(trade);
    if (!(await this.orders.move(tx, order.id, 'paid', { ...entered, paidMs, nextDueMs: null }))) return false;
    const { bills } = await this.bills.settle(tx, { orderId: order.id, paidOn, paidMs });
    if (bills.reduce((sum, { amountFen }) => sum + amountFen, 0) !== order.amountFen) throw new Error(`the bills of ${order.id} are not what was paid`);
    await this.ledger.post(tx, {
      book: bookOf(order), kind: 'wechatFee', sourceKey: `payment:${order.id}`, happenedOn: paidOn, text: '微信缴物业费', by: SYSTEM,
      postings: [{ account: 'wechatFunds', amountFen: order.amountFen }, { account: 'propertyFee', amountFen: -order.amountFen }],
    });
    await this.deliveries.settled(tx, order);
    await this.audit.append(tx, { actor: WECHAT, action: 'payment.settle', subject: `payment:${order.id}`, facts: { amountFen: order.amountFen, number: order.number } });
    await this.notices.paid(tx, order, bills.map(({ billId }) => billId));
    return true;
  }

  /** Its bills may belong to another order by now: the money is held for the payer and goes back by itself. */
  private async enterLate(tx: EntityManager, order: PaymentOrderRow, trade: PayTrade): Promise<boolean> {
    const { paidOn, ...entered } = this.paid(trade);
    if (!(await this.orders.enterLate(tx, order.id, entered))) return false;
    await this.ledger.post(tx, {
      book: bookOf(order), kind: 'latePayment', sourceKey: `late:${order.id}`, happenedOn: paidOn, text: '订单关闭后到账的付款，待退回', by: SYSTEM,
      postings: [{ account: 'wechatFunds', amountFen: order.amountFen }, { account: 'toRefund', amountFen: -order.amountFen }],
    });
    await this.lateRefunds.ask(tx, order, 0);
    await this.audit.append(tx, { actor: WECHAT, action: 'payment.late', subject: `payment:${order.id}`, facts: { amountFen: order.amountFen, number: order.number } });
    await this.notices.late(tx, order);
    return true;
  }

  /** Nothing is entered: what WeChat says stands beside the order until the firm has cleared it up. */
  private async differs(tx: EntityManager, order: PaymentOrderRow, { amountFen }: PayTrade): Promise<boolean> {
    const isNew = amountFen !== null && amountFen !== order.amountFen && (await this.orders.differs(tx, order.id, amountFen, this.now() + STUCK_WAIT_MS));
    if (!isNew) return true;
    this.log.error({ order: order.number, askedFen: order.amountFen, paidFen: amountFen });
    await this.audit.append(tx, { actor: WECHAT, action: 'payment.differs', subject: `payment:${order.id}`, facts: { amountFen: order.amountFen, paidFen: amountFen } });
    return true;
  }

  private paid({ transactionId, paidMs }: PayTrade) {
    const nowMs = this.now();
    const atMs = paidMs ?? nowMs;
    return { transactionId, paidMs: atMs, enteredMs: nowMs, paidOn: shanghaiDate(atMs) };
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
