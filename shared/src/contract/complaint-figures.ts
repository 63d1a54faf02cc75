import type { CategoryOfComplaint } from '../complaint/categories.ts';
import type { ComplaintRating, ComplaintStatus } from '../complaint/complaint.ts';
import type { PublishedFigures, PublishedParts } from '../complaint/published-figures.ts';
import type { ComplaintFigures, ComplaintRateName, FigureStanding, LoweringReason } from '../complaint/rates.ts';
import type { PageQuery } from './paging.ts';

/**
 * Whose complaints: received in the half-year (left out: the newest that has any), by the provider that was in charge then,
 * within the reader's scope and these places.
 */
export interface ComplaintFiguresFilter {
  readonly halfYear?: string;
  readonly category?: CategoryOfComplaint;
  readonly streetId?: string;
  readonly communityId?: string;
  readonly estateId?: string;
  readonly providerId?: string;
}
export const FIGURES_BY = ['estate', 'provider', 'street', 'category'] as const;
export type FiguresBy = (typeof FIGURES_BY)[number];
/** `received`: the most first. The rates: the lowest first, those without one last. */
export const FIGURES_SORTS = ['received', 'name', 'response', 'resolution', 'satisfaction'] as const;
export type FiguresSort = (typeof FIGURES_SORTS)[number];

/** GET /complaints/figures: a row for each that received any. */
export interface ComplaintFiguresQuery extends ComplaintFiguresFilter, PageQuery {
  readonly by: FiguresBy;
  readonly sort?: FiguresSort;
}
export interface ComplaintFiguresRow {
  /** Of the estate, provider, street or category; null for complaints of estates that no provider was in charge of. */
  readonly id: string | null;
  /** Of a category its word. */
  readonly name: string;
  /** The street of an estate; null for the others. */
  readonly street: string | null;
  readonly figures: ComplaintFigures;
}
/** GET /complaints/figures/summary?…: the whole of what the filter asks for, as one; `figures.lowering` says what lowers the three rates. */
export interface ComplaintFiguresSummaryView {
  /** Null where no complaint has been received yet. */
  readonly halfYear: string | null;
  /** Newest first. */
  readonly halfYears: readonly string[];
  readonly figures: ComplaintFigures;
}
/** GET /complaints/figures/lowering?rate=&…: the complaints that lower a rate, the newest first. */
export interface LoweringQuery extends ComplaintFiguresFilter, PageQuery {
  readonly rate: ComplaintRateName;
}
export interface LoweringRow {
  readonly complaintId: string;
  readonly number: string;
  readonly estate: string;
  readonly category: CategoryOfComplaint;
  readonly status: ComplaintStatus;
  readonly receivedAt: string;
  /** What of it lowers this rate. */
  readonly reasons: readonly LoweringReason[];
  /** The deadline of the rate's clock, and when it was met; both null for the satisfaction. */
  readonly dueAt: string | null;
  readonly metAt: string | null;
  /** For the satisfaction. */
  readonly rating: ComplaintRating | null;
}
/** GET /complaints/figures/export?…: XLSX of all groups. */
export type ComplaintFiguresExportQuery = ComplaintFiguresFilter;

/** GET /estates/:estateId/complaint-figures?halfYear=: what residents see of their estate; cells below five are hidden. */
export interface EstateComplaintFiguresView {
  readonly estateId: string;
  readonly halfYear: string;
  /** Newest first: those in which the estate received any, and the running one. */
  readonly halfYears: readonly string[];
  readonly figures: PublishedFigures;
  /** Where they stand: 「物业称已办结」(resolved), 「逾期未评自动结束」(closedSilently) and 「居民确认解决」(confirmed) apart. */
  readonly standing: PublishedParts<FigureStanding>;
  readonly categories: PublishedParts<CategoryOfComplaint>;
}
