import type { ModerationDecision, ModerationKind, Scope } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { ModerationItemRow, type ModerationState, ONE_ITEM_PER_THING } from './moderation.entity.ts';

/** Which items somebody may see, and which of them are asked for. */
export interface ItemFilter {
  readonly reach: 'everything' | Exclude<Scope, { level: 'district' }>;
  readonly state?: ModerationState;
  readonly kind?: ModerationKind;
}
/** Where the queue goes on: since when, and the id among those of one moment. */
export type ItemPosition = readonly [createdMs: number, id: string];
export interface ItemCount {
  readonly kind: ModerationKind;
  readonly state: ModerationState;
  readonly count: number;
  readonly oldestMs: number;
}
export interface Settlement {
  readonly state: ModerationDecision;
  readonly decidedBy: string | null;
  readonly decidedMs: number;
}

/** SQL of what waits to be shown. Every move is a compare-and-set and says whether this caller made it. */
@Injectable()
export class ItemsStore {
  find(db: EntityManager, id: string): Promise<ModerationItemRow | null> {
    return db.findOneBy(ModerationItemRow, { id });
  }

  ofTrace(db: EntityManager, traceId: string): Promise<ModerationItemRow | null> {
    return db.findOneBy(ModerationItemRow, { traceId });
  }

  /** The oldest first. */
  page(db: EntityManager, filter: ItemFilter, after: ItemPosition | undefined, limit: number): Promise<ModerationItemRow[]> {
    const query = this.filtered(db, filter).orderBy('item.created_ms').addOrderBy('item.id').limit(limit);
    if (after) query.andWhere('(item.created_ms > :ms OR (item.created_ms = :ms AND item.id > :id))', { ms: after[0], id: after[1] });
    return query.getMany();
  }

  count(db: EntityManager, filter: ItemFilter): Promise<number> {
    return this.filtered(db, filter).getCount();
  }

  /** By kind and state, of what is not decided. */
  async counts(db: EntityManager, reach: ItemFilter['reach']): Promise<ItemCount[]> {
    const rows = await this.filtered(db, { reach }).andWhere("item.state IN ('toSend', 'checking', 'queued')")
      .select('item.kind', 'kind').addSelect('item.state', 'state').addSelect('COUNT(*)', 'count').addSelect('MIN(item.created_ms)', 'oldestMs')
      .groupBy('item.kind').addGroupBy('item.state').getRawMany<{ kind: ModerationKind; state: ModerationState; count: string | number; oldestMs: string | number }>();
    return rows.map(({ kind, state, count, oldestMs }) => ({ kind, state, count: Number(count), oldestMs: Number(oldestMs) }));
  }

  /** Photos whose turn with WeChat has not begun, the oldest first. */
  toSend(db: EntityManager, limit: number): Promise<ModerationItemRow[]> {
    return this.page(db, { reach: 'everything', state: 'toSend' }, undefined, limit);
  }

  /** The same thing is held once: the second time nothing changes. */
  async insert(tx: EntityManager, item: ModerationItemRow): Promise<void> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(ModerationItemRow, item));
    } catch (cause) {
      if (!breaksKey(cause, ONE_ITEM_PER_THING)) throw cause;
    }
  }

  sent(tx: EntityManager, { id, version }: ModerationItemRow, traceId: string, sentMs: number): Promise<boolean> {
    return this.move(tx, { id, version, state: 'toSend' }, { state: 'checking', traceId, sentMs, writerId: null });
  }

  queue(tx: EntityManager, { id, version, state }: ModerationItemRow): Promise<boolean> {
    return this.move(tx, { id, version, state }, { state: 'queued', writerId: null });
  }

  /** What WeChat has not answered since a moment is a person's. Returns how many. */
  async queueUnanswered(tx: EntityManager, sentBeforeMs: number): Promise<number> {
    const { affected } = await tx.createQueryBuilder().update(ModerationItemRow).set({ state: 'queued', version: () => 'version + 1' })
      .where("state = 'checking' AND sent_ms <= :sentBeforeMs", { sentBeforeMs }).execute();
    return affected ?? 0;
  }

  settle(tx: EntityManager, seen: Pick<ModerationItemRow, 'id' | 'state' | 'version'>, settlement: Settlement): Promise<boolean> {
    return this.move(tx, seen, { ...settlement, text: null, writerId: null });
  }

  async forget(tx: EntityManager, subject: string): Promise<void> {
    await tx.delete(ModerationItemRow, { subject });
  }

  private async move(tx: EntityManager, { id, state, version }: Pick<ModerationItemRow, 'id' | 'state' | 'version'>, to: Partial<ModerationItemRow>): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(ModerationItemRow).set({ ...to, version: () => 'version + 1' })
      .where('id = :id AND state = :state AND version = :version', { id, state, version }).execute();
    return affected === 1;
  }

  private filtered(db: EntityManager, { reach, state, kind }: ItemFilter): SelectQueryBuilder<ModerationItemRow> {
    const query = db.createQueryBuilder(ModerationItemRow, 'item').where('1 = 1');
    if (reach !== 'everything') query.andWhere(reach.level === 'provider' ? '1 = 0' : `item.${SCOPE_COLUMN[reach.level]} = :scopeId`, { scopeId: reach.id });
    if (state) query.andWhere('item.state = :state', { state });
    if (kind) query.andWhere('item.kind = :kind', { kind });
    return query;
  }
}

/** No provider has a part in this: what it may not see yet must not be its to judge. */
const SCOPE_COLUMN = { street: 'street_id', community: 'community_id', estate: 'estate_id' } as const;
