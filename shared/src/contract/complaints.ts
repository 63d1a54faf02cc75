import type { CategoryOfComplaint } from '../complaint/categories.ts';
import type {
  ComplaintAction, ComplaintChannel, ComplaintRating, ComplaintSide, ComplaintStatus, ComplaintStepKind, ExtensionState, MediationOutcome,
} from '../complaint/complaint.ts';
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

/** A clock in plain numbers, for every list and page. Which clock runs, until when, and what is left of it. */
export interface DueView {
  readonly clock: 'acknowledge' | 'accept' | 'resolve' | 'supervise' | 'answer' | 'silence';
  readonly dueAt: string;
  /** Whole working days left, today not counted: 0 = today is the last. Negative: overdue by so many. Natural days for `silence`. */
  readonly daysLeft: number;
  readonly isOverdue: boolean;
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
