import { BUILDING_TOKEN, type Place, shanghaiDate } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.ts';
import { BuildingsStore } from './buildings.store.ts';
import { EstatesStore } from './estates.store.ts';
import { HouseholdsStore } from './households.store.ts';

export interface EstatePlace extends Place {
  readonly estateId: string;
  readonly streetId: string;
  readonly communityId: string;
}
export interface HouseholdPlace extends EstatePlace {
  readonly householdId: string;
  readonly buildingId: string;
}
export interface EstateInService {
  readonly estateId: string;
  readonly streetId: string;
  readonly communityId: string;
  readonly name: string;
  readonly street: string;
  readonly community: string;
  readonly households: number;
}
/** What people call an estate, and where it lies. */
export interface EstateNames {
  readonly name: string;
  readonly street: string;
  readonly community: string;
}
/** A dwelling as its neighbours call it. */
export interface NamedDwelling {
  readonly householdId: string;
  readonly estateId: string;
  readonly buildingId: string;
  readonly building: string;
  readonly buildingSort: number;
  readonly door: string;
  readonly doorSerial: number;
}
export interface RosterEntry {
  readonly estateId: string;
  readonly buildingId: string;
  readonly householdId: string;
}

/**
 * What the capabilities above ask of the register, inside their own transaction. These are facts, not acts of somebody:
 * who may is asked by the caller, with the place that this answers.
 */
@Injectable()
export class EstatesService {
  constructor(
    private readonly clock: Clock,
    private readonly estates: EstatesStore,
    private readonly buildingsStore: BuildingsStore,
    private readonly households: HouseholdsStore,
  ) {}

  /** Where an estate belongs, today's provider included; null when there is none. */
  async placeOf(db: EntityManager, estateId: string): Promise<EstatePlace | null> {
    const estate = await this.estates.find(db, estateId);
    if (!estate) return null;
    const engagement = (await this.estates.engagements(db, [estateId], this.today())).get(estateId);
    return { estateId, streetId: estate.streetId, communityId: estate.communityId, providerId: engagement?.providerId ?? null };
  }

  /** estateId → its names; an estate that is none is not in the map. */
  async names(db: EntityManager, estateIds: readonly string[]): Promise<ReadonlyMap<string, EstateNames>> {
    const named = await this.estates.named(db, await this.estates.byIds(db, estateIds));
    return new Map(named.map(({ id, name, street, community }) => [id, { name, street, community }]));
  }

  /** Every estate of the renovation's scope (二) whose provider has formally entered (六(四) 正式进场) and in which somebody lives: what is surveyed and scored. */
  async estatesInService(db: EntityManager): Promise<EstateInService[]> {
    const estates = (await this.estates.all(db)).filter(({ stage }) => stage === 'inService');
    const counts = await this.estates.householdCounts(db, estates.map(({ id }) => id));
    const named = await this.estates.named(db, estates.filter(({ id }) => counts.has(id)));
    return named.map(({ id, streetId, communityId, name, street, community }) =>
      ({ estateId: id, streetId, communityId, name, street, community, households: counts.get(id)! }));
  }

  /**
   * Every household of the estates: the sample's denominator, with or without phone, owner or code. In the transaction
   * that freezes it, behind the estates' gate: a door that is being removed is either not in it or stays.
   */
  async roster(tx: EntityManager, estateIds: readonly string[]): Promise<RosterEntry[]> {
    await this.estates.passGate(tx, estateIds);
    return this.households.roster(tx, estateIds);
  }

  /** Every dwelling of an estate, in the order of its buildings and their doors. */
  async dwellings(db: EntityManager, estateId: string): Promise<NamedDwelling[]> {
    const ids = (await this.households.roster(db, [estateId])).map(({ householdId }) => householdId);
    return [...(await this.dwellingsOf(db, ids)).values()].sort(inOrderOfDoors);
  }

