import { againWaitMs } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.ts';
import { Random } from '../platform/random.ts';
import { SYSTEM } from './payment-facts.ts';
import type { PaymentOrderRow } from './payments.entity.ts';
import { RefundsStore } from './refunds.store.ts';

const REASON = '订单关闭后付款，自动退回';

/** Refunds that nobody asks for: of what was paid on a closed order, again and again until it has gone back. */
@Injectable()
export class LateRefunds {
  constructor(private readonly refunds: RefundsStore, private readonly clock: Clock, private readonly random: Random) {}

  /** One more attempt, with a number of its own: `earlier` of them have failed for good. */
  async ask(tx: EntityManager, order: PaymentOrderRow, earlier: number): Promise<void> {
    const nowMs = this.clock.now().getTime();
    const asked = await this.refunds.insert(tx, {
      id: this.random.uuid(), number: `${order.number}L${earlier + 1}`, orderId: order.id, billId: null, amountFen: order.amountFen, reason: REASON, origin: 'latePayment', status: 'requested',
      requestedBy: SYSTEM, requestedMs: nowMs, succeededMs: null, refusedFor: null, tries: 0, nextDueMs: nowMs + (earlier === 0 ? 0 : againWaitMs(earlier + 1)),
    });
    if (asked !== 'inserted') throw new Error(`a late payment is being refunded already: ${order.id}`);
  }
}
