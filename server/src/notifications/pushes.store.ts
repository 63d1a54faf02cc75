import { Injectable } from '@nestjs/common';
import type { EntityManager, UpdateResult } from 'typeorm';
import { NoticePushRow, type PushStatus } from './notifications.entity.ts';

/** A message as a process took it up: it is moved on from exactly there or not at all. */
export type ClaimedPush = Pick<NoticePushRow, 'noticeId' | 'residentId' | 'tries'>;

/** SQL of the outbox. */
@Injectable()
export class PushesStore {
  due(db: EntityManager, nowMs: number, limit: number): Promise<NoticePushRow[]> {
    return db.createQueryBuilder(NoticePushRow, 'push').where("push.status = 'pending' AND push.due_ms <= :nowMs", { nowMs })
      .orderBy('push.due_ms').addOrderBy('push.notice_id').limit(limit).getMany();
  }

  /** Undefined when another process has taken it up. */
  async claim(tx: EntityManager, { noticeId, residentId, tries }: NoticePushRow, nowMs: number, leaseMs: number): Promise<ClaimedPush | undefined> {
    const claimed = { status: 'sending', tries: tries + 1, dueMs: nowMs + leaseMs } as const;
    const { affected } = await tx.createQueryBuilder().update(NoticePushRow).set(claimed)
      .where("notice_id = :noticeId AND status = 'pending' AND tries = :tries AND due_ms <= :nowMs", { noticeId, tries, nowMs }).execute();
    return affected === 1 ? { noticeId, residentId, tries: claimed.tries } : undefined;
  }

  /** From `sending` by this very claim. What was given up meanwhile stays given up. */
  async settle(tx: EntityManager, { noticeId, tries }: ClaimedPush, status: Exclude<PushStatus, 'sending'>, dueMs: number): Promise<void> {
    await tx.createQueryBuilder().update(NoticePushRow).set({ status, dueMs })
      .where("notice_id = :noticeId AND status = 'sending' AND tries = :tries", { noticeId, tries }).execute();
  }

  /** Whose process has died at it, or must be believed to have. Returns how many. */
  async abandon(tx: EntityManager, nowMs: number): Promise<number> {
    return count(await tx.createQueryBuilder().update(NoticePushRow).set({ status: 'unknown', dueMs: nowMs }).where("status = 'sending' AND due_ms <= :nowMs", { nowMs }).execute());
  }

  /** Told before this instant and not sent yet. Returns how many. */
  async expire(tx: EntityManager, beforeMs: number, nowMs: number): Promise<number> {
    return count(await tx.createQueryBuilder().update(NoticePushRow).set({ status: 'expired', dueMs: nowMs })
      .where("status = 'pending' AND told_ms <= :beforeMs", { beforeMs }).execute());
  }

  async sweep(tx: EntityManager, beforeMs: number): Promise<void> {
    await tx.createQueryBuilder().delete().from(NoticePushRow).where("status NOT IN ('pending', 'sending') AND due_ms < :beforeMs", { beforeMs }).execute();
  }
}

const count = ({ affected }: UpdateResult): number => affected ?? 0;
