import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { breaksKey } from '../database/driver-errors.ts';
import { ONE_ROW_PER_EVENT, WechatEventRow, type WechatEventStatus } from './wechat-event.entity.ts';

/** SQL of what WeChat pushed. */
@Injectable()
export class WechatEventsStore {
  /** False when the same event was stored before. */
  async insert(tx: EntityManager, row: WechatEventRow): Promise<boolean> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(WechatEventRow, row));
      return true;
    } catch (cause) {
      if (breaksKey(cause, ONE_ROW_PER_EVENT)) return false;
      throw cause;
    }
  }

  due(db: EntityManager, nowMs: number, limit: number): Promise<WechatEventRow[]> {
    return db.createQueryBuilder(WechatEventRow, 'event').where("event.status = 'stored' AND event.due_ms <= :nowMs", { nowMs })
      .orderBy('event.due_ms').addOrderBy('event.id').limit(limit).getMany();
  }

  /** Ends it, from exactly where it was seen. What it said is forgotten: it holds an openid, and only the key is needed to know it again. */
  settle(tx: EntityManager, seen: WechatEventRow, status: Exclude<WechatEventStatus, 'stored'>): Promise<boolean> {
    return this.move(tx, seen, { status, fields: '' });
  }

  postpone(tx: EntityManager, seen: WechatEventRow, dueMs: number): Promise<boolean> {
    return this.move(tx, seen, { tries: seen.tries + 1, dueMs });
  }

  async sweep(tx: EntityManager, beforeMs: number): Promise<void> {
    await tx.createQueryBuilder().delete().from(WechatEventRow).where("status <> 'stored' AND received_ms < :beforeMs", { beforeMs }).execute();
  }

  private async move(tx: EntityManager, { id, tries }: WechatEventRow, to: Partial<WechatEventRow>): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(WechatEventRow).set(to).where("id = :id AND status = 'stored' AND tries = :tries", { id, tries }).execute();
    return affected === 1;
  }
}
