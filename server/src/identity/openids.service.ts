import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SessionsStore } from './sessions.store.ts';

/** How WeChat knows a resident. Only for calls to WeChat: an openid is shown to nobody and written into no log. */
@Injectable()
export class Openids {
  constructor(private readonly store: SessionsStore) {}

  /** Null for a browser's resident and for one who is gone. */
  async of(db: EntityManager, residentId: string): Promise<string | null> {
    return (await this.store.findResident(db, residentId))?.openid ?? null;
  }

  /**
   * Those of the residents who are still there, each with the openid. Until the transaction ends none of them can be
   * forgotten, and one who is being forgotten is not among them: what is written of a resident now cannot outlive the farewell.
   */
  async hold(tx: EntityManager, residentIds: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    const held = await this.store.holdResidents(tx, residentIds);
    return new Map(held.map(({ id, openid }) => [id, openid]));
  }
}
