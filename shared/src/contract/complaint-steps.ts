import type { ComplaintRating, MediationOutcome } from '../complaint/complaint.ts';

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
