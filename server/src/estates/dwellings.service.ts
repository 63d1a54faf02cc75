import {
  can, isStaff, MAX_DOOR_SERIAL,
  type Action, type Actor, type AddBuildingBody, type AddHouseholdBody, type BuildingView, type EditHouseholdBody, type HouseholdRowView,
  type RenameBuildingBody,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { BuildingsStore } from './buildings.store.ts';
import type { BuildingRow } from './estates.entity.ts';
import { EstatesService } from './estates.service.ts';
import { EstatesStore } from './estates.store.ts';
import { buildingView, householdRowView } from './estates.views.ts';
import { HouseholdClaims } from './household-claims.service.ts';
import type { HouseholdRow } from './households.entity.ts';
import { HouseholdsStore } from './households.store.ts';

/**
 * The street's hand corrections of buildings and doors, beside its lists. Doors are the denominator of the sample
 * (每个小区样本数不少于10%): a round that has been opened keeps the doors it was opened with.
 */
@Injectable()
export class DwellingsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly random: Random,
    private readonly audit: AuditLog,
    private readonly facts: EstatesService,
    private readonly estates: EstatesStore,
    private readonly buildings: BuildingsStore,
    private readonly households: HouseholdsStore,
    private readonly claims: HouseholdClaims,
  ) {}

  /** A building without doors yet. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, BUILDING_NAME_TAKEN. */
  addBuilding(actor: Actor, estateId: string, { name }: AddBuildingBody): Promise<BuildingView> {
    return this.unitOfWork.run(async (tx) => {
      if (!(await this.mayEdit(tx, actor, estateId))) refuse({ code: 'ESTATE_NOT_FOUND' });
      const sort = 1 + Math.max(0, ...(await this.buildings.ofEstate(tx, estateId)).map((building) => building.sort));
      const building: BuildingRow = { id: this.random.uuid(), estateId, name, sort };
      await this.buildings.insert(tx, building);
      await this.audit.append(tx, { actor, action: 'building.add', subject: `estate:${estateId}`, facts: { building: name } });
      return buildingView(building, 0, undefined);
    });
  }

  /** Another name for the building as it was seen. Refuses: BUILDING_NOT_FOUND, OUT_OF_SCOPE, BUILDING_NAME_TAKEN, CHANGED_BY_SOMEONE_ELSE. */
  renameBuilding(actor: Actor, buildingId: string, { formerName, name }: RenameBuildingBody): Promise<BuildingView> {
    return this.unitOfWork.run(async (tx) => {
      const building = await this.buildingFor(tx, actor, buildingId);
      if (!(await this.buildings.rename(tx, buildingId, formerName, name))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      if (name !== formerName) await this.audit.append(tx, { actor, action: 'building.rename', subject: `estate:${building.estateId}`, facts: { name, formerName } });
      const counts = await this.buildings.householdCounts(tx, building.estateId);
      return buildingView({ ...building, name }, counts.get(buildingId) ?? 0, (await this.buildings.liveTokens(tx, [buildingId])).get(buildingId));
    });
  }

  /** Its QR opens nothing any more. Refuses: BUILDING_NOT_FOUND, OUT_OF_SCOPE, BUILDING_NOT_EMPTY, BUILDING_IN_USE (something is kept that names it). */
  removeBuilding(actor: Actor, buildingId: string): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const building = await this.buildingFor(tx, actor, buildingId);
      if ((await this.households.ofBuilding(tx, buildingId)).length > 0) refuse({ code: 'BUILDING_NOT_EMPTY' });
      if (await this.claims.anyOnBuilding(tx, buildingId)) refuse({ code: 'BUILDING_IN_USE' });
      await this.buildings.drop(tx, buildingId);
      await this.audit.append(tx, { actor, action: 'building.remove', subject: `estate:${building.estateId}`, facts: { building: building.name } });
    });
  }

  /** A door that no list had. It is in the rounds that open from now on. Refuses: BUILDING_NOT_FOUND, OUT_OF_SCOPE, BUILDING_FULL, DOOR_TAKEN. */
  addHousehold(actor: Actor, buildingId: string, { door }: AddHouseholdBody): Promise<HouseholdRowView> {
    return this.unitOfWork.run(async (tx) => {
      const building = await this.buildingFor(tx, actor, buildingId);
      const { estateId } = building;
      const doorSerial = 1 + Math.max(0, ...(await this.households.ofBuilding(tx, buildingId)).map((household) => household.doorSerial));
      if (doorSerial > MAX_DOOR_SERIAL) refuse({ code: 'BUILDING_FULL' });
      const household: HouseholdRow = { id: this.random.uuid(), estateId, buildingId, door, doorSerial, version: 1 };
      await this.households.insert(tx, household);
      await this.audit.append(tx, { actor, action: 'household.add', subject: `estate:${estateId}`, facts: { householdId: household.id, building: building.name, door } });
      return householdRowView(household, building.name, undefined, false);
    });
  }

  /** Another name for a door; codes, holder and rounds stay. Refuses: HOUSEHOLD_NOT_FOUND, OUT_OF_SCOPE, DOOR_TAKEN, CHANGED_BY_SOMEONE_ELSE. */
  editHousehold(actor: Actor, householdId: string, { version, door }: EditHouseholdBody): Promise<HouseholdRowView> {
    return this.unitOfWork.run(async (tx) => {
      const household = await this.householdFor(tx, actor, householdId);
      if (!(await this.households.rename(tx, householdId, version, door))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      const building = await this.buildings.find(tx, household.buildingId);
      const facts = { householdId, building: building?.name ?? '', door, formerDoor: household.door };
      if (door !== household.door) await this.audit.append(tx, { actor, action: 'household.edit', subject: `estate:${household.estateId}`, facts });
      const code = await this.households.code(tx, householdId);
      const isHeld = (await this.households.binding(tx, householdId)) !== null;
      return householdRowView({ ...household, door, version: version + 1 }, building?.name ?? '', code ?? undefined, isHeld);
    });
  }

  /**
   * A door that is no dwelling: one that nobody holds and no round has in its roster. Refuses: HOUSEHOLD_NOT_FOUND,
   * OUT_OF_SCOPE, HOUSEHOLD_IN_USE, CHANGED_BY_SOMEONE_ELSE.
   */
  removeHousehold(actor: Actor, householdId: string, version: number): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const { estateId, buildingId, door } = await this.householdFor(tx, actor, householdId);
      // The household's own gate too: from here on no phone comes to hold it.
      if (!(await this.households.passGateFrom(tx, householdId, version))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      if (await this.households.binding(tx, householdId)) refuse({ code: 'HOUSEHOLD_IN_USE', by: 'phone' });
      if (await this.claims.anyOn(tx, [householdId])) refuse({ code: 'HOUSEHOLD_IN_USE', by: 'round' });
      await this.households.drop(tx, householdId);
      const building = await this.buildings.find(tx, buildingId);
      await this.audit.append(tx, { actor, action: 'household.remove', subject: `estate:${estateId}`, facts: { householdId, building: building?.name ?? '', door } });
    });
  }

  private async buildingFor(tx: EntityManager, actor: Actor, buildingId: string): Promise<BuildingRow> {
    const building = (await this.buildings.find(tx, buildingId)) ?? refuse({ code: 'BUILDING_NOT_FOUND' });
    await this.mayEdit(tx, actor, building.estateId);
    return (await this.buildings.find(tx, buildingId)) ?? refuse({ code: 'BUILDING_NOT_FOUND' }); // again behind the gate: it may just have been removed
  }

  private async householdFor(tx: EntityManager, actor: Actor, householdId: string): Promise<HouseholdRow> {
    const household = (await this.households.find(tx, householdId)) ?? refuse({ code: 'HOUSEHOLD_NOT_FOUND' });
    await this.mayEdit(tx, actor, household.estateId);
    return (await this.households.find(tx, householdId)) ?? refuse({ code: 'HOUSEHOLD_NOT_FOUND' });
  }

  /** Asks, and passes the gate of the estate: whatever is read behind it stays as it is until the commit. False where there is no such estate. */
  private async mayEdit(tx: EntityManager, actor: Actor, estateId: string, action: Action = 'household.edit'): Promise<boolean> {
    const place = await this.facts.placeOf(tx, estateId);
    if (!place) return false;
    if (!isStaff(actor) || !can(actor, action, place)) refuse({ code: 'OUT_OF_SCOPE' });
    return this.estates.passGate(tx, [estateId]);
  }
}
