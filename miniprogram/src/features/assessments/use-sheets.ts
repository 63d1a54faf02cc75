import type { SheetsQuery } from '@linping/shared';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApp } from '../app-context.ts';
import { keys } from '../query-keys.ts';
import { usePages } from '../use-pages.ts';

/** The sheets of a half-year, page after page. */
export function useSheets(query: Omit<SheetsQuery, 'cursor' | 'limit'>) {
  const { staff } = useApp();
  return usePages(keys.sheets(query), (page) => staff.assessments.list({ ...query, ...page }));
}

export function useSheetsSummary(halfYear: string, enabled = true) {
  const { staff } = useApp();
  return useQuery({ queryKey: keys.sheetsSummary(halfYear), queryFn: () => staff.assessments.summary(halfYear || undefined), placeholderData: keepPreviousData, enabled });
}

/** Makes the sheets that are missing; doing it twice adds nothing. */
export function useOpenSheets() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (halfYear: string) => staff.assessments.open({ halfYear }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.sheetLists }),
  });
}
