import type { Place, ScopeLevel } from '@linping/shared';
import type { EntityManager } from 'typeorm';

/** What a staff account can be scoped to, as the estates capability knows it. */
export interface ScopeEntry {
  readonly name: string;
  /** Where it lies. A provider may lie in several streets, or, without a contract yet, nowhere. */
  readonly places: readonly Place[];
}

/**
 * Identity knows accounts but no places, and comes before the capability that does. Estates provides this from a global
 * module; without one nothing is found, and only district-wide accounts can be made.
 */
export abstract class ScopeDirectory {
  abstract find(db: EntityManager, level: Exclude<ScopeLevel, 'district'>, id: string): Promise<ScopeEntry | undefined>;
}

export class NoScopes extends ScopeDirectory {
  override find(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
