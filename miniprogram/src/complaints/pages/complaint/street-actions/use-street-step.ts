import type { ComplaintsQuery, ComplaintView } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../../../../api/transport.ts';
import { useApp } from '../../../../features/app-context.ts';
import { keys } from '../../../../features/query-keys.ts';
import type { Step } from './steps.ts';

/** Sends one step. Refused, because somebody else was first, everything shown of complaints is read anew. */
export function useStreetStep(complaintId: string, onDone: (view: ComplaintView) => void) {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ name, body }: Step) => staff.complaints.step(complaintId, name, body),
    onSuccess: (view) => {
      onDone(view);
      void cache.invalidateQueries({ queryKey: keys.complaints });
    },
    onError: (error) => (error instanceof ApiProblem ? cache.invalidateQueries({ queryKey: keys.complaints }) : undefined),
  });
}

/** Reading a name and a number is asked for each time and kept by no cache. */
export function useContact(complaintId: string) {
  const { staff } = useApp();
  return useMutation({ mutationFn: () => staff.complaints.contact(complaintId) });
}

const MOST_FOUND = 20;

/** The estate's open complaints that this one may go into, the oldest first: it is usually the one that is being worked on. */
export function useMergeTargets({ id, estateId }: Pick<ComplaintView, 'id' | 'estateId'>, cut: Pick<ComplaintsQuery, 'category' | 'search'>) {
  const { staff } = useApp();
  const query: ComplaintsQuery = { estateId, group: 'open', sort: 'oldest', limit: MOST_FOUND, ...cut };
  const found = useQuery({ queryKey: [...keys.complaints, 'merge', id, query], queryFn: () => staff.complaints.list(query) });
  return { ...found, rows: (found.data?.items ?? []).filter((row) => row.id !== id), total: found.data?.total ?? 0, most: MOST_FOUND };
}
