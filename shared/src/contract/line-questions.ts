import type { DisclosureKind } from '../disclosure/kinds.ts';
import type { DisclosurePeriod } from '../disclosure/period.ts';
import type { BookBody } from '../ledger/accounts.ts';
import type { PageQuery } from './paging.ts';
import type { TextCheck } from './complaints.ts';

/** `asked`: waits to be looked at before others see it. `open`: the clock of 5 working days runs. `complained`: its author made a complaint of it. */
export const LINE_QUESTION_STATUSES = ['asked', 'refused', 'open', 'answered', 'complained'] as const;
export type LineQuestionStatus = (typeof LINE_QUESTION_STATUSES)[number];

/**
 * POST /statements/:id/questions: about a line, or about a kind as a whole (a computed one has no lines). `id` is made on
 * the phone. Only from a household of the estate, about what is published.
 */
export interface AskLineBody {
  readonly id: string;
  readonly householdId: string;
  readonly kind: DisclosureKind;
  readonly lineId?: string;
  readonly text: string;
}
/** GET /statements/:id/questions (public): passed ones without who asked, the newest first. */
export interface LineQuestionsQuery extends PageQuery {
  readonly kind?: DisclosureKind;
  readonly lineId?: string;
}
export interface LineQuestionView {
  readonly id: string;
  readonly kind: DisclosureKind;
  readonly lineId: string | null;
  readonly text: string;
  readonly askedOn: string;
  readonly dueOn: string | null;
  readonly isOverdue: boolean;
  readonly answer: string | null;
  readonly answeredOn: string | null;
}
/** GET /me/line-questions: one's own, the newest first. */
export interface MyLineQuestionView extends LineQuestionView {
  readonly statementId: string;
  readonly estate: string;
  readonly bodyName: string;
  readonly period: DisclosurePeriod;
  readonly status: LineQuestionStatus;
  readonly textCheck: TextCheck;
  /** Answered, or overdue, and no complaint yet. */
  readonly mayComplain: boolean;
  readonly complaintId: string | null;
}
/** GET /line-questions (staff): to answer, the most urgent first. */
export interface LineQuestionListQuery extends PageQuery {
  readonly estateId?: string;
  readonly status?: LineQuestionStatus;
}
export interface LineQuestionRow extends LineQuestionView {
  readonly statementId: string;
  readonly estateId: string;
  readonly estate: string;
  readonly body: BookBody;
  readonly bodyName: string;
  readonly period: DisclosurePeriod;
  readonly status: LineQuestionStatus;
  /** The line as it stands: its note and amount; null for a question about a kind. */
  readonly lineNote: string | null;
  readonly lineAmountFen: number | null;
  readonly mayAnswer: boolean;
  readonly version: number;
}
/** POST /line-questions/:id/answer: the body of the statement; public at once. */
export interface AnswerLineBody {
  readonly version: number;
  readonly text: string;
}
/** POST /line-questions/:id/complaint: by its author, once answered or overdue. */
export interface ComplainOfLineBody {
  readonly complaintId: string;
  readonly consentVersion: string;
}
