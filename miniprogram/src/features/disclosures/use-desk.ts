import type { DisclosureKind, StatementView } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Api } from '../../api/create-api.ts';
import { ApiProblem, codeOf } from '../../api/transport.ts';
import { useApp } from '../app-context.ts';
import { keepAnswer } from '../keep-answer.ts';
import { usePages } from '../use-pages.ts';
import { deskKeys } from './desk-keys.ts';

/** One edition at the desk; looked at anew whenever somebody comes back to it, because a colleague may be writing on it. */
export function useDeskStatement(statementId: string) {
  const { staff } = useApp();
  return useQuery({ queryKey: deskKeys.one(statementId), queryFn: () => staff.disclosures.statement(statementId, 'held'), enabled: statementId !== '', staleTime: 0 });
}

/** The lines of a kind, as they were typed. */
export function useDeskLines(statementId: string, kind: DisclosureKind, enabled: boolean) {
  const { staff } = useApp();
  return usePages(deskKeys.lines(statementId, kind), (page) => staff.disclosures.lines(statementId, { kind, ...page }, 'held'), { enabled });
}

/** What is done with a statement, answering the edition after it. */
export type StatementChange = (disclosures: Api['disclosures'], version: number) => Promise<StatementView>;

/**
 * Any change of an edition, made to the version that is on the screen when it is pressed. A refusal reads everything anew,
 * because then somebody else was first; what was typed is the page's and stays.
 */
export function useStatementChange(statementId: string) {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: StatementChange) => change(staff.disclosures, cache.getQueryData<StatementView>(deskKeys.one(statementId))?.desk?.version ?? 0),
    onSuccess: (statement) => {
      keepAnswer(cache, deskKeys.one(statement.id), statement);
      void cache.invalidateQueries({ queryKey: deskKeys.statements, predicate: ({ queryKey }) => !(queryKey[2] === 'one' && queryKey[3] === statement.id) });
    },
    // Waited for: the page says that somebody was first when it shows what they did.
    onError: async (error) => {
      if (error instanceof ApiProblem) await cache.invalidateQueries({ queryKey: deskKeys.statements });
    },
  });
}

/** Drops what is drawn up. The page goes back: what it showed is no longer there to be read anew. */
export function useDiscard(statementId: string) {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (version: number) => staff.disclosures.discard(statementId, version),
    onSettled: (_, error) => cache.invalidateQueries({ queryKey: error ? deskKeys.statements : deskKeys.lists }),
  });
}

/** Begins the next edition of a published one. Asked again after a lost answer, it is the same draft. */
export function useCorrect(statementId: string) {
  const { staff, newId } = useApp();
  const cache = useQueryClient();
  const id = useRef(newId());
  return useMutation({
    mutationFn: (reason: string) => staff.disclosures.correct(statementId, { id: id.current, reason }),
    onSuccess: (statement) => keepAnswer(cache, deskKeys.one(statement.id), statement),
    onSettled: () => cache.invalidateQueries({ queryKey: deskKeys.statements }),
  });
}

/** Somebody else was first: what is shown is no longer what was there. */
export const isChangedByOthers = (error: unknown): boolean => codeOf(error) === 'CHANGED_BY_SOMEONE_ELSE';
