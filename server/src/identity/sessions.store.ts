import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { inChunks } from '../platform/database/batches.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { ONE_COUNT_PER_NAME, ONE_RESIDENT_PER_OPENID, ResidentRow, SessionRow, SignInRow } from './identity.entity.ts';

/** All SQL of sessions, residents and sign-in attempts. */
@Injectable()
export class SessionsStore {
  find(db: EntityManager, id: string): Promise<SessionRow | null> {
    return db.findOneBy(SessionRow, { id });
  }

  findByRefreshHash(db: EntityManager, refreshHash: string): Promise<SessionRow | null> {
    return db.findOneBy(SessionRow, { refreshHash });
  }

  async insert(tx: EntityManager, session: SessionRow): Promise<void> {
    await tx.insert(SessionRow, session);
  }

  /** Later only, and never back to life. */
  async extend(tx: EntityManager, id: string, expiresMs: number): Promise<void> {
    await tx.createQueryBuilder().update(SessionRow).set({ expiresMs })
      .where('id = :id AND revoked_ms IS NULL AND expires_ms < :expiresMs', { id, expiresMs }).execute();
  }

  async revoke(tx: EntityManager, id: string, nowMs: number): Promise<void> {
    await tx.createQueryBuilder().update(SessionRow).set({ revokedMs: nowMs }).where('id = :id AND revoked_ms IS NULL', { id }).execute();
  }

  /** All sessions of a principal, but for the one that is asking. */
  async revokeAllOf(tx: EntityManager, principalId: string, nowMs: number, except = ''): Promise<void> {
    await tx.createQueryBuilder().update(SessionRow).set({ revokedMs: nowMs })
      .where('principal_id = :principalId AND revoked_ms IS NULL AND id <> :except', { principalId, except }).execute();
  }

  async deleteAllOf(tx: EntityManager, principalId: string): Promise<void> {
    await tx.delete(SessionRow, { principalId });
  }

  /** Sessions that cannot come back, and counts that no longer lock. */
  async sweep(tx: EntityManager, nowMs: number, countsBeforeMs: number): Promise<void> {
    await tx.createQueryBuilder().delete().from(SessionRow).where('expires_ms <= :nowMs', { nowMs }).execute();
    await tx.createQueryBuilder().delete().from(SignInRow).where('locked_until_ms <= :nowMs AND last_ms < :countsBeforeMs', { nowMs, countsBeforeMs }).execute();
  }

  findResident(db: EntityManager, id: string): Promise<ResidentRow | null> {
    return db.findOneBy(ResidentRow, { id });
  }

  /** Those who are there. The UPDATE changes nothing and is the gate: whoever deletes one of them comes before it or after this transaction. */
  async holdResidents(tx: EntityManager, ids: readonly string[]): Promise<ResidentRow[]> {
    return inChunks([...ids].sort(), async (chunk) => {
      await tx.createQueryBuilder().update(ResidentRow).set({ createdDate: () => 'created_date' }).where({ id: In([...chunk]) }).execute();
      return tx.findBy(ResidentRow, { id: In([...chunk]) });
    });
  }

  async insertResident(tx: EntityManager, resident: ResidentRow): Promise<void> {
    await tx.insert(ResidentRow, resident);
  }

  async deleteResident(tx: EntityManager, id: string): Promise<void> {
    await tx.delete(ResidentRow, { id });
  }

  /** The resident of an openid, made now if there is none. The key decides between two taps of one phone. */
  async residentOfOpenid(tx: EntityManager, candidate: ResidentRow & { readonly openid: string }): Promise<string> {
    const known = await tx.findOneBy(ResidentRow, { openid: candidate.openid });
    if (known) return known.id;
    try {
      await tx.transaction((savepoint) => savepoint.insert(ResidentRow, candidate));
      return candidate.id;
    } catch (cause) {
      if (!breaksKey(cause, ONE_RESIDENT_PER_OPENID)) throw cause;
      return (await tx.findOneByOrFail(ResidentRow, { openid: candidate.openid })).id;
    }
  }

  /**
   * Takes one attempt before the password is looked at, so that guesses sent together count like guesses sent one after
   * the other. The attempt that uses up the allowance sets the lock; a success takes it away again.
   */
  async takeAttempt(tx: EntityManager, id: string, nowMs: number, most: number, lockMs: number): Promise<SignInRow & { readonly taken: boolean }> {
    const update = () => tx.createQueryBuilder().update(SignInRow);
    await update().set({ attempts: 0, lockedUntilMs: 0 }).where('id = :id AND locked_until_ms > 0 AND locked_until_ms <= :nowMs', { id, nowMs }).execute();
    const counted = await update().set({ attempts: () => 'attempts + 1', lastMs: nowMs }).where('id = :id AND locked_until_ms = 0', { id }).execute();
    if (counted.affected !== 1 && !(await tx.existsBy(SignInRow, { id }))) {
      try {
        await tx.transaction((savepoint) => savepoint.insert(SignInRow, { id, attempts: 1, lockedUntilMs: 0, lastMs: nowMs }));
      } catch (cause) {
        if (breaksKey(cause, ONE_COUNT_PER_NAME)) return this.takeAttempt(tx, id, nowMs, most, lockMs); // a twin was first
        throw cause;
      }
    } else if (counted.affected !== 1) {
      return { ...(await tx.findOneByOrFail(SignInRow, { id })), taken: false };
    }
    await update().set({ lockedUntilMs: nowMs + lockMs }).where('id = :id AND attempts >= :most', { id, most }).execute();
    return { ...(await tx.findOneByOrFail(SignInRow, { id })), taken: true };
  }

  findAttempts(db: EntityManager, id: string): Promise<SignInRow | null> {
    return db.findOneBy(SignInRow, { id });
  }

  async forgetAttempts(tx: EntityManager, id: string): Promise<void> {
    await tx.delete(SignInRow, { id });
  }
}
