import type { Role, Scope, StaffRole } from '../access/actor.ts';

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
export interface StaffView {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly role: StaffRole;
  readonly scope: Scope;
  /** The scope in words, e.g. 「五里堡街道」. */
  readonly scopeName: string;
  readonly status: 'invited' | 'active' | 'disabled';
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
/** One audit line (GET /audit): who did what to which thing, chained by hash. */
export interface AuditLineView {
  readonly sequence: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly hash: string;
}
