import type { ComplaintsQuery, ComplaintView } from '@linping/shared';
import { useQuery } from '@tanstack/react-query';
import { useApp } from '../../../../features/app-context.ts';
import { keys } from '../../../../features/query-keys.ts';

const MOST_FOUND = 20;

/** The estate's open complaints that this one may go into, the oldest first: it is usually the one that is being worked on. */
export function useMergeTargets({ id, estateId }: Pick<ComplaintView, 'id' | 'estateId'>, cut: Pick<ComplaintsQuery, 'category' | 'search'>) {
  const { staff } = useApp();
  const query: ComplaintsQuery = { estateId, group: 'open', sort: 'oldest', limit: MOST_FOUND, ...cut };
  const found = useQuery({ queryKey: [...keys.complaints, 'merge', id, query], queryFn: () => staff.complaints.list(query) });
  return { ...found, rows: (found.data?.items ?? []).filter((row) => row.id !== id), total: found.data?.total ?? 0, most: MOST_FOUND };
}
