import type { DeciPoints } from '../satisfaction/satisfaction.ts';
import type { AssessmentStatus, SheetWait } from '../assessment/assessment.ts';
import type { CategoryOfComplaint } from '../complaint/categories.ts';
import type { ComplaintStatus } from '../complaint/complaint.ts';
import type { EvidenceGround } from '../complaint/evidence.ts';
import type { ProviderKind } from '../estate/estate.ts';
import type { Grade } from '../rubric/grade.ts';
import type { ItemNumber } from '../rubric/rubric.ts';
import type { WhyUnpaid } from '../subsidy/subsidy.ts';

export const SHEET_SORTS = ['estate', 'lowestFirst', 'highestFirst'] as const;
export type SheetSort = (typeof SHEET_SORTS)[number];
/** GET /assessments: the sheets of a half-year within the own scope; without a half-year the newest. */
export interface SheetsQuery {
  readonly halfYear?: string;
  readonly status?: AssessmentStatus;
  readonly grade?: Grade;
  readonly streetId?: string;
  readonly communityId?: string;
  readonly search?: string;
  readonly sort?: SheetSort;
  readonly cursor?: string;
  readonly limit?: number;
}
/** What a score leads to. Money in fen for the whole sheet. */
export interface Outcome {
  readonly deciPoints: DeciPoints;
  readonly grade: Grade;
  readonly subsidyFen: number;
}
export interface SheetRowView {
  readonly id: string;
  readonly estateId: string;
  readonly estate: string;
  readonly street: string;
  readonly community: string;
  readonly halfYear: string;
  readonly provider: string;
  readonly providerKind: ProviderKind;
  /** First and last day of the provider's service inside the half-year. */
  readonly first: string;
  readonly last: string;
  readonly status: AssessmentStatus;
  readonly version: number;
  readonly deductions: number;
  /** Items 1–19 as they stand. */
  readonly enteredDeciPoints: DeciPoints;
  /** Item 20; null while it waits. */
  readonly satisfactionDeciPoints: DeciPoints | null;
  /** Null while item 20 waits. */
  readonly outcome: Outcome | null;
  readonly waitsFor: readonly SheetWait[];
}
/** GET /assessments/summary: the head of the list. */
export interface SheetsSummaryView {
  readonly halfYear: string | null;
  readonly halfYears: readonly string[];
  readonly sheets: number;
  readonly byStatus: Readonly<Record<AssessmentStatus, number>>;
  /** Of the sheets whose item 20 has arrived. */
  readonly byGrade: Readonly<Record<Grade, number>>;
  /** Sheets that may be submitted now. */
  readonly ready: number;
  /** Sheets that wait for something. */
  readonly held: number;
  readonly subsidyFen: number;
}
/** POST /assessments/open: makes the sheets of a half-year that are missing in the own scope; doing it twice adds nothing. */
export interface OpenSheetsBody {
  readonly halfYear: string;
}
export interface OpenedSheetsView {
  readonly halfYear: string;
  readonly opened: number;
}

