import type { EntriesQuery, MerchantBody, PaymentsQuery, ReconciliationDaysQuery, ReconciliationTasksQuery, RefundBody, SettleTaskBody } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useApp } from '../app-context.ts';
import { keepAnswer } from '../keep-answer.ts';
import { isStale } from '../register/use-estates.ts';
import { usePages } from '../use-pages.ts';
import { moneyKeys } from './desk-keys.ts';

type Filter<Query> = Omit<Query, 'cursor' | 'limit'>;

/** Where a firm's money goes. */
export function useMerchant(providerId: string) {
  const { staff } = useApp();
  return useQuery({ queryKey: moneyKeys.merchant(providerId), queryFn: () => staff.payments.merchant(providerId), enabled: providerId !== '' });
}

export function useMerchantChange(providerId: string) {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: MerchantBody) => staff.payments.setMerchant(providerId, body),
    onSuccess: (merchant) => keepAnswer(cache, moneyKeys.merchant(providerId), merchant),
    onError: (error) => (isStale(error) ? cache.invalidateQueries({ queryKey: moneyKeys.merchant(providerId) }) : undefined),
  });
}

export function useReconciliationDays(query: Filter<ReconciliationDaysQuery>, enabled: boolean) {
  const { staff } = useApp();
  return usePages(moneyKeys.reconciliationDays(query), (page) => staff.reconciliation.days({ ...query, ...page }), { enabled, size: 31 });
}

export function useReconciliationTasks(query: Filter<ReconciliationTasksQuery>, enabled: boolean) {
  const { staff } = useApp();
  return usePages(moneyKeys.reconciliationTasks(query), (page) => staff.reconciliation.tasks({ ...query, ...page }), { enabled });
}

/** Settles a difference with its reason; a refusal means that somebody else was first, so the list is read anew either way. */
export function useSettleTask() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ taskId, ...body }: SettleTaskBody & { readonly taskId: string }) => staff.reconciliation.settle(taskId, body),
    onSettled: () => void cache.invalidateQueries({ queryKey: moneyKeys.reconciliation }),
  });
}

export function useBooks(estateId: string) {
  const { staff } = useApp();
  return useQuery({ queryKey: moneyKeys.books(estateId), queryFn: () => staff.ledger.books(estateId), enabled: estateId !== '' });
}

export function useEntries(bookId: string, query: Filter<EntriesQuery>) {
  const { staff } = useApp();
  return usePages(moneyKeys.entries(bookId, query), (page) => staff.ledger.entries(bookId, { ...query, ...page }), { enabled: bookId !== '' });
}

export function useEstatePayments(estateId: string, query: Filter<PaymentsQuery>) {
  const { staff } = useApp();
  return usePages(moneyKeys.paymentList(estateId, query), (page) => staff.payments.ofEstate(estateId, { ...query, ...page }), { enabled: estateId !== '' });
}

/** Everything that was given back of an order, or is on its way. */
export function useRefunds(estateId: string, paymentId: string) {
  const { staff } = useApp();
  return useQuery({ queryKey: [...moneyKeys.payments(estateId), 'refunds', paymentId], queryFn: () => staff.payments.refunds(paymentId) });
}

/** Gives money back. The same amount for the same reason sent again is the same refund: a lost answer makes no second one. */
export function useRefund(estateId: string, paymentId: string) {
  const { staff, newId } = useApp();
  const cache = useQueryClient();
  const attempt = useRef({ id: '', content: '' });
  return useMutation({
    mutationFn: (content: Omit<RefundBody, 'id'>) => {
      const words = JSON.stringify(content);
      if (attempt.current.content !== words) attempt.current = { id: newId(), content: words };
      return staff.payments.refund(paymentId, { ...content, id: attempt.current.id });
    },
    onSuccess: () => {
      attempt.current = { id: '', content: '' };
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: moneyKeys.payments(estateId) }),
  });
}
