/** The roles that sign in with a staff account; `domain.md`'s table of who may do what is `permissions.ts`. */
export const STAFF_ROLES = [
  'administrator', 'providerStaff', 'providerManager', 'committee', 'communityWorker', 'communityService',
  'streetOfficer', 'headquarters', 'housingCentre', 'government', 'finance', 'auditor',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
export const ROLES = ['visitor', 'resident', ...STAFF_ROLES] as const;
export type Role = (typeof ROLES)[number];

export const SCOPE_LEVELS = ['district', 'street', 'community', 'estate', 'provider'] as const;
export type ScopeLevel = (typeof SCOPE_LEVELS)[number];

/** Where a staff member's authority ends. One deployment is one district, so that level needs no id. */
export type Scope =
  | { readonly level: 'district' }
  | { readonly level: Exclude<ScopeLevel, 'district'>; readonly id: string };

/** The level at which each role is given its scope. */
export const SCOPE_LEVEL_OF: Readonly<Record<StaffRole, ScopeLevel>> = {
  administrator: 'district', headquarters: 'district', housingCentre: 'district', government: 'district', finance: 'district', auditor: 'district',
  streetOfficer: 'street', communityWorker: 'community', communityService: 'community', committee: 'estate',
  providerStaff: 'provider', providerManager: 'provider',
};

/** Who asks, as the identity capability established it. The scope travels with the role and is part of every check. */
export type Actor =
  | { readonly role: 'visitor' }
  | ResidentActor
  | StaffActor;

/** A phone, not a person: a WeChat user, or an anonymous device session of a browser. */
export interface ResidentActor {
  readonly role: 'resident';
  readonly residentId: string;
  /** How the phone came in: the channel under which its answers are counted. */
  readonly via: 'wechat' | 'h5';
}

export interface StaffActor {
  readonly role: StaffRole;
  readonly staffId: string;
  readonly scope: Scope;
}

export const isStaff = (actor: Actor): actor is StaffActor => actor.role !== 'visitor' && actor.role !== 'resident';
