import type { HalfYear, RoundStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { inChunks } from '../platform/database/batches.ts';
import { safeInteger } from '../platform/database/transformers.ts';
import { RoundRow } from './surveys.entity.ts';

/** What of a round item 20 asks. */
export interface RoundForScore {
  readonly id: string;
  readonly estateId: string;
  readonly halfYear: HalfYear;
  readonly status: RoundStatus;
  readonly households: number;
  readonly participated: number;
  readonly deciPoints: number | null;
  readonly certifiedMs: number | null;
}

type Narrowing = (query: SelectQueryBuilder<RoundRow>) => SelectQueryBuilder<RoundRow>;

/** SQL of item 20: few columns of many rounds. */
@Injectable()
export class SatisfactionStore {
  ofHalfYear(db: EntityManager, estateIds: readonly string[], halfYear: HalfYear): Promise<RoundForScore[]> {
    return this.rounds(db, estateIds, (query) => query.andWhere('round.half_year = :halfYear', { halfYear }));
  }

  certifiedBefore(db: EntityManager, estateIds: readonly string[], halfYear: HalfYear): Promise<RoundForScore[]> {
    return this.rounds(db, estateIds, (query) => query.andWhere("round.half_year < :halfYear AND round.status = 'certified'", { halfYear }));
  }

  private async rounds(db: EntityManager, estateIds: readonly string[], narrowed: Narrowing): Promise<RoundForScore[]> {
    const rows = await inChunks(estateIds, (ids) => narrowed(db.createQueryBuilder(RoundRow, 'round')
      .select('round.id', 'id').addSelect('round.estate_id', 'estateId').addSelect('round.half_year', 'halfYear').addSelect('round.status', 'status')
      .addSelect('round.households', 'households').addSelect('round.participated', 'participated')
      .addSelect('round.deci_points', 'deciPoints').addSelect('round.certified_ms', 'certifiedMs')
      .where('round.estate_id IN (:...ids)', { ids })).getRawMany<RoundForScore & { readonly certifiedMs: string | number | null }>());
    return rows.map((row) => ({ ...row, certifiedMs: safeInteger.from(row.certifiedMs) as number | null })); // a raw bigint is text on MariaDB
  }
}
