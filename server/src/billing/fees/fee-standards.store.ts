import { monthsLater, type FeeStandard, type MonthText } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { inChunks, insertMany } from '../../platform/database/batches.ts';
import { breaksKey } from '../../platform/database/driver-errors.ts';
import { refuse } from '../../platform/refused.ts';
import { FeeDiscountHouseholdRow, FeeDiscountRow, FeeStandardRow, ONE_DISCOUNT_PER_ID, ONE_STANDARD_PER_ID } from './fees.entity.ts';

/** Where a page goes on: after this one. */
export type StandardPosition = readonly [fromMonth: string, id: string];

/** A discount, and for how many households it is; null for all. */
export interface CountedDiscount extends FeeDiscountRow {
  readonly households: number | null;
}

/** SQL of fee standards and their discounts. */
@Injectable()
export class FeeStandardsStore {
  find(db: EntityManager, id: string): Promise<FeeStandardRow | null> {
    return db.findOneBy(FeeStandardRow, { id });
  }

  /** The newest first. */
  page(db: EntityManager, estateId: string, after: StandardPosition | undefined, limit: number): Promise<FeeStandardRow[]> {
    const query = db.createQueryBuilder(FeeStandardRow, 'fee').where('fee.estate_id = :estateId', { estateId })
      .orderBy('fee.from_month', 'DESC').addOrderBy('fee.id').limit(limit);
    if (after) query.andWhere('(fee.from_month < :month OR (fee.from_month = :month AND fee.id > :id))', { month: after[0], id: after[1] });
    return query.getMany();
  }

  count(db: EntityManager, estateId: string): Promise<number> {
    return db.countBy(FeeStandardRow, { estateId });
  }

  /** Another standard of the firm under this name that is in force in one of these months. */
  async overlaps(db: EntityManager, { id, estateId, providerId, name, fromMonth, untilMonth }: FeeStandardRow): Promise<boolean> {
    const query = db.createQueryBuilder(FeeStandardRow, 'fee')
      .where('fee.estate_id = :estateId AND fee.provider_id = :providerId AND fee.name = :name AND fee.id <> :id', { estateId, providerId, name, id })
      .andWhere('(fee.until_month IS NULL OR fee.until_month >= :fromMonth)', { fromMonth });
    if (untilMonth !== null) query.andWhere('fee.from_month <= :untilMonth', { untilMonth });
    return query.getExists();
  }

  /** Refuses: FEE_DIFFERS (the id is another estate's, entered at this moment). */
  insert(tx: EntityManager, row: FeeStandardRow): Promise<void> {
    return kept(tx, async (savepoint) => void (await savepoint.insert(FeeStandardRow, row)));
  }

  /** Compare-and-set. True when this caller made the change. */
  async change(tx: EntityManager, id: string, version: number, to: { readonly untilMonth?: MonthText }): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(FeeStandardRow).set({ ...to, version: () => 'version + 1' }).where({ id, version }).execute();
    return affected === 1;
  }

  /** With its discounts; on the row whose version this transaction has raised. */
  async drop(tx: EntityManager, id: string): Promise<void> {
    for (const discount of await tx.findBy(FeeDiscountRow, { standardId: id })) await this.removeDiscount(tx, discount.id);
    await tx.delete(FeeStandardRow, { id });
  }

  discount(db: EntityManager, id: string): Promise<FeeDiscountRow | null> {
    return db.findOneBy(FeeDiscountRow, { id });
  }

  async householdsOf(db: EntityManager, discountId: string): Promise<string[]> {
    return (await db.findBy(FeeDiscountHouseholdRow, { discountId })).map(({ householdId }) => householdId);
  }

  /** Refuses: FEE_DIFFERS. */
  async insertDiscount(tx: EntityManager, row: FeeDiscountRow, householdIds: readonly string[]): Promise<void> {
    await kept(tx, async (savepoint) => void (await savepoint.insert(FeeDiscountRow, row)));
    await insertMany(tx, FeeDiscountHouseholdRow, householdIds.map((householdId) => ({ discountId: row.id, householdId })));
  }

  async endDiscount(tx: EntityManager, id: string, untilMonth: MonthText): Promise<void> {
    await tx.update(FeeDiscountRow, { id }, { untilMonth });
  }

  async removeDiscount(tx: EntityManager, id: string): Promise<void> {
    await tx.delete(FeeDiscountHouseholdRow, { discountId: id });
    await tx.delete(FeeDiscountRow, { id });
  }

  /** standardId → its discounts, in the order of their months. */
  async discounts(db: EntityManager, standardIds: readonly string[]): Promise<ReadonlyMap<string, readonly CountedDiscount[]>> {
    const rows = await inChunks(standardIds, (chunk) => db.find(FeeDiscountRow, { where: { standardId: In([...chunk]) }, order: { fromMonth: 'ASC', id: 'ASC' } }));
    const counts = new Map((await inChunks(rows.map(({ id }) => id), (chunk) => db.createQueryBuilder(FeeDiscountHouseholdRow, 'named').select('named.discount_id', 'id').addSelect('COUNT(*)', 'count')
      .where('named.discount_id IN (:...chunk)', { chunk }).groupBy('named.discount_id').getRawMany<{ id: string; count: string | number }>())).map(({ id, count }) => [id, Number(count)]));
    const byStandard = new Map<string, CountedDiscount[]>(standardIds.map((id) => [id, []]));
    for (const row of rows) byStandard.get(row.standardId)!.push({ ...row, households: row.isForAll ? null : (counts.get(row.id) ?? 0) });
    return byStandard;
  }

  /** What a firm charges at an estate in any of these months, with its discounts, as the rules take it. */
  async inForce(db: EntityManager, estateId: string, providerId: string, from: MonthText, until: MonthText): Promise<FeeStandard[]> {
    const rows = await db.createQueryBuilder(FeeStandardRow, 'fee').where('fee.estate_id = :estateId AND fee.provider_id = :providerId', { estateId, providerId })
      .andWhere('fee.from_month <= :until AND (fee.until_month IS NULL OR fee.until_month >= :from)', { from, until }).getMany();
    const discounts = await this.discounts(db, rows.map(({ id }) => id));
    const standards: FeeStandard[] = [];
    for (const row of rows) {
      const isFor = async ({ id, isForAll }: FeeDiscountRow) => (isForAll ? ('all' as const) : new Set(await this.householdsOf(db, id)));
      const own: FeeStandard['discounts'][number][] = [];
      for (const { households: _, ...discount } of discounts.get(row.id) ?? []) own.push({ ...discount, isFor: await isFor(discount) });
      standards.push({ ...row, discounts: own });
    }
    return standards;
  }
}

async function kept(tx: EntityManager, write: (savepoint: EntityManager) => Promise<void>): Promise<void> {
  try {
    await tx.transaction(write);
  } catch (cause) {
    if (breaksKey(cause, ONE_STANDARD_PER_ID) || breaksKey(cause, ONE_DISCOUNT_PER_ID)) refuse({ code: 'FEE_DIFFERS' });
    throw cause;
  }
}

/** An end before the beginning: it never comes into force. */
export const isNeverInForce = (fromMonth: MonthText, untilMonth: MonthText): boolean => untilMonth === monthsLater(fromMonth, -1);
