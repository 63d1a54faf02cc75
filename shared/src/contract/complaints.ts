import type { CategoryOfComplaint } from '../complaint/categories.ts';
import type {
  ComplaintAction, ComplaintChannel, ComplaintRating, ComplaintSide, ComplaintStatus, ComplaintStepKind, ExtensionState, MediationOutcome,
} from '../complaint/complaint.ts';
import type { PageQuery } from './paging.ts';
import type { PhotoView } from './files.ts';

/** How somebody may be rung. Kept encrypted; never in a list, a log or a work order. */
export interface ContactBody {
  readonly name: string;
  readonly phone: string;
}
/**
 * POST /complaints. `id` is made once on the phone, so that a retry is the same complaint. The place is the building of the
 * QR (`token`) or of the own household; exactly one of the two. `consentVersion` is COMPLAINT_CONSENT_VERSION once agreed to.
 */
export interface FileComplaintBody {
  readonly id: string;
  readonly token?: string;
  readonly householdId?: string;
  readonly category: CategoryOfComplaint;
  /** Where exactly, in words: 「2单元电梯口」. */
  readonly spot: string;
  readonly text: string;
  readonly photoIds: readonly string[];
  readonly isUrgent: boolean;
  readonly consentVersion: string;
  readonly contact?: ContactBody;
  /** Whether the firm may see the contact; the default of the page is not. */
  readonly showContactToFirm: boolean;
}
/** POST /complaints/register: what came by phone, at the counter or from 12345. The caller's consent was asked for in words. */
export interface RegisterComplaintBody {
  readonly id: string;
  readonly estateId: string;
  readonly buildingId?: string;
  readonly channel: Exclude<ComplaintChannel, 'app'>;
  /** The hotline's own number; unique per channel. */
  readonly externalNumber?: string;
  /** When it came in, up to three days ago: the clocks run from then. */
  readonly receivedAt: string;
  readonly category: CategoryOfComplaint;
  readonly spot: string;
  readonly text: string;
  readonly photoIds: readonly string[];
  readonly isUrgent: boolean;
  readonly contact?: ContactBody;
  readonly showContactToFirm: boolean;
}
/** GET /complaints/similar?token=|householdId=&category=: open ones of the same building and category. Never words or photos of another. */
export interface SimilarQuery {
  readonly token?: string;
  readonly householdId?: string;
  readonly category: CategoryOfComplaint;
}
export interface SimilarComplaintView {
  readonly id: string;
  readonly category: CategoryOfComplaint;
  readonly status: ComplaintStatus;
  readonly filedOn: string;
  readonly followers: number;
  /** By the asking resident: as author or follower. */
  readonly isMine: boolean;
}

/**
 * Every step: POST /complaints/:id/<action in kebab-case>, e.g. /complaints/:id/request-extension. `id` is made once by the
 * page, so that a retry is the same step. Every answer is the complaint as it is afterwards.
 */
export interface StepBody {
  readonly id: string;
}
/** add · answer · reply · ask · acknowledge · accept: `text` may be empty for the last two. */
export interface WordsBody extends StepBody {
  readonly text: string;
  readonly photoIds?: readonly string[];
}
/** resolve: what was done; photos after (and, where there are, before). */
export interface ResolveBody extends StepBody {
  readonly text: string;
  readonly beforePhotoIds?: readonly string[];
  readonly photoIds?: readonly string[];
}
/** confirm: by the author, once. */
export interface ConfirmBody extends StepBody {
  readonly rating: ComplaintRating;
  readonly text?: string;
}
/** assign */
export interface AssignBody extends StepBody {
  readonly assigneeId: string;
  readonly text?: string;
}
/** POST /complaints/assign: each for itself; `stepIds` in the order of `complaintIds`. At most 50. */
export interface AssignManyBody {
  readonly complaintIds: readonly string[];
  readonly stepIds: readonly string[];
  readonly assigneeId: string;
}
export interface AssignedManyView {
  readonly assigned: readonly string[];
  /** What could not be assigned, with the sentence that says why. */
  readonly refused: readonly { readonly complaintId: string; readonly code: string; readonly title: string }[];
}
/** request-extension: working days on top of the five, at most ten (never past 15). */
export interface RequestExtensionBody extends StepBody {
  readonly workingDays: number;
  readonly text: string;
}
/** grant-extension: may grant fewer days. */
export interface GrantExtensionBody extends StepBody {
  readonly workingDays: number;
  readonly text?: string;
}
/** supervise (督办): a day by whose end it has to be done. */
export interface SuperviseBody extends StepBody {
  readonly until: string;
  readonly text: string;
}
/** mediate (矛盾调解), a record; parties as roles (「投诉人、楼上住户」), not names. */
export interface MediateBody extends StepBody {
  readonly parties: string;
  readonly outcome: MediationOutcome;
  readonly heldOn: string;
  readonly text: string;
}
/** merge: this one into another of the same estate that is still open. Its author follows the other from then on. */
export interface MergeBody extends StepBody {
  readonly into: string;
  readonly text?: string;
}
/** refer: to a named department. */
export interface ReferBody extends StepBody {
  readonly department: string;
  readonly text: string;
}
/** call-back (回访): what the caller of a registered complaint said after the resolve; `rating` where confirmed. */
export interface CallBackBody extends StepBody {
  readonly outcome: 'confirmed' | 'reopened' | 'notReached';
  readonly rating?: ComplaintRating;
  readonly text: string;
}

