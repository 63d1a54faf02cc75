import type { DecideModerationBody, ModerationItemView, ModerationKind, ModerationSummaryView } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Api } from '../../api/create-api.ts';
import { useApp } from '../app-context.ts';
import { keepAnswer } from '../keep-answer.ts';
import { keys } from '../query-keys.ts';
import { usePages } from '../use-pages.ts';

const PAGE_SIZE = 20;

/** What waits for a person, the oldest first; both kinds without one. */
export function useModerationQueue(kind: ModerationKind | undefined) {
  const { staff } = useApp();
  return usePages<ModerationItemView>(keys.moderationQueue(kind ?? ''), (page) => staff.moderation.list({ ...page, ...(kind && { kind }) }), { size: PAGE_SIZE });
}

export function useModerationSummary(enabled = true) {
  const { staff } = useApp();
  return useQuery({ queryKey: keys.moderationSummary, queryFn: (): Promise<ModerationSummaryView> => staff.moderation.summary(), enabled });
}

/** A decision answers how much is left. After a refusal that is read anew: somebody else was first. */
export function useDecide() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ itemId, ...body }: DecideModerationBody & { readonly itemId: string }) => staff.moderation.decide(itemId, body),
    onSuccess: (summary) => keepAnswer(cache, keys.moderationSummary, summary),
    onError: () => cache.invalidateQueries({ queryKey: keys.moderationSummary }),
  });
}

/** Headquarters' list, what was added last first. */
export function useModerationWords(search: string) {
  const { staff } = useApp();
  return usePages(keys.moderationWords(search), (page) => staff.moderation.words({ ...page, ...(search && { search }) }));
}

export function useWordChange<T>() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (change: (api: Api['moderation']) => Promise<T>) => change(staff.moderation),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.moderationWordLists }),
  });
}
