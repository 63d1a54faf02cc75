import {
  can, readHouseholdCode,
  type Actor, type BindByCodeBody, type BindByPhoneBody, type HeldHouseholdView, type Page, type PageQuery, type ResidentActor,
} from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ResidentFarewells } from '../identity/resident-farewells.service.ts';
import { Clock } from '../platform/clock.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { type Allowance, Throttle } from '../platform/throttle/throttle.ts';
import { WechatClient } from '../platform/wechat/wechat-client.ts';
import { BuildingsService } from './buildings.service.ts';
import { BuildingsStore } from './buildings.store.ts';
import { EstatesStore } from './estates.store.ts';
import { heldHouseholdView } from './estates.views.ts';
import type { HouseholdRow } from './households.entity.ts';
import { type BindingPosition, HouseholdsStore } from './households.store.ts';
import { isSameHash, KeyedHash } from './keyed-hash.ts';
import { phoneNumber } from './phone-number.ts';

/** A code has a million secrets: ten guesses an hour need eleven years for all of them. */
const ATTEMPTS: Allowance = { attempts: 10, perSeconds: 3600 };
const PAGE = 50;

/**
 * How a phone comes to hold a household (`domain.md` §3), which decides whether the sample can be stuffed. The first phone
 * holds it until the community worker releases it.
 */
