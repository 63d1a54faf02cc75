import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { insertMany } from '../platform/database/batches.ts';
import { refuse } from '../platform/refused.ts';
import { PROVIDER_NAME, ProviderRow } from './estates.entity.ts';

/** All SQL about providers. */
@Injectable()
export class ProvidersStore {
  find(db: EntityManager, id: string): Promise<ProviderRow | null> {
    return db.findOneBy(ProviderRow, { id });
  }

  all(db: EntityManager): Promise<ProviderRow[]> {
    return db.find(ProviderRow);
  }

  /** Refuses: PROVIDER_NAME_TAKEN. */
  insert(tx: EntityManager, provider: ProviderRow): Promise<void> {
    return named(() => insertMany(tx, ProviderRow, [provider]));
  }

  /** Compare-and-set. True when this caller made the change. Refuses: PROVIDER_NAME_TAKEN. */
  change(tx: EntityManager, id: string, version: number, to: Partial<Pick<ProviderRow, 'name' | 'phone'>>): Promise<boolean> {
    return named(async () => {
      const { affected } = await tx.createQueryBuilder().update(ProviderRow).set({ ...to, version: () => 'version + 1' })
        .where('id = :id AND version = :version', { id, version }).execute();
      return affected === 1;
    });
  }
}

async function named<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (breaksKey(cause, PROVIDER_NAME)) refuse({ code: 'PROVIDER_NAME_TAKEN' });
    throw cause;
  }
}