export const MY_COMPLAINTS_KINDS = ['filed', 'followed'] as const;
/** GET /me/complaints */
export interface MyComplaintsQuery extends PageQuery {
  readonly kind?: (typeof MY_COMPLAINTS_KINDS)[number];
}
/** A clock in plain numbers, for every list and page. Which clock runs, until when, and what is left of it. */
export interface DueView {
  readonly clock: 'acknowledge' | 'accept' | 'resolve' | 'supervise' | 'answer' | 'silence';
  readonly dueAt: string;
  /** Whole working days left, today not counted: 0 = today is the last. Negative: overdue by so many. Natural days for `silence`. */
  readonly daysLeft: number;
  readonly isOverdue: boolean;
}
export interface MyComplaintRow {
  readonly id: string;
  readonly number: string;
  readonly category: CategoryOfComplaint;
  readonly estate: string;
  readonly building: string | null;
  readonly status: ComplaintStatus;
  readonly filedAt: string;
  readonly lastStepAt: string;
  readonly due: DueView | null;
  readonly isFollowed: boolean;
  /** Something waits for the resident: a question, or a resolve to confirm. */
  readonly waitsForMe: boolean;
}

/** How somebody in a timeline is named: the side, and a staff member's own name for staff readers only. */
export interface StepActorView {
  readonly side: ComplaintSide;
  /** 「居民」, the firm's name, 「五里堡街道」, 「系统」. */
  readonly word: string;
  /** A staff member's display name; null for residents and towards residents. */
  readonly name: string | null;
}
export type TextCheck = 'passed' | 'checking' | 'refused' | 'erased';
export interface ComplaintStepView {
  readonly id: string;
  readonly sequence: number;
  readonly kind: ComplaintStepKind;
  readonly at: string;
  readonly by: StepActorView;
  /** Null where there is none, or while it is checked and the reader is not its writer. */
  readonly text: string | null;
  readonly textCheck: TextCheck;
  readonly photos: readonly PhotoView[];
  /** A resolve's pictures of before. */
  readonly beforePhotos: readonly PhotoView[];
  /** What the step decided, in the step's own terms; each field only where it has one. */
  readonly facts: ComplaintStepFacts;
}
export interface ComplaintStepFacts {
  readonly rating?: ComplaintRating;
  readonly workingDays?: number;
  readonly until?: string;
  readonly department?: string;
  readonly parties?: string;
  readonly outcome?: MediationOutcome | 'confirmed' | 'reopened' | 'notReached';
  readonly heldOn?: string;
  readonly mergedInto?: string;
  readonly assignee?: string;
  /** escalate: which clock ran out, and when it had been due. */
  readonly clock?: DueView['clock'];
  readonly dueAt?: string;
}
/** GET /complaints/:id, for the author, a follower (no words, no photos) and the staff in whose scope it lies. */
export interface ComplaintView {
  readonly id: string;
  readonly number: string;
  /** As whom the reader sees it. */
  readonly viewer: 'author' | 'follower' | 'firm' | 'street' | 'reader';
  readonly estateId: string;
  readonly estate: string;
  readonly building: string | null;
  readonly street: string;
  readonly community: string;
  readonly provider: string | null;
  /** The number a resident may ring: of the contract, or of the firm. */
  readonly providerPhone: string | null;
  readonly category: CategoryOfComplaint;
  readonly spot: string;
  readonly isUrgent: boolean;
  readonly channel: ComplaintChannel;
  readonly externalNumber: string | null;
  readonly status: ComplaintStatus;
  readonly version: number;
  readonly filedAt: string;
  readonly receivedAt: string;
  readonly due: DueView | null;
  /** All clocks of the present round of work, met or not. */
  readonly clocks: readonly ComplaintClockView[];
  readonly isPaused: boolean;
  readonly extension: ExtensionState;
  /** Working days asked for, or granted. */
  readonly extensionDays: number;
  readonly isSupervised: boolean;
  readonly followers: number;
  readonly assignee: string | null;
  readonly rating: ComplaintRating | null;
  /** Whether the author's household is verified: only then a rating counts. Null where there is no author. */
  readonly isVerified: boolean | null;
  /** Whether a contact may be asked for by this reader: GET /complaints/:id/contact, which is logged. */
  readonly hasContact: boolean;
  readonly mergedInto: string | null;
  readonly steps: readonly ComplaintStepView[];
  /** What this reader may do now. */
  readonly actions: readonly ComplaintAction[];
}
export interface ComplaintClockView {
  readonly clock: 'acknowledge' | 'accept' | 'resolve' | 'supervise';
  readonly dueAt: string | null;
  readonly metAt: string | null;
  readonly wasLate: boolean;
}
export interface ContactView {
  readonly name: string;
  readonly phone: string;
}

