import { againWaitMs, can, isStaff, type Actor, type RefundBody, type RefundView, type StaffActor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { WechatPay } from '../platform/wechat-pay/wechat-pay.ts';
import { OrdersStore } from './orders.store.ts';
import type { PaymentOrderRow, PaymentRefundRow } from './payments.entity.ts';
import { refundView } from './payments.views.ts';
import { RefundSender } from './refund-sender.ts';
import { RefundsStore } from './refunds.store.ts';

const DIGITS_OF_NUMBER = 8;

/** The firm gives back all or part of what was paid for a bill. */
@Injectable()
export class RefundsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly refunds: RefundsStore, private readonly orders: OrdersStore, private readonly sender: RefundSender,
    private readonly wechat: WechatPay, private readonly audit: AuditLog, private readonly clock: Clock, private readonly random: Random,
  ) {}

  /**
   * Asks for a refund and hands it to WeChat; the same request again is the same refund. Ledger and bill change when WeChat
   * says that it has gone back, not before. What is being given back cannot be given back twice. Refuses: OUT_OF_SCOPE,
   * PAYMENT_OFF, PAYMENT_NOT_FOUND, REFUND_DIFFERS, BILL_NOT_PAID, BILL_NOT_FOUND (not of this payment), REFUND_TOO_MUCH.
   */
  async ask(actor: Actor, orderId: string, body: RefundBody): Promise<RefundView> {
    if (this.wechat.mode === 'off') refuse({ code: 'PAYMENT_OFF' });
    const { refund, isNew } = await this.unitOfWork.run(async (tx) => {
      const { order, staff } = await this.ownFirms(tx, actor, orderId);
      const before = await this.refunds.find(tx, body.id);
      return before ? { refund: same(before, orderId, body), isNew: false } : this.write(tx, staff, order, body);
    }, { idempotent: true });
    if (isNew) await this.sender.send(refund);
    return this.unitOfWork.read(async (db) => refundView((await this.refunds.find(db, refund.id))!));
  }

  /** All refunds of a payment, in the order in which they were asked for. Refuses: OUT_OF_SCOPE, PAYMENT_NOT_FOUND. */
  ofPayment(actor: Actor, orderId: string): Promise<RefundView[]> {
    return this.unitOfWork.read(async (db) => {
      await this.ownFirms(db, actor, orderId);
      return (await this.refunds.ofOrder(db, orderId)).map(refundView);
    });
  }

  private async ownFirms(db: EntityManager, actor: Actor, orderId: string): Promise<{ readonly order: PaymentOrderRow; readonly staff: StaffActor }> {
    const order = (await this.orders.find(db, orderId)) ?? refuse({ code: 'PAYMENT_NOT_FOUND' });
    if (!isStaff(actor) || !can(actor, 'payment.refund', { providerId: order.providerId, estateId: order.estateId })) return refuse({ code: 'OUT_OF_SCOPE' });
    return { order, staff: actor };
  }

  private async write(tx: EntityManager, staff: StaffActor, order: PaymentOrderRow, body: RefundBody): Promise<{ readonly refund: PaymentRefundRow; readonly isNew: boolean }> {
    const { id, billId, amountFen, reason } = body;
    if (order.status !== 'paid') refuse({ code: 'BILL_NOT_PAID' });
    if (!(await this.orders.askBack(tx, order.id, billId, amountFen))) {
      const before = await this.refunds.find(tx, id); // a twin has asked since we looked
      if (before) return { refund: same(before, order.id, body), isNew: false };
      const bill = (await this.orders.billsOf(tx, [order.id])).find((one) => one.billId === billId) ?? refuse({ code: 'BILL_NOT_FOUND' });
      refuse({ code: 'REFUND_TOO_MUCH', mostFen: bill.amountFen - bill.askedBackFen });
    }
    const nowMs = this.clock.now().getTime();
    const inserted = await this.insertNumbered(tx, order, {
      id, number: '', orderId: order.id, billId, amountFen, reason, origin: 'firm', status: 'requested', requestedBy: `staff:${staff.staffId}`, requestedMs: nowMs, succeededMs: null,
      refusedFor: null, tries: 0, nextDueMs: nowMs + againWaitMs(0),
    });
    if (!inserted) {
      await this.orders.keep(tx, order.id, billId, amountFen); // a twin was first, and has asked this back
      return { refund: same((await this.refunds.find(tx, id))!, order.id, body), isNew: false };
    }
    await this.audit.append(tx, { actor: staff, action: 'refund.ask', subject: `payment:${order.id}`, facts: { refund: id, bill: billId, amountFen } });
    return { refund: inserted, isNew: true };
  }

  /** Null where that very refund is there already. */
  private async insertNumbered(tx: EntityManager, order: PaymentOrderRow, row: PaymentRefundRow): Promise<PaymentRefundRow | null> {
    for (;;) {
      const numbered = { ...row, number: `${order.number}R${this.random.digits(DIGITS_OF_NUMBER)}` };
      const inserted = await this.refunds.insert(tx, numbered);
      if (inserted === 'inserted') return numbered;
      if (inserted === 'id') return null;
    }
  }
}

/** Refuses: REFUND_DIFFERS. */
function same(refund: PaymentRefundRow, orderId: string, { billId, amountFen, reason }: RefundBody): PaymentRefundRow {
  const isSame = refund.orderId === orderId && refund.billId === billId && refund.amountFen === amountFen && refund.reason === reason;
  return isSame ? refund : refuse({ code: 'REFUND_DIFFERS' });
}
