import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Deletes or releases what a capability keeps of a resident. Runs in the transaction that deletes the resident. */
export type Farewell = (tx: EntityManager, residentId: string) => Promise<void>;

/** A resident has the right to be forgotten (个人信息保护法 47). Who keeps something of one registers here when its module starts. */
@Injectable()
export class ResidentFarewells {
  private readonly farewells: Farewell[] = [];

  register(farewell: Farewell): void {
    this.farewells.push(farewell);
  }

  async say(tx: EntityManager, residentId: string): Promise<void> {
    for (const farewell of this.farewells) await farewell(tx, residentId);
  }
}
