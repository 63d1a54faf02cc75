import type { BeginStatementBody, DisclosureFrequency, StatementDutiesQuery, StatementsQuery } from '@linping/shared';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useApp } from '../app-context.ts';
import { keepAnswer } from '../keep-answer.ts';
import { usePages } from '../use-pages.ts';
import { deskKeys } from './desk-keys.ts';

type Cut<Query> = Omit<Query, 'cursor' | 'limit'>;

/** Statements in one's scope, page after page. */
export function useStatementList(query: Cut<StatementsQuery>, enabled = true) {
  const { staff } = useApp();
  return usePages(deskKeys.list(query), (page) => staff.disclosures.list({ ...query, ...page }), { enabled, isFresh: true });
}

/** Who owes a statement of a period, the overdue first. */
export function useDuties(query: Cut<StatementDutiesQuery>, enabled = true) {
  const { staff } = useApp();
  return usePages(deskKeys.duties(query), (page) => staff.disclosures.duties({ ...query, ...page }), { enabled, isFresh: true });
}

export function useDutiesSummary(query: Pick<StatementDutiesQuery, 'period' | 'streetId'>, enabled = true) {
  const { staff } = useApp();
  return useQuery({ queryKey: deskKeys.dutiesSummary(query), queryFn: () => staff.disclosures.dutiesSummary(query), placeholderData: keepPreviousData, enabled });
}

/** Begins a draft. Asked again after a lost answer, it is the same draft. */
export function useBeginStatement() {
  const { staff, newId } = useApp();
  const cache = useQueryClient();
  const attempt = useRef({ id: '', of: '' });
  return useMutation({
    mutationFn: ({ estateId, ...rest }: Omit<BeginStatementBody, 'id'> & { readonly estateId: string }) => {
      const of = [estateId, rest.body, rest.period].join();
      if (attempt.current.of !== of) attempt.current = { id: newId(), of };
      return staff.disclosures.begin(estateId, { id: attempt.current.id, ...rest });
    },
    onSuccess: (statement) => keepAnswer(cache, deskKeys.one(statement.id), statement),
    onSettled: () => cache.invalidateQueries({ queryKey: deskKeys.statements }),
  });
}

/** How often an estate's bodies disclose now, and from the next half-year on. */
export function useFrequency(estateId: string) {
  const { staff } = useApp();
  return useQuery({ queryKey: deskKeys.settings(estateId), queryFn: () => staff.disclosures.settings(estateId) });
}

/** The street sets it. */
export function useSetFrequency() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ estateId, frequency }: { readonly estateId: string; readonly frequency: DisclosureFrequency }) => staff.disclosures.setFrequency(estateId, { frequency }),
    onSuccess: (settings, { estateId }) => {
      keepAnswer(cache, deskKeys.settings(estateId), settings);
      void cache.invalidateQueries({ queryKey: deskKeys.lists });
    },
  });
}
