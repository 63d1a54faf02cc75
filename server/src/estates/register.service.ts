import {
  can, isNextStage, isStaff, mayEver, shanghaiDate,
  type Action, type Actor, type EditEstateBody, type EstatePublicView, type EstateRowView, type MoveStageBody, type Page, type StaffActor,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { BuildingsStore } from './buildings.store.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { EstatesService } from './estates.service.ts';
import { type EstateFilter, EstatesStore } from './estates.store.ts';
import { estatePublicView, estateRowView } from './estates.views.ts';

export interface EstatesQuery {
  readonly search?: string;
  readonly cursor?: string;
  readonly limit?: number;
}
const DEFAULT_PAGE = 50;

/** The register of estates as people see and keep it (二, 四, 六). */
@Injectable()
export class RegisterService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly audit: AuditLog,
    private readonly facts: EstatesService,
    private readonly estates: EstatesStore,
    private readonly buildings: BuildingsStore,
  ) {}

  /** What anybody may read about an estate (五). Refuses: ESTATE_NOT_FOUND. */
  async estate(actor: Actor, estateId: string): Promise<EstatePublicView> {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.read((db) => this.publicView(db, estateId));
  }

  /** One page of the estates in the actor's scope, in the order of their codes. Refuses: OUT_OF_SCOPE. */
  async page(actor: Actor, { search, cursor, limit = DEFAULT_PAGE }: EstatesQuery): Promise<Page<EstateRowView>> {
    if (!isStaff(actor) || !mayEver(actor.role, 'estate.list')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.read(async (db) => {
      const filter = { ...(await this.scopeOf(db, actor)), search };
      const [afterCode] = readCursor(cursor, ['string']) ?? [];
      const found = await this.estates.page(db, filter, afterCode as string | undefined, limit + 1);
      const shown = found.slice(0, limit);
      return {
        items: await this.rowViews(db, shown.map(({ id }) => id)),
        total: await this.estates.count(db, filter),
        nextCursor: found.length > limit ? writeCursor([shown.at(-1)!.code]) : null,
      };
    });
  }

  /** Corrects what an import brought. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, CHANGED_BY_SOMEONE_ELSE. */
  edit(actor: Actor, estateId: string, { version, name, address, builtYear }: EditEstateBody): Promise<EstateRowView> {
    return this.unitOfWork.run(async (tx) => {
      await this.placeFor(tx, actor, 'estate.edit', estateId);
      const to = { ...(name !== undefined && { name }), ...(address !== undefined && { address }), ...(builtYear !== undefined && { builtYear }) };
      if (!(await this.estates.change(tx, estateId, version, to))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      await this.audit.append(tx, { actor, action: 'estate.edit', subject: `estate:${estateId}`, facts: to });
      return (await this.rowViews(tx, [estateId]))[0]!;
    });
  }

  /**
   * 六: the next stage, with the day it began. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, ESTATE_ILLEGAL_STAGE,
   * ESTATE_STAGE_DATE_WRONG (before the stage before, or in the future), CHANGED_BY_SOMEONE_ELSE.
   */
  moveStage(actor: Actor, estateId: string, { version, stage, date }: MoveStageBody): Promise<EstateRowView> {
    return this.unitOfWork.run(async (tx) => {
      const staff = await this.placeFor(tx, actor, 'estate.edit', estateId);
      const estate = (await this.estates.find(tx, estateId))!;
      if (!isNextStage(estate.stage, stage)) refuse({ code: 'ESTATE_ILLEGAL_STAGE', from: estate.stage, to: stage });
      const now = this.clock.now().getTime();
      if (date < estate.stageDate || date > shanghaiDate(now)) refuse({ code: 'ESTATE_STAGE_DATE_WRONG' });
      if (!(await this.estates.moveStage(tx, { ...estate, version }, { stage, stageDate: date }))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      await this.estates.recordStage(tx, { id: this.random.uuid(), estateId, stage, date, recordedMs: now, recordedBy: staff.staffId });
      await this.audit.append(tx, { actor, action: 'estate.moveStage', subject: `estate:${estateId}`, facts: { from: estate.stage, to: stage, date } });
      return (await this.rowViews(tx, [estateId]))[0]!;
    });
  }

  /** The public view, for whoever has found the estate by another way than its id. Refuses: ESTATE_NOT_FOUND. */
  async publicView(db: EntityManager, estateId: string): Promise<EstatePublicView> {
    const estate = (await this.estates.findNamed(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
    const households = (await this.estates.householdCounts(db, [estateId])).get(estateId) ?? 0;
    const provider = (await this.estates.engagements(db, [estateId], this.today())).get(estateId);
    return estatePublicView(estate, { households, buildings: await this.buildings.countOf(db, estateId) }, provider);
  }

  private async placeFor(db: EntityManager, actor: Actor, action: Action, estateId: string): Promise<StaffActor> {
    const place = (await this.facts.placeOf(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
    return isStaff(actor) && can(actor, action, place) ? actor : refuse({ code: 'OUT_OF_SCOPE' });
  }

  private async rowViews(db: EntityManager, ids: readonly string[]): Promise<EstateRowView[]> {
    const named = await this.estates.named(db, await this.estates.byIds(db, ids));
    const counts = await this.estates.householdCounts(db, ids);
    const engagements = await this.estates.engagements(db, ids, this.today());
    return named.map((estate) => estateRowView(estate, counts.get(estate.id) ?? 0, engagements.get(estate.id)));
  }

  private async scopeOf(db: EntityManager, { scope }: StaffActor): Promise<EstateFilter> {
    switch (scope.level) {
      case 'district': return {};
      case 'street': return { streetId: scope.id };
      case 'community': return { communityId: scope.id };
      case 'estate': return { estateIds: [scope.id] };
      case 'provider': return { estateIds: await this.estates.estatesOf(db, scope.id, this.today()) };
    }
  }

  private today(): string {
    return shanghaiDate(this.clock.now().getTime());
  }
}
