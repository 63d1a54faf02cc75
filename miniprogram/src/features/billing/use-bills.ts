import type { FeeStandardView, RequestInvoiceBody } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useApp, useResidentSession } from '../app-context.ts';
import { keys } from '../query-keys.ts';
import { usePages } from '../use-pages.ts';

/** The bills of the households that this phone holds, what is open first. Without a session in a browser there are none. */
export function useMyBills() {
  const { resident, isWeapp } = useApp();
  const isAsked = useResidentSession() !== undefined || isWeapp;
  const pages = usePages(keys.myBills, (page) => resident.bills.mine(page, isWeapp ? 'start' : 'held'), { enabled: isAsked, size: 30 });
  return { ...pages, isLoading: isAsked && pages.isPending };
}

/** One bill. WeChat opens it from a message, perhaps on a phone that has no session yet. */
export function useBill(billId: string) {
  const { resident, isWeapp } = useApp();
  return useQuery({ queryKey: keys.bill(billId), queryFn: () => resident.bills.one(billId, isWeapp ? 'start' : 'held'), enabled: billId !== '' });
}

const NONE: readonly FeeStandardView[] = [];

/** What the firm charges in an estate, for anybody to read. */
export function useFeeStandards(estateId: string | undefined) {
  const { resident } = useApp();
  const query = useQuery({ queryKey: keys.feeStandards(estateId ?? ''), queryFn: () => resident.fees.standards(estateId!), enabled: estateId !== undefined });
  return { ...query, standards: query.data?.items ?? NONE };
}

/** What the next months would come to; nothing is made by asking. */
export function usePrepayPreview(householdId: string, months: number | undefined) {
  const { resident } = useApp();
  return useQuery({
    queryKey: keys.prepaid(householdId, months ?? 0),
    queryFn: () => resident.bills.prepay(householdId, { months: months!, preview: true }),
    enabled: months !== undefined,
  });
}

/** Makes the bill for the next months. */
export function usePrepay(householdId: string) {
  const { resident } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (months: number) => resident.bills.prepay(householdId, { months, preview: false }),
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.residentBills }),
  });
}

/** Asks for an invoice. The same content sent again is the same request: a lost answer makes no second one. */
export function useInvoiceRequest(billId: string) {
  const { resident, newId } = useApp();
  const cache = useQueryClient();
  const attempt = useRef({ id: '', content: '' });
  return useMutation({
    mutationFn: (content: Omit<RequestInvoiceBody, 'id'>) => {
      const words = JSON.stringify(content);
      if (attempt.current.content !== words) attempt.current = { id: newId(), content: words };
      return resident.bills.requestInvoice(billId, { ...content, id: attempt.current.id });
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.bill(billId) }),
  });
}