export interface DeductionView {
  readonly id: string;
  readonly item: ItemNumber;
  readonly unit: string;
  readonly count: number;
  /** count × unit, before 扣完为止. */
  readonly deciPoints: DeciPoints;
  readonly date: string;
  readonly place: string;
  readonly text: string;
  readonly enteredBy: string;
  readonly enteredAt: string;
  readonly version: number;
  /** Withdrawn lines stay readable: who withdrew it; null while it counts. */
  readonly withdrawnBy: string | null;
  /** The complaint it was accepted from, and the number people call it by; both null where an officer found it. */
  readonly complaintId: string | null;
  readonly complaintNumber: string | null;
}
/** POST /assessments/:sheetId/deductions. `id` is made once by the page, so that a retry is the same deduction. */
export interface EnterDeductionBody {
  readonly id: string;
  readonly item: number;
  readonly unit: string;
  readonly count: number;
  readonly date: string;
  readonly place: string;
  readonly text: string;
}
/** PATCH /assessments/:sheetId/deductions/:deductionId. Item and unit never change: withdraw and enter anew. */
export interface ChangeDeductionBody {
  readonly version: number;
  readonly count: number;
  readonly date: string;
  readonly place: string;
  readonly text: string;
}
/** POST /assessments/:sheetId/deductions/:deductionId/withdraw */
export interface WithdrawDeductionBody {
  readonly version: number;
}
/** GET /assessments/:sheetId/evidence: complaints that may be evidence on this sheet, the newest first. Nothing deducts by itself. */
export interface EvidenceRow {
  readonly complaintId: string;
  readonly number: string;
  readonly category: CategoryOfComplaint;
  readonly item: ItemNumber;
  readonly unit: string;
  /** Of one unit. */
  readonly deciPoints: DeciPoints;
  readonly status: ComplaintStatus;
  /** Why it may be taken for a fact. */
  readonly ground: EvidenceGround;
  /** Whether the author's phone held a household of the estate. */
  readonly isVerified: boolean;
  /** The day it was received, within the sheet's days: the deduction's day. */
  readonly date: string;
  /** The deduction that it was accepted as, on this sheet or another; null while it is free. */
  readonly usedBy: string | null;
}
/** POST /assessments/:sheetId/evidence/:complaintId/accept: a deduction of the complaint's item, unit and day. `id` is the deduction's, made once by the page. */
export interface AcceptEvidenceBody {
  readonly id: string;
  readonly count: number;
  readonly place: string;
  readonly text: string;
}
/** POST /assessments/:sheetId/submit. `version` is that of the sheet the officer was looking at: a line entered since then refuses it. */
export interface SubmitSheetBody {
  readonly version: number;
}
export interface SheetItemView {
  readonly item: ItemNumber;
  /** False where the item does not apply to the provider's kind; then it has no points and takes none. */
  readonly applies: boolean;
  readonly deducted: DeciPoints;
  /** What is left; null for item 20 while it waits. */
  readonly deciPoints: DeciPoints | null;
  readonly deductions: readonly DeductionView[];
  /** What the register itself says against this item, for the officer to look at; it never deducts by itself. */
  readonly hint: string | null;
}
/** GET /assessments/:sheetId */
export interface SheetView {
  readonly id: string;
  readonly estateId: string;
  readonly estate: string;
  readonly estateCode: string;
  readonly street: string;
  readonly community: string;
  readonly halfYear: string;
  readonly provider: { readonly id: string; readonly name: string; readonly kind: ProviderKind };
  readonly first: string;
  readonly last: string;
  readonly status: AssessmentStatus;
  readonly version: number;
  readonly rubricVersion: number;
  /** In the annex's order, 1 to 20. */
  readonly items: readonly SheetItemView[];
  readonly enteredDeciPoints: DeciPoints;
  /** The points that can be reached: 1000, less where items do not apply. */
  readonly outOf: DeciPoints;
  readonly satisfaction: { readonly roundId: string; readonly halfYear: string; readonly deciPoints: DeciPoints } | null;
  /** Null while item 20 waits. */
  readonly outcome: Outcome | null;
  /** With item 20 at 0 and at its full points: what is still possible while it waits; both are the outcome once it is there. */
  readonly lowest: Outcome;
  readonly highest: Outcome;
  readonly subsidy: {
    readonly areaCentiSqm: number;
    readonly firstEntryDate: string;
    /** The 36 months: first and last day. */
    readonly windowFirst: string;
    readonly windowLast: string;
    /** The days of this sheet that are paid for; null where none is. */
    readonly paidFirst: string | null;
    readonly paidLast: string | null;
    /** Null where it is paid. */
    readonly whyUnpaid: WhyUnpaid | null;
  };
  readonly waitsFor: readonly SheetWait[];
  readonly submittedAt: string | null;
  readonly submittedBy: string | null;
  /** Whether this actor may enter deductions now, and submit now. */
  readonly mayScore: boolean;
  readonly maySubmit: boolean;
}
