import { againWaitMs, openWaitMs } from '@linping/shared';
import { Injectable, Logger } from '@nestjs/common';
import { Openids } from '../identity/openids.service.ts';
import { AuditLog, type AuditEntry } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { Config } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { API_PREFIX } from '../platform/http/http-edge.ts';
import { WechatPay } from '../platform/wechat-pay/wechat-pay.ts';
import { OrdersStore } from './orders.store.ts';
import { merchantOf, WECHAT } from './payment-facts.ts';
import type { PaymentOrderRow } from './payments.entity.ts';
import { SettlementService } from './settlement.service.ts';

/** WeChat has never heard of it. */
const UNKNOWN_THERE = 'ORDER_NOT_EXIST';

/** What is asked of WeChat about an order, each outside any transaction, and what its answer makes of the order. */
@Injectable()
export class OrderSteps {
  private readonly log = new Logger(OrderSteps.name);

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly orders: OrdersStore, private readonly settlement: SettlementService, private readonly wechat: WechatPay,
    private readonly openids: Openids, private readonly audit: AuditLog, private readonly clock: Clock, private readonly config: Config,
  ) {}

  /**
   * Makes an order known to WeChat: created → open. Always with the same words, so that after a lost answer the same order is
   * found there. What WeChat will not open is closed; `unknown` leaves it created, to be tried again.
   */
  async open(order: PaymentOrderRow): Promise<'opened' | 'refused' | 'unknown'> {
    const openid = order.residentId === null ? null : await this.unitOfWork.read((db) => this.openids.of(db, order.residentId!));
    if (order.scene === 'jsapi' && openid === null) return this.refused(order, 'the payer has left');
    const said = await this.wechat.prepay({
      scene: order.scene, merchant: merchantOf(order), outTradeNo: order.number, description: order.description, amountFen: order.amountFen, expiresMs: order.expiresMs,
      ...(openid !== null && { payerOpenid: openid }), notifyUrl: `${this.config.publicUrl}/${API_PREFIX}/wechat-pay/notifications/payments`,
    });
    if (said.outcome === 'unknown') return 'unknown';
    if (said.outcome === 'refused') return this.refused(order, `${said.code} ${said.message}`);
    const made = 'prepayId' in said ? { prepayId: said.prepayId } : { codeUrl: said.codeUrl };
    // No row where it was closed or paid meanwhile: then what WeChat has made of it is told to nobody.
    await this.unitOfWork.run((tx) => this.orders.move(tx, order.id, 'open', { ...made, nextDueMs: this.now() + openWaitMs(0) }), { idempotent: true });
    return 'opened';
  }

  /** Takes it from the payer's hands; whether it was paid meanwhile is asked next. */
  async beginClosing(orderId: string, actor: AuditEntry['actor']): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.orders.move(tx, orderId, 'closing', { nextDueMs: this.now() + againWaitMs(0) }))) return;
      await this.audit.append(tx, { actor, action: 'payment.beginClosing', subject: `payment:${orderId}` });
    }, { idempotent: true });
    const order = await this.unitOfWork.read((db) => this.orders.find(db, orderId));
    if (order?.status === 'closing') await this.finishClosing(order);
  }

  /** closing → closed, or paid where somebody was faster. Where nobody knows it stays, and is asked again. */
  async finishClosing(order: PaymentOrderRow): Promise<void> {
    const said = await this.wechat.close({ merchant: merchantOf(order), outTradeNo: order.number });
    if (said.outcome === 'done') return this.closed(order);
    await this.look(order);
  }

  /** Asks WeChat what it knows of an order, and enters it. */
  async look(order: PaymentOrderRow): Promise<void> {
    const said = await this.wechat.query({ merchant: merchantOf(order), outTradeNo: order.number });
    if (said.outcome === 'done') await this.settlement.entered(said.trade);
    else if (said.outcome === 'refused' && said.code === UNKNOWN_THERE) await this.unknownThere(order);
  }

  private async refused({ id, number }: PaymentOrderRow, why: string): Promise<'refused'> {
    this.log.error({ order: number, refused: why });
    await this.beginClosing(id, WECHAT);
    return 'refused';
  }

  /** Of an order that is being closed it says that nobody can have paid; of any other that it is not there yet. */
  private async unknownThere(order: PaymentOrderRow): Promise<void> {
    if (order.status === 'closing') await this.closed(order);
  }

  private async closed(order: PaymentOrderRow): Promise<void> {
    await this.unitOfWork.run((tx) => this.settlement.closed(tx, order, WECHAT), { idempotent: true });
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
