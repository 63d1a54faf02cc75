import { can, isStaff, type Actor, type StaffActor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RowErrors } from '../../platform/documents/row-errors.ts';
import { refuse } from '../../platform/refused.ts';
import type { EstateRow } from '../estates.entity.ts';
import { EstatesService } from '../estates.service.ts';
import { EstatesStore } from '../estates.store.ts';
import { ImportsStore } from '../imports.store.ts';
import { Difference } from './difference.ts';
import type { HouseholdLine } from './household-lines.ts';
import { HouseholdMerge } from './household-merge.ts';
import type { ImportProgress } from './import-runs.ts';

export interface Doing {
  readonly errors: RowErrors;
  readonly progress: ImportProgress;
  readonly writes: boolean;
}

/** A street's list of doors against the register: of one estate, or of all that it names. */
@Injectable()
export class DoorList {
  constructor(
    private readonly facts: EstatesService,
    private readonly estates: EstatesStore,
    private readonly store: ImportsStore,
    private readonly merge: HouseholdMerge,
  ) {}

  /** Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE. */
  async mayImport(db: EntityManager, actor: Actor, estateId: string): Promise<StaffActor> {
    const place = (await this.facts.placeOf(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
    return isStaff(actor) && can(actor, 'household.import', place) ? actor : refuse({ code: 'OUT_OF_SCOPE' });
  }

  /** Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, CHANGED_BY_SOMEONE_ELSE. */
  async ofEstate(db: EntityManager, actor: StaffActor, estateId: string, lines: readonly HouseholdLine[], doing: Doing): Promise<Difference> {
    await this.mayImport(db, actor, estateId);
    const estate = (await this.estates.find(db, estateId))!;
    for (const { line, estateCode } of lines) {
      if (estateCode !== '' && estateCode !== estate.code) doing.errors.add(line, '小区编号', `不是这个小区的编号（${estate.code}），可以留空`);
    }
    return this.apply(db, new Map([[estateId, lines]]), doing);
  }

  /** Refuses CHANGED_BY_SOMEONE_ELSE. */
  async ofStreet(db: EntityManager, actor: StaffActor, lines: readonly HouseholdLine[], doing: Doing): Promise<Difference> {
    const byCode = new Map<string, HouseholdLine[]>();
    for (const line of lines) {
      const list = byCode.get(line.estateCode);
      if (list) list.push(line);
      else byCode.set(line.estateCode, [line]);
    }
    const known = await this.store.estatesByCode(db, [...byCode.keys()]);
    const isOwn = ({ id, streetId, communityId }: EstateRow) => can(actor, 'household.import', { streetId, communityId, estateId: id });
    const own = new Map(known.filter(isOwn).map(({ code, id }) => [code, id]));
    const byEstate = new Map<string, readonly HouseholdLine[]>();
    for (const [code, list] of byCode) {
      const estateId = own.get(code);
      if (estateId !== undefined) byEstate.set(estateId, list);
      // Somebody else's estate and one that is not there are answered alike.
      else for (const { line } of list) doing.errors.add(line, '小区编号', '您的街道没有这个编号的小区，请与小区列表核对');
    }
    return this.apply(db, byEstate, doing);
  }

  /** Estate by estate: only one estate's register is in memory at a time. */
  private async apply(db: EntityManager, byEstate: ReadonlyMap<string, readonly HouseholdLine[]>, { errors, progress, writes }: Doing): Promise<Difference> {
    const difference = new Difference();
    let done = 0;
    progress.begin(writes ? 'writing' : 'comparing', [...byEstate.values()].reduce((sum, { length }) => sum + length, 0));
    for (const [estateId, lines] of [...byEstate].sort(([a], [b]) => (a < b ? -1 : 1))) { // in one order: two lists must not cross
      const planned = () => this.merge.plan(db, estateId, lines.filter(({ line }) => !errors.isWrong(line)), errors);
      let plan = await planned();
      if (writes && errors.none && plan.difference.created + plan.difference.changed > 0) {
        // Behind the gate of the estate nobody adds or removes a door, and no round takes its roster; a list that changes nothing passes it by.
        if (!(await this.estates.passGate(db, [estateId]))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
        plan = await planned();
        if (errors.none) await this.merge.write(db, plan, progress);
      }
      difference.include(plan.difference);
      progress.count((done += lines.length));
      await progress.pause();
    }
    return difference;
  }
}
