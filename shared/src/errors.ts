import type { AssessmentSubmitted, AssessmentWaits } from './assessment/assessment.ts';
import type { IllegalComplaintMove, OnlyOnce, SideMayNot } from './complaint/complaint.ts';
import type { IllegalStatementMove, StatementNotYours } from './disclosure/statement.ts';
import type { StatementWait } from './disclosure/waits.ts';
import type { ContractDatesWrong, ContractsOverlap } from './estate/contract.ts';
import type { IllegalStageMove } from './estate/estate.ts';
import type { DeductionRefusal } from './rubric/score.ts';
import type { SampleTooSmall } from './satisfaction/satisfaction.ts';
import type { CampaignDatesWrong } from './survey/campaign.ts';
import type { AnswerNotOnScale } from './survey/questionnaire.ts';
import type { IllegalRoundMove } from './survey/round.ts';

/** Every refusal the product can make. A code here without a row in the server's problem table does not compile. */
export type DomainError =
  | IllegalRoundMove
  | IllegalStageMove
  | ContractDatesWrong
  | ContractsOverlap
  | SampleTooSmall
  | AnswerNotOnScale
  | CampaignDatesWrong
  | DeductionRefusal
  | AssessmentSubmitted
  | AssessmentWaits
  | IllegalComplaintMove
  | OnlyOnce
  | SideMayNot
  | IllegalStatementMove
  | StatementNotYours
  // who may
  | { readonly code: 'OUT_OF_SCOPE' }
  | { readonly code: 'CHANGED_BY_SOMEONE_ELSE' }
  | { readonly code: 'INVALID_CURSOR' }
  // identity
  | { readonly code: 'SIGN_IN_FAILED' }
  | { readonly code: 'SIGN_IN_LOCKED'; readonly retryAfterSeconds: number }
  | { readonly code: 'ONE_TIME_PASSWORD_EXPIRED' }
  | { readonly code: 'SESSION_ENDED' }
  | { readonly code: 'PASSWORD_MUST_CHANGE' }
  | { readonly code: 'PASSWORD_TOO_WEAK' }
  | { readonly code: 'WECHAT_CODE_REFUSED' }
  | { readonly code: 'WECHAT_UNAVAILABLE' }
  | { readonly code: 'WECHAT_OFF' }
  | { readonly code: 'WECHAT_PUSH_REFUSED' }
  | { readonly code: 'WECHAT_PUSH_UNREADABLE' }
  | { readonly code: 'STAFF_NOT_FOUND' }
  | { readonly code: 'STAFF_NAME_TAKEN' }
  | { readonly code: 'STAFF_SCOPE_WRONG' }
  | { readonly code: 'STAFF_NOT_YOURSELF' }
  | { readonly code: 'STAFF_LAST_ADMINISTRATOR' }
  | { readonly code: 'TOO_MANY_ATTEMPTS'; readonly retryAfterSeconds: number }
  // estates
  | { readonly code: 'ESTATE_NOT_FOUND' }
  | { readonly code: 'ESTATE_STAGE_DATE_WRONG' }
  | { readonly code: 'ESTATE_AREA_NOT_YOURS' }
  | { readonly code: 'CONTRACT_NOT_FOUND' }
  | { readonly code: 'PROVIDER_NOT_FOUND' }
  | { readonly code: 'PROVIDER_NAME_TAKEN' }
  | { readonly code: 'BUILDING_NOT_FOUND' }
  | { readonly code: 'BUILDING_NAME_TAKEN' }
  | { readonly code: 'BUILDING_NOT_EMPTY' }
  | { readonly code: 'BUILDING_IN_USE' }
  | { readonly code: 'BUILDING_FULL' }
  | { readonly code: 'DOOR_TAKEN' }
  | { readonly code: 'HOUSEHOLD_IN_USE'; readonly by: 'phone' | 'round' }
  | { readonly code: 'HOUSEHOLD_NOT_FOUND' }
  | { readonly code: 'BUILDING_TOKEN_UNKNOWN' }
  | { readonly code: 'HOUSEHOLD_CODE_WRONG' }
  | { readonly code: 'HOUSEHOLD_HAS_NO_CODE' }
  | { readonly code: 'HOUSEHOLD_HELD_BY_ANOTHER_PHONE' }
  | { readonly code: 'PHONE_NOT_IN_REGISTER' }
  | { readonly code: 'PHONE_IN_SEVERAL_HOUSEHOLDS' }
  | { readonly code: 'IMPORT_UNREADABLE' }
  | { readonly code: 'IMPORT_LOCKED' }
  | { readonly code: 'IMPORT_TOO_LARGE' }
  | { readonly code: 'IMPORT_RUN_NOT_FOUND' }
  | { readonly code: 'IMPORT_HAS_ERRORS'; readonly errors: readonly RowError[]; readonly moreErrors: number }
  // surveys
  | { readonly code: 'QUESTIONNAIRE_NOT_FOUND' }
  | { readonly code: 'QUESTIONNAIRE_CHANGED' }
  | { readonly code: 'CAMPAIGN_EXISTS' }
  | { readonly code: 'ROUND_NOT_FOUND' }
  | { readonly code: 'ROUND_NOT_TAKING_ANSWERS' }
  | { readonly code: 'ROUND_DEADLINE_WRONG'; readonly latest: string }
  | { readonly code: 'RESULT_NOT_CERTIFIED' }
  | { readonly code: 'NOT_YOUR_HOUSEHOLD' }
  | { readonly code: 'HOUSEHOLD_NOT_IN_ROUND' }
  | { readonly code: 'HOUSEHOLD_ANSWERED_ALREADY' }
  | { readonly code: 'FOUR_EYES' }
  | { readonly code: 'COUNT_DIFFERS'; readonly counted: number; readonly accepted: number }
  // complaints
  | { readonly code: 'COMPLAINT_NOT_FOUND' }
  | { readonly code: 'COMPLAINT_DIFFERS' }
  | { readonly code: 'COMPLAINT_CONSENT_MISSING' }
  | { readonly code: 'COMPLAINT_TEXT_REFUSED' }
  | { readonly code: 'COMPLAINT_PLACE_WRONG' }
  | { readonly code: 'COMPLAINT_CONTACT_MISSING' }
  | { readonly code: 'COMPLAINT_MERGE_WRONG' }
  | { readonly code: 'COMPLAINT_CALL_BACK_WRONG' }
  | { readonly code: 'COMPLAINT_DEADLINE_WRONG'; readonly latest: string }
  | { readonly code: 'COMPLAINT_RECEIVED_WRONG' }
  | { readonly code: 'MEDIATION_DATE_WRONG' }
  | { readonly code: 'COMPLAINT_TEMPLATE_NOT_FOUND' }
  | { readonly code: 'COMPLAINT_TEMPLATES_FULL' }
  | { readonly code: 'ASSIGNEE_UNKNOWN' }
  | { readonly code: 'EXTERNAL_NUMBER_TAKEN' }
  // files
  | { readonly code: 'FILE_NOT_FOUND' }
  | { readonly code: 'FILE_TOO_LARGE' }
  | { readonly code: 'FILE_NOT_AN_IMAGE' }
  | { readonly code: 'FILE_NOT_A_PDF' }
  | { readonly code: 'FILE_CARRIES_DATA' }
  | { readonly code: 'FILE_QUOTA_USED_UP' }
  | { readonly code: 'FILE_LINK_EXPIRED' }
  | { readonly code: 'FILE_ATTACHED' }
  | { readonly code: 'FILES_UNAVAILABLE'; readonly retryAfterSeconds: number }
  | { readonly code: 'UPLOAD_OFFSET_WRONG'; readonly received: number }
  | { readonly code: 'UPLOAD_DIFFERS' }
  | { readonly code: 'PHOTO_UNKNOWN' }
  // moderation
  | { readonly code: 'MODERATION_NOT_FOUND' }
  | { readonly code: 'MODERATION_DECIDED' }
  | { readonly code: 'MODERATION_WORD_WRONG' }
  // the work calendar
  | { readonly code: 'CALENDAR_DAY_WRONG' }
  // evidence
  | { readonly code: 'EVIDENCE_NOT_OFFERED' }
  | { readonly code: 'EVIDENCE_USED' }
  // money in the open
  | { readonly code: 'BOOK_NOT_FOUND' }
  | { readonly code: 'STATEMENT_NOT_FOUND' }
  | { readonly code: 'STATEMENT_EXISTS'; readonly statementId: string }
  | { readonly code: 'STATEMENT_DIFFERS' }
  | { readonly code: 'STATEMENT_PERIOD_WRONG' }
  | { readonly code: 'STATEMENT_WAITS'; readonly waitsFor: readonly StatementWait[] }
  | { readonly code: 'STATEMENT_OPENING_CARRIED' }
  | { readonly code: 'STATEMENT_KIND_COMPUTED' }
  | { readonly code: 'STATEMENT_CHANGED_MEANWHILE' }
  | { readonly code: 'STATEMENT_COSIGNED' }
  | { readonly code: 'STATEMENT_FULL' }
  | { readonly code: 'STATEMENT_FOLLOWED' }
  | { readonly code: 'LINE_NOT_FOUND' }
  | { readonly code: 'LINE_DIFFERS' }
  | { readonly code: 'QUESTION_NOT_FOUND' }
  | { readonly code: 'QUESTION_DIFFERS' }
  | { readonly code: 'QUESTION_ANSWERED' }
  | { readonly code: 'QUESTION_NOT_DUE' }
  | { readonly code: 'QUESTION_TEXT_REFUSED' }
  | { readonly code: 'QUESTIONS_TOO_MANY' }
  // bills
  | { readonly code: 'FEE_STANDARD_NOT_FOUND' }
  | { readonly code: 'FEE_MONTHS_WRONG' }
  | { readonly code: 'FEE_DIFFERS' }
  | { readonly code: 'FEE_OVERLAPS' }
  | { readonly code: 'NO_FEE_STANDARD' }
  | { readonly code: 'PREPAID_TOO_FAR'; readonly latestMonth: string }
  | { readonly code: 'FEE_AREA_MISSING' }
  | { readonly code: 'FEE_DISCOUNT_NOT_FOUND' }
  | { readonly code: 'BILL_DUE_DATE_WRONG' }
  | { readonly code: 'BILL_NOT_FOUND' }
  | { readonly code: 'BILL_NOT_PAYABLE' }
  | { readonly code: 'BILL_BEING_PAID' }
  | { readonly code: 'BILL_NOT_PAID' }
  | { readonly code: 'BILL_PAID_BY_WECHAT' }
  | { readonly code: 'COLLECTION_NOT_FOUND' }
  | { readonly code: 'COLLECTION_DIFFERS' }
  | { readonly code: 'COLLECTION_DATE_WRONG' }
  | { readonly code: 'VOUCHER_MISSING' }
  | { readonly code: 'TAX_NUMBER_WRONG' }
  | { readonly code: 'INVOICE_REQUEST_NOT_FOUND' }
  | { readonly code: 'INVOICE_REQUESTED' }
  | { readonly code: 'INVOICE_DECIDED' }
  // payments
  | { readonly code: 'PAYMENT_OFF' }
  | { readonly code: 'PAYMENT_UNAVAILABLE'; readonly retryAfterSeconds: number }
  | { readonly code: 'PAYMENT_REFUSED' }
  | { readonly code: 'PAYMENT_NOT_FOUND' }
  | { readonly code: 'PAYMENT_DIFFERS' }
  | { readonly code: 'PAYMENT_SEVERAL_FIRMS' }
  | { readonly code: 'PAYMENT_NEEDS_WECHAT' }
  | { readonly code: 'PAYMENT_ENDED' }
  | { readonly code: 'PAYMENT_NOTICE_REFUSED' }
  | { readonly code: 'PAYMENT_NOTICE_UNREADABLE' }
  | { readonly code: 'PAYMENT_NOTICE_NOT_OURS' }
  | { readonly code: 'REFUND_TOO_MUCH'; readonly mostFen: number }
  | { readonly code: 'REFUND_DIFFERS' }
  | { readonly code: 'MERCHANT_MISSING' }
  | { readonly code: 'MERCHANT_TAKEN' }
  | { readonly code: 'MERCHANT_WRONG' }
  | { readonly code: 'RECONCILIATION_TASK_NOT_FOUND' }
  | { readonly code: 'RECONCILIATION_TASK_SETTLED' }
  // assessments
  | { readonly code: 'ASSESSMENT_NOT_FOUND' }
  | { readonly code: 'HALF_YEAR_NOT_BEGUN' }
  | { readonly code: 'DEDUCTION_NOT_FOUND' }
  | { readonly code: 'DEDUCTION_WITHDRAWN' }
  | { readonly code: 'DEDUCTION_DIFFERS' }
  | { readonly code: 'SHEET_FULL' };

export type ErrorCode = DomainError['code'];

/** One line of an import that cannot be taken: the line of the file (the header is 1), the column, why. */
export interface RowError {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
}
