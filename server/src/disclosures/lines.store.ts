import type { DisclosureKind } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { inChunks, insertMany } from '../platform/database/batches.ts';
import { safeInteger } from '../platform/database/transformers.ts';
import { LineRow, VoucherRow } from './disclosures.entity.ts';

/** What a kind's typed lines come to. */
export interface TypedSum {
  readonly statementId: string;
  readonly kind: DisclosureKind;
  readonly amountFen: number;
  readonly lines: number;
  readonly withoutVoucher: number;
}
const MOST_AT_ONCE = 2000;

/** SQL of typed lines and the documents behind them. Writers have passed the statement's gate. */
@Injectable()
export class LinesStore {
  find(db: EntityManager, id: string): Promise<LineRow | null> {
    return db.findOneBy(LineRow, { id });
  }

  byIds(db: EntityManager, ids: readonly string[]): Promise<LineRow[]> {
    return inChunks([...new Set(ids)], (chunk) => db.findBy(LineRow, { id: In([...chunk]) }));
  }

  /** Sums by kind, off one index however many lines there are. */
  async sums(db: EntityManager, statementIds: readonly string[]): Promise<TypedSum[]> {
    if (statementIds.length === 0) return [];
    const rows = await db.createQueryBuilder(LineRow, 'line').select('line.statement_id', 'statementId').addSelect('line.kind', 'kind').addSelect('SUM(line.amount_fen)', 'amountFen')
      .addSelect('COUNT(*)', 'lines').addSelect('SUM(CASE WHEN line.vouchers = 0 THEN 1 ELSE 0 END)', 'withoutVoucher')
      .where('line.statement_id IN (:...statementIds)', { statementIds }).groupBy('line.statement_id').addGroupBy('line.kind')
      .getRawMany<Record<keyof TypedSum, string | number>>();
    return rows.map(({ statementId, kind, amountFen, lines, withoutVoucher }) => ({
      statementId: String(statementId), kind: kind as DisclosureKind, amountFen: safeInteger.from(amountFen) as number, lines: Number(lines), withoutVoucher: Number(withoutVoucher),
    }));
  }

  /** As they were typed, after a position; of one kind or of all. */
  page(db: EntityManager, statementId: string, kind: DisclosureKind | undefined, afterSort: number, limit: number): Promise<LineRow[]> {
    const query = db.createQueryBuilder(LineRow, 'line').where('line.statement_id = :statementId AND line.sort > :afterSort', { statementId, afterSort });
    if (kind) query.andWhere('line.kind = :kind', { kind });
    return query.orderBy('line.sort').limit(limit).getMany();
  }

  count(db: EntityManager, statementId: string, kind?: DisclosureKind): Promise<number> {
    return db.countBy(LineRow, { statementId, ...(kind && { kind }) });
  }

  /** All lines of a statement in their order, some at a time. */
  async* all(db: EntityManager, statementId: string): AsyncGenerator<LineRow[]> {
    for (let after = -1; ;) {
      const rows = await this.page(db, statementId, undefined, after, MOST_AT_ONCE);
      if (rows.length === 0) return;
      yield rows;
      after = rows.at(-1)!.sort;
    }
  }

  /** The place after the last line. */
  async nextSort(db: EntityManager, statementId: string): Promise<number> {
    const last = await db.createQueryBuilder(LineRow, 'line').select('MAX(line.sort)', 'last').where('line.statement_id = :statementId', { statementId }).getRawOne<{ last: number | null }>();
    return Number(last?.last ?? 0) + 1;
  }

  insert(tx: EntityManager, lines: readonly LineRow[]): Promise<void> {
    return insertMany(tx, LineRow, lines);
  }

  async change(tx: EntityManager, id: string, to: Partial<Pick<LineRow, 'amountFen' | 'note' | 'vouchers'>>): Promise<void> {
    await tx.update(LineRow, { id }, to);
  }

  async drop(tx: EntityManager, id: string): Promise<void> {
    await tx.delete(VoucherRow, { lineId: id });
    await tx.delete(LineRow, { id });
  }

  async removeAll(tx: EntityManager, statementId: string): Promise<void> {
    await tx.delete(VoucherRow, { statementId });
    await tx.delete(LineRow, { statementId });
  }

  /** lineId → ids of its documents in their order. */
  async vouchers(db: EntityManager, lineIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
    const rows = await inChunks(lineIds, (chunk) => db.find(VoucherRow, { where: { lineId: In([...chunk]) }, order: { lineId: 'ASC', sort: 'ASC' } }));
    const byLine = new Map<string, string[]>();
    for (const { lineId, fileId } of rows) byLine.set(lineId, [...(byLine.get(lineId) ?? []), fileId]);
    return byLine;
  }

  insertVouchers(tx: EntityManager, rows: readonly VoucherRow[]): Promise<void> {
    return insertMany(tx, VoucherRow, rows);
  }

  async removeVouchers(tx: EntityManager, lineId: string): Promise<void> {
    await tx.delete(VoucherRow, { lineId });
  }

  /** Documents of a statement's lines. */
  async filesOf(db: EntityManager, statementId: string): Promise<string[]> {
    const rows = await db.createQueryBuilder(VoucherRow, 'voucher').select('voucher.file_id', 'fileId').distinct(true)
      .where('voucher.statement_id = :statementId', { statementId }).getRawMany<{ fileId: string }>();
    return rows.map(({ fileId }) => fileId);
  }

  /** Of these documents, those that stand behind a line of any edition. */
  async used(db: EntityManager, fileIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await inChunks(fileIds, (chunk) => db.createQueryBuilder(VoucherRow, 'voucher').select('voucher.file_id', 'fileId').distinct(true)
      .where('voucher.file_id IN (:...chunk)', { chunk }).getRawMany<{ fileId: string }>());
    return new Set(rows.map(({ fileId }) => fileId));
  }
}
