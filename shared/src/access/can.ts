import type { Actor, Role, StaffActor } from './actor.ts';
import { PERMISSIONS, type Action } from './permissions.ts';

/** Where a thing belongs. What is left out is unknown, and an unknown place is nobody's. */
export interface Place {
  readonly streetId?: string;
  readonly communityId?: string;
  readonly estateId?: string;
  readonly providerId?: string | null;
  /** The resident (phone) that holds the household. */
  readonly residentId?: string | null;
}

/** True when the role may ever do it, in some scope: enough to show a menu, never enough to let a request through. */
export const mayEver = (role: Role, action: Action): boolean => PERMISSIONS[action][role] !== undefined;

/** The one question every service method asks: may this actor do this to that thing? Deny by default. */
export function can(actor: Actor, action: Action, thing: Place = {}): boolean {
  const reach = PERMISSIONS[action][actor.role];
  if (reach === undefined) return false;
  if (reach === 'anywhere') return true;
  if (actor.role === 'visitor') return false;
  if (actor.role === 'resident') return thing.residentId != null && thing.residentId === actor.residentId;
  return isWithin(actor, thing);
}

/** A scope holds a thing when the thing names that very street, community, estate or provider. */
function isWithin({ scope }: StaffActor, thing: Place): boolean {
  switch (scope.level) {
    case 'district': return true;
    case 'street': return thing.streetId === scope.id;
    case 'community': return thing.communityId === scope.id;
    case 'estate': return thing.estateId === scope.id;
    case 'provider': return thing.providerId === scope.id;
  }
}

/** What of a list an actor may see: all of it, what lies within a scope, or nothing (undefined). */
export function listReach(actor: Actor, action: Action): 'everything' | Exclude<StaffActor['scope'], { level: 'district' }> | undefined {
  const reach = PERMISSIONS[action][actor.role];
  if (reach === 'anywhere') return 'everything';
  if (reach === undefined || actor.role === 'visitor' || actor.role === 'resident') return undefined;
  return actor.scope.level === 'district' ? 'everything' : actor.scope;
}
