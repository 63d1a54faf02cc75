import type { CosignVerdict, StatementAction, StatementStatus } from '../disclosure/statement.ts';
import type { DisclosureFrequency, DisclosurePeriod } from '../disclosure/period.ts';
import type { ComputedKind, DisclosureKind } from '../disclosure/kinds.ts';
import type { StatementWait } from '../disclosure/waits.ts';
import type { BookBody } from '../ledger/accounts.ts';
import type { ImportQuery } from './estates.ts';
import type { VoucherView } from './files.ts';
import type { PageQuery } from './paging.ts';

/** Fen of every kind that has any; kinds without an amount are left out. */
export interface KindTotal {
  readonly kind: DisclosureKind;
  readonly amountFen: number;
}
/** A statement at one glance. Opening + income − expense = closing. */
export interface StatementGlance {
  readonly id: string;
  readonly period: DisclosurePeriod;
  readonly edition: number;
  readonly openingFen: number;
  readonly incomeFen: number;
  readonly expenseFen: number;
  readonly closingFen: number;
  readonly publishedOn: string;
  readonly totals: readonly KindTotal[];
}
/** GET /estates/:id/accounts (public): what the bodies of an estate have disclosed, and what they owe. */
export interface EstateAccountsView {
  readonly estateId: string;
  readonly estate: string;
  readonly bodies: readonly BodyAccountsView[];
}
export interface BodyAccountsView {
  readonly body: BookBody;
  /** The firm's name, 「业主委员会」, 「社区物业服务机构」. */
  readonly name: string;
  readonly frequency: DisclosureFrequency;
  /** Published ones, the newest first, each period once and in its newest edition; at most eight. */
  readonly statements: readonly StatementGlance[];
  /** Periods whose statement should have been published by now: 30 days after the end. */
  readonly overdue: readonly { readonly period: DisclosurePeriod; readonly dueOn: string }[];
}

/** What the system knows of a computed kind, from its own ledger. */
export interface KnownFigure {
  readonly kind: ComputedKind;
  readonly amountFen: number;
  readonly wechatFen: number;
  /** Negative or 0. */
  readonly refundedFen: number;
  readonly cashFen: number;
  readonly transferFen: number;
  readonly payments: number;
}
/** A computed kind of a statement. A declared figure that is not the known one needs an explanation. */
export interface ComputedLineView extends KnownFigure {
  readonly declaredFen: number;
  /** declared − known. */
  readonly differenceFen: number;
  readonly explanation: string;
}
/** GET /statements/:id: published ones for everybody, others for the staff in whose scope they lie. */
export interface StatementView {
  readonly id: string;
  readonly estateId: string;
  readonly estate: string;
  readonly street: string;
  readonly body: BookBody;
  readonly bodyName: string;
  readonly period: DisclosurePeriod;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly edition: number;
  readonly status: StatementStatus;
  /** The closing of the period before; of a book's first statement as it was typed. Null while it is neither. */
  readonly openingFen: number | null;
  /** True where the opening is the closing of the period before and cannot be typed. */
  readonly isOpeningCarried: boolean;
  readonly incomeFen: number;
  readonly expenseFen: number;
  readonly closingFen: number;
  readonly totals: readonly KindTotal[];
  readonly computed: readonly ComputedLineView[];
  readonly lines: number;
  readonly remark: string;
  readonly dueOn: string;
  readonly isOverdue: boolean;
  readonly publishedOn: string | null;
  /** SHA-256 of the published edition, as the audit log has it. */
  readonly hash: string | null;
  /** Of a correction: what it replaces and why. */
  readonly corrects: { readonly statementId: string; readonly edition: number; readonly reason: string } | null;
  /** The edition that replaced this one. */
  readonly correctedBy: { readonly statementId: string; readonly edition: number; readonly reason: string } | null;
  /** What a correction changed, by kind, before and after; empty for a first edition. */
  readonly changes: readonly { readonly kind: DisclosureKind; readonly beforeFen: number; readonly afterFen: number }[];
  readonly cosigns: readonly CosignView[];
  /** Staff only; null for others. What it was returned for, and what the reader may do. */
  readonly desk: {
    readonly version: number;
    readonly returnedFor: string | null;
    readonly actions: readonly StatementAction[];
    readonly mayCosign: boolean;
    readonly mayCorrect: boolean;
    /** Drop what is drawn up: an edition that was begun by mistake. */
    readonly mayDiscard: boolean;
    /** What stands against submitting, as codes of refusals; empty when nothing does. */
    readonly waitsFor: readonly StatementWait[];
  } | null;
}
export interface CosignView {
  readonly verdict: CosignVerdict;
  readonly text: string;
  readonly on: string;
}
/** GET /statements/:id/lines?kind=: as they were typed. Computed kinds have none. */
export interface StatementLinesQuery extends PageQuery {
  readonly kind?: DisclosureKind;
}
export interface StatementLineView {
  readonly id: string;
  readonly kind: DisclosureKind;
  readonly amountFen: number;
  readonly note: string;
  readonly vouchers: readonly VoucherView[];
  /** Answered and public ones. */
  readonly questions: number;
}

