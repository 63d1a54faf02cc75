import type { BuildingView, EstatePublicView, EstateRowView, HeldHouseholdView, HouseholdRowView } from '@linping/shared';
import type { BuildingRow } from './estates.entity.ts';
import type { Engagement, NamedEstate } from './estates.store.ts';
import type { HouseholdCodeRow, HouseholdRow } from './households.entity.ts';

/** Row to wire, naming every field: a new column is never published by accident. */
export const estatePublicView = (estate: NamedEstate, counts: { readonly buildings: number; readonly households: number }, provider: Engagement | undefined): EstatePublicView => ({
  id: estate.id,
  name: estate.name,
  street: estate.street,
  community: estate.community,
  address: estate.address,
  builtYear: estate.builtYear,
  buildings: counts.buildings,
  households: counts.households,
  areaCentiSqm: estate.areaCentiSqm,
  stage: estate.stage,
  provider: provider ? { name: provider.name, kind: provider.kind, phone: provider.phone, entryDate: provider.entryDate } : null,
  isSynthetic: estate.isSynthetic,
});

export const estateRowView = (estate: NamedEstate, households: number, provider: Engagement | undefined): EstateRowView => ({
  id: estate.id,
  code: estate.code,
  name: estate.name,
  streetId: estate.streetId,
  street: estate.street,
  communityId: estate.communityId,
  community: estate.community,
  households,
  areaCentiSqm: estate.areaCentiSqm,
  stage: estate.stage,
  provider: provider?.name ?? null,
  version: estate.version,
});

export const buildingView = (building: BuildingRow, households: number, token: string | undefined): BuildingView => ({
  id: building.id,
  name: building.name,
  households,
  token: token ?? null,
});

/** Whether a phone holds it, never which. */
export const householdRowView = (household: HouseholdRow, building: string, code: HouseholdCodeRow | undefined, isHeld: boolean): HouseholdRowView => ({
  id: household.id,
  buildingId: household.buildingId,
  building,
  door: household.door,
  doorSerial: household.doorSerial,
  codeStatus: codeStatus(code),
  isHeld,
});

function codeStatus(code: HouseholdCodeRow | undefined): HouseholdRowView['codeStatus'] {
  if (code === undefined) return 'none';
  if (code.redeemedMs !== null) return 'redeemed';
  return code.handedOutMs === null ? 'issued' : 'handedOut';
}

export const heldHouseholdView = (household: HouseholdRow, estate: string, building: string): HeldHouseholdView => ({
  householdId: household.id,
  estateId: household.estateId,
  estate,
  buildingId: household.buildingId,
  building,
  door: household.door,
});
