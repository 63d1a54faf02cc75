import type {
  AcceptEvidenceBody, ChangeDeductionBody, EnterDeductionBody, EvidenceRow, OpenedSheetsView, OpenSheetsBody, Page, PageQuery,
  SheetRowView, SheetsQuery, SheetsSummaryView, SheetView, SubmitSheetBody, WithdrawDeductionBody,
} from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** Score sheets: the half-year's list, and one sheet with what officers write on it. Every move answers the sheet as it is after it. */
export const assessmentsApi = (transport: Transport) => {
  type Body = EnterDeductionBody | AcceptEvidenceBody | ChangeDeductionBody | WithdrawDeductionBody | SubmitSheetBody;
  const write = (method: 'POST' | 'PATCH', path: string, body: Body) =>
    send<SheetView>(transport, { method, path: `/assessments/${path}`, body, session: 'held' });
  return {
    list: (query: SheetsQuery) => send<Page<SheetRowView>>(transport, { method: 'GET', path: `/assessments${queryOf(query)}`, session: 'held' }),
    summary: (halfYear?: string) =>
      send<SheetsSummaryView>(transport, { method: 'GET', path: `/assessments/summary${queryOf({ halfYear })}`, session: 'held' }),
    /** Makes the sheets that are missing in the own scope. */
    open: (body: OpenSheetsBody) => send<OpenedSheetsView>(transport, { method: 'POST', path: '/assessments/open', body, session: 'held' }),
    sheet: (sheetId: string) => send<SheetView>(transport, { method: 'GET', path: `/assessments/${sheetId}`, session: 'held' }),
    enter: (sheetId: string, body: EnterDeductionBody) => write('POST', `${sheetId}/deductions`, body),
    change: (sheetId: string, deductionId: string, body: ChangeDeductionBody) => write('PATCH', `${sheetId}/deductions/${deductionId}`, body),
    withdraw: (sheetId: string, deductionId: string, body: WithdrawDeductionBody) => write('POST', `${sheetId}/deductions/${deductionId}/withdraw`, body),
    /** Complaints that may be evidence; accepting one makes a deduction of it. */
    evidence: (sheetId: string, query: PageQuery) =>
      send<Page<EvidenceRow>>(transport, { method: 'GET', path: `/assessments/${sheetId}/evidence${queryOf(query)}`, session: 'held' }),
    acceptEvidence: (sheetId: string, complaintId: string, body: AcceptEvidenceBody) => write('POST', `${sheetId}/evidence/${complaintId}/accept`, body),
    submit: (sheetId: string, body: SubmitSheetBody) => write('POST', `${sheetId}/submit`, body),
  };
};
