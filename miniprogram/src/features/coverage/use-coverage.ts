import type { CoverageQuery, RoundCoverageView } from '@linping/shared';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApp } from '../app-context.ts';
import { keys } from '../query-keys.ts';
import type { Move } from './moves.ts';

const PAGE_SIZE = 50;

/** The board, page after page. While a filter changes the former rows stay, so that the table does not jump. */
export function useCoverage(query: Omit<CoverageQuery, 'cursor' | 'limit'>) {
  const { staff } = useApp();
  const pages = useInfiniteQuery({
    queryKey: keys.coverage(query),
    queryFn: ({ pageParam }) => staff.coverage.list({ ...query, limit: PAGE_SIZE, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = pages.data?.pages.reduce((all, page) => all.concat(page.items), [] as (typeof pages.data.pages)[number]['items'][number][]) ?? [];
  return { ...pages, rows, total: pages.data?.pages[0]?.total ?? 0 };
}

export function useCoverageSummary(halfYear: string) {
  const { staff } = useApp();
  return useQuery({
    queryKey: keys.coverageSummary(halfYear),
    queryFn: () => staff.coverage.summary(halfYear || undefined),
    placeholderData: keepPreviousData,
  });
}

export function useRoundCoverage(roundId: string) {
  const { staff } = useApp();
  return useQuery({ queryKey: keys.roundCoverage(roundId), queryFn: () => staff.coverage.ofRound(roundId), enabled: roundId !== '' });
}

/** The officer's four moves. Each names the version that the officer was looking at; the answer is the new view. */
export function useMoveRound(roundId: string) {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ move, version, closesAt }: { readonly move: Move; readonly version: number; readonly closesAt?: string }): Promise<RoundCoverageView> => {
      switch (move) {
        case 'close': return staff.coverage.close(roundId, { version });
        case 'certify': return staff.coverage.certify(roundId, { version });
        case 'extend': return staff.coverage.extend(roundId, { version, closesAt: closesAt! });
        case 'supplement': return staff.coverage.supplement(roundId, { version, closesAt: closesAt! });
      }
    },
    onSuccess: (view) => cache.setQueryData(keys.roundCoverage(roundId), view),
    // Also after a refusal: somebody else may have moved it first.
    onSettled: async () => {
      await cache.invalidateQueries({ queryKey: keys.staff });
      await cache.invalidateQueries({ queryKey: keys.rounds });
    },
  });
}
