import type { BuildingView, ContractView, EstatePublicView, EstateRegisterView, EstateRowView, HeldHouseholdView, HouseholdRowView } from '@linping/shared';
import type { NamedContract } from './contracts.store.ts';
import type { BuildingRow, StageRecordRow } from './estates.entity.ts';
import type { Engagement, NamedEstate } from './estates.store.ts';
import type { HouseholdCodeRow, HouseholdRow } from './households.entity.ts';

type Counts = { readonly buildings: number; readonly households: number };

/** Row to wire, naming every field: a new column is never published by accident. */
export const estatePublicView = (estate: NamedEstate, counts: Counts, provider: Engagement | undefined, gasPhone: string | null): EstatePublicView => ({
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
  gasPhone,
  isSynthetic: estate.isSynthetic,
});

export const estateRowView = (estate: NamedEstate, households: number, provider: Engagement | undefined): EstateRowView => ({
  ...registered(estate, households),
  provider: provider?.name ?? null,
  providerId: provider?.providerId ?? null,
});

export const estateRegisterView = (estate: NamedEstate, counts: Counts, stages: readonly StageRecordRow[], contracts: readonly NamedContract[]): EstateRegisterView => ({
  ...registered(estate, counts.households),
  address: estate.address,
  buildings: counts.buildings,
  stages: stages.map(({ stage, date }) => ({ stage, date })),
  contracts: contracts.map(contractView),
});

const registered = (estate: NamedEstate, households: number) => ({
  id: estate.id,
  code: estate.code,
  name: estate.name,
  streetId: estate.streetId,
  street: estate.street,
  communityId: estate.communityId,
  community: estate.community,
  builtYear: estate.builtYear,
  households,
  areaCentiSqm: estate.areaCentiSqm,
  stage: estate.stage,
  stageDate: estate.stageDate,
  isSynthetic: estate.isSynthetic,
  version: estate.version,
});

export const contractView = (contract: NamedContract): ContractView => ({
  id: contract.id,
  providerId: contract.providerId,
  provider: contract.provider.name,
  kind: contract.provider.kind,
  signedDate: contract.signedDate,
  filedDate: contract.filedDate,
  entryDate: contract.entryDate,
  endDate: contract.endDate,
  phone: contract.phone,
  isSubsidised: contract.isSubsidised,
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
  version: household.version,
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
