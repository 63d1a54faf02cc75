import type { StaffRole } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type ScopeKey, StaffStore } from './staff.store.ts';

export interface StaffAccount {
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
}

/** Who works where: what the capabilities above ask before they give somebody a task. Facts, not acts of somebody. */
@Injectable()
export class StaffAccounts {
  constructor(private readonly store: StaffStore) {}

  /** The accounts of a place that can sign in and have: neither disabled nor still waiting for their first own password. By name. */
  async activeOf(db: EntityManager, scope: ScopeKey): Promise<StaffAccount[]> {
    return (await this.store.activeOf(db, scope)).map(({ id, displayName, role }) => ({ staffId: id, name: displayName, role }));
  }
}
