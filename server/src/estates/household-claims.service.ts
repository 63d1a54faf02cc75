import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Whether a capability keeps something that names any of these households. Runs behind the gate of their estate. */
export type HouseholdClaim = (db: EntityManager, householdIds: readonly string[]) => Promise<boolean>;

/** Whether a capability keeps something that names this building. */
export type BuildingClaim = (db: EntityManager, buildingId: string) => Promise<boolean>;

/** The register comes before what is built on it: whoever keeps something of a household registers here when its module starts, and the household stays. */
@Injectable()
export class HouseholdClaims {
  private readonly claims: HouseholdClaim[] = [];
  private readonly buildingClaims: BuildingClaim[] = [];

  register(claim: HouseholdClaim): void {
    this.claims.push(claim);
  }

  registerBuilding(claim: BuildingClaim): void {
    this.buildingClaims.push(claim);
  }

  async anyOnBuilding(db: EntityManager, buildingId: string): Promise<boolean> {
    for (const claim of this.buildingClaims) if (await claim(db, buildingId)) return true;
    return false;
  }

  async anyOn(db: EntityManager, householdIds: readonly string[]): Promise<boolean> {
    for (const claim of this.claims) if (await claim(db, householdIds)) return true;
    return false;
  }
}
