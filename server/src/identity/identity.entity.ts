import type { ScopeLevel, StaffRole, StaffStatus } from '@linping/shared';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../platform/database/driver-errors.ts';
import { safeInteger } from '../platform/database/transformers.ts';

export const ONE_RESIDENT_PER_OPENID = { name: 'uq_resident_openid', table: 'resident', columns: ['openid'] } as const satisfies UniqueKey;
export const ONE_STAFF_PER_NAME = { name: 'uq_staff_name', table: 'staff', columns: ['name'] } as const satisfies UniqueKey;
export const ONE_COUNT_PER_NAME = { name: 'PRIMARY', table: 'sign_in', columns: ['id'] } as const satisfies UniqueKey;

/** A phone, not a person: no name, no number. What it holds is written elsewhere. */
@Entity({ name: 'resident' })
@Unique(ONE_RESIDENT_PER_OPENID.name, ['openid'])
export class ResidentRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** Null for a browser's device session. */
  @Column({ type: 'varchar', length: 64, nullable: true }) openid!: string | null;
  /** A day and no time: who came at what minute is nobody's business (`domain.md` §5). */
  @Column({ type: 'varchar', length: 10, name: 'created_date' }) createdDate!: string;
}

@Entity({ name: 'staff' })
@Unique(ONE_STAFF_PER_NAME.name, ['name'])
export class StaffRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** Lower case, so that the key tells `Wang` and `wang` for one. */
  @Column({ type: 'varchar', length: 40 }) name!: string;
  @Column({ type: 'varchar', length: 40, name: 'display_name' }) displayName!: string;
  @Column({ type: 'varchar', length: 24 }) role!: StaffRole;
  @Column({ type: 'varchar', length: 12, name: 'scope_level' }) scopeLevel!: ScopeLevel;
  @Column({ type: 'varchar', length: 36, name: 'scope_id', nullable: true }) scopeId!: string | null;
  @Column({ type: 'varchar', length: 120, name: 'scope_name' }) scopeName!: string;
  @Column({ type: 'varchar', length: 160, name: 'password_hash' }) passwordHash!: string;
  /** `invited`: the password came from somebody else and has to be changed before anything else. */
  @Column({ type: 'varchar', length: 12 }) status!: StaffStatus;
  @Column({ type: 'int' }) version!: number;
  /** 0 before the first sign-in. Also the row's gate: a sign-in and a reset cannot pass each other. */
  @Column({ type: 'bigint', name: 'last_sign_in_ms', transformer: safeInteger }) lastSignInMs!: number;
  /** While `invited`: until when the password is good. */
  @Column({ type: 'bigint', name: 'one_time_until_ms', default: 0, transformer: safeInteger }) oneTimeUntilMs!: number;
}

/** How somebody came in: a resident by WeChat, a resident by a browser, a staff member by password. */
export const SESSION_KINDS = ['wechat', 'h5', 'staff'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

@Entity({ name: 'session' })
@Unique('uq_session_refresh_hash', ['refreshHash'])
@Index('ix_session_principal', ['principalId'])
@Index('ix_session_expires', ['expiresMs'])
export class SessionRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** SHA-256 of the refresh token; the token itself is nowhere. */
  @Column({ type: 'varchar', length: 64, name: 'refresh_hash' }) refreshHash!: string;
  @Column({ type: 'varchar', length: 8 }) kind!: SessionKind;
  @Column({ type: 'varchar', length: 36, name: 'principal_id' }) principalId!: string;
  @Column({ type: 'bigint', name: 'created_ms', transformer: safeInteger }) createdMs!: number;
  @Column({ type: 'bigint', name: 'expires_ms', transformer: safeInteger }) expiresMs!: number;
  @Column({ type: 'bigint', name: 'revoked_ms', nullable: true, transformer: safeInteger }) revokedMs!: number | null;
}

/**
 * Attempts since the last success, by the keyed hash of the name that was typed. A name that no account has is counted
 * and locked like any other: a lock that only real names have would tell which names are real.
 */
@Entity({ name: 'sign_in' })
export class SignInRow {
  @PrimaryColumn({ type: 'varchar', length: 64 }) id!: string;
  @Column({ type: 'int' }) attempts!: number;
  /** 0 while not locked. */
  @Column({ type: 'bigint', name: 'locked_until_ms', transformer: safeInteger }) lockedUntilMs!: number;
  @Column({ type: 'bigint', name: 'last_ms', transformer: safeInteger }) lastMs!: number;
}
