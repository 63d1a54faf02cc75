import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Which of these firms can be paid by WeChat here. */
export type PayableAsker = (db: EntityManager, providerIds: readonly string[]) => Promise<ReadonlySet<string>>;

/** Billing comes before payments: whoever knows the merchants registers here when its module starts. Until then nobody can be paid here. */
@Injectable()
export class PayableFirms {
  private asker: PayableAsker = () => Promise.resolve(new Set());

  register(asker: PayableAsker): void {
    this.asker = asker;
  }

  /** Those of these firms that can be paid by WeChat here. */
  async among(db: EntityManager, providerIds: readonly string[]): Promise<ReadonlySet<string>> {
    return providerIds.length === 0 ? new Set() : this.asker(db, [...new Set(providerIds)]);
  }
}