export const COMPLAINT_GROUPS = ['open', 'toAccept', 'atWork', 'awaitingResident', 'toDecide', 'overdue', 'soon', 'reopened', 'supervised', 'resolved', 'silent', 'ended'] as const;
/** How staff cut the list. `soon`: due within a working day. `toDecide`: an extension to decide, an objection, a referral. `silent`: resolved and unanswered, or closed so. */
export type ComplaintGroup = (typeof COMPLAINT_GROUPS)[number];
export const COMPLAINT_SORTS = ['due', 'newest', 'oldest'] as const;
export type ComplaintSort = (typeof COMPLAINT_SORTS)[number];
/** GET /complaints: the firm's inbox and the street's board, each within the own scope. */
export interface ComplaintsQuery extends PageQuery {
  readonly group?: ComplaintGroup;
  readonly category?: CategoryOfComplaint;
  readonly streetId?: string;
  readonly communityId?: string;
  readonly estateId?: string;
  readonly providerId?: string;
  readonly assigneeId?: string;
  /** A number, an external number, or part of an estate's name. */
  readonly search?: string;
  readonly sort?: ComplaintSort;
}
export interface ComplaintRow {
  readonly id: string;
  readonly number: string;
  readonly category: CategoryOfComplaint;
  readonly isUrgent: boolean;
  readonly estateId: string;
  readonly estate: string;
  readonly building: string | null;
  readonly street: string;
  readonly provider: string | null;
  readonly status: ComplaintStatus;
  readonly channel: ComplaintChannel;
  readonly filedAt: string;
  readonly due: DueView | null;
  readonly isSupervised: boolean;
  readonly timesReopened: number;
  readonly extension: ExtensionState;
  readonly assignee: string | null;
  readonly followers: number;
}
/** GET /complaints/summary: the head of the list, within the own scope and the query's places. */
export type ComplaintsSummaryView = Readonly<Record<ComplaintGroup, number>>;
/** GET /complaints/assignees: accounts of the own firm. */
export interface AssigneeView {
  readonly id: string;
  readonly name: string;
}
/** GET, POST /complaint-templates; PATCH, DELETE /complaint-templates/:templateId */
export interface ComplaintTemplateView {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly version: number;
}
export interface ComplaintTemplateBody {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}
export interface ChangeComplaintTemplateBody {
  readonly version: number;
  readonly title: string;
  readonly text: string;
}
/** GET /me/complaints/export: all that is kept of the own complaints (个人信息保护法 45). */
export interface MyComplaintsExport {
  readonly exportedAt: string;
  readonly complaints: readonly (ComplaintView & { readonly contact: ContactView | null; readonly consentVersion: string | null; readonly consentedAt: string | null })[];
  readonly followed: readonly MyComplaintRow[];
}
