import { againWaitMs, closedWaitMs, openWaitMs, STUCK_WAIT_MS } from '@linping/shared';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { WechatPay } from '../platform/wechat-pay/wechat-pay.ts';
import { EventsStore } from './events.store.ts';
import { OrderSteps } from './order-steps.ts';
import { OrdersStore } from './orders.store.ts';
import { WECHAT } from './payment-facts.ts';
import type { PaymentOrderRow } from './payments.entity.ts';

const EVERY_SECONDS = 2;
const AT_A_TIME = 20;
/** All jobs of a process wait for each other: after this, the rest waits for the next turn. */
const WORK_MS = 10_000;
/** Longer than the calls about one order can last: whoever took it up and has not come back by then has died. */
const LEASE_MS = 90_000;
/** WeChat gives up re-sending a notification after about a day. */
const KEEP_EVENTS_MS = 60 * 86_400_000;

/**
 * What no notification comes for is asked for: open orders more and more seldom, expired ones are closed, half-closed ones
 * are finished, closed ones are looked at for a day because somebody may have paid all the same. Every order is taken up
 * before WeChat is asked and put back with its next time: a process that dies in between leaves it due again.
 */
@Injectable()
export class RecoveryService implements OnModuleInit {
  private readonly log = new Logger(RecoveryService.name);

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly orders: OrdersStore, private readonly events: EventsStore, private readonly steps: OrderSteps, private readonly wechat: WechatPay,
    private readonly clock: Clock, private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    if (this.wechat.mode === 'off') return;
    this.jobs.register({ name: 'payment-orders', everySeconds: EVERY_SECONDS, run: () => this.run() });
    this.jobs.register({ name: 'payment-events-sweep', everySeconds: 3600, run: () => this.sweep() });
  }

  /** Looks at all orders that are due. The job calls it; two processes at once do nothing twice. */
  async run(): Promise<void> {
    const untilMs = this.now() + WORK_MS;
    for (;;) {
      const due = await this.unitOfWork.read((db) => this.orders.due(db, this.now(), AT_A_TIME));
      for (const order of due) {
        if (this.now() >= untilMs) return;
        await this.take(order);
      }
      if (due.length < AT_A_TIME) return;
    }
  }

  /** Asks WeChat about one order now, whatever state it is in: a reconciliation has found it there and not here. False where we have no such order. */
  async lookAt(number: string): Promise<boolean> {
    const order = await this.unitOfWork.read((db) => this.orders.byNumber(db, number));
    if (order) await this.steps.look(order);
    return order !== null;
  }

  private async take(seen: PaymentOrderRow): Promise<void> {
    const leaseMs = this.now() + LEASE_MS;
    if (!(await this.unitOfWork.run((tx) => this.orders.claim(tx, seen, leaseMs)))) return;
    const order = { ...seen, tries: seen.tries + 1 };
    try {
      await this.act(order);
    } catch (cause) {
      this.log.error({ order: order.number, cause }); // one order must not stop the others
    }
    await this.unitOfWork.run((tx) => this.orders.postpone(tx, order, this.nextMs(order)), { idempotent: true });
  }

  private async act(order: PaymentOrderRow): Promise<void> {
    const isExpired = order.expiresMs <= this.now();
    if (order.status === 'closing') return this.steps.finishClosing(order);
    if ((order.status === 'created' || order.status === 'open') && isExpired && order.differingFen === null) return this.steps.beginClosing(order.id, WECHAT);
    await this.steps.look(order);
  }

  /** When the order is looked at again, if this look has not moved it. Null: never. */
  private nextMs({ status, tries, expiresMs, differingFen }: PaymentOrderRow): number | null {
    const nowMs = this.now();
    if (differingFen !== null) return nowMs + STUCK_WAIT_MS;
    if (status === 'closing') return nowMs + againWaitMs(tries);
    if (status !== 'closed') return expiresMs <= nowMs ? nowMs + againWaitMs(tries) : Math.min(nowMs + openWaitMs(tries), expiresMs);
    const waitMs = closedWaitMs(tries);
    return waitMs === null ? null : nowMs + waitMs;
  }

  private async sweep(): Promise<void> {
    await this.unitOfWork.run((tx) => this.events.sweep(tx, this.now() - KEEP_EVENTS_MS));
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
