import type { CountedDeduction, ItemNumber } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { inChunks } from '../platform/database/batches.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { refuse } from '../platform/refused.ts';
import { DeductionRow, ONE_DEDUCTION_PER_COMPLAINT, ONE_DEDUCTION_PER_ID } from './assessments.entity.ts';

/** What all lines of one unit of a sheet say together. */
export interface UnitSum extends CountedDeduction {
  readonly sheetId: string;
  readonly lines: number;
}

/** A line as somebody saw it. */
type SeenLine = Pick<DeductionRow, 'id' | 'version'>;

/** SQL of the lines on the sheets. Every write is made behind the sheet's gate. */
@Injectable()
export class DeductionsStore {
  find(db: EntityManager, id: string): Promise<DeductionRow | null> {
    return db.findOneBy(DeductionRow, { id });
  }

  /** All lines of a sheet, the withdrawn ones too, in the annex's order and within an item by the day. */
  ofSheet(db: EntityManager, sheetId: string): Promise<DeductionRow[]> {
    return db.find(DeductionRow, { where: { sheetId }, order: { item: 'ASC', date: 'ASC', enteredMs: 'ASC', id: 'ASC' } });
  }

  /** The lines that count, summed by sheet and unit: two thousand sheets in a few statements. */
  async sums(db: EntityManager, sheetIds: readonly string[]): Promise<UnitSum[]> {
    const rows = await inChunks(sheetIds, (ids) => db.createQueryBuilder(DeductionRow, 'line')
      .select('line.sheet_id', 'sheetId').addSelect('line.item', 'item').addSelect('line.unit', 'unit').addSelect('SUM(line.count)', 'total').addSelect('COUNT(*)', 'found')
      .where('line.sheet_id IN (:...ids) AND line.withdrawn_ms IS NULL', { ids })
      .groupBy('line.sheet_id').addGroupBy('line.item').addGroupBy('line.unit')
      .getRawMany<Record<'total' | 'found', string | number> & { sheetId: string; item: ItemNumber; unit: string }>());
    return rows.map(({ sheetId, item, unit, total, found }) => ({ sheetId, item, unit, count: Number(total), lines: Number(found) }));
  }

  /** Refuses DEDUCTION_DIFFERS where the id is already a deduction's of another sheet, EVIDENCE_USED where its complaint counts already. */
  async insert(tx: EntityManager, row: DeductionRow): Promise<void> {
    try {
      await tx.insert(DeductionRow, row);
    } catch (cause) {
      if (breaksKey(cause, ONE_DEDUCTION_PER_ID)) refuse({ code: 'DEDUCTION_DIFFERS' });
      if (breaksKey(cause, ONE_DEDUCTION_PER_COMPLAINT)) refuse({ code: 'EVIDENCE_USED' });
      throw cause;
    }
  }

  /** Compare-and-set of a line that counts. True when this caller made the change. */
  change(tx: EntityManager, seen: SeenLine, to: Pick<DeductionRow, 'count' | 'date' | 'place' | 'text'>): Promise<boolean> {
    return this.move(tx, seen, to);
  }

  /** As change. The complaint it came from may be accepted again. */
  withdraw(tx: EntityManager, seen: SeenLine, by: { readonly withdrawnBy: string; readonly withdrawnMs: number }): Promise<boolean> {
    return this.move(tx, seen, { ...by, liveComplaintId: null });
  }

  /** The deductions that count of these complaints, by complaint. */
  async ofComplaints(db: EntityManager, complaintIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (complaintIds.length === 0) return new Map();
    const lines = await db.find(DeductionRow, { select: { id: true, liveComplaintId: true }, where: { liveComplaintId: In([...complaintIds]) } });
    return new Map(lines.map(({ id, liveComplaintId }) => [liveComplaintId!, id]));
  }

  private async move(tx: EntityManager, { id, version }: SeenLine, to: Partial<DeductionRow>): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(DeductionRow).set({ ...to, version: () => 'version + 1' })
      .where('id = :id AND version = :version AND withdrawn_ms IS NULL', { id, version }).execute();
    return affected === 1;
  }
}
