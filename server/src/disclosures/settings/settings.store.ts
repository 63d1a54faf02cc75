import { type DateText, type DisclosureFrequency } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { inChunks } from '../../platform/database/batches.ts';
import { breaksKey } from '../../platform/database/driver-errors.ts';
import { ONE_SETTING_PER_DAY, SettingRow } from '../disclosures.entity.ts';

/** SQL of how often estates disclose. */
@Injectable()
export class SettingsStore {
  /** Each estate's in the order of their days. */
  async of(db: EntityManager, estateIds: readonly string[]): Promise<ReadonlyMap<string, SettingRow[]>> {
    const rows = await inChunks(estateIds, (ids) => db.find(SettingRow, { where: { estateId: In([...ids]) }, order: { fromDay: 'ASC' } }));
    const byEstate = new Map<string, SettingRow[]>();
    for (const row of rows) byEstate.set(row.estateId, [...(byEstate.get(row.estateId) ?? []), row]);
    return byEstate;
  }

  /** What holds from a day on, in place of what was set for that day before. */
  async set(tx: EntityManager, row: SettingRow): Promise<void> {
    const { estateId, fromDay, ...to } = row;
    if ((await tx.update(SettingRow, { estateId, fromDay }, to)).affected === 1) return;
    try {
      await tx.transaction((savepoint) => savepoint.insert(SettingRow, row));
    } catch (cause) {
      if (!breaksKey(cause, ONE_SETTING_PER_DAY)) throw cause;
      await tx.update(SettingRow, { estateId, fromDay }, to); // a twin was first, or nothing differed
    }
  }
}

/** What is in force on a day: by the half-year until somebody has set it otherwise. */
export const frequencyOn = (settings: readonly SettingRow[] | undefined, day: DateText): DisclosureFrequency =>
  (settings ?? []).findLast(({ fromDay }) => fromDay <= day)?.frequency ?? 'halfYear';