  /** householdId → what it is called; one that is none is not in the map. */
  async dwellingsOf(db: EntityManager, householdIds: readonly string[]): Promise<ReadonlyMap<string, NamedDwelling>> {
    const households = await this.households.byIds(db, householdIds);
    const buildings = new Map((await this.buildingsStore.byIds(db, [...new Set(households.map(({ buildingId }) => buildingId))])).map((building) => [building.id, building]));
    return new Map(households.map(({ id, estateId, buildingId, door, doorSerial }) => {
      const building = buildings.get(buildingId)!;
      return [id, { householdId: id, estateId, buildingId, building: building.name, buildingSort: building.sort, door, doorSerial }];
    }));
  }

  /** The households that a resident's phone holds. */
  async heldBy(db: EntityManager, residentId: string): Promise<string[]> {
    return (await this.households.heldBy(db, residentId)).map(({ householdId }) => householdId);
  }

  /** The gate of a household: until the commit nobody removes it, binds it or releases it. False where there is none. */
  holdHousehold(tx: EntityManager, householdId: string): Promise<boolean> {
    return this.households.passGate(tx, [householdId]);
  }

  async buildings(db: EntityManager, estateId: string): Promise<{ readonly buildingId: string; readonly name: string; readonly sort: number }[]> {
    return (await this.buildingsStore.ofEstate(db, estateId)).map(({ id, name, sort }) => ({ buildingId: id, name, sort }));
  }

  /** householdId → the resident whose phone holds it; a household that nobody holds is not in the map. */
  holders(db: EntityManager, householdIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.households.holders(db, householdIds);
  }

  /** Where a household belongs and which resident holds it; null when there is none. */
  async householdPlace(db: EntityManager, householdId: string): Promise<HouseholdPlace | null> {
    const household = await this.households.find(db, householdId);
    const place = household && (await this.placeOf(db, household.estateId));
    if (!household || !place) return null;
    const residentId = (await this.households.binding(db, householdId))?.residentId ?? null;
    return { ...place, householdId, buildingId: household.buildingId, residentId };
  }

  /** Where the building of a live token stands; null for a void one and for what is none. */
  async buildingOfToken(db: EntityManager, token: string): Promise<{ readonly estateId: string; readonly buildingId: string } | null> {
    const building = BUILDING_TOKEN.test(token) ? await this.buildingsStore.byToken(db, token) : null;
    return building && { estateId: building.estateId, buildingId: building.id };
  }

  /** Whether a resident's phone holds any household of an estate. */
  async holdsIn(db: EntityManager, residentId: string, estateId: string): Promise<boolean> {
    const held = await this.households.heldBy(db, residentId);
    const households = await this.households.byIds(db, held.map(({ householdId }) => householdId));
    return households.some((household) => household.estateId === estateId);
  }

  /** buildingId → its name. */
  async buildingNames(db: EntityManager, buildingIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.buildingsStore.byIds(db, buildingIds)).map(({ id, name }) => [id, name]));
  }

  /** streetId → its name. */
  async streetNames(db: EntityManager, streetIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.estates.streets(db, [...new Set(streetIds)])).map(({ id, name }) => [id, name]));
  }

  /** providerId → its name. */
  async providerNames(db: EntityManager, providerIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.estates.providers(db, [...new Set(providerIds)])).map(({ id, name }) => [id, name]));
  }

  /** The number under which a provider is rung about an estate: of its contract there, or else the firm's own; null where neither is known. */
  async providerPhone(db: EntityManager, estateId: string, providerId: string): Promise<string | null> {
    const engagement = (await this.estates.engagements(db, [estateId], this.today())).get(estateId);
    const phone = engagement?.providerId === providerId ? engagement.phone : (await this.estates.provider(db, providerId))?.phone;
    return phone || null;
  }

  /** Estates with these words in their name. */
  async saying(db: EntityManager, words: string): Promise<string[]> {
    const sought = words.toLowerCase();
    return (await this.estates.all(db)).filter(({ name }) => name.toLowerCase().includes(sought)).map(({ id }) => id);
  }

  private today(): string {
    return shanghaiDate(this.clock.now().getTime());
  }
}

const inOrderOfDoors = (a: NamedDwelling, b: NamedDwelling): number =>
  a.buildingSort - b.buildingSort || (a.buildingId === b.buildingId ? a.doorSerial - b.doorSerial : a.buildingId < b.buildingId ? -1 : 1);
