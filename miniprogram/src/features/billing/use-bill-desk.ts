import type {
  AddFeeDiscountBody, AddFeeStandardBody, BillReasonBody, BillsQuery, BillView, CollectBody, EndFeeStandardBody, FeeAreaBody, FeeAreasQuery, GenerateBillsBody, InvoiceRequestsQuery,
  IssueInvoiceBody, RefuseInvoiceBody, RemindBody,
} from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useApp } from '../app-context.ts';
import { keepAnswer } from '../keep-answer.ts';
import { usePages } from '../use-pages.ts';
import { billingKeys } from './desk-keys.ts';

type Filter<Query> = Omit<Query, 'cursor' | 'limit'>;

export function useEstateBills(estateId: string, query: Filter<BillsQuery>) {
  const { staff } = useApp();
  return usePages(billingKeys.bills(estateId, query), (page) => staff.bills.list(estateId, { ...query, ...page }));
}

export function useArrears(estateId: string) {
  const { staff } = useApp();
  return usePages(billingKeys.arrears(estateId), (page) => staff.bills.arrears(estateId, page));
}

export function useInvoiceRequests(estateId: string, query: Filter<InvoiceRequestsQuery>) {
  const { staff } = useApp();
  return usePages(billingKeys.invoices(estateId, query), (page) => staff.bills.invoiceRequests(estateId, { ...query, ...page }));
}

export function useDeskStandards(estateId: string) {
  const { staff } = useApp();
  return usePages(billingKeys.standards(estateId), (page) => staff.fees.standards(estateId, page));
}

export function useFeeAreas(estateId: string, query: Filter<FeeAreasQuery>) {
  const { staff } = useApp();
  return usePages(billingKeys.areas(estateId, query), (page) => staff.fees.areas(estateId, { ...query, ...page }));
}

export function useStaffBill(billId: string) {
  const { staff } = useApp();
  return useQuery({ queryKey: billingKeys.bill(billId), queryFn: () => staff.bills.one(billId) });
}

/** Something done to an estate's bills or fees. Refused or not, everything shown of them is read anew: somebody else may have been first. */
function useEstateChange<Body, View>(estateId: string, send: (body: Body) => Promise<View>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => void cache.invalidateQueries({ queryKey: billingKeys.estate(estateId) }) });
}

/** The same content has the same id: sent again after a lost answer, it is the same thing. */
function useSteadyId() {
  const { newId } = useApp();
  const attempt = useRef({ id: '', content: '' });
  return (content: object): string => {
    const words = JSON.stringify(content);
    if (attempt.current.content !== words) attempt.current = { id: newId(), content: words };
    return attempt.current.id;
  };
}

export function useGenerate(estateId: string) {
  const { staff } = useApp();
  return useEstateChange(estateId, (body: GenerateBillsBody) => staff.bills.generate(estateId, body));
}

export function useRemind(estateId: string) {
  const { staff } = useApp();
  return useEstateChange(estateId, (body: RemindBody) => staff.bills.remind(estateId, body));
}

export function useAddStandard(estateId: string) {
  const { staff } = useApp();
  const idOf = useSteadyId();
  return useEstateChange(estateId, (body: Omit<AddFeeStandardBody, 'id'>) => staff.fees.addStandard(estateId, { ...body, id: idOf(body) }));
}

export function useEndStandard(estateId: string, standardId: string) {
  const { staff } = useApp();
  return useEstateChange(estateId, (body: EndFeeStandardBody) => staff.fees.endStandard(standardId, body));
}

export function useAddDiscount(estateId: string, standardId: string) {
  const { staff } = useApp();
  const idOf = useSteadyId();
  return useEstateChange(estateId, (body: Omit<AddFeeDiscountBody, 'id'>) => staff.fees.addDiscount(standardId, { ...body, id: idOf(body) }));
}

export function useSetArea(estateId: string, householdId: string) {
  const { staff } = useApp();
  return useEstateChange(estateId, (body: FeeAreaBody) => staff.fees.setArea(householdId, body));
}

export function useIssueInvoice(estateId: string, requestId: string) {
  const { staff } = useApp();
  return useEstateChange(estateId, (body: IssueInvoiceBody) => staff.bills.issueInvoice(requestId, body));
}

export function useRefuseInvoice(estateId: string, requestId: string) {
  const { staff } = useApp();
  return useEstateChange(estateId, (body: RefuseInvoiceBody) => staff.bills.refuseInvoice(requestId, body));
}

/** Money taken for one bill. */
export function useCollect(bill: BillView) {
  const { staff } = useApp();
  const idOf = useSteadyId();
  return useBillChange(bill, (body: Omit<CollectBody, 'id'>) => {
    const { version: _, ...content } = body;
    return staff.bills.collect(bill.id, { ...body, id: idOf(content) });
  });
}

export function useVoid(bill: BillView) {
  const { staff } = useApp();
  return useBillChange(bill, (body: BillReasonBody) => staff.bills.void(bill.id, body));
}

export function useReverse(bill: BillView, collectionId: string) {
  const { staff } = useApp();
  return useBillChange(bill, (body: BillReasonBody) => staff.bills.reverse(collectionId, body));
}

function useBillChange<Body>({ id, estateId }: BillView, send: (body: Body) => Promise<BillView>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (view) => keepAnswer(cache, billingKeys.bill(id), view),
    onError: () => cache.invalidateQueries({ queryKey: billingKeys.bill(id) }),
    onSettled: () => void cache.invalidateQueries({ queryKey: billingKeys.estate(estateId) }),
  });
}
