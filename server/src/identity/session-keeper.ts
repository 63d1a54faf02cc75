import { createHash } from 'node:crypto';
import { shanghaiDate, type Actor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.ts';
import { Config } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { readAccess, signAccess } from './access-token.ts';
import { BriefMemory } from './brief-memory.ts';
import type { SessionKind, SessionRow, StaffRow } from './identity.entity.ts';
import { actorOf } from './identity.views.ts';
import { SessionsStore } from './sessions.store.ts';
import { StaffStore } from './staff.store.ts';

const ACCESS_SECONDS = 15 * 60;
const DAY_SECONDS = 86_400;
/** A resident comes once a half-year: the phone must still be known then. Staff sign in anew each working day. */
export const SESSION_SECONDS: Readonly<Record<SessionKind, number>> = {
  wechat: 400 * DAY_SECONDS, h5: 400 * DAY_SECONDS, staff: DAY_SECONDS / 2,
};

/** The two tokens a client is given. */
export interface Tokens {
  readonly accessToken: string;
  readonly accessExpiresAt: string;
  readonly refreshToken: string;
}

/** Who came in by an access token. */
export interface Known {
  readonly actor: Exclude<Actor, { role: 'visitor' }>;
  readonly sessionId: string;
  readonly mustChangePassword: boolean;
}

/**
 * Opens, knows, renews and ends sessions. A short access token names the session, and its row is asked at every request
 * (remembered for at most five seconds), so ending a session, disabling an account and moving its scope act at once.
 *
 * The refresh token is not rotated: a client that never got the answer to a renewal would hold a token that is no longer
 * valid, and on a weak network that is every tenth resident, locked out of the own household. A stolen one is ended by
 * ending the session.
 */
@Injectable()
export class SessionKeeper {
  private readonly sessions: BriefMemory<SessionRow | null>;
  private readonly staffRows: BriefMemory<StaffRow | null>;

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: SessionsStore, private readonly staff: StaffStore,
    private readonly clock: Clock, private readonly random: Random, private readonly config: Config,
  ) {
    this.sessions = new BriefMemory(clock);
    this.staffRows = new BriefMemory(clock);
  }

  async open(tx: EntityManager, kind: SessionKind, principalId: string): Promise<Tokens> {
    const refreshToken = this.random.token(32);
    const now = this.now();
    const session: SessionRow = {
      id: this.random.uuid(), refreshHash: hashOf(refreshToken), kind, principalId,
      createdMs: now, expiresMs: now + SESSION_SECONDS[kind] * 1000, revokedMs: null,
    };
    await this.store.insert(tx, session);
    return this.tokens(session, refreshToken);
  }

  /** A new phone; what it may do begins with the household it binds. */
  async newResident(tx: EntityManager): Promise<string> {
    const id = this.random.uuid();
    await this.store.insertResident(tx, { id, openid: null, createdDate: shanghaiDate(this.now()) });
    return id;
  }

  /** Who an access token belongs to now; undefined when the token is not ours, too old, or its session or account has ended. */
  async identify(accessToken: string): Promise<Known | undefined> {
    const claims = readAccess(this.config.secrets.token, accessToken, this.now());
    if (!claims) return undefined;
    const { sessionId, kind, principalId } = claims;
    const session = await this.sessions.get(sessionId, () => this.unitOfWork.read((db) => this.store.find(db, sessionId)));
    if (!session || !this.isLive(session) || session.kind !== kind || session.principalId !== principalId) return undefined;
    if (kind !== 'staff') return { actor: { role: 'resident', residentId: principalId, via: kind }, sessionId, mustChangePassword: false };
    const staff = await this.staffRows.get(principalId, () => this.unitOfWork.read((db) => this.staff.find(db, principalId)));
    if (!staff || staff.status === 'disabled') return undefined;
    return { actor: actorOf(staff), sessionId, mustChangePassword: staff.status === 'invited' };
  }

  /**
   * A new access token for a refresh token; undefined when its session has ended. A resident's session in the second
   * half of its life is prolonged, so that a phone in use is never forgotten; a staff member's ends after its working day.
   */
  async renew(refreshToken: string): Promise<{ readonly tokens: Tokens; readonly session: SessionRow } | undefined> {
    const found = await this.unitOfWork.read((db) => this.store.findByRefreshHash(db, hashOf(refreshToken)));
    if (!found || !this.isLive(found)) return undefined;
    const session = await this.prolonged(found);
    return { tokens: this.tokens(session, refreshToken), session };
  }

  async end(tx: EntityManager, sessionId: string): Promise<void> {
    await this.store.revoke(tx, sessionId, this.now());
    this.unitOfWork.afterCommit(() => this.sessions.forget(sessionId));
  }

  /** Ends every session of a principal, but for the one that is asking, and forgets what is remembered of the account. */
  async endAllOf(tx: EntityManager, principalId: string, except?: string): Promise<void> {
    await this.store.revokeAllOf(tx, principalId, this.now(), except);
    this.unitOfWork.afterCommit(() => this.sessions.forgetAll()); // rare, and which ones they are is not remembered
    this.forgetStaff(principalId);
  }

  /** After a change of the account's row: the next request sees it. Inside the transaction that made it. */
  forgetStaff(staffId: string): void {
    this.unitOfWork.afterCommit(() => this.staffRows.forget(staffId));
  }

  /** Deletes all that is known of a resident here: the sessions and the row. */
  async deleteResident(tx: EntityManager, residentId: string): Promise<void> {
    await this.store.deleteAllOf(tx, residentId);
    await this.store.deleteResident(tx, residentId);
    this.unitOfWork.afterCommit(() => this.sessions.forgetAll());
  }

  async sweep(): Promise<void> {
    const now = this.now();
    await this.unitOfWork.run((tx) => this.store.sweep(tx, now, now - DAY_SECONDS * 1000));
  }

  private async prolonged(session: SessionRow): Promise<SessionRow> {
    const whole = SESSION_SECONDS[session.kind] * 1000;
    const expiresMs = this.now() + whole;
    if (session.kind === 'staff' || session.expiresMs - this.now() > whole / 2) return session;
    await this.unitOfWork.run(async (tx) => {
      await this.store.extend(tx, session.id, expiresMs);
      this.unitOfWork.afterCommit(() => this.sessions.forget(session.id));
    });
    return { ...session, expiresMs };
  }

  private tokens({ id, kind, principalId, expiresMs: sessionEndsMs }: SessionRow, refreshToken: string): Tokens {
    const expiresMs = Math.min(this.now() + ACCESS_SECONDS * 1000, sessionEndsMs);
    const accessToken = signAccess(this.config.secrets.token, { sessionId: id, kind, principalId, expiresMs });
    return { accessToken, accessExpiresAt: new Date(expiresMs).toISOString(), refreshToken };
  }

  private isLive({ revokedMs, expiresMs }: SessionRow): boolean {
    return revokedMs === null && expiresMs > this.now();
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
