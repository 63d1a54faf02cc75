import type { BillStatus, MonthText } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { BillRow } from './bills.entity.ts';

/** Where the firm's list goes on: after this one. */
export type BillPosition = readonly [issuedMs: number, number: string];
/** Where a resident's list goes on. */
export type MyBillPosition = readonly [isClosed: number, untilMonth: string, id: string];

export interface BillFilter {
  readonly estateId: string;
  readonly providerId: string;
  readonly status?: BillStatus;
  readonly month?: MonthText;
  /** Of these dwellings, or with these words in its number. */
  readonly among?: { readonly householdIds: readonly string[]; readonly words: string | null };
}

const CLOSED = "CASE WHEN bill.status IN ('issued', 'paying') THEN 0 ELSE 1 END";

/** SQL of lists of bills. */
@Injectable()
export class BillListsStore {
  /** The newest run first, and within it in the order of the doors. */
  page(db: EntityManager, filter: BillFilter, after: BillPosition | undefined, limit: number): Promise<BillRow[]> {
    const query = this.filtered(db, filter).orderBy('bill.issued_ms', 'DESC').addOrderBy('bill.number').limit(limit);
    if (after) query.andWhere('(bill.issued_ms < :ms OR (bill.issued_ms = :ms AND bill.number > :number))', { ms: after[0], number: after[1] });
    return query.getMany();
  }

  count(db: EntityManager, filter: BillFilter): Promise<number> {
    return this.filtered(db, filter).getCount();
  }

  /** Of these households: what is open first, then the newest months. */
  async mine(db: EntityManager, householdIds: readonly string[], after: MyBillPosition | undefined, limit: number): Promise<BillRow[]> {
    if (householdIds.length === 0) return [];
    const query = db.createQueryBuilder(BillRow, 'bill').where('bill.household_id IN (:...householdIds)', { householdIds })
      .orderBy(CLOSED).addOrderBy('bill.until_month', 'DESC').addOrderBy('bill.id').limit(limit);
    if (after) {
      const [closed, month, id] = after;
      query.andWhere(`(${CLOSED} > :closed OR (${CLOSED} = :closed AND (bill.until_month < :month OR (bill.until_month = :month AND bill.id > :id))))`, { closed, month, id });
    }
    return query.getMany();
  }

  countMine(db: EntityManager, householdIds: readonly string[]): Promise<number> {
    return householdIds.length === 0 ? Promise.resolve(0) : db.createQueryBuilder(BillRow, 'bill').where('bill.household_id IN (:...householdIds)', { householdIds }).getCount();
  }

  private filtered(db: EntityManager, { estateId, providerId, status, month, among }: BillFilter): SelectQueryBuilder<BillRow> {
    const query = db.createQueryBuilder(BillRow, 'bill').where('bill.estate_id = :estateId AND bill.provider_id = :providerId', { estateId, providerId });
    if (status !== undefined) query.andWhere('bill.status = :status', { status });
    if (month !== undefined) query.andWhere('bill.from_month <= :covered AND bill.until_month >= :covered', { covered: month });
    if (among !== undefined) {
      const { householdIds, words } = among;
      const ways = [...(householdIds.length > 0 ? ['bill.household_id IN (:...householdIds)'] : []), ...(words === null ? [] : ["bill.number LIKE :words ESCAPE '!'"])];
      query.andWhere(`(${ways.join(' OR ') || '1 = 0'})`, { householdIds, words: `%${(words ?? '').replace(/[!%_]/g, '!$&')}%` });
    }
    return query;
  }
}

export const myPositionOf = ({ status, untilMonth, id }: BillRow): MyBillPosition => [status === 'issued' || status === 'paying' ? 0 : 1, untilMonth, id];
