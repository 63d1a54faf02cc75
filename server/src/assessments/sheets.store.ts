import type { AssessmentStatus, Grade, HalfYear, Scope } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { insertMany } from '../platform/database/batches.ts';
import { SheetRow } from './assessments.entity.ts';

/** Which sheets somebody may see, and which of them are asked for. */
export interface SheetFilter {
  readonly reach: 'everything' | Exclude<Scope, { level: 'district' }>;
  readonly halfYear?: HalfYear;
  readonly status?: AssessmentStatus;
  readonly streetId?: string;
  readonly communityId?: string;
}
export type SheetKey = Pick<SheetRow, 'estateId' | 'contractId'>;
/** What submitting writes into the row. */
export interface Submission {
  readonly roundId: string;
  readonly deciPoints: number;
  readonly grade: Grade;
  readonly subsidyFen: number;
  /** JSON of `FrozenSheet`. */
  readonly frozen: string;
  readonly submittedBy: string;
  readonly submittedMs: number;
}

/** SQL of score sheets. */
@Injectable()
export class SheetsStore {
  find(db: EntityManager, id: string): Promise<SheetRow | null> {
    return db.findOneBy(SheetRow, { id });
  }

  list(db: EntityManager, filter: SheetFilter): Promise<SheetRow[]> {
    return this.filtered(db, filter).orderBy('sheet.id').getMany();
  }

  /** Newest first. */
  async halfYears(db: EntityManager, filter: Pick<SheetFilter, 'reach' | 'status'>): Promise<HalfYear[]> {
    const rows = await this.filtered(db, filter).select('sheet.half_year', 'halfYear').distinct(true).orderBy('sheet.half_year', 'DESC').getRawMany<{ halfYear: HalfYear }>();
    return rows.map(({ halfYear }) => halfYear);
  }

  /** The periods of a half-year that have their sheet. */
  keys(db: EntityManager, halfYear: HalfYear): Promise<SheetKey[]> {
    return db.find(SheetRow, { select: { estateId: true, contractId: true }, where: { halfYear } });
  }

  insert(tx: EntityManager, sheets: readonly SheetRow[]): Promise<void> {
    return insertMany(tx, SheetRow, sheets);
  }

  /**
   * The gate, and the first statement of every write to a sheet's lines: a draft's version moves on, and until the commit
   * nobody else writes to this sheet or submits it, on any engine. `version` narrows it to what the officer has seen.
   */
  async passGate(tx: EntityManager, id: string, version?: number): Promise<boolean> {
    const query = tx.createQueryBuilder().update(SheetRow).set({ version: () => 'version + 1' }).where("id = :id AND status = 'draft'", { id });
    if (version !== undefined) query.andWhere('version = :version', { version });
    return (await query.execute()).affected === 1;
  }

  /** On the row whose gate this transaction has just passed. */
  async submit(tx: EntityManager, id: string, submission: Submission): Promise<void> {
    await tx.createQueryBuilder().update(SheetRow).set({ ...submission, status: 'submitted' }).where({ id }).execute();
  }

  private filtered(db: EntityManager, { reach, halfYear, status, streetId, communityId }: SheetFilter): SelectQueryBuilder<SheetRow> {
    const query = db.createQueryBuilder(SheetRow, 'sheet').where('1 = 1');
    if (reach !== 'everything') query.andWhere(`sheet.${SCOPE_COLUMN[reach.level]} = :scopeId`, { scopeId: reach.id });
    if (halfYear) query.andWhere('sheet.half_year = :halfYear', { halfYear });
    if (status) query.andWhere('sheet.status = :status', { status });
    if (streetId) query.andWhere('sheet.street_id = :streetId', { streetId });
    if (communityId) query.andWhere('sheet.community_id = :communityId', { communityId });
    return query;
  }
}

const SCOPE_COLUMN = { street: 'street_id', community: 'community_id', estate: 'estate_id', provider: 'provider_id' } as const;
