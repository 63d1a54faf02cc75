import type { CategoryOfComplaint } from '../complaint/categories.ts';
import type { ComplaintChannel, ComplaintStatus, ExtensionState } from '../complaint/complaint.ts';
import type { ComplaintView, ContactView, DueView } from './complaints.ts';
import type { PageQuery } from './paging.ts';

export const MY_COMPLAINTS_KINDS = ['filed', 'followed'] as const;
/** GET /me/complaints */
export interface MyComplaintsQuery extends PageQuery {
  readonly kind?: (typeof MY_COMPLAINTS_KINDS)[number];
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
