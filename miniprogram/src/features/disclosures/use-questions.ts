import type { LineQuestionListQuery } from '@linping/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../../api/transport.ts';
import { useApp } from '../app-context.ts';
import { usePages } from '../use-pages.ts';
import { deskKeys } from './desk-keys.ts';

/** What residents asked about published figures, the most urgent first. */
export function useQuestionList(query: Omit<LineQuestionListQuery, 'cursor' | 'limit'>) {
  const { staff } = useApp();
  return usePages(deskKeys.questionList(query), (page) => staff.lineQuestions.list({ ...query, ...page }), { isFresh: true });
}

/** Answers one, in public and at once. Refused because somebody was first, the list is read anew. */
export function useAnswer(questionId: string) {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ version, text }: { readonly version: number; readonly text: string }) => staff.lineQuestions.answer(questionId, { version, text }),
    onSuccess: () => cache.invalidateQueries({ queryKey: deskKeys.questions }),
    onError: (error) => (error instanceof ApiProblem ? cache.invalidateQueries({ queryKey: deskKeys.questions }) : undefined),
  });
}
