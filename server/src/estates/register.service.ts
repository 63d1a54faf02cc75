import {
  can, isNextStage, isStaff, shanghaiDate,
  type Action, type Actor, type EditEstateBody, type EstatePublicView, type EstateRegisterView, type HistoryLineView, type MoveStageBody,
  type Page, type PageQuery, type StaffActor,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../identity/audit-trail.service.ts';
import { StaffNames } from '../identity/staff-names.service.ts';
import { AuditLog, changedFacts } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { Config } from '../platform/config/config.ts';
import { refuse } from '../platform/refused.ts';
import { BuildingsStore } from './buildings.store.ts';
import { ContractsStore } from './contracts.store.ts';
import type { EstateRow } from './estates.entity.ts';
import { EstatesService } from './estates.service.ts';
import { EstatesStore } from './estates.store.ts';
import { estatePublicView, estateRegisterView } from './estates.views.ts';

/** One estate as people see and keep it (二, 四, 六). */
@Injectable()
export class RegisterService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly random: Random,
    private readonly audit: AuditLog,
    private readonly trail: AuditTrail,
    private readonly names: StaffNames,
    private readonly facts: EstatesService,
    private readonly estates: EstatesStore,
    private readonly contracts: ContractsStore,
    private readonly buildings: BuildingsStore,
  ) {}

  /** What anybody may read about an estate (五). Refuses: ESTATE_NOT_FOUND. */
  async estate(actor: Actor, estateId: string): Promise<EstatePublicView> {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.read((db) => this.publicView(db, estateId));
  }

  /** All that is registered of an estate, its contracts of the past too. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE. */
  registered(actor: Actor, estateId: string): Promise<EstateRegisterView> {
    return this.unitOfWork.read(async (db) => {
      await this.placeFor(db, actor, 'estate.list', estateId);
      return this.registerView(db, estateId);
    });
  }

  /**
   * Corrects what an import brought; where nothing differs nothing is written. The area is what the subsidy is paid by
   * (七(二)2): headquarters' alone, with a reason. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, ESTATE_AREA_NOT_YOURS, CHANGED_BY_SOMEONE_ELSE.
   */
  edit(actor: Actor, estateId: string, { version, area, ...more }: EditEstateBody): Promise<EstateRegisterView> {
    return this.unitOfWork.run(async (tx) => {
      await this.placeFor(tx, actor, 'estate.edit', estateId);
      if (area && !can(actor, 'estate.editArea')) refuse({ code: 'ESTATE_AREA_NOT_YOURS' });
      const before = (await this.estates.find(tx, estateId))!;
      const to = { ...given(more), ...(area && { areaCentiSqm: area.centiSqm }) };
      const facts = changedFacts(factsOf(before), { ...factsOf(before), ...to });
      if (Object.keys(facts).length === 0 && before.version === version) return this.registerView(tx, estateId);
      if (!(await this.estates.change(tx, estateId, version, to))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      if (to.name !== undefined) await this.names.placeRenamed(tx, 'estate', estateId, to.name);
      const told = area && 'areaCentiSqm' in facts ? { ...facts, reason: area.reason } : facts;
      await this.audit.append(tx, { actor, action: 'estate.edit', subject: `estate:${estateId}`, facts: told });
      return this.registerView(tx, estateId);
    });
  }

  /**
   * 六: the next stage, with the day it began. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, ESTATE_ILLEGAL_STAGE,
   * ESTATE_STAGE_DATE_WRONG (before the stage before, or in the future), CHANGED_BY_SOMEONE_ELSE.
   */
  moveStage(actor: Actor, estateId: string, { version, stage, date }: MoveStageBody): Promise<EstateRegisterView> {
    return this.unitOfWork.run(async (tx) => {
      const staff = await this.placeFor(tx, actor, 'estate.edit', estateId);
      const estate = (await this.estates.find(tx, estateId))!;
      if (!isNextStage(estate.stage, stage)) refuse({ code: 'ESTATE_ILLEGAL_STAGE', from: estate.stage, to: stage });
      const now = this.clock.now().getTime();
      if (date < estate.stageDate || date > shanghaiDate(now)) refuse({ code: 'ESTATE_STAGE_DATE_WRONG' });
      if (!(await this.estates.moveStage(tx, { ...estate, version }, { stage, stageDate: date }))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      await this.estates.recordStage(tx, { id: this.random.uuid(), estateId, stage, date, recordedMs: now, recordedBy: staff.staffId });
      await this.audit.append(tx, { actor, action: 'estate.moveStage', subject: `estate:${estateId}`, facts: { from: estate.stage, to: stage, date } });
      return this.registerView(tx, estateId);
    });
  }

  /** What became of an estate and its contracts, the newest first. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, INVALID_CURSOR. */
  history(actor: Actor, estateId: string, query: PageQuery): Promise<Page<HistoryLineView>> {
    return this.unitOfWork.read(async (db) => {
      await this.placeFor(db, actor, 'estate.history', estateId);
      return this.trail.history(db, { about: [{ subject: `estate:${estateId}` }] }, query);
    });
  }

  /** The public view, for whoever has found the estate by another way than its id. Refuses: ESTATE_NOT_FOUND. */
  async publicView(db: EntityManager, estateId: string): Promise<EstatePublicView> {
    const estate = (await this.estates.findNamed(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
    const provider = (await this.estates.engagements(db, [estateId], this.today())).get(estateId);
    return estatePublicView(estate, await this.counts(db, estateId), provider, this.config.gasPhone);
  }

  /** The register's own view of an estate that is there. */
  async registerView(db: EntityManager, estateId: string): Promise<EstateRegisterView> {
    const estate = (await this.estates.findNamed(db, estateId))!;
    const stages = await this.estates.stageRecords(db, estateId);
    return estateRegisterView(estate, await this.counts(db, estateId), stages, await this.contracts.ofEstate(db, estateId));
  }

  /** Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE. */
  async placeFor(db: EntityManager, actor: Actor, action: Action, estateId: string): Promise<StaffActor> {
    const place = (await this.facts.placeOf(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
    return isStaff(actor) && can(actor, action, place) ? actor : refuse({ code: 'OUT_OF_SCOPE' });
  }

  private async counts(db: EntityManager, estateId: string): Promise<{ readonly buildings: number; readonly households: number }> {
    return { buildings: await this.buildings.countOf(db, estateId), households: (await this.estates.householdCounts(db, [estateId])).get(estateId) ?? 0 };
  }

  private today(): string {
    return shanghaiDate(this.clock.now().getTime());
  }
}

const factsOf = ({ name, address, builtYear, areaCentiSqm }: EstateRow) => ({ name, address, builtYear, areaCentiSqm });

/** What was given: a field that was left out stays as it is. */
function given<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
