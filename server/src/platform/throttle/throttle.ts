import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock.ts';
import { breaksKey } from '../database/driver-errors.ts';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { refuse } from '../refused.ts';
import { ThrottleRow } from './throttle.entity.ts';

export interface Allowance {
  readonly attempts: number;
  readonly perSeconds: number;
}

const THROTTLE_KEY = { name: 'PRIMARY', table: 'throttle', columns: ['id'] } as const;

/**
 * Counts attempts in the database, so that several server processes share one count and a restart forgets nothing.
 * Used where guessing must cost: sign-in, household codes, new device sessions.
 */
@Injectable()
export class Throttle {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly clock: Clock) {}

  /**
   * Takes one attempt of every kind before anything is tried; refuses with TOO_MANY_ATTEMPTS when one is used up.
   * In a transaction of its own: the attempt counts even when what follows is rolled back.
   */
  async take(attempts: readonly { readonly kind: string; readonly key: string; readonly allowance: Allowance }[]): Promise<void> {
    for (const { kind, key, allowance } of attempts) {
      const id = createHash('sha256').update(`${kind}\n${key}`).digest('hex');
      const waitMs = await this.unitOfWork.run((tx) => this.takeOne(tx, id, allowance));
      if (waitMs > 0) refuse({ code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: Math.ceil(waitMs / 1000) });
    }
  }

  /** Forgets the count, after a success that shows the guesser to be the owner. */
  async forget(kind: string, key: string): Promise<void> {
    const id = createHash('sha256').update(`${kind}\n${key}`).digest('hex');
    await this.unitOfWork.run((tx) => tx.delete(ThrottleRow, { id }));
  }

  /** Rows whose window is long over; a job calls it. */
  async sweep(): Promise<void> {
    await this.unitOfWork.run((tx) => tx.createQueryBuilder().delete().from(ThrottleRow).where('window_ends_ms < :now', { now: this.clock.now().getTime() }).execute());
  }

  /** Milliseconds to wait, 0 when the attempt was granted. Each step is one conditional UPDATE or an INSERT on the key. */
  private async takeOne(tx: EntityManager, id: string, { attempts, perSeconds }: Allowance): Promise<number> {
    const now = this.clock.now().getTime();
    const fresh = { taken: 1, windowEndsMs: now + perSeconds * 1000 };
    const restarted = await tx.createQueryBuilder().update(ThrottleRow).set(fresh).where('id = :id AND window_ends_ms <= :now', { id, now }).execute();
    if (restarted.affected === 1) return 0;
    const counted = await tx.createQueryBuilder().update(ThrottleRow).set({ taken: () => 'taken + 1' })
      .where('id = :id AND window_ends_ms > :now AND taken < :attempts', { id, now, attempts }).execute();
    if (counted.affected === 1) return 0;
    const row = await tx.findOneBy(ThrottleRow, { id });
    if (row && (row.taken < attempts || row.windowEndsMs <= now)) return this.takeOne(tx, id, { attempts, perSeconds }); // a twin has made it since
    if (row) return Math.max(1, row.windowEndsMs - now);
    try {
      await tx.transaction((savepoint) => savepoint.insert(ThrottleRow, { id, ...fresh }));
      return 0;
    } catch (cause) {
      if (breaksKey(cause, THROTTLE_KEY)) return this.takeOne(tx, id, { attempts, perSeconds }); // a twin was first
      throw cause;
    }
  }
}
