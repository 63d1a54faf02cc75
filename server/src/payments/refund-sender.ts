import { againWaitMs, refundWaitMs, STUCK_WAIT_MS } from '@linping/shared';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { Config } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { API_PREFIX } from '../platform/http/http-edge.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { WechatPay } from '../platform/wechat-pay/wechat-pay.ts';
import { OrdersStore } from './orders.store.ts';
import { merchantOf } from './payment-facts.ts';
import type { PaymentOrderRow, PaymentRefundRow } from './payments.entity.ts';
import { RefundEntry } from './refund-entry.ts';
import { RefundsStore } from './refunds.store.ts';

const EVERY_SECONDS = 2;
const AT_A_TIME = 20;
/** As for orders: see `recovery.service.ts`. */
const WORK_MS = 10_000;
const LEASE_MS = 90_000;
/** What no later try can mend: it was asked for too late, or of what WeChat does not have. Everything else is asked again. */
const HOPELESS: ReadonlySet<string> = new Set(['PARAM_ERROR', 'INVALID_REQUEST', 'RULE_LIMIT', 'USER_ACCOUNT_ABNORMAL', 'RESOURCE_NOT_EXISTS', 'ORDER_NOT_EXIST']);
const NEVER_HEARD: ReadonlySet<string> = new Set(['RESOURCE_NOT_EXISTS', 'REFUND_NOT_EXISTS']);

/** Hands refunds to WeChat, always under the same number, and asks what has become of them until they have ended. */
@Injectable()
export class RefundSender implements OnModuleInit {
  private readonly log = new Logger(RefundSender.name);

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly refunds: RefundsStore, private readonly orders: OrdersStore, private readonly entry: RefundEntry, private readonly wechat: WechatPay,
    private readonly clock: Clock, private readonly config: Config, private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    if (this.wechat.mode !== 'off') this.jobs.register({ name: 'payment-refunds', everySeconds: EVERY_SECONDS, run: () => this.run() });
  }

  /** Takes up all refunds that are due. The job calls it; two processes at once do nothing twice. */
  async run(): Promise<void> {
    const untilMs = this.now() + WORK_MS;
    for (;;) {
      const due = await this.unitOfWork.read((db) => this.refunds.due(db, this.now(), AT_A_TIME));
      for (const refund of due) {
        if (this.now() >= untilMs) return;
        await this.take(refund);
      }
      if (due.length < AT_A_TIME) return;
    }
  }

  /** Hands one over; where nobody knows what became of it, the job does it again. */
  async send(refund: PaymentRefundRow): Promise<void> {
    const order = (await this.unitOfWork.read((db) => this.orders.find(db, refund.orderId)))!;
    const said = await this.wechat.refund({
      merchant: merchantOf(order), outTradeNo: order.number, ...(order.transactionId !== null && { transactionId: order.transactionId }), outRefundNo: refund.number,
      amountFen: refund.amountFen, totalFen: order.amountFen, reason: refund.reason, notifyUrl: `${this.config.publicUrl}/${API_PREFIX}/wechat-pay/notifications/refunds`,
    });
    if (said.outcome === 'done') await this.entry.entered(said.refund);
    else if (said.outcome === 'refused') await this.refused(order, refund, said.code);
  }

  /** Asks what became of one. */
  async look(refund: PaymentRefundRow): Promise<void> {
    const order = (await this.unitOfWork.read((db) => this.orders.find(db, refund.orderId)))!;
    const said = await this.wechat.queryRefund({ merchant: merchantOf(order), outRefundNo: refund.number });
    if (said.outcome === 'done') await this.entry.entered(said.refund);
  }

  /** A try before this one may have reached WeChat all the same: only what it has never heard of has failed. */
  private async refused(order: PaymentOrderRow, refund: PaymentRefundRow, code: string): Promise<void> {
    this.log.warn({ refund: refund.number, refused: code });
    await this.unitOfWork.run((tx) => this.refunds.refused(tx, refund.id, code), { idempotent: true });
    const there = await this.wechat.queryRefund({ merchant: merchantOf(order), outRefundNo: refund.number });
    if (there.outcome === 'done') await this.entry.entered(there.refund);
    else if (there.outcome === 'refused' && NEVER_HEARD.has(there.code) && HOPELESS.has(code) && refund.origin === 'firm') {
      await this.unitOfWork.run((tx) => this.entry.closed(tx, order, refund), { idempotent: true });
    }
  }

  private async take(seen: PaymentRefundRow): Promise<void> {
    const leaseMs = this.now() + LEASE_MS;
    if (!(await this.unitOfWork.run((tx) => this.refunds.claim(tx, seen, leaseMs)))) return;
    const refund = { ...seen, tries: seen.tries + 1 };
    try {
      await (refund.status === 'requested' ? this.send(refund) : this.look(refund));
    } catch (cause) {
      this.log.error({ refund: refund.number, cause }); // one refund must not stop the others
    }
    await this.unitOfWork.run((tx) => this.refunds.postpone(tx, refund, this.nextMs(refund)), { idempotent: true });
  }

  /** When it is taken up again, if this time has not moved it. */
  private nextMs({ status, tries }: PaymentRefundRow): number {
    if (status === 'abnormal') return this.now() + STUCK_WAIT_MS;
    return this.now() + (status === 'requested' ? againWaitMs(tries) : refundWaitMs(tries));
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
