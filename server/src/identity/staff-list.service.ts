import {
  can, isStaff, mayEver,
  type Actor, type HistoryLineView, type Page, type PageQuery, type Place, type StaffActor, type StaffQuery, type StaffView,
} from '@linping/shared';
import { Injectable, Optional } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { AuditTrail } from './audit-trail.service.ts';
import type { StaffRow } from './identity.entity.ts';
import { scopeOf, staffView } from './identity.views.ts';
import { NoScopes, ScopeDirectory } from './scope-directory.ts';
import { positionOf, type ScopeKey, type StaffPosition, StaffStore } from './staff.store.ts';

const PAGE = 50;

/** The accounts as whoever administers or audits them sees them. */
@Injectable()
export class StaffListService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: StaffStore, private readonly trail: AuditTrail,
    @Optional() private readonly directory: ScopeDirectory = new NoScopes(),
  ) {}

  /** One page of the accounts; a street sees those that lie in it. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  async page(actor: Actor, { role, status, streetId, search, sort = 'name', cursor, limit = PAGE }: StaffQuery): Promise<Page<StaffView>> {
    const staff = mayList(actor);
    return this.unitOfWork.read(async (db) => {
      const within = await this.scopesWithin(db, staff, streetId);
      const filter = { ...(role && { role }), ...(status && { status }), ...(search && { search }), ...(within && { within }) };
      const after = readCursor(cursor, [sort === 'lastSignIn' ? 'number' : 'string', 'string']) as StaffPosition | undefined;
      const rows = await this.store.page(db, filter, sort, after, limit + 1);
      const items = rows.slice(0, limit);
      return {
        items: items.map(staffView),
        total: await this.store.count(db, filter),
        nextCursor: rows.length > limit ? writeCursor(positionOf(items.at(-1)!, sort)) : null,
      };
    });
  }

  /** One account. Refuses: STAFF_NOT_FOUND, OUT_OF_SCOPE. */
  async account(actor: Actor, id: string): Promise<StaffView> {
    const staff = mayList(actor);
    return this.unitOfWork.read(async (db) => staffView(await this.listed(db, staff, id)));
  }

  /** What became of an account, the newest first. Refuses: STAFF_NOT_FOUND, OUT_OF_SCOPE, INVALID_CURSOR. */
  async history(actor: Actor, id: string, query: PageQuery): Promise<Page<HistoryLineView>> {
    const staff = mayList(actor);
    return this.unitOfWork.read(async (db) => {
      await this.listed(db, staff, id);
      return this.trail.history(db, { about: [{ subject: `staff:${id}` }] }, query);
    });
  }

  private async listed(db: EntityManager, actor: StaffActor, id: string): Promise<StaffRow> {
    const account = (await this.store.find(db, id)) ?? refuse({ code: 'STAFF_NOT_FOUND' });
    const places = await this.placesOf(db, account);
    return places.some((place) => can(actor, 'staff.list', place)) ? account : refuse({ code: 'OUT_OF_SCOPE' });
  }

  /** The scopes of accounts that lie, at least in part, where the actor may list and in the street asked for; undefined for all. */
  private async scopesWithin(db: EntityManager, actor: StaffActor, streetId: string | undefined): Promise<ScopeKey[] | undefined> {
    if (can(actor, 'staff.list') && streetId === undefined) return undefined;
    const within: ScopeKey[] = [];
    for (const scope of await this.store.scopes(db)) {
      const entry = await this.directory.find(db, scope.level, scope.id);
      const isInside = (place: Place) => can(actor, 'staff.list', place) && (streetId === undefined || place.streetId === streetId);
      if (entry?.places.some(isInside)) within.push(scope);
    }
    return within;
  }

  /** Where an account lies; the whole district is no place in particular. */
  private async placesOf(db: EntityManager, account: StaffRow): Promise<readonly Place[]> {
    const scope = scopeOf(account);
    if (scope.level === 'district') return [{}];
    return (await this.directory.find(db, scope.level, scope.id))?.places ?? [];
  }
}

function mayList(actor: Actor): StaffActor {
  return isStaff(actor) && mayEver(actor.role, 'staff.list') ? actor : refuse({ code: 'OUT_OF_SCOPE' });
}
