import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { Config } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { SessionsStore } from './sessions.store.ts';

export const MOST_FAILURES = 5;
export const LOCKED_SECONDS = 15 * 60;

/** One attempt that was counted. `locks`: it was the last of the allowance, and only being right takes the lock away. */
export interface Attempt {
  readonly locks: boolean;
}

/** Five wrong passwords lock a name for fifteen minutes, whether an account has it or not. */
@Injectable()
export class SignInAttempts {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: SessionsStore, private readonly audit: AuditLog,
    private readonly clock: Clock, private readonly config: Config,
  ) {}

  /** Counts an attempt before it is made. Refuses: SIGN_IN_LOCKED. */
  async take(name: string): Promise<Attempt> {
    const nowMs = this.clock.now().getTime();
    const { taken, lockedUntilMs } = await this.unitOfWork.run((tx) => this.store.takeAttempt(tx, this.keyOf(name), nowMs, MOST_FAILURES, LOCKED_SECONDS * 1000));
    return taken ? { locks: lockedUntilMs > 0 } : this.refuseLocked(lockedUntilMs);
  }

  /** The attempt was wrong. The one that locked the name is written down. Refuses: SIGN_IN_FAILED, SIGN_IN_LOCKED. */
  async failed(name: string, { locks }: Attempt, staffId: string | undefined): Promise<never> {
    if (!locks) return refuse({ code: 'SIGN_IN_FAILED' });
    const lockedUntilMs = await this.unitOfWork.run(async (tx) => {
      const count = await this.store.findAttempts(tx, this.keyOf(name));
      if (!count) return 0; // the right password came in meanwhile
      await this.audit.append(tx, { actor: { role: 'visitor' }, action: 'signIn.locked', subject: `staff:${staffId ?? 'unknown'}`, facts: { attempts: count.attempts } });
      return count.lockedUntilMs;
    });
    return lockedUntilMs > 0 ? this.refuseLocked(lockedUntilMs) : refuse({ code: 'SIGN_IN_FAILED' });
  }

  /** A success, or a new password from whoever administers the account, begins the count anew. */
  forget(tx: EntityManager, name: string): Promise<void> {
    return this.store.forgetAttempts(tx, this.keyOf(name));
  }

  private refuseLocked(lockedUntilMs: number): never {
    return refuse({ code: 'SIGN_IN_LOCKED', retryAfterSeconds: Math.max(1, Math.ceil((lockedUntilMs - this.clock.now().getTime()) / 1000)) });
  }

  private keyOf(name: string): string {
    return createHmac('sha256', this.config.secrets.contact).update(`name\n${name}`).digest('hex');
  }
}
