import type { ScopeLevel } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { refuse } from '../platform/refused.ts';
import { ONE_STAFF_PER_NAME, StaffRow } from './identity.entity.ts';

/** An account as somebody saw it: a move is made from exactly there or not at all. */
export type SeenStaff = Pick<StaffRow, 'id' | 'status' | 'version'>;
export type StaffChange = Partial<Pick<StaffRow, 'status' | 'passwordHash' | 'role' | 'scopeLevel' | 'scopeId' | 'scopeName'>>;

export interface ScopeKey {
  readonly level: Exclude<ScopeLevel, 'district'>;
  readonly id: string;
}

/** All SQL of staff accounts. */
@Injectable()
export class StaffStore {
  find(db: EntityManager, id: string): Promise<StaffRow | null> {
    return db.findOneBy(StaffRow, { id });
  }

  findByName(db: EntityManager, name: string): Promise<StaffRow | null> {
    return db.findOneBy(StaffRow, { name });
  }

  /** Refuses: STAFF_NAME_TAKEN. */
  async insert(tx: EntityManager, staff: StaffRow): Promise<void> {
    try {
      await tx.insert(StaffRow, staff);
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

  /** Every scope that some account has. */
  async scopes(db: EntityManager): Promise<ScopeKey[]> {
    return db.createQueryBuilder(StaffRow, 'staff').select('staff.scope_level', 'level').addSelect('staff.scope_id', 'id')
      .where('staff.scope_id IS NOT NULL').distinct(true).getRawMany<ScopeKey>();
  }

  /** By name, after a name. `within` left out: the whole district. */
  async page(db: EntityManager, { after, limit, within }: { readonly after: string; readonly limit: number; readonly within?: readonly ScopeKey[] }): Promise<{ rows: StaffRow[]; total: number }> {
    const selected = (): SelectQueryBuilder<StaffRow> => {
      const query = db.createQueryBuilder(StaffRow, 'staff').where('1 = 1');
      if (!within) return query;
      const levels = [...new Set(within.map(({ level }) => level))];
      if (levels.length === 0) return query.andWhere('1 = 0');
      return query.andWhere(new Brackets((or) => levels.forEach((level) => or.orWhere(
        `staff.scope_level = :level_${level} AND staff.scope_id IN (:...ids_${level})`,
        { [`level_${level}`]: level, [`ids_${level}`]: within.filter((scope) => scope.level === level).map(({ id }) => id) },
      ))));
    };
    const rows = await selected().andWhere('staff.name > :after', { after }).orderBy('staff.name').limit(limit).getMany();
    return { rows, total: await selected().getCount() };
  }
}
