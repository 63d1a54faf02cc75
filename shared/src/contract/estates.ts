import type { RowError } from '../errors.ts';
import type { ContractDates } from '../estate/contract.ts';
import type { EstateStage, ProviderKind } from '../estate/estate.ts';
import type { CodeStatus, HouseholdState } from '../estate/household-state.ts';
import type { PageQuery } from './paging.ts';

/** GET /estates/:id: what anybody may read about an estate (五). */
export interface EstatePublicView {
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly community: string;
  readonly address: string;
  readonly builtYear: number | null;
  readonly buildings: number;
  readonly households: number;
  readonly areaCentiSqm: number;
  readonly stage: EstateStage;
  readonly provider: { readonly name: string; readonly kind: ProviderKind; readonly phone: string; readonly entryDate: string | null } | null;
  /** The gas supplier's emergency number in this district; null where the operator has given none. */
  readonly gasPhone: string | null;
  /** True where the row was generated, because no public list per estate exists. */
  readonly isSynthetic: boolean;
}

/** GET /buildings/by-token/:token: what a scanned QR opens. */
export interface ScannedBuildingView {
  readonly buildingId: string;
  readonly building: string;
  readonly estate: EstatePublicView;
}

export const ESTATE_SORTS = ['code', 'name', 'households', 'area'] as const;
export type EstateSort = (typeof ESTATE_SORTS)[number];
/** GET /estates (staff): the estates in the own scope. By code and name from the first, by households and area from the largest. */
export interface EstatesQuery extends PageQuery {
  readonly streetId?: string;
  readonly communityId?: string;
  readonly stage?: EstateStage;
  /** Those that this provider manages today. */
  readonly providerId?: string;
  /** Part of the name or the code. */
  readonly search?: string;
  readonly sort?: EstateSort;
}
export interface EstateRowView {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly streetId: string;
  readonly street: string;
  readonly communityId: string;
  readonly community: string;
  readonly builtYear: number | null;
  readonly households: number;
  readonly areaCentiSqm: number;
  readonly stage: EstateStage;
  readonly stageDate: string;
  readonly provider: string | null;
  readonly providerId: string | null;
  readonly isSynthetic: boolean;
  readonly version: number;
}
/** GET /areas: a street with its communities, for filters and for an account's scope. */
export interface AreaView {
  readonly streetId: string;
  readonly street: string;
  readonly communities: readonly { readonly id: string; readonly name: string }[];
}

/** GET /estates/:id/register: all that is registered of an estate. `version` goes with every change of it and of its contracts. */
export interface EstateRegisterView extends Omit<EstateRowView, 'provider' | 'providerId'> {
  readonly address: string;
  readonly buildings: number;
  /** 六: the stages it has entered, in their order. */
  readonly stages: readonly { readonly stage: EstateStage; readonly date: string }[];
  /** The newest first. */
  readonly contracts: readonly ContractView[];
}
export interface ContractView extends ContractDates {
  readonly id: string;
  readonly providerId: string;
  readonly provider: string;
  readonly kind: ProviderKind;
  /** The provider's number for this estate; empty where it has only the one. */
  readonly phone: string;
  readonly isSubsidised: boolean;
}
/** What a contract says. */
export interface ContractTerms extends ContractDates {
  readonly phone: string;
  /** Asked of a cityOperator only: a firm's estates are always subsidised, a unit's never. */
  readonly isSubsidised: boolean;
}
/** POST /estates/:id/contracts. `version` is the estate's. */
export interface AddContractBody extends ContractTerms {
  readonly version: number;
  readonly providerId: string;
}
/** PATCH /contracts/:id: what is left out stays. `version` is the estate's. */
export interface EditContractBody extends Partial<ContractTerms> {
  readonly version: number;
}
/** PATCH /estates/:id */
export interface EditEstateBody {
  readonly version: number;
  readonly name?: string;
  readonly address?: string;
  readonly builtYear?: number | null;
  /** The subsidy is paid by it: headquarters only, with the reason that the audit log keeps. */
  readonly area?: { readonly centiSqm: number; readonly reason: string };
}
/** POST /estates/:id/stage: the next of 六's stages, dated. */
export interface MoveStageBody {
  readonly version: number;
  readonly stage: EstateStage;
  readonly date: string;
}

