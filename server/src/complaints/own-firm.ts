import { can, isStaff, type Action, type Actor, type StaffActor } from '@linping/shared';
import { refuse } from '../platform/refused.ts';

/** Somebody of a firm, and which firm it is. */
export interface OfFirm {
  readonly staff: StaffActor;
  readonly providerId: string;
}

/** The firm whose account asks, where it may do this there. Refuses OUT_OF_SCOPE. */
export function ownFirm(actor: Actor, action: Action): OfFirm {
  if (!isStaff(actor) || actor.scope.level !== 'provider') return refuse({ code: 'OUT_OF_SCOPE' });
  const providerId = actor.scope.id;
  return can(actor, action, { providerId }) ? { staff: actor, providerId } : refuse({ code: 'OUT_OF_SCOPE' });
}
