import type { ScopeLevel, StaffRole, StaffSort, StaffStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { Brackets, type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { inChunks, insertMany } from '../platform/database/batches.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { refuse } from '../platform/refused.ts';
import { ONE_STAFF_PER_NAME, StaffRow } from './identity.entity.ts';

/** An account as somebody saw it: a move is made from exactly there or not at all. */
export type SeenStaff = Pick<StaffRow, 'id' | 'status' | 'version'>;
export type StaffChange = Partial<Pick<StaffRow, 'status' | 'passwordHash' | 'oneTimeUntilMs' | 'role' | 'scopeLevel' | 'scopeId' | 'scopeName'>>;

export interface ScopeKey {
  readonly level: Exclude<ScopeLevel, 'district'>;
  readonly id: string;
}

/** What a list of accounts is cut by; nothing set is every account. */
export interface StaffFilter {
  readonly role?: StaffRole;
  readonly status?: StaffStatus;
  readonly search?: string;
  readonly within?: readonly ScopeKey[];
}
/** After which row a list goes on: what it is sorted by, and the account's name, which no other has. */
export type StaffPosition = readonly [by: string | number, name: string];

const ORDERS = {
  name: { column: 'staff.name', direction: 'ASC', of: ({ name }: StaffRow) => name },
  displayName: { column: 'staff.display_name', direction: 'ASC', of: ({ displayName }: StaffRow) => displayName },
  lastSignIn: { column: 'staff.last_sign_in_ms', direction: 'DESC', of: ({ lastSignInMs }: StaffRow) => lastSignInMs },
} as const satisfies Record<StaffSort, { readonly column: string; readonly direction: 'ASC' | 'DESC'; readonly of: (row: StaffRow) => string | number }>;

export const positionOf = (row: StaffRow, sort: StaffSort): StaffPosition => [ORDERS[sort].of(row), row.name];

/** All SQL of staff accounts. */
@Injectable()
export class StaffStore {
  find(db: EntityManager, id: string): Promise<StaffRow | null> {
    return db.findOneBy(StaffRow, { id });
  }

  findByName(db: EntityManager, name: string): Promise<StaffRow | null> {
    return db.findOneBy(StaffRow, { name });
  }

  /** staffId → display name. */
  async displayNames(db: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await inChunks(ids, (chunk) => db.find(StaffRow, { select: { id: true, displayName: true }, where: { id: In([...chunk]) } }));
    return new Map(rows.map(({ id, displayName }) => [id, displayName]));
  }

  /** Refuses: STAFF_NAME_TAKEN. */
  async insert(tx: EntityManager, staff: StaffRow): Promise<void> {
    try {
      await insertMany(tx, StaffRow, [staff]);
    } catch (cause) {
      if (breaksKey(cause, ONE_STAFF_PER_NAME)) refuse({ code: 'STAFF_NAME_TAKEN' });
      throw cause;
    }
  }

  /** Compare-and-set. True when this caller made the change. */
  async move(tx: EntityManager, { id, status, version }: SeenStaff, to: StaffChange): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(StaffRow).set({ ...to, version: () => 'version + 1' })
      .where('id = :id AND status = :status AND version = :version', { id, status, version }).execute();
    return affected === 1;
  }

  /**
   * The gate of a sign-in: from here to the commit nobody resets, disables or changes the password that was just
   * verified, so no session outlives the password it came by. False when somebody did before.
   */
  async passSignIn(tx: EntityManager, { id, passwordHash }: Pick<StaffRow, 'id' | 'passwordHash'>, nowMs: number): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(StaffRow).set({ lastSignInMs: nowMs })
      .where("id = :id AND password_hash = :passwordHash AND status <> 'disabled'", { id, passwordHash }).execute();
    return affected === 1;
  }

  countActiveAdministrators(db: EntityManager): Promise<number> {
    return db.countBy(StaffRow, { role: 'administrator', status: 'active' });
  }

  /** The active accounts of one place, by name. */
  activeOf(db: EntityManager, { level, id }: ScopeKey): Promise<StaffRow[]> {
    return db.find(StaffRow, { where: { scopeLevel: level, scopeId: id, status: 'active' }, order: { displayName: 'ASC', id: 'ASC' } });
  }

  /** Every scope that some account has. */
  async scopes(db: EntityManager): Promise<ScopeKey[]> {
    return db.createQueryBuilder(StaffRow, 'staff').select('staff.scope_level', 'level').addSelect('staff.scope_id', 'id')
      .where('staff.scope_id IS NOT NULL').distinct(true).getRawMany<ScopeKey>();
  }

  async renameScope(tx: EntityManager, { level, id }: ScopeKey, scopeName: string): Promise<void> {
    await tx.update(StaffRow, { scopeLevel: level, scopeId: id }, { scopeName });
  }

  page(db: EntityManager, filter: StaffFilter, sort: StaffSort, after: StaffPosition | undefined, limit: number): Promise<StaffRow[]> {
    const { column, direction } = ORDERS[sort];
    const query = this.filtered(db, filter).orderBy(column, direction).addOrderBy('staff.name').limit(limit);
    if (after) {
      const [by, name] = after;
      query.andWhere(`(${column} ${direction === 'ASC' ? '>' : '<'} :by OR (${column} = :by AND staff.name > :afterName))`, { by, afterName: name });
    }
    return query.getMany();
  }

  count(db: EntityManager, filter: StaffFilter): Promise<number> {
    return this.filtered(db, filter).getCount();
  }

  private filtered(db: EntityManager, { role, status, search, within }: StaffFilter): SelectQueryBuilder<StaffRow> {
    const query = db.createQueryBuilder(StaffRow, 'staff').where('1 = 1');
    if (role) query.andWhere('staff.role = :role', { role });
    if (status) query.andWhere('staff.status = :status', { status });
    if (search) {
      const like = `%${search.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
      query.andWhere("(staff.name LIKE :like ESCAPE '!' OR LOWER(staff.display_name) LIKE :like ESCAPE '!' OR LOWER(staff.scope_name) LIKE :like ESCAPE '!')", { like });
    }
    if (!within) return query;
    const levels = [...new Set(within.map(({ level }) => level))];
    if (levels.length === 0) return query.andWhere('1 = 0');
    return query.andWhere(new Brackets((or) => levels.forEach((level) => or.orWhere(
      `staff.scope_level = :level_${level} AND staff.scope_id IN (:...ids_${level})`,
      { [`level_${level}`]: level, [`ids_${level}`]: within.filter((scope) => scope.level === level).map(({ id }) => id) },
    ))));
  }
}