@Injectable()
export class BindingsService implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
    private readonly wechat: WechatClient,
    private readonly hash: KeyedHash,
    private readonly buildings: BuildingsService,
    private readonly buildingsStore: BuildingsStore,
    private readonly estates: EstatesStore,
    private readonly households: HouseholdsStore,
    private readonly farewells: ResidentFarewells,
  ) {}

  /** A resident who is forgotten holds nothing any more. The used code stays used: the next phone needs a new one. */
  onModuleInit(): void {
    this.farewells.register(async (tx, residentId) => {
      const held = (await this.households.heldBy(tx, residentId)).map(({ householdId }) => householdId);
      await this.households.passGate(tx, held);
      for (const householdId of held) await this.households.unbind(tx, householdId);
    });
  }

  /**
   * By the code on the slip; the same phone may say the same code again. Refuses: BUILDING_TOKEN_UNKNOWN, TOO_MANY_ATTEMPTS,
   * HOUSEHOLD_CODE_WRONG (wrong, void, of another building or of no door: one answer, so nothing can be learnt from it),
   * HOUSEHOLD_HELD_BY_ANOTHER_PHONE (the code is right and was used by another phone).
   */
  async bindByCode(actor: Actor, { buildingToken, code }: BindByCodeBody): Promise<HeldHouseholdView> {
    const { residentId } = binder(actor);
    const building = await this.unitOfWork.read((db) => this.buildings.byToken(db, buildingToken));
    const parts = readHouseholdCode(code);
    // Counted before anything is looked up, and by the door that the code names, whether or not there is one.
    const byDoor = parts ? [{ kind: 'household.bind.door', key: `${building.id}|${parts.doorSerial}`, allowance: ATTEMPTS }] : [];
    await this.throttle.take([{ kind: 'household.bind', key: residentId, allowance: ATTEMPTS }, ...byDoor]);
    const household = parts && (await this.unitOfWork.read((db) => this.households.byDoorSerial(db, building.id, parts.doorSerial)));
    if (!parts || !household) return refuse({ code: 'HOUSEHOLD_CODE_WRONG' });

    return this.unitOfWork.run(async (tx) => {
      await this.households.passGate(tx, [household.id]);
      const stored = await this.households.code(tx, household.id);
      const codeHash = this.hash.ofCode(household.id, parts.secret);
      if (!stored || !isSameHash(stored.codeHash, codeHash)) refuse({ code: 'HOUSEHOLD_CODE_WRONG' });
      await this.hold(tx, household, residentId, 'code', async (nowMs) => {
        if (!(await this.households.redeem(tx, household.id, codeHash, nowMs))) refuse({ code: 'HOUSEHOLD_CODE_WRONG' });
      });
      return this.view(tx, household);
    }, { idempotent: true });
  }

  /**
   * By WeChat's verified number, where the street's own register knows it for exactly one household of the building. Refuses:
   * BUILDING_TOKEN_UNKNOWN, TOO_MANY_ATTEMPTS, WECHAT_*, PHONE_NOT_IN_REGISTER, PHONE_IN_SEVERAL_HOUSEHOLDS, HOUSEHOLD_HELD_BY_ANOTHER_PHONE.
   */
  async bindByPhone(actor: Actor, { buildingToken, code }: BindByPhoneBody): Promise<HeldHouseholdView> {
    const { residentId } = binder(actor);
    const building = await this.unitOfWork.read((db) => this.buildings.byToken(db, buildingToken));
    await this.throttle.take([{ kind: 'household.bind', key: residentId, allowance: ATTEMPTS }]);
    const { number, countryCode } = await this.wechat.phoneOf(code);
    const phone = countryCode === '86' ? phoneNumber(number) : undefined;
    const registered = phone === undefined ? [] : await this.unitOfWork.read((db) => this.households.byPhone(db, building.id, this.hash.ofPhone(phone)));
    if (registered.length > 1) refuse({ code: 'PHONE_IN_SEVERAL_HOUSEHOLDS' });
    const household = registered[0] ?? refuse({ code: 'PHONE_NOT_IN_REGISTER' });
    return this.unitOfWork.run(async (tx) => {
      if (!(await this.households.passGate(tx, [household.id]))) refuse({ code: 'PHONE_NOT_IN_REGISTER' }); // the street has just removed the door
      await this.hold(tx, household, residentId, 'phone');
      return this.view(tx, household);
    }, { idempotent: true });
  }

  /** One page of what this phone holds, in the order it was bound. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  async mine(actor: Actor, { cursor, limit = PAGE }: PageQuery = {}): Promise<Page<HeldHouseholdView>> {
    if (actor.role !== 'resident' || !can(actor, 'household.own', { residentId: actor.residentId })) return refuse({ code: 'OUT_OF_SCOPE' });
    const { residentId } = actor;
    return this.unitOfWork.read(async (db) => {
      const found = await this.households.pageHeldBy(db, residentId, readCursor(cursor, ['number', 'string']) as BindingPosition | undefined, limit + 1);
      const shown = found.slice(0, limit);
      const households = new Map((await this.households.byIds(db, shown.map(({ householdId }) => householdId))).map((row) => [row.id, row]));
      const items: HeldHouseholdView[] = [];
      for (const { householdId } of shown) items.push(await this.view(db, households.get(householdId)!));
      const last = shown.at(-1);
      return {
        items, total: await this.households.countHeldBy(db, residentId),
        nextCursor: last && found.length > limit ? writeCursor([last.boundMs, last.householdId]) : null,
      };
    });
  }

  /** The caller has passed the gate; the key on the household decides all the same. */
  private async hold(tx: EntityManager, household: HouseholdRow, residentId: string, via: 'code' | 'phone', before?: (nowMs: number) => Promise<void>): Promise<void> {
    const binding = await this.households.binding(tx, household.id);
    if (binding?.residentId === residentId) return;
    if (binding) refuse({ code: 'HOUSEHOLD_HELD_BY_ANOTHER_PHONE' });
    const boundMs = this.clock.now().getTime();
    await before?.(boundMs);
    await this.households.bind(tx, { householdId: household.id, residentId, boundMs, via });
  }

  private async view(db: EntityManager, household: HouseholdRow): Promise<HeldHouseholdView> {
    const estate = await this.estates.find(db, household.estateId);
    const building = await this.buildingsStore.find(db, household.buildingId);
    return heldHouseholdView(household, estate?.name ?? '', building?.name ?? '');
  }
}

function binder(actor: Actor): ResidentActor {
  return actor.role === 'resident' && can(actor, 'household.bind') ? actor : refuse({ code: 'OUT_OF_SCOPE' });
}
