import { DISCLOSURE_KINDS, FUND_ACCOUNTS, type DateText, type Days, type LedgerAccount, type PostedKind } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LedgerEntryRow, LedgerPostingRow } from './ledger.entity.ts';

/** Property fees by how they came in: what was added and taken back, in fen (income is a credit, so below 0), and how many more came than were taken back. */
export interface FeeSum {
  readonly ofKind: PostedKind;
  readonly amountFen: number;
  readonly count: number;
}
interface RawSum {
  readonly name: string;
  readonly fen: string | number | null;
  readonly count?: string | number;
}

/** Sums over the postings of a book: each is read off the one index that covers it, however many entries there are. */
@Injectable()
export class LedgerSumsStore {
  /** What lies in all funds at the end of a day, what is held for others taken off; without a day all there is. */
  async funds(db: EntityManager, bookId: string, through?: DateText): Promise<number> {
    const query = db.createQueryBuilder(LedgerPostingRow, 'posting').select('SUM(posting.amount_fen)', 'fen')
      .where('posting.book_id = :bookId AND posting.account IN (:...accounts)', { bookId, accounts: FUND_ACCOUNTS });
    if (through !== undefined) query.andWhere('posting.booked_on <= :through', { through });
    return Number((await query.getRawOne<{ fen: string | number | null }>())?.fen ?? 0);
  }

  /** Each income and expense account that was touched in these days: debit less credit, in fen. */
  async byAccount(db: EntityManager, bookId: string, days: Days): Promise<{ readonly account: LedgerAccount; readonly amountFen: number }[]> {
    const rows = await this.inDays(db, bookId, DISCLOSURE_KINDS, days).select('posting.account', 'name').addSelect('SUM(posting.amount_fen)', 'fen')
      .groupBy('posting.account').getRawMany<RawSum>();
    return rows.map(({ name, fen }) => ({ account: name as LedgerAccount, amountFen: Number(fen) }));
  }

  /** Property fees of these days by kind of entry; what a statement declared is not among them. */
  async fees(db: EntityManager, bookId: string, days: Days): Promise<FeeSum[]> {
    const rows = await this.inDays(db, bookId, ['propertyFee'], days).andWhere("posting.of_kind <> 'declared'")
      .select('posting.of_kind', 'name').addSelect('SUM(posting.amount_fen)', 'fen').addSelect('SUM(CASE WHEN posting.amount_fen < 0 THEN 1 ELSE -1 END)', 'count')
      .groupBy('posting.of_kind').getRawMany<RawSum>();
    return rows.map(({ name, fen, count }) => ({ ofKind: name as PostedKind, amountFen: Number(fen), count: Number(count) }));
  }

  /** How many postings there are in all books, and their sum. */
  async whole(db: EntityManager): Promise<{ readonly count: number; readonly fen: number }> {
    const row = await db.createQueryBuilder(LedgerPostingRow, 'posting').select('COUNT(*)', 'count').addSelect('SUM(posting.amount_fen)', 'fen').getRawOne<Omit<RawSum, 'name'>>();
    return { count: Number(row?.count ?? 0), fen: Number(row?.fen ?? 0) };
  }

  /** Entries that postings name and that are none. */
  async strays(db: EntityManager, limit: number): Promise<string[]> {
    const rows = await db.createQueryBuilder(LedgerPostingRow, 'posting').select('DISTINCT posting.entry_id', 'id')
      .leftJoin(LedgerEntryRow, 'entry', 'entry.id = posting.entry_id').where('entry.id IS NULL').limit(limit).getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  /** Source keys that stand in the ledger more than once. */
  async doubled(db: EntityManager, limit: number): Promise<string[]> {
    const rows = await db.createQueryBuilder(LedgerEntryRow, 'entry').select('entry.source_key', 'key').groupBy('entry.source_key').having('COUNT(*) > 1').limit(limit).getRawMany<{ key: string }>();
    return rows.map(({ key }) => key);
  }

  private inDays(db: EntityManager, bookId: string, accounts: readonly LedgerAccount[], { first, last }: Days) {
    return db.createQueryBuilder(LedgerPostingRow, 'posting')
      .where('posting.book_id = :bookId AND posting.account IN (:...accounts) AND posting.booked_on BETWEEN :first AND :last', { bookId, accounts, first, last });
  }
}
