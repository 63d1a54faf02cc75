import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { CalendarExceptionRow, ONE_EXCEPTION_PER_DAY } from './calendar.entity.ts';

/** What an edit writes. `isWorkingDay` null lifts the exception. */
export type CalendarEdit = Pick<CalendarExceptionRow, 'isWorkingDay' | 'note' | 'editedBy' | 'editedMs'>;

/** SQL of headquarters' exceptions: a few dozen rows in the life of a district, so they are read as they are. */
@Injectable()
export class CalendarStore {
  /** Those that stand, oldest day first. */
  async all(db: EntityManager): Promise<(CalendarExceptionRow & { readonly isWorkingDay: boolean })[]> {
    const rows = await db.find(CalendarExceptionRow, { order: { date: 'ASC' } });
    return rows.filter((row): row is CalendarExceptionRow & { readonly isWorkingDay: boolean } => row.isWorkingDay !== null);
  }

  find(db: EntityManager, date: string): Promise<CalendarExceptionRow | null> {
    return db.findOneBy(CalendarExceptionRow, { date });
  }

  /** A day that has no row yet. False where somebody else was faster. */
  async insert(tx: EntityManager, date: string, edit: CalendarEdit): Promise<boolean> {
    try {
      await tx.insert(CalendarExceptionRow, { date, version: 1, ...edit });
      return true;
    } catch (cause) {
      if (breaksKey(cause, ONE_EXCEPTION_PER_DAY)) return false;
      throw cause;
    }
  }

  /** Compare-and-set; `version` null: an exception that was lifted. True when this caller made the change. */
  async change(tx: EntityManager, date: string, version: number | null, edit: CalendarEdit): Promise<boolean> {
    const query = tx.createQueryBuilder().update(CalendarExceptionRow).set({ ...edit, version: () => 'version + 1' }).where('date = :date', { date });
    if (version === null) query.andWhere('is_working_day IS NULL');
    else query.andWhere('is_working_day IS NOT NULL AND version = :version', { version });
    return (await query.execute()).affected === 1;
  }
}
