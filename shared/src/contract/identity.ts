import type { Role, Scope, StaffRole } from '../access/actor.ts';
import type { PageQuery } from './paging.ts';

/** POST /sessions/wechat: `code` of wx.login. */
export interface WechatSessionBody {
  readonly code: string;
}
/** POST /sessions/staff */
export interface StaffSessionBody {
  readonly name: string;
  readonly password: string;
}
/** POST /sessions/refresh */
export interface RefreshBody {
  readonly refreshToken: string;
}
/** What POST /sessions/* answers. `accessToken` is short-lived; the refresh token renews it until the session is revoked. */
export interface SessionView {
  readonly accessToken: string;
  readonly accessExpiresAt: string;
  readonly refreshToken: string;
  readonly me: MeView;
}
/** GET /me */
export interface MeView {
  readonly role: Role;
  /** A staff member's account name; null for residents. */
  readonly name: string | null;
  readonly displayName: string | null;
  readonly scope: Scope | null;
  /** The scope in words, e.g. 「五里堡街道」. */
  readonly scopeName: string | null;
  readonly mustChangePassword: boolean;
}
/** PUT /me/password */
export interface ChangePasswordBody {
  readonly oldPassword: string;
  readonly newPassword: string;
}
/** POST /staff. The one-time password is answered once and never stored readable. */
export interface InviteStaffBody {
  readonly name: string;
  readonly displayName: string;
  readonly role: StaffRole;
  readonly scopeId: string | null;
}
/** PATCH /staff/:id */
export interface ScopeStaffBody {
  readonly version: number;
  readonly role: StaffRole;
  readonly scopeId: string | null;
}
/** POST /staff/:id/disable, /enable, /reset */
export interface MoveStaffBody {
  readonly version: number;
}
export const STAFF_STATUSES = ['invited', 'active', 'disabled'] as const;
export type StaffStatus = (typeof STAFF_STATUSES)[number];
export const STAFF_SORTS = ['name', 'displayName', 'lastSignIn'] as const;
export type StaffSort = (typeof STAFF_SORTS)[number];
/** GET /staff: the accounts that lie in the own scope. By the last sign-in: the most recent first. */
export interface StaffQuery extends PageQuery {
  readonly role?: StaffRole;
  readonly status?: StaffStatus;
  /** Accounts that lie in this street: its own, its communities', its estates', its providers'. */
  readonly streetId?: string;
  /** Part of the account's name, the person's, or the place's. */
  readonly search?: string;
  readonly sort?: StaffSort;
}
export interface StaffView {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly role: StaffRole;
  readonly scope: Scope;
  /** The scope in words, e.g. 「五里堡街道」. */
  readonly scopeName: string;
  readonly status: StaffStatus;
  /** Until when the password that somebody else gave is good; null once the own one is set. */
  readonly oneTimeUntil: string | null;
  /** Null before the first sign-in. */
  readonly lastSignInAt: string | null;
  readonly version: number;
}
/** What POST /staff and /staff/:id/reset answer. */
export interface StaffWithPasswordView {
  readonly staff: StaffView;
  readonly oneTimePassword: string;
}

/** GET /demo/personas, in mode `demo` only: one way in for every role. */
export interface PersonaView {
  readonly id: string;
  readonly role: Role;
  readonly displayName: string;
  readonly scopeName: string | null;
}
/** POST /demo/sessions */
export interface DemoSessionBody {
  readonly personaId: string;
}
/** GET /audit, the newest line first. */
export interface AuditQuery extends PageQuery {
  /** An account's name, or the actor as a line has it (`staff:…`, `job:…`, `resident`). */
  readonly actor?: string;
  readonly action?: string;
  /** The thing as a line has it, `kind:id`. */
  readonly subject?: string;
  /** First and last day in Asia/Shanghai, both inside. */
  readonly from?: string;
  readonly to?: string;
}
/** One audit line (GET /audit): who did what to which thing, chained by hash. */
export interface AuditLineView {
  readonly sequence: number;
  readonly at: string;
  readonly actor: string;
  /** The name of the account, where it was one. */
  readonly who: string | null;
  readonly action: string;
  readonly subject: string;
  readonly facts: AuditFacts;
  readonly hash: string;
}
export type AuditFacts = Readonly<Record<string, string | number | boolean | null>>;
/** GET /audit/check: recomputes the chain from a line on, so many lines a time. Hand `checkedTo` and `hash` back as `after` and `hash`. */
export interface AuditCheckQuery {
  readonly after?: number;
  readonly hash?: string;
}
export interface AuditCheckView {
  /** The last line up to which the chain holds. */
  readonly checkedTo: number;
  /** That line's hash: written down elsewhere, it shows later whether the log was rewritten since. */
  readonly hash: string;
  readonly lines: number;
  /** The first line at which it does not hold. */
  readonly brokenAt: number | null;
  readonly isDone: boolean;
}
/** What became of one thing (GET /estates/:id/history, /providers/:id/history, /households/:id/history, /staff/:id/history), the newest first. */
export interface HistoryLineView {
  readonly sequence: number;
  readonly at: string;
  readonly actor: string;
  readonly who: string | null;
  readonly action: string;
  /** A changed field stands as `name`, what it was before as `formerName`. */
  readonly facts: AuditFacts;
}