/** GET /statements (staff): those in the own scope, the newest first. */
export interface StatementsQuery extends PageQuery {
  readonly estateId?: string;
  readonly streetId?: string;
  readonly period?: string;
  readonly status?: StatementStatus;
  readonly body?: BookBody;
  /** Only those in force of which the committee has said nothing yet. */
  readonly unsigned?: boolean;
  readonly search?: string;
}
export interface StatementRow {
  readonly id: string;
  readonly estateId: string;
  readonly estate: string;
  readonly street: string;
  readonly body: BookBody;
  readonly bodyName: string;
  readonly period: DisclosurePeriod;
  readonly edition: number;
  readonly status: StatementStatus;
  readonly incomeFen: number;
  readonly expenseFen: number;
  readonly closingFen: number;
  readonly dueOn: string;
  readonly isOverdue: boolean;
  readonly objected: boolean;
}
/** GET /statement-duties?period= (staff): who owes a statement of a period and how far it is, the overdue first. */
export interface StatementDutiesQuery extends PageQuery {
  readonly period: string;
  readonly streetId?: string;
  readonly only?: 'overdue' | 'missing' | 'published';
  readonly search?: string;
}
export interface StatementDutyRow {
  readonly estateId: string;
  readonly estate: string;
  readonly street: string;
  readonly body: BookBody;
  readonly bodyId: string;
  readonly bodyName: string;
  readonly dueOn: string;
  readonly isOverdue: boolean;
  /** Null while nobody has begun. */
  readonly statementId: string | null;
  readonly status: StatementStatus | null;
}
export interface StatementDutiesSummaryView {
  readonly period: DisclosurePeriod;
  readonly owed: number;
  readonly published: number;
  readonly waiting: number;
  readonly overdue: number;
}

/** POST /estates/:id/statements: begins a draft. `id` is made by the page; the same again is the same draft. */
export interface BeginStatementBody {
  readonly id: string;
  readonly body: BookBody;
  readonly period: string;
}
/** POST /statements/:id/corrections: a draft of the next edition, with the lines of this one. */
export interface CorrectStatementBody {
  readonly id: string;
  readonly reason: string;
}
/** PATCH /statements/:id. The opening only where none is carried. */
export interface EditStatementBody {
  readonly version: number;
  readonly openingFen?: number;
  readonly remark?: string;
}
/**
 * POST /statements/:id/lines/import with the file as body (XLSX or CSV, template at /statements/lines/template): answers an
 * ImportedView, or of a preview an ImportPreviewView. A line with the kind, amount and note of one that stands there already
 * is left alone. `voucherIds`, joined by commas, stand behind every line that is added.
 */
export interface ImportLinesQuery extends ImportQuery {
  readonly voucherIds?: readonly string[];
}
/** PUT /statements/:id/computed/:kind */
export interface DeclareBody {
  readonly version: number;
  readonly declaredFen: number;
  readonly explanation: string;
}
/** POST /statements/:id/lines. `version` is the statement's. */
export interface AddLineBody {
  readonly version: number;
  readonly id: string;
  readonly kind: DisclosureKind;
  readonly amountFen: number;
  readonly note: string;
  readonly voucherIds: readonly string[];
}
/** PATCH /statements/:id/lines/:lineId: what is left out stays. */
export interface EditLineBody {
  readonly version: number;
  readonly amountFen?: number;
  readonly note?: string;
  readonly voucherIds?: readonly string[];
}
/** POST /statements/:id/submit, /withdraw, /approve, /publish; DELETE /statements/:id?version= and /statements/:id/lines/:lineId?version=. */
export interface StatementVersionBody {
  readonly version: number;
}
/** POST /statements/:id/return */
export interface ReturnStatementBody extends StatementVersionBody {
  readonly reason: string;
}
/** POST /statements/:id/cosign: once for each edition. An objection says why. */
export interface CosignBody {
  readonly verdict: CosignVerdict;
  readonly text: string;
}
/** GET /estates/:id/disclosure-settings, and the answer of PUT: a change holds from the next half-year on. */
export interface DisclosureSettingsView {
  readonly frequency: DisclosureFrequency;
  readonly next: { readonly frequency: DisclosureFrequency; readonly from: string };
}
/** PUT /estates/:id/disclosure-settings */
export interface DisclosureSettingsBody {
  readonly frequency: DisclosureFrequency;
}
