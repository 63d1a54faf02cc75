import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { ONE_EVENT_ONCE, PaymentEventRow } from './payments.entity.ts';

/** SQL of notifications that were entered. */
@Injectable()
export class EventsStore {
  /** False when the same notification was entered before. */
  async insert(tx: EntityManager, row: PaymentEventRow): Promise<boolean> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(PaymentEventRow, row));
      return true;
    } catch (cause) {
      if (breaksKey(cause, ONE_EVENT_ONCE)) return false;
      throw cause;
    }
  }

  async sweep(tx: EntityManager, beforeMs: number): Promise<void> {
    await tx.createQueryBuilder().delete().from(PaymentEventRow).where('received_ms < :beforeMs', { beforeMs }).execute();
  }
}
