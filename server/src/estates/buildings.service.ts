import {
  BUILDING_TOKEN,
  can,
  type Action,
  type Actor,
  type BuildingView,
  type Page,
  type PageQuery,
  type ScannedBuildingView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import qrcode from 'qrcode';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { Config } from '../platform/config/config.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { type BuildingPosition, BuildingsStore } from './buildings.store.ts';
import type { BuildingRow } from './estates.entity.ts';
import { EstatesService } from './estates.service.ts';
import { buildingView } from './estates.views.ts';
import { RegisterService } from './register.service.ts';

/** 15 bytes are 20 characters: a mini-program's scene takes 32. */
const TOKEN_BYTES = 15;
const PAGE = 200;

/** Buildings and the QR codes on their walls. A token opens what anybody may read and nothing else. */
@Injectable()
export class BuildingsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly config: Config,
    private readonly audit: AuditLog,
    private readonly facts: EstatesService,
    private readonly register: RegisterService,
    private readonly buildings: BuildingsStore,
  ) {}

  /** What a scanned QR opens. Refuses: BUILDING_TOKEN_UNKNOWN, also for a void one. */
  async scanned(actor: Actor, token: string): Promise<ScannedBuildingView> {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.read(async (db) => {
      const building = await this.byToken(db, token);
      return { buildingId: building.id, building: building.name, estate: await this.register.publicView(db, building.estateId) };
    });
  }

  /** Where the QR's link leads in the H5 app. Any token that could be one goes there: the page says when it is void. Refuses: BUILDING_TOKEN_UNKNOWN. */
  landing(actor: Actor, token: string): string {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    return BUILDING_TOKEN.test(token) ? `/#/pages/landing/index?scene=${token}` : refuse({ code: 'BUILDING_TOKEN_UNKNOWN' });
  }

  /** One page of an estate's buildings. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, INVALID_CURSOR. */
  ofEstate(actor: Actor, estateId: string, { cursor, limit = PAGE }: PageQuery = {}): Promise<Page<BuildingView>> {
    return this.unitOfWork.read(async (db) => {
      const place = (await this.facts.placeOf(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
      if (!can(actor, 'estate.list', place)) refuse({ code: 'OUT_OF_SCOPE' });
      const found = await this.buildings.page(db, estateId, readCursor(cursor, ['number', 'string']) as BuildingPosition | undefined, limit + 1);
      const shown = found.slice(0, limit);
      const counts = await this.buildings.householdCounts(db, estateId);
      const tokens = await this.buildings.liveTokens(
        db,
        shown.map(({ id }) => id),
      );
      const last = shown.at(-1);
      return {
        items: shown.map((building) => buildingView(building, counts.get(building.id) ?? 0, tokens.get(building.id))),
        total: await this.buildings.countOf(db, estateId),
        nextCursor: last && found.length > limit ? writeCursor([last.sort, last.id]) : null,
      };
    });
  }

  /** A new token for the building's wall; the old one is void at once. Refuses: BUILDING_NOT_FOUND, OUT_OF_SCOPE, CHANGED_BY_SOMEONE_ELSE. */
  issueToken(actor: Actor, buildingId: string): Promise<BuildingView> {
    return this.unitOfWork.run(async (tx) => {
      const building = await this.foundFor(tx, actor, 'buildingToken.issue', buildingId);
      const token = this.random.token(TOKEN_BYTES);
      await this.buildings.replaceToken(tx, buildingId, token, this.clock.now().getTime());
      await this.audit.append(tx, { actor, action: 'buildingToken.issue', subject: `building:${buildingId}` });
      const counts = await this.buildings.householdCounts(tx, building.estateId);
      return buildingView(building, counts.get(buildingId) ?? 0, token);
    });
  }

  /** The poster's QR: a link that WeChat opens as the mini-program and any browser as the H5 app. Refuses: BUILDING_NOT_FOUND, OUT_OF_SCOPE, BUILDING_TOKEN_UNKNOWN (none issued). */
  async qrSvg(actor: Actor, buildingId: string): Promise<string> {
    const token = await this.unitOfWork.read(async (db) => {
      await this.foundFor(db, actor, 'buildingToken.issue', buildingId);
      return (await this.buildings.liveTokens(db, [buildingId])).get(buildingId) ?? refuse({ code: 'BUILDING_TOKEN_UNKNOWN' });
    });
    return qrcode.toString(`${this.config.publicUrl}/q/${token}`, { type: 'svg', errorCorrectionLevel: 'Q', margin: 4 });
  }

  /** The building of a live token. Refuses: BUILDING_TOKEN_UNKNOWN. */
  async byToken(db: EntityManager, token: string): Promise<BuildingRow> {
    const building = BUILDING_TOKEN.test(token) ? await this.buildings.byToken(db, token) : null;
    return building ?? refuse({ code: 'BUILDING_TOKEN_UNKNOWN' });
  }

  /** Refuses: BUILDING_NOT_FOUND, OUT_OF_SCOPE. */
  async foundFor(db: EntityManager, actor: Actor, action: Action, buildingId: string): Promise<BuildingRow> {
    const building = (await this.buildings.find(db, buildingId)) ?? refuse({ code: 'BUILDING_NOT_FOUND' });
    const place = (await this.facts.placeOf(db, building.estateId)) ?? refuse({ code: 'BUILDING_NOT_FOUND' });
    return can(actor, action, place) ? building : refuse({ code: 'OUT_OF_SCOPE' });
  }
}
