import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { inChunks } from '../platform/database/batches.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { refuse } from '../platform/refused.ts';
import { MERCHANT_NUMBER, ONE_MERCHANT_EACH, PaymentMerchantRow } from './payments.entity.ts';

/** SQL of merchants. */
@Injectable()
export class MerchantsStore {
  find(db: EntityManager, providerId: string): Promise<PaymentMerchantRow | null> {
    return db.findOneBy(PaymentMerchantRow, { providerId });
  }

  among(db: EntityManager, providerIds: readonly string[]): Promise<PaymentMerchantRow[]> {
    return inChunks(providerIds, (chunk) => db.findBy(PaymentMerchantRow, { providerId: In([...chunk]) }));
  }

  all(db: EntityManager): Promise<PaymentMerchantRow[]> {
    return db.find(PaymentMerchantRow, { order: { providerId: 'ASC' } });
  }

  /** False where the firm has one already. Refuses: MERCHANT_TAKEN. */
  insert(tx: EntityManager, row: PaymentMerchantRow): Promise<boolean> {
    return numbered(async () => {
      try {
        await tx.transaction((savepoint) => savepoint.insert(PaymentMerchantRow, row));
        return true;
      } catch (cause) {
        if (breaksKey(cause, ONE_MERCHANT_EACH)) return false;
        throw cause;
      }
    });
  }

  /** Compare-and-set. True when this caller made the change. Refuses: MERCHANT_TAKEN. */
  change(tx: EntityManager, { providerId, version, ...to }: PaymentMerchantRow): Promise<boolean> {
    return numbered(async () => {
      const { affected } = await tx.createQueryBuilder().update(PaymentMerchantRow).set({ ...to, version: () => 'version + 1' })
        .where('provider_id = :providerId AND version = :version', { providerId, version }).execute();
      return affected === 1;
    });
  }
}

async function numbered<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (breaksKey(cause, MERCHANT_NUMBER)) refuse({ code: 'MERCHANT_TAKEN' });
    throw cause;
  }
}
