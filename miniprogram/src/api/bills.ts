import type {
  ArrearsRow, BillReasonBody, BillRow, BillsQuery, BillView, CollectBody, GenerateBillsBody, GeneratedBillsView, InvoiceRequestsQuery, InvoiceRequestsSummaryView, InvoiceRequestView, IssueInvoiceBody,
  MyBillRow, MyBillsQuery, Page, PageQuery, PrepaidView, PrepayBody, RefuseInvoiceBody, RemindBody, RemindedView, RequestInvoiceBody,
} from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** Bills: the household's own, and the desk of the firm that issues and collects them. */
export const billsApi = (transport: Transport) => {
  const read = <T>(path: string, session: 'held' | 'start' = 'held') => send<T>(transport, { method: 'GET', path, session });
  const post = <T>(path: string, body: unknown) => send<T>(transport, { method: 'POST', path, body, session: 'held' });
  return {
    /** `start`: in WeChat the same person may hold the household from another phone, and signing in there is silent. */
    mine: (query: MyBillsQuery, session: 'held' | 'start' = 'held') => read<Page<MyBillRow>>(`/me/bills${queryOf(query)}`, session),
    prepay: (householdId: string, body: PrepayBody) => post<PrepaidView>(`/me/households/${householdId}/prepayments`, body),
    one: (billId: string, session: 'held' | 'start' = 'held') => read<BillView>(`/bills/${billId}`, session),
    requestInvoice: (billId: string, body: RequestInvoiceBody) => post<InvoiceRequestView>(`/bills/${billId}/invoice-request`, body),

    generate: (estateId: string, body: GenerateBillsBody) => post<GeneratedBillsView>(`/estates/${estateId}/bills/generate`, body),
    list: (estateId: string, query: BillsQuery) => read<Page<BillRow>>(`/estates/${estateId}/bills${queryOf(query)}`),
    arrears: (estateId: string, query: PageQuery) => read<Page<ArrearsRow>>(`/estates/${estateId}/arrears${queryOf(query)}`),
    remind: (estateId: string, body: RemindBody) => post<RemindedView>(`/estates/${estateId}/reminders`, body),
    collect: (billId: string, body: CollectBody) => post<BillView>(`/bills/${billId}/collections`, body),
    void: (billId: string, body: BillReasonBody) => post<BillView>(`/bills/${billId}/void`, body),
    reverse: (collectionId: string, body: BillReasonBody) => post<BillView>(`/collections/${collectionId}/reverse`, body),
    invoicesSummary: () => read<InvoiceRequestsSummaryView>('/invoice-requests/summary'),
    invoiceRequests: (estateId: string, query: InvoiceRequestsQuery) => read<Page<InvoiceRequestView>>(`/estates/${estateId}/invoice-requests${queryOf(query)}`),
    issueInvoice: (requestId: string, body: IssueInvoiceBody) => post<InvoiceRequestView>(`/invoice-requests/${requestId}/issue`, body),
    refuseInvoice: (requestId: string, body: RefuseInvoiceBody) => post<InvoiceRequestView>(`/invoice-requests/${requestId}/refuse`, body),
  };
};