export const PROVIDER_SORTS = ['name', 'estates', 'area'] as const;
export type ProviderSort = (typeof PROVIDER_SORTS)[number];
/** GET /providers. By name from the first, by estates and area from the largest. */
export interface ProvidersQuery extends PageQuery {
  readonly search?: string;
  readonly kind?: ProviderKind;
  /** Those that manage an estate of this street today. */
  readonly streetId?: string;
  readonly sort?: ProviderSort;
}
/** GET /providers, and GET /providers/:id. Estates and area are those it manages today. */
export interface ProviderView {
  readonly id: string;
  readonly name: string;
  readonly kind: ProviderKind;
  readonly phone: string;
  readonly estates: number;
  readonly areaCentiSqm: number;
  readonly version: number;
}
/** POST /providers */
export interface AddProviderBody {
  readonly name: string;
  readonly kind: ProviderKind;
  readonly phone: string;
}
/** PATCH /providers/:id */
export interface EditProviderBody {
  readonly version: number;
  readonly name?: string;
  readonly phone?: string;
}
/** GET /providers/:id/contracts: its estates, those of the past too, in the order of their codes. */
export interface ProviderContractView extends ContractDates {
  readonly id: string;
  readonly estateId: string;
  readonly estate: string;
  readonly street: string;
  readonly community: string;
  readonly areaCentiSqm: number;
}

/** GET /estates/:id/buildings */
export interface BuildingView {
  readonly id: string;
  readonly name: string;
  readonly households: number;
  /** The token of the QR on its wall; null before one was issued. */
  readonly token: string | null;
}
/** POST /estates/:id/buildings */
export interface AddBuildingBody {
  readonly name: string;
}
/** PATCH /buildings/:id. `formerName` is the one the officer was looking at. */
export interface RenameBuildingBody {
  readonly formerName: string;
  readonly name: string;
}
/** GET /estates/:id/households */
export interface HouseholdsQuery extends PageQuery {
  readonly buildingId?: string;
  /** Part of the door. */
  readonly search?: string;
  readonly state?: HouseholdState;
}
export interface HouseholdRowView {
  readonly id: string;
  readonly buildingId: string;
  readonly building: string;
  readonly door: string;
  readonly doorSerial: number;
  readonly codeStatus: CodeStatus;
  readonly isHeld: boolean;
  readonly version: number;
}
/** POST /buildings/:id/households */
export interface AddHouseholdBody {
  readonly door: string;
}
/** PATCH /households/:id */
export interface EditHouseholdBody {
  readonly version: number;
  readonly door: string;
}
/** POST /households/codes: new codes for doors of one building; the old ones are void. Answered once, stored hashed. */
export interface IssueCodesBody {
  readonly buildingId: string;
  /** Left out: every door of the building that no phone holds. */
  readonly householdIds?: readonly string[];
}
export interface IssuedCodesView {
  readonly codes: readonly { readonly householdId: string; readonly door: string; readonly code: string }[];
}
/** POST /bindings */
export interface BindByCodeBody {
  readonly buildingToken: string;
  readonly code: string;
}
/** POST /bindings/wechat-phone: `code` of the getPhoneNumber button. */
export interface BindByPhoneBody {
  readonly buildingToken: string;
  readonly code: string;
}
/** GET /me/households, and what binding answers. */
export interface HeldHouseholdView {
  readonly householdId: string;
  readonly estateId: string;
  readonly estate: string;
  readonly buildingId: string;
  readonly building: string;
  readonly door: string;
}
/**
 * POST /imports/estates, /imports/households and /estates/:id/households/import; the body is the file itself. `preview`
 * writes nothing. `run` is made by the page, so that it can ask GET /imports/runs/:run how far the server has come.
 */
export interface ImportQuery {
  readonly preview?: boolean;
  readonly run?: string;
}
/** What an import answers when every row was taken. All or nothing. */
export interface ImportedView {
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly format: 'csv' | 'xlsx';
  /** Null for XLSX, which says itself how it is written. */
  readonly encoding: 'utf-8' | 'gb18030' | null;
}
/** What an import would do. With errors in it the import would be refused; the counts are of the rows without one. */
export interface ImportPreviewView extends ImportedView {
  /** The first of what would be created or changed. */
  readonly examples: readonly ImportExample[];
  readonly errors: readonly RowError[];
  readonly moreErrors: number;
}
export interface ImportExample {
  readonly line: number;
  readonly name: string;
  readonly what: 'created' | 'changed';
  /** Empty where all of it is new. */
  readonly fields: readonly { readonly column: string; readonly from: string; readonly to: string }[];
}
/** GET /imports/runs/:run: how far one's own import is. 404 from another process, and some minutes after the end. */
export interface ImportRunView {
  readonly phase: 'reading' | 'comparing' | 'writing' | 'ended';
  /** Rows. `total` is null while they are still being counted. */
  readonly done: number;
  readonly total: number | null;
}
