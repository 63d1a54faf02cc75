import {
  isStaff,
  mayEver,
  shanghaiDate,
  type Action,
  type Actor,
  type AreaView,
  type EstateRowView,
  type EstateSort,
  type EstatesQuery,
  type Page,
  type PageQuery,
  type StaffActor,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { type EstateFilter, EstateListStore, type EstatePosition } from './estate-list.store.ts';
import type { EstateRow } from './estates.entity.ts';
import { EstatesStore } from './estates.store.ts';
import { estateRowView } from './estates.views.ts';

const PAGE = 50;

const POSITIONS: Readonly<Record<EstateSort, { readonly kind: 'string' | 'number'; readonly of: (row: EstateRowView) => string | number }>> = {
  code: { kind: 'string', of: ({ code }) => code },
  name: { kind: 'string', of: ({ name }) => name },
  households: { kind: 'number', of: ({ households }) => households },
  area: { kind: 'number', of: ({ areaCentiSqm }) => areaCentiSqm },
};

/** The list of estates, and of the streets and communities it is cut by, as far as somebody's scope reaches. */
@Injectable()
export class EstateListService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly estates: EstatesStore,
    private readonly list: EstateListStore,
  ) {}

  /** One page of the estates in the actor's scope. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  async page(actor: Actor, { sort = 'code', cursor, limit = PAGE, providerId, ...asked }: EstatesQuery): Promise<Page<EstateRowView>> {
    const staff = mayList(actor, 'estate.list');
    return this.unitOfWork.read(async (db) => {
      const { kind, of } = POSITIONS[sort];
      const after = readCursor(cursor, [kind, 'string']) as EstatePosition | undefined;
      const filters = [await this.scopeOf(db, staff), asked, ...(providerId === undefined ? [] : [await this.managedBy(db, providerId)])];
      const found = await this.views(db, await this.list.page(db, filters, sort, after, limit + 1));
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        items,
        total: await this.list.count(db, filters),
        nextCursor: last && found.length > limit ? writeCursor([of(last), last.code]) : null,
      };
    });
  }

  /** The streets with their communities, as far as the scope reaches. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  async areas(actor: Actor, { cursor, limit = PAGE }: PageQuery): Promise<Page<AreaView>> {
    const staff = mayList(actor, 'area.list');
    return this.unitOfWork.read(async (db) => {
      const [after = ''] = readCursor(cursor, ['string']) ?? [];
      const { streetId, communityId } = await this.areaOf(db, staff);
      const found = await this.list.streets(db, { after: String(after), limit: limit + 1, ...(streetId !== undefined && { ids: [streetId] }) });
      const streets = found.slice(0, limit);
      const communities = (
        await this.list.communities(
          db,
          streets.map(({ id }) => id),
        )
      ).filter(({ id }) => communityId === undefined || id === communityId);
      return {
        items: streets.map((street) => ({
          streetId: street.id,
          street: street.name,
          communities: communities.filter((community) => community.streetId === street.id).map(({ id, name }) => ({ id, name })),
        })),
        total: streetId === undefined ? await this.list.countStreets(db) : found.length,
        nextCursor: found.length > limit ? writeCursor([streets.at(-1)!.name]) : null,
      };
    });
  }

  /** In the order given. */
  async views(db: EntityManager, rows: readonly EstateRow[]): Promise<EstateRowView[]> {
    const ids = rows.map(({ id }) => id);
    const named = await this.estates.named(db, rows);
    const counts = await this.estates.householdCounts(db, ids);
    const engagements = await this.estates.engagements(db, ids, this.today());
    return named.map((estate) => estateRowView(estate, counts.get(estate.id) ?? 0, engagements.get(estate.id)));
  }

  private async scopeOf(db: EntityManager, { scope }: StaffActor): Promise<EstateFilter> {
    switch (scope.level) {
      case 'district':
        return {};
      case 'street':
        return { streetId: scope.id };
      case 'community':
        return { communityId: scope.id };
      case 'estate':
        return { estateIds: [scope.id] };
      case 'provider':
        return this.managedBy(db, scope.id);
    }
  }

  private async managedBy(db: EntityManager, providerId: string): Promise<EstateFilter> {
    return { estateIds: await this.estates.estatesOf(db, providerId, this.today()) };
  }

  /** The street and the community a scope lies in; neither for the whole district. */
  private async areaOf(db: EntityManager, { scope }: StaffActor): Promise<{ readonly streetId?: string; readonly communityId?: string }> {
    if (scope.level === 'district') return {};
    if (scope.level === 'street') return { streetId: scope.id };
    const community = scope.level === 'community' ? await this.estates.community(db, scope.id) : null;
    return community ? { streetId: community.streetId, communityId: community.id } : refuse({ code: 'OUT_OF_SCOPE' });
  }

  private today(): string {
    return shanghaiDate(this.clock.now().getTime());
  }
}

function mayList(actor: Actor, action: Action): StaffActor {
  return isStaff(actor) && mayEver(actor.role, action) ? actor : refuse({ code: 'OUT_OF_SCOPE' });
}
