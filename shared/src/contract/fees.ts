import type { FeeBasis, MonthText } from '../billing/bill.ts';
import type { PageQuery } from './paging.ts';

/** GET /estates/:id/fee-standards (public): what a firm charges, and from when to when. The newest first. */
export interface FeeStandardView {
  readonly id: string;
  readonly providerId: string;
  readonly provider: string;
  /** 「物业服务费」, 「生活垃圾清运费」. */
  readonly name: string;
  readonly basis: FeeBasis;
  /** Fen for each ㎡ and month, or fen for each month. */
  readonly rateFen: number;
  readonly fromMonth: MonthText;
  /** The last month; null while it goes on. */
  readonly untilMonth: MonthText | null;
  readonly discounts: readonly FeeDiscountView[];
  readonly version: number;
}
/** Thousandths off: 50 is 95 %. For all, or for the households that are named (never shown to others). */
export interface FeeDiscountView {
  readonly id: string;
  readonly name: string;
  readonly permilleOff: number;
  readonly fromMonth: MonthText;
  readonly untilMonth: MonthText | null;
  /** How many households it is for; null for all. */
  readonly households: number | null;
}
/** POST /estates/:id/fee-standards */
export interface AddFeeStandardBody {
  readonly id: string;
  readonly name: string;
  readonly basis: FeeBasis;
  readonly rateFen: number;
  readonly fromMonth: MonthText;
}
/** POST /fee-standards/:id/end */
export interface EndFeeStandardBody {
  readonly version: number;
  readonly untilMonth: MonthText;
}
/** POST /fee-standards/:id/discounts */
export interface AddFeeDiscountBody {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly permilleOff: number;
  readonly fromMonth: MonthText;
  readonly untilMonth?: MonthText;
  readonly householdIds?: readonly string[];
}
/** GET /estates/:id/fee-areas (the firm's): the dwellings that are billed and how large they are. */
export interface FeeAreasQuery extends PageQuery {
  readonly buildingId?: string;
  readonly search?: string;
  readonly only?: 'missing';
}
export interface FeeAreaRow {
  readonly householdId: string;
  readonly buildingId: string;
  readonly building: string;
  readonly door: string;
  /** 0.01 ㎡; null before it was entered: then no bill by area is made. */
  readonly areaCentiSqm: number | null;
  readonly version: number;
}
/** PUT /households/:id/fee-area. `version` 0 where there is none yet. */
export interface FeeAreaBody {
  readonly version: number;
  readonly areaCentiSqm: number;
}
