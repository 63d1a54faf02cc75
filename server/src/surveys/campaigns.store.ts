import { ROUND_STATUSES, type RoundStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { refuse } from '../platform/refused.ts';
import { CampaignRow, ONE_CAMPAIGN_PER_HALF_YEAR, RoundRow } from './surveys.entity.ts';

/** SQL of the district-wide campaigns. */
@Injectable()
export class CampaignsStore {
  find(db: EntityManager, id: string): Promise<CampaignRow | null> {
    return db.findOneBy(CampaignRow, { id });
  }

  /** Newest first; `before` a half-year. */
  page(db: EntityManager, before: string | undefined, limit: number): Promise<CampaignRow[]> {
    const query = db.createQueryBuilder(CampaignRow, 'campaign').orderBy('campaign.half_year', 'DESC').limit(limit);
    if (before !== undefined) query.where('campaign.half_year < :before', { before });
    return query.getMany();
  }

  count(db: EntityManager): Promise<number> {
    return db.count(CampaignRow);
  }

  /** Refuses CAMPAIGN_EXISTS: one survey a half-year. */
  async insert(tx: EntityManager, row: CampaignRow): Promise<void> {
    try {
      await tx.insert(CampaignRow, row);
    } catch (cause) {
      if (breaksKey(cause, ONE_CAMPAIGN_PER_HALF_YEAR)) refuse({ code: 'CAMPAIGN_EXISTS' });
      throw cause;
    }
  }

  /** How many rounds of each of the campaigns are in each status. */
  async countRounds(db: EntityManager, campaignIds: readonly string[]): Promise<ReadonlyMap<string, Readonly<Record<RoundStatus, number>>>> {
    if (campaignIds.length === 0) return new Map();
    const rows = await db.createQueryBuilder(RoundRow, 'round').where('round.campaign_id IN (:...campaignIds)', { campaignIds })
      .select('round.campaign_id', 'campaignId').addSelect('round.status', 'status').addSelect('COUNT(*)', 'count')
      .groupBy('round.campaign_id').addGroupBy('round.status').getRawMany<{ campaignId: string; status: RoundStatus; count: string | number }>();
    const counts = new Map<string, Record<RoundStatus, number>>();
    for (const { campaignId, status, count } of rows) {
      const of = counts.get(campaignId) ?? noRounds();
      of[status] = Number(count);
      counts.set(campaignId, of);
    }
    return counts;
  }
}

export const noRounds = (): Record<RoundStatus, number> => Object.fromEntries(ROUND_STATUSES.map((status) => [status, 0])) as Record<RoundStatus, number>;
