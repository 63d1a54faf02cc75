import { againWaitMs } from '@linping/shared';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Openids } from '../identity/openids.service.ts';
import { Clock } from '../platform/clock.ts';
import { Config } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { WechatClient } from '../platform/wechat/wechat-client.ts';
import { DeliveriesStore } from './deliveries.store.ts';
import { OrdersStore } from './orders.store.ts';
import type { DeliveryStatus, PaymentDeliveryRow, PaymentOrderRow } from './payments.entity.ts';

const EVERY_SECONDS = 10;
const AT_A_TIME = 20;
const WORK_MS = 10_000;
const LEASE_MS = 60_000;
/** With the last waits an hour each: two days, after which somebody has to look at WeChat's platform. */
const MOST_TRIES = 54;

/** Reports payments in the mini-program as delivered, where the platform demands it. A report may be repeated, so it is sent until WeChat has it. */
@Injectable()
export class DeliveryReporter implements OnModuleInit {
  private readonly log = new Logger(DeliveryReporter.name);

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: DeliveriesStore, private readonly orders: OrdersStore, private readonly openids: Openids, private readonly wechat: WechatClient,
    private readonly clock: Clock, private readonly config: Config, private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    if (this.isDemanded()) this.jobs.register({ name: 'payment-deliveries', everySeconds: EVERY_SECONDS, run: () => this.run() });
  }

  /** Puts a report into the outbox, in the transaction that settled its order. What was scanned in a browser is no order of the mini-program. */
  async settled(tx: EntityManager, { id, scene }: PaymentOrderRow): Promise<void> {
    if (this.isDemanded() && scene === 'jsapi') await this.store.insert(tx, id, this.now());
  }

  /** Sends what is due. The job calls it. */
  async run(): Promise<void> {
    const untilMs = this.now() + WORK_MS;
    for (;;) {
      const due = await this.unitOfWork.read((db) => this.store.due(db, this.now(), AT_A_TIME));
      for (const delivery of due) {
        if (this.now() >= untilMs) return;
        await this.take(delivery);
      }
      if (due.length < AT_A_TIME) return;
    }
  }

  private async take(delivery: PaymentDeliveryRow): Promise<void> {
    if (!(await this.unitOfWork.run((tx) => this.store.claim(tx, delivery, this.now() + LEASE_MS)))) return;
    const tries = delivery.tries + 1;
    const said = await this.report(delivery.orderId);
    const status: DeliveryStatus = said !== 'pending' || tries < MOST_TRIES ? said : 'failed';
    await this.unitOfWork.run((tx) => this.store.settle(tx, delivery.orderId, status, this.now() + (status === 'pending' ? againWaitMs(tries) : 0)), { idempotent: true });
    if (status === 'failed') this.log.error({ order: delivery.orderId, delivery: 'not reported' });
  }

  private async report(orderId: string): Promise<DeliveryStatus> {
    const { order, openid } = await this.unitOfWork.read(async (db) => {
      const found = await this.orders.find(db, orderId);
      return { order: found, openid: found?.residentId == null ? null : await this.openids.of(db, found.residentId) };
    });
    if (order?.transactionId == null || order.enteredMs === null || openid === null) return 'failed'; // the payer has left, and nobody else may be named
    const { outcome } = await this.wechat.reportDelivery({ transactionId: order.transactionId, openid, item: order.description, atMs: order.enteredMs });
    return outcome === 'reported' ? 'sent' : outcome === 'unavailable' ? 'pending' : 'failed';
  }

  private isDemanded(): boolean {
    return this.config.wechatPay !== 'off' && this.config.wechatPay.reportsDelivery && this.config.wechat !== 'off';
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
