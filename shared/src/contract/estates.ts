import type { EstateStage, ProviderKind } from '../estate/estate.ts';

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
  /** True where the row was generated, because no public list per estate exists. */
  readonly isSynthetic: boolean;
}

/** GET /buildings/by-token/:token: what a scanned QR opens. */
export interface ScannedBuildingView {
  readonly buildingId: string;
  readonly building: string;
  readonly estate: EstatePublicView;
}

/** GET /estates (staff) */
export interface EstateRowView {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly streetId: string;
  readonly street: string;
  readonly communityId: string;
  readonly community: string;
  readonly households: number;
  readonly areaCentiSqm: number;
  readonly stage: EstateStage;
  readonly provider: string | null;
  readonly version: number;
}
/** PATCH /estates/:id */
export interface EditEstateBody {
  readonly version: number;
  readonly name?: string;
  readonly address?: string;
  readonly builtYear?: number | null;
}
/** POST /estates/:id/stage: the next of 六's stages, dated. */
export interface MoveStageBody {
  readonly version: number;
  readonly stage: EstateStage;
  readonly date: string;
}
export interface BuildingView {
  readonly id: string;
  readonly name: string;
  readonly households: number;
  /** The token of the QR on its wall; null before one was issued. */
  readonly token: string | null;
}
/** GET /estates/:id/households */
export interface HouseholdRowView {
  readonly id: string;
  readonly buildingId: string;
  readonly building: string;
  readonly door: string;
  readonly doorSerial: number;
  readonly codeStatus: 'none' | 'issued' | 'handedOut' | 'redeemed';
  readonly isHeld: boolean;
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
/** What an import answers when every row was taken. All or nothing. */
export interface ImportedView {
  readonly rows: number;
  readonly encoding: 'utf-8' | 'gb18030';
}
