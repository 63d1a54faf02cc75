import { shanghaiDate, type ScopeLevel } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ScopeDirectory, type ScopeEntry } from '../identity/scope-directory.ts';
import { Clock } from '../platform/clock.ts';
import { EstatesStore } from './estates.store.ts';

/** What identity asks when an account is given its scope. */
@Injectable()
export class EstateScopes extends ScopeDirectory {
  constructor(private readonly clock: Clock, private readonly estates: EstatesStore) {
    super();
  }

  override async find(db: EntityManager, level: Exclude<ScopeLevel, 'district'>, id: string): Promise<ScopeEntry | undefined> {
    switch (level) {
      case 'street': {
        const street = await this.estates.street(db, id);
        return street ? { name: street.name, places: [{ streetId: id }] } : undefined;
      }
      case 'community': {
        const community = await this.estates.community(db, id);
        return community ? { name: community.name, places: [{ streetId: community.streetId, communityId: id }] } : undefined;
      }
      case 'estate': {
        const estate = await this.estates.find(db, id);
        return estate ? { name: estate.name, places: [{ streetId: estate.streetId, communityId: estate.communityId, estateId: id }] } : undefined;
      }
      case 'provider': return this.provider(db, id);
    }
  }

  private async provider(db: EntityManager, id: string): Promise<ScopeEntry | undefined> {
    const provider = await this.estates.provider(db, id);
    if (!provider) return undefined;
    const estateIds = await this.estates.estatesOf(db, id, shanghaiDate(this.clock.now().getTime()));
    const estates = await this.estates.byIds(db, estateIds);
    return { name: provider.name, places: estates.map(({ id: estateId, streetId, communityId }) => ({ streetId, communityId, estateId, providerId: id })) };
  }
}
