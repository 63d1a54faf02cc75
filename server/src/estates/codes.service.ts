import {
  can, isStaff, SECRET_DIGITS, writeHouseholdCode,
  type Action, type Actor, type HistoryLineView, type HouseholdRowView, type HouseholdsQuery, type IssueCodesBody, type IssuedCodesView, type Page,
  type PageQuery,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../identity/audit-trail.service.ts';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { BuildingsService } from './buildings.service.ts';
import { BuildingsStore } from './buildings.store.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { EstatesService } from './estates.service.ts';
import { householdRowView } from './estates.views.ts';
import type { HouseholdRow } from './households.entity.ts';
import { type DoorPosition, HouseholdsStore } from './households.store.ts';
import { KeyedHash } from './keyed-hash.ts';

const DEFAULT_PAGE = 200;

/** The doors of an estate and the one-time codes on their slips: community work, which no provider ever sees. */
@Injectable()
export class CodesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly audit: AuditLog,
    private readonly trail: AuditTrail,
    private readonly hash: KeyedHash,
    private readonly facts: EstatesService,
    private readonly buildings: BuildingsService,
    private readonly buildingsStore: BuildingsStore,
    private readonly households: HouseholdsStore,
  ) {}

  /** One page of an estate's doors, building by building. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE. */
  page(actor: Actor, estateId: string, { buildingId, search, state, cursor, limit = DEFAULT_PAGE }: HouseholdsQuery): Promise<Page<HouseholdRowView>> {
    return this.unitOfWork.read(async (db) => {
      const place = (await this.facts.placeOf(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
      if (!can(actor, 'household.list', place)) refuse({ code: 'OUT_OF_SCOPE' });
      const filter = { estateId, buildingId, search, state };
      const found = await this.households.page(db, filter, positionOf(cursor), limit + 1);
      const shown = found.slice(0, limit);
      const buildings = new Map((await this.buildingsStore.ofEstate(db, estateId)).map((building) => [building.id, building]));
      const last = shown.at(-1);
      return {
        items: await this.views(db, shown, (household) => buildings.get(household.buildingId)?.name ?? ''),
        total: await this.households.count(db, filter),
        nextCursor: last && found.length > limit ? writeCursor([buildings.get(last.buildingId)!.sort, last.buildingId, last.doorSerial]) : null,
      };
    });
  }

  /**
   * New codes for doors of one building; their old ones are void. Answered this once and stored as keyed hashes. Without
   * `householdIds`: every door that no phone holds. Refuses: BUILDING_NOT_FOUND, OUT_OF_SCOPE, HOUSEHOLD_NOT_FOUND (not of
   * this building), HOUSEHOLD_HELD_BY_ANOTHER_PHONE (a named door is held: release it first).
   */
  issue(actor: Actor, { buildingId, householdIds }: IssueCodesBody): Promise<IssuedCodesView> {
    return this.unitOfWork.run(async (tx) => {
      await this.buildings.foundFor(tx, actor, 'householdCode.issue', buildingId);
      const all = await this.households.ofBuilding(tx, buildingId);
      const asked = householdIds ? all.filter(({ id }) => householdIds.includes(id)) : all;
      if (householdIds && asked.length !== householdIds.length) refuse({ code: 'HOUSEHOLD_NOT_FOUND' });
      if (!(await this.households.passGate(tx, asked.map(({ id }) => id)))) refuse({ code: 'HOUSEHOLD_NOT_FOUND' }); // removed a moment ago
      const holders = await this.households.holders(tx, asked.map(({ id }) => id));
      if (householdIds && holders.size > 0) refuse({ code: 'HOUSEHOLD_HELD_BY_ANOTHER_PHONE' });
      const free = asked.filter(({ id }) => !holders.has(id));
      const codes = await this.writeCodes(tx, free, isStaff(actor) ? actor.staffId : actor.role, this.random);
      const doorSerials = free.map(({ doorSerial }) => doorSerial).join(',');
      await this.audit.append(tx, { actor, action: 'householdCode.issue', subject: `building:${buildingId}`, facts: { codes: free.length, doorSerials } });
      return { codes };
    });
  }

  /** Replaces the codes of households that nobody holds and answers the new ones. The caller has passed the gate. */
  async writeCodes(tx: EntityManager, households: readonly HouseholdRow[], issuedBy: string, random: Random): Promise<IssuedCodesView['codes']> {
    const issued = households.map((household) => ({ household, secret: random.digits(SECRET_DIGITS) }));
    const issuedMs = this.clock.now().getTime();
    await this.households.dropCodes(tx, households.map(({ id }) => id));
    await this.households.insertCodes(tx, issued.map(({ household: { id }, secret }) =>
      ({ householdId: id, codeHash: this.hash.ofCode(id, secret), issuedMs, issuedBy, handedOutMs: null, redeemedMs: null })));
    return issued.map(({ household: { id, door, doorSerial }, secret }) => ({ householdId: id, door, code: writeHouseholdCode({ doorSerial, secret }) }));
  }

  /** The slip went to the household: logged, once a code. Refuses: HOUSEHOLD_NOT_FOUND, OUT_OF_SCOPE, HOUSEHOLD_HAS_NO_CODE. */
  handedOut(actor: Actor, householdId: string): Promise<HouseholdRowView> {
    return this.unitOfWork.run(async (tx) => {
      const household = await this.gatePassedFor(tx, actor, 'householdCode.issue', householdId);
      if (await this.households.markHandedOut(tx, householdId, this.clock.now().getTime())) {
        await this.audit.append(tx, { actor, action: 'householdCode.handOut', subject: `household:${householdId}` });
      } else {
        const code = await this.households.code(tx, householdId);
        if (!code || code.redeemedMs !== null) refuse({ code: 'HOUSEHOLD_HAS_NO_CODE' }); // else noted before: told twice is told
      }
      return this.view(tx, household);
    });
  }

  /**
   * The community worker rebinds: whoever holds the household no longer does, and any code it has is void; a new one has
   * to be issued. Refuses: HOUSEHOLD_NOT_FOUND, OUT_OF_SCOPE.
   */
  release(actor: Actor, householdId: string): Promise<HouseholdRowView> {
    return this.unitOfWork.run(async (tx) => {
      const household = await this.gatePassedFor(tx, actor, 'household.release', householdId);
      const wasHeld = await this.households.unbind(tx, householdId);
      await this.households.dropCodes(tx, [householdId]);
      await this.audit.append(tx, { actor, action: 'household.release', subject: `household:${householdId}`, facts: { wasHeld } });
      return this.view(tx, household);
    });
  }

  /**
   * What became of a household's codes and of its door, the newest first: never a code, never who holds it, never what or
   * whether it answered. Refuses: HOUSEHOLD_NOT_FOUND, OUT_OF_SCOPE, INVALID_CURSOR.
   */
  history(actor: Actor, householdId: string, query: PageQuery): Promise<Page<HistoryLineView>> {
    return this.unitOfWork.read(async (db) => {
      const { buildingId, estateId, doorSerial } = await this.foundFor(db, actor, 'household.list', householdId);
      const about = [
        { subject: `household:${householdId}` },
        { subject: `building:${buildingId}`, action: 'householdCode.issue', facts: [`"${doorSerial}"`, `"${doorSerial},`, `,${doorSerial},`, `,${doorSerial}"`] },
        { subject: `estate:${estateId}`, facts: [`"householdId":"${householdId}"`] },
      ];
      const page = await this.trail.history(db, { about }, query);
      return { ...page, items: page.items.map((line) => (line.action === 'householdCode.issue' ? { ...line, facts: {} } : line)) };
    });
  }

  private async gatePassedFor(tx: EntityManager, actor: Actor, action: Action, householdId: string): Promise<HouseholdRow> {
    await this.foundFor(tx, actor, action, householdId);
    if (!(await this.households.passGate(tx, [householdId]))) refuse({ code: 'HOUSEHOLD_NOT_FOUND' });
    return (await this.households.find(tx, householdId))!;
  }

  private async foundFor(db: EntityManager, actor: Actor, action: Action, householdId: string): Promise<HouseholdRow> {
    const household = (await this.households.find(db, householdId)) ?? refuse({ code: 'HOUSEHOLD_NOT_FOUND' });
    const place = (await this.facts.placeOf(db, household.estateId)) ?? refuse({ code: 'HOUSEHOLD_NOT_FOUND' });
    return isStaff(actor) && can(actor, action, place) ? household : refuse({ code: 'OUT_OF_SCOPE' });
  }

  private async view(db: EntityManager, household: HouseholdRow): Promise<HouseholdRowView> {
    const building = await this.buildingsStore.find(db, household.buildingId);
    return (await this.views(db, [household], () => building?.name ?? ''))[0]!;
  }

  private async views(db: EntityManager, households: readonly HouseholdRow[], nameOf: (household: HouseholdRow) => string): Promise<HouseholdRowView[]> {
    const ids = households.map(({ id }) => id);
    const codes = new Map((await this.households.codes(db, ids)).map((code) => [code.householdId, code]));
    const holders = await this.households.holders(db, ids);
    return households.map((household) => householdRowView(household, nameOf(household), codes.get(household.id), holders.has(household.id)));
  }
}

function positionOf(cursor: string | undefined): DoorPosition | undefined {
  const position = readCursor(cursor, ['number', 'string', 'number']);
  return position && { sort: Number(position[0]), buildingId: String(position[1]), doorSerial: Number(position[2]) };
}
