import type { EstateSort, EstateStage } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { inChunks } from '../platform/database/batches.ts';
import { CommunityRow, EstateRow, StreetRow } from './estates.entity.ts';
import { HouseholdRow } from './households.entity.ts';

/** What a list of estates is cut by; nothing set is the whole district. */
export interface EstateFilter {
  readonly streetId?: string;
  readonly communityId?: string;
  readonly stage?: EstateStage;
  readonly estateIds?: readonly string[];
  readonly search?: string;
}
/** After which estate a list goes on: what it is sorted by, and its code, which no other has. */
export type EstatePosition = readonly [by: string | number, code: string];

const DOORS = 'COALESCE(counted.doors, 0)';
const ORDERS: Readonly<Record<EstateSort, { readonly by: string; readonly direction: 'ASC' | 'DESC' }>> = {
  code: { by: 'estate.code', direction: 'ASC' },
  name: { by: 'estate.name', direction: 'ASC' },
  households: { by: DOORS, direction: 'DESC' },
  area: { by: 'estate.area_centi_sqm', direction: 'DESC' },
};

/** SQL of the list of estates, and of the areas it is cut by. */
@Injectable()
export class EstateListStore {
  /** One page; an estate is in it where all of the filters let it through. */
  async page(
    db: EntityManager,
    filters: readonly EstateFilter[],
    sort: EstateSort,
    after: EstatePosition | undefined,
    limit: number,
  ): Promise<EstateRow[]> {
    const { by, direction } = ORDERS[sort];
    const query = this.filtered(db, filters)
      .select('estate.id', 'id')
      .addSelect(by, 'sorted_by')
      .orderBy('sorted_by', direction)
      .addOrderBy('estate.code')
      .limit(limit);
    if (sort === 'households') {
      query.leftJoin(
        (doors) =>
          doors
            .select('household.estate_id', 'estate_id')
            .addSelect('COUNT(*)', 'doors')
            .from(HouseholdRow, 'household')
            .groupBy('household.estate_id'),
        'counted',
        'counted.estate_id = estate.id',
      );
    }
    if (after) {
      const [value, code] = after;
      query.andWhere(`(${by} ${direction === 'ASC' ? '>' : '<'} :value OR (${by} = :value AND estate.code > :afterCode))`, {
        value,
        afterCode: code,
      });
    }
    const ids = (await query.getRawMany<{ id: string }>()).map(({ id }) => id);
    const rows = new Map((await inChunks(ids, (chunk) => db.findBy(EstateRow, { id: In(chunk) }))).map((row) => [row.id, row]));
    return ids.flatMap((id) => rows.get(id) ?? []);
  }

  count(db: EntityManager, filters: readonly EstateFilter[]): Promise<number> {
    return this.filtered(db, filters).getCount();
  }

  /** By name, after a name; `ids` left out: every street. */
  streets(
    db: EntityManager,
    { after, limit, ids }: { readonly after: string; readonly limit: number; readonly ids?: readonly string[] },
  ): Promise<StreetRow[]> {
    const query = db.createQueryBuilder(StreetRow, 'street').where('street.name > :after', { after }).orderBy('street.name').limit(limit);
    if (ids) query.andWhere('street.id IN (:...ids)', { ids });
    return query.getMany();
  }

  countStreets(db: EntityManager): Promise<number> {
    return db.count(StreetRow);
  }

  /** By name. */
  communities(db: EntityManager, streetIds: readonly string[]): Promise<CommunityRow[]> {
    return inChunks(streetIds, (chunk) => db.find(CommunityRow, { where: { streetId: In([...chunk]) }, order: { name: 'ASC' } }));
  }

  private filtered(db: EntityManager, filters: readonly EstateFilter[]): SelectQueryBuilder<EstateRow> {
    const query = db.createQueryBuilder(EstateRow, 'estate').where('1 = 1');
    for (const [i, { streetId, communityId, stage, estateIds, search }] of filters.entries()) {
      if (streetId !== undefined) query.andWhere(`estate.street_id = :street${i}`, { [`street${i}`]: streetId });
      if (communityId !== undefined) query.andWhere(`estate.community_id = :community${i}`, { [`community${i}`]: communityId });
      if (stage !== undefined) query.andWhere(`estate.stage = :stage${i}`, { [`stage${i}`]: stage });
      if (estateIds !== undefined)
        query.andWhere(estateIds.length === 0 ? '1 = 0' : `estate.id IN (:...estates${i})`, { [`estates${i}`]: estateIds });
      if (search) {
        const like = `%${search.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
        query.andWhere(`(LOWER(estate.name) LIKE :like${i} ESCAPE '!' OR LOWER(estate.code) LIKE :like${i} ESCAPE '!')`, { [`like${i}`]: like });
      }
    }
    return query;
  }
}
