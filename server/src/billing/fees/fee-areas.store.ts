import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertMany } from '../../platform/database/batches.ts';
import { FeeAreaRow } from './fees.entity.ts';

/** SQL of the areas that a firm bills by. Written behind the gate of the firm's desk. */
@Injectable()
export class FeeAreasStore {
  find(db: EntityManager, householdId: string, providerId: string): Promise<FeeAreaRow | null> {
    return db.findOneBy(FeeAreaRow, { householdId, providerId });
  }

  /** householdId → the area that the firm has entered. */
  async ofEstate(db: EntityManager, estateId: string, providerId: string): Promise<ReadonlyMap<string, FeeAreaRow>> {
    return new Map((await db.findBy(FeeAreaRow, { estateId, providerId })).map((row) => [row.householdId, row]));
  }

  insert(tx: EntityManager, rows: readonly FeeAreaRow[]): Promise<void> {
    return insertMany(tx, FeeAreaRow, rows);
  }

  /** Compare-and-set. True when this caller made the change. */
  async change(tx: EntityManager, { householdId, providerId, version, areaCentiSqm }: Pick<FeeAreaRow, 'householdId' | 'providerId' | 'version' | 'areaCentiSqm'>): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(FeeAreaRow).set({ areaCentiSqm, version: () => 'version + 1' }).where({ householdId, providerId, version }).execute();
    return affected === 1;
  }
}
