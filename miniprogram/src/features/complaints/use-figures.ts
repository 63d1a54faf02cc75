import type { ComplaintFiguresFilter, ComplaintFiguresQuery } from '@linping/shared';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApp } from '../app-context.ts';
import { keys } from '../query-keys.ts';
import { usePages } from '../use-pages.ts';

/** The whole of what the filter asks for, as one. */
export function useFiguresSummary(filter: ComplaintFiguresFilter, enabled = true) {
  const { staff } = useApp();
  return useQuery({
    queryKey: [...keys.complaints, 'figures', 'summary', filter], queryFn: () => staff.complaintFigures.summary(filter), placeholderData: keepPreviousData, enabled,
  });
}

/** Group by group. */
export function useFigures(query: Omit<ComplaintFiguresQuery, 'cursor' | 'limit'>) {
  const { staff } = useApp();
  return usePages([...keys.complaints, 'figures', 'list', query], (page) => staff.complaintFigures.list({ ...query, ...page }));
}
