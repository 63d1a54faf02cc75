import type { ScopeLevel } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { StaffStore } from './staff.store.ts';

/** Names across the line of capabilities: whose an account is, and what the place of its scope is called now. Facts, not acts of somebody. */
@Injectable()
export class StaffNames {
  constructor(private readonly store: StaffStore) {}

  /** staffId → display name; an account that is none is not in it. */
  names(db: EntityManager, staffIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.store.displayNames(db, [...new Set(staffIds)]);
  }

  /** Actor as the audit log writes it (`staff:id`) → display name. Jobs and residents are not in it. */
  async ofActors(db: EntityManager, actors: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const ids = actors.filter((actor) => actor.startsWith(PREFIX)).map((actor) => actor.slice(PREFIX.length));
    return new Map([...(await this.names(db, ids))].map(([id, name]) => [`${PREFIX}${id}`, name]));
  }

  /** The accounts of a place carry its name; it has another now. In the transaction that renames it. */
  placeRenamed(tx: EntityManager, level: Exclude<ScopeLevel, 'district'>, id: string, name: string): Promise<void> {
    return this.store.renameScope(tx, { level, id }, name);
  }
}

const PREFIX = 'staff:';
