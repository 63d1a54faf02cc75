import type {
  AssignBody, AssignedManyView, AssigneeView, AssignManyBody, CallBackBody, ChangeComplaintTemplateBody, ComplaintRow, ComplaintsQuery, ComplaintsSummaryView,
  ComplaintTemplateBody, ComplaintTemplateView, ComplaintView, ConfirmBody, ContactView, FileComplaintBody, GrantExtensionBody, MediateBody, MergeBody,
  MyComplaintRow, MyComplaintsExport, MyComplaintsQuery, Page, PageQuery, ReferBody, RegisterComplaintBody, RequestExtensionBody, ResolveBody, SimilarComplaintView,
  SimilarQuery, StepBody, SuperviseBody, WordsBody,
} from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** What the body of each step carries; the action is the last part of its address. */
export interface ComplaintStepBodies {
  // the resident
  add: WordsBody;
  answer: WordsBody;
  confirm: ConfirmBody;
  reopen: WordsBody;
  withdraw: WordsBody;
  object: WordsBody;
  // the firm
  acknowledge: WordsBody;
  accept: WordsBody;
  assign: AssignBody;
  reply: WordsBody;
  ask: WordsBody;
  resolve: ResolveBody;
  'request-extension': RequestExtensionBody;
  // the street
  'grant-extension': GrantExtensionBody;
  'refuse-extension': WordsBody;
  supervise: SuperviseBody;
  mediate: MediateBody;
  merge: MergeBody;
  reject: WordsBody;
  refer: ReferBody;
  'return-to-firm': WordsBody;
  'call-back': CallBackBody;
}

/** Complaints: what a resident files and follows, and the steps of all sides. Every step answers the complaint as it is after it. */
export const complaintsApi = (transport: Transport) => {
  const read = <T>(path: string, session: 'held' | 'start' = 'held') => send<T>(transport, { method: 'GET', path, session });
  const post = <T>(path: string, body: unknown, session: 'held' | 'start' = 'held') => send<T>(transport, { method: 'POST', path, body, session });
  return {
    /** Starts a session where the phone has none: whoever scanned may complain. Safe to repeat with the same id. */
    file: (body: FileComplaintBody) => post<ComplaintView>('/complaints', body, 'start'),
    similar: (query: SimilarQuery) => read<readonly SimilarComplaintView[]>(`/complaints/similar${queryOf(query)}`, 'start'),
    follow: (complaintId: string) => post<ComplaintView>(`/complaints/${complaintId}/follow`, {}, 'start'),
    unfollow: (complaintId: string) => post<void>(`/complaints/${complaintId}/unfollow`, {}),
    /** `start`: in WeChat the same person may have filed from another phone, so it is worth signing in to ask. */
    mine: (query: MyComplaintsQuery, session: 'held' | 'start' = 'held') => read<Page<MyComplaintRow>>(`/me/complaints${queryOf(query)}`, session),
    exportMine: () => read<MyComplaintsExport>('/me/complaints/export'),

    one: (complaintId: string, session: 'held' | 'start' = 'held') => read<ComplaintView>(`/complaints/${complaintId}`, session),
    step: <Action extends keyof ComplaintStepBodies>(complaintId: string, action: Action, body: ComplaintStepBodies[Action] & StepBody) =>
      post<ComplaintView>(`/complaints/${complaintId}/${action}`, body),

    register: (body: RegisterComplaintBody) => post<ComplaintView>('/complaints/register', body),
    list: (query: ComplaintsQuery) => read<Page<ComplaintRow>>(`/complaints${queryOf(query)}`),
    summary: (query: Omit<ComplaintsQuery, 'group' | 'sort' | 'cursor' | 'limit'>) => read<ComplaintsSummaryView>(`/complaints/summary${queryOf(query)}`),
    /** Every reading leaves a line in the audit log. */
    contact: (complaintId: string) => read<ContactView>(`/complaints/${complaintId}/contact`),

    assignees: () => read<readonly AssigneeView[]>('/complaints/assignees'),
    assignMany: (body: AssignManyBody) => post<AssignedManyView>('/complaints/assign', body),
    templates: (query: PageQuery = {}) => read<Page<ComplaintTemplateView>>(`/complaint-templates${queryOf(query)}`),
    addTemplate: (body: ComplaintTemplateBody) => post<ComplaintTemplateView>('/complaint-templates', body),
    changeTemplate: (templateId: string, body: ChangeComplaintTemplateBody) =>
      send<ComplaintTemplateView>(transport, { method: 'PATCH', path: `/complaint-templates/${templateId}`, body, session: 'held' }),
    removeTemplate: (templateId: string, version: number) =>
      send<void>(transport, { method: 'DELETE', path: `/complaint-templates/${templateId}${queryOf({ version })}`, session: 'held' }),
  };
};
