import type { MonthText } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { BillingDeskRow, BillRow, DESK_NUMBER, ONE_DESK } from './bills/bills.entity.ts';

/** SQL of desks: who bills where. Every method takes the transaction it runs in. */
@Injectable()
export class DesksStore {
  /**
   * The gate of one firm's billing of one estate, and the first statement of whatever changes fees or makes bills. The desk
   * is opened by whoever comes first.
   */
  async passGate(tx: EntityManager, estateId: string, providerId: string): Promise<BillingDeskRow> {
    for (;;) {
      const { affected } = await tx.createQueryBuilder().update(BillingDeskRow).set({ version: () => 'version + 1' }).where({ estateId, providerId }).execute();
      if (affected === 1) return tx.findOneByOrFail(BillingDeskRow, { estateId, providerId });
      await this.open(tx, estateId, providerId);
    }
  }

  /** How many bills the desk has made; on the row whose gate this transaction has passed. */
  async count(tx: EntityManager, { estateId, providerId }: BillingDeskRow, bills: number): Promise<void> {
    await tx.update(BillingDeskRow, { estateId, providerId }, { bills });
  }

  /** The last month that the firm's own runs have billed; null before the first. Prepayments are not among them: they bind nobody else. */
  async billedThrough(db: EntityManager, estateId: string, providerId: string): Promise<MonthText | null> {
    const found = await db.createQueryBuilder(BillRow, 'bill').select('MAX(bill.until_month)', 'month')
      .where("bill.estate_id = :estateId AND bill.provider_id = :providerId AND bill.origin = 'generated' AND bill.status <> 'void'", { estateId, providerId })
      .getRawOne<{ month: string | null }>();
    return found?.month ?? null;
  }

  /** Whether the firm ever billed anybody at the estate. */
  billedAt(db: EntityManager, estateId: string, providerId: string): Promise<boolean> {
    return db.existsBy(BillRow, { estateId, providerId });
  }

  /** Two firms that open at once take the same number: the key tells the second, which takes the next. */
  private async open(tx: EntityManager, estateId: string, providerId: string): Promise<void> {
    const { last } = (await tx.createQueryBuilder(BillingDeskRow, 'desk').select('MAX(desk.number)', 'last').getRawOne<{ last: number | null }>())!;
    try {
      await tx.transaction((savepoint) => savepoint.insert(BillingDeskRow, { estateId, providerId, number: Number(last ?? 0) + 1, bills: 0, version: 0 }));
    } catch (cause) {
      if (!breaksKey(cause, DESK_NUMBER) && !breaksKey(cause, ONE_DESK)) throw cause;
    }
  }
}
