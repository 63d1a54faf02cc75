import type { ComplaintFiguresFilter, LoweringQuery } from '@linping/shared';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApp } from '../../../features/app-context.ts';
import { keys } from '../../../features/query-keys.ts';
import { usePages } from '../../../features/use-pages.ts';

/** The own firm's figures of a half-year. */
export function useRates(filter: ComplaintFiguresFilter) {
  const { staff } = useApp();
  return useQuery({ queryKey: [...keys.complaints, 'figures', 'summary', filter], queryFn: () => staff.complaintFigures.summary(filter), placeholderData: keepPreviousData });
}

/** The complaints that lower one of the rates, the newest first. */
export function useLowering(query: Omit<LoweringQuery, 'cursor' | 'limit'>, enabled: boolean) {
  const { staff } = useApp();
  return usePages([...keys.complaints, 'figures', 'lowering', query], (page) => staff.complaintFigures.lowering({ ...query, ...page }), { enabled });
}
