import { can, isStaff, type Action, type Actor, type StaffActor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../estates/estates.service.ts';
import { refuse } from '../platform/refused.ts';
import { DesksStore } from './desks.store.ts';

/** Somebody of a firm, and which firm it is. */
export interface OfFirm {
  readonly staff: StaffActor;
  readonly providerId: string;
}

/**
 * Whose desk it is. A firm's claims stay its own after another firm has come: it reads and collects what it billed, and
 * issues nothing more. Nobody outside of the firm reads anything here.
 */
@Injectable()
export class Desks {
  constructor(private readonly estates: EstatesService, private readonly desks: DesksStore) {}

  /** The firm whose account asks, where it serves the estate or has bills there. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE. */
  async reading(db: EntityManager, actor: Actor, action: Action, estateId: string): Promise<OfFirm> {
    const firm = ownFirm(actor, action);
    const place = (await this.estates.placeOf(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
    const isHere = place.providerId === firm.providerId || (await this.desks.billedAt(db, estateId, firm.providerId));
    return isHere ? firm : refuse({ code: 'OUT_OF_SCOPE' });
  }

  /** The firm whose account asks, where it serves the estate today. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE. */
  async serving(db: EntityManager, actor: Actor, action: Action, estateId: string): Promise<OfFirm> {
    const firm = ownFirm(actor, action);
    const place = (await this.estates.placeOf(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
    return place.providerId === firm.providerId ? firm : refuse({ code: 'OUT_OF_SCOPE' });
  }
}

/** The firm whose account asks, where its role may do this. Refuses OUT_OF_SCOPE. */
export function ownFirm(actor: Actor, action: Action): OfFirm {
  if (!isStaff(actor) || actor.scope.level !== 'provider') return refuse({ code: 'OUT_OF_SCOPE' });
  const providerId = actor.scope.id;
  return can(actor, action, { providerId }) ? { staff: actor, providerId } : refuse({ code: 'OUT_OF_SCOPE' });
}
