import {
  COMPLAINT_ENDED, COMPLAINT_GROUPS, COMPLAINT_OPEN,
  type CategoryOfComplaint, type ComplaintGroup, type ComplaintSort, type ComplaintsSummaryView, type ComplaintStatus, type Scope,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { ComplaintRow } from './complaints.entity.ts';
import type { ComplaintPosition } from './complaints.store.ts';

/** Which complaints somebody may see, and which of them are asked for. */
export interface ComplaintFilter {
  readonly reach: 'everything' | Exclude<Scope, { level: 'district' }>;
  readonly category?: CategoryOfComplaint;
  readonly streetId?: string;
  readonly communityId?: string;
  readonly estateId?: string;
  readonly providerId?: string;
  readonly assigneeId?: string;
  /** Part of a number; or one of these estates. */
  readonly search?: { readonly words: string; readonly estateIds: readonly string[] };
}
/** Now, and the end of the next working day. */
export interface Moments {
  readonly nowMs: number;
  readonly soonMs: number;
}

const quoted = (statuses: readonly ComplaintStatus[]): string => statuses.map((status) => `'${status}'`).join(', '); // our own words, never anybody's
const AT_WORK = quoted(['accepted', 'inProgress', 'awaitingResident']);
const OPEN = quoted(COMPLAINT_OPEN);
const FIRMS_CLOCK = "complaint.due_clock IN ('acknowledge', 'accept', 'resolve', 'supervise')";

/** What staff look for, as SQL over {@link Moments}. */
const GROUPS: Readonly<Record<ComplaintGroup, string>> = {
  open: `complaint.status IN (${OPEN})`,
  toAccept: "complaint.status IN ('submitted', 'reopened')",
  atWork: "complaint.status IN ('accepted', 'inProgress')",
  awaitingResident: "complaint.status = 'awaitingResident'",
  toDecide: `((complaint.extension = 'requested' AND complaint.status IN (${AT_WORK})) OR (complaint.has_objected = true AND complaint.status = 'submitted') OR complaint.status = 'referred')`,
  overdue: `(${FIRMS_CLOCK} AND complaint.due_ms <= :nowMs)`,
  soon: `(${FIRMS_CLOCK} AND complaint.due_ms > :nowMs AND complaint.due_ms <= :soonMs)`,
  reopened: `(complaint.times_reopened > 0 AND complaint.status IN (${OPEN}))`,
  supervised: `(complaint.supervised_until_ms IS NOT NULL AND complaint.status IN (${OPEN}))`,
  resolved: "complaint.status = 'resolved'",
  silent: "complaint.status IN ('resolved', 'closedSilently')",
  ended: `complaint.status IN (${quoted(COMPLAINT_ENDED)})`,
};

/** After everything that has a deadline. */
const NO_DEADLINE = Number.MAX_SAFE_INTEGER;
const DUE = `COALESCE(complaint.due_ms, ${NO_DEADLINE})`;
const ORDERS: Readonly<Record<ComplaintSort, { readonly by: string; readonly direction: 'ASC' | 'DESC'; readonly of: (row: ComplaintRow) => number }>> = {
  due: { by: DUE, direction: 'ASC', of: ({ dueMs }) => dueMs ?? NO_DEADLINE },
  newest: { by: 'complaint.filed_ms', direction: 'DESC', of: ({ filedMs }) => filedMs },
  oldest: { by: 'complaint.filed_ms', direction: 'ASC', of: ({ filedMs }) => filedMs },
};
const SCOPE_COLUMN = { street: 'street_id', community: 'community_id', estate: 'estate_id', provider: 'provider_id' } as const;

export const positionOf = (row: ComplaintRow, sort: ComplaintSort): ComplaintPosition => [ORDERS[sort].of(row), row.id];

/** SQL of the staff's list and its head. */
@Injectable()
export class ComplaintListStore {
  /** One page in the order asked for, after a position. */
  async page(
    db: EntityManager, filter: ComplaintFilter, group: ComplaintGroup | undefined, sort: ComplaintSort, moments: Moments, after: ComplaintPosition | undefined, limit: number,
  ): Promise<ComplaintRow[]> {
    const { by, direction } = ORDERS[sort];
    const query = this.filtered(db, filter, group, moments).select('complaint.id', 'id').addSelect(by, 'place').orderBy('place', direction).addOrderBy('complaint.id', direction).limit(limit);
    const beyond = direction === 'ASC' ? '>' : '<';
    if (after) query.andWhere(`(${by} ${beyond} :ms OR (${by} = :ms AND complaint.id ${beyond} :afterId))`, { ms: after[0], afterId: after[1] });
    const ids = (await query.getRawMany<{ id: string }>()).map(({ id }) => id);
    if (ids.length === 0) return [];
    const rows = await db.createQueryBuilder(ComplaintRow, 'complaint').where('complaint.id IN (:...ids)', { ids }).getMany();
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  count(db: EntityManager, filter: ComplaintFilter, group: ComplaintGroup | undefined, moments: Moments): Promise<number> {
    return this.filtered(db, filter, group, moments).getCount();
  }

  /** How many are in each group: one question for all of them. */
  async summary(db: EntityManager, filter: ComplaintFilter, moments: Moments): Promise<ComplaintsSummaryView> {
    const query = this.filtered(db, filter, undefined, moments).select('COUNT(*)', 'all');
    for (const group of COMPLAINT_GROUPS) query.addSelect(`SUM(CASE WHEN ${GROUPS[group]} THEN 1 ELSE 0 END)`, group);
    const counts = await query.getRawOne<Partial<Record<ComplaintGroup, string | number | null>>>();
    return Object.fromEntries(COMPLAINT_GROUPS.map((group) => [group, Number(counts?.[group] ?? 0)])) as Record<ComplaintGroup, number>;
  }

  private filtered(db: EntityManager, filter: ComplaintFilter, group: ComplaintGroup | undefined, { nowMs, soonMs }: Moments): SelectQueryBuilder<ComplaintRow> {
    const { reach, category, streetId, communityId, estateId, providerId, assigneeId, search } = filter;
    const query = db.createQueryBuilder(ComplaintRow, 'complaint').where('1 = 1').setParameters({ nowMs, soonMs });
    if (reach !== 'everything') query.andWhere(`complaint.${SCOPE_COLUMN[reach.level]} = :scopeId`, { scopeId: reach.id });
    const equal = { category, street_id: streetId, community_id: communityId, estate_id: estateId, provider_id: providerId, assignee_id: assigneeId };
    for (const [column, value] of Object.entries(equal)) if (value !== undefined) query.andWhere(`complaint.${column} = :${column}`, { [column]: value });
    if (group) query.andWhere(GROUPS[group]);
    if (search) {
      const like = `%${search.words.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
      const estates = search.estateIds.length === 0 ? '' : ' OR complaint.estate_id IN (:...estateIds)';
      query.andWhere(`(LOWER(complaint.number) LIKE :like ESCAPE '!' OR LOWER(complaint.external_number) LIKE :like ESCAPE '!'${estates})`, { like, estateIds: search.estateIds });
    }
    return query;
  }
}
