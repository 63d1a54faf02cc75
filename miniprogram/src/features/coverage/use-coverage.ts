import type { CoverageAreasQuery, CoverageQuery, CoverageSummaryQuery, RoundCoverageView } from '@linping/shared';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApp } from '../app-context.ts';
import { keepAnswer } from '../keep-answer.ts';
import { keys } from '../query-keys.ts';
import { usePages } from '../use-pages.ts';
import type { Move } from './moves.ts';

interface ListOptions {
  readonly enabled?: boolean;
  readonly size?: number;
}

/** The board, estate by estate. */
export function useCoverage(query: Omit<CoverageQuery, 'cursor' | 'limit'>, options?: ListOptions) {
  const { staff } = useApp();
  return usePages(keys.coverage(options?.size ? { ...query, size: options.size } : query), (page) => staff.coverage.list({ ...query, ...page }), options);
}

/** The board, street by street or community by community. */
export function useCoverageAreas(query: Omit<CoverageAreasQuery, 'cursor' | 'limit'>, options?: ListOptions) {
  const { staff } = useApp();
  return usePages(keys.coverageAreas(options?.size ? { ...query, size: options.size } : query), (page) => staff.coverage.areas({ ...query, ...page }), options);
}

export function useCoverageSummary(query: CoverageSummaryQuery, enabled = true) {
  const { staff } = useApp();
  return useQuery({ queryKey: keys.coverageSummary(query), queryFn: () => staff.coverage.summary(query), placeholderData: keepPreviousData, enabled });
}

/** What waits for somebody now. */
export function useCoverageDue(enabled: boolean) {
  const { staff } = useApp();
  return useQuery({ queryKey: keys.coverageDue, queryFn: () => staff.coverage.due(), enabled });
}

export function useRoundCoverage(roundId: string) {
  const { staff } = useApp();
  return useQuery({ queryKey: keys.roundCoverage(roundId), queryFn: () => staff.coverage.ofRound(roundId), enabled: roundId !== '' });
}

export function useRoundSteps(roundId: string) {
  const { staff } = useApp();
  return usePages(keys.roundSteps(roundId), (page) => staff.coverage.steps(roundId, page));
}

/** What residents wrote. */
export function useRoundComments(roundId: string) {
  const { staff } = useApp();
  return usePages(keys.roundComments(roundId), (page) => staff.coverage.comments(roundId, page), { size: 20 });
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
    onSuccess: (view) => keepAnswer(cache, keys.roundCoverage(roundId), view),
    // Also after a refusal: somebody else may have moved it first.
    onSettled: async () => {
      await cache.invalidateQueries({ queryKey: keys.staff });
      await cache.invalidateQueries({ queryKey: keys.rounds });
    },
  });
}
