import type { AreaView } from '@linping/shared';
import { useQuery } from '@tanstack/react-query';
import { useApp } from '../app-context.ts';
import { keys } from '../query-keys.ts';

const NONE: readonly AreaView[] = [];

/** The streets and communities that the staff member may see; empty until they are there, and where the role may not ask. */
export function useAreas(): readonly AreaView[] {
  const { staff } = useApp();
  return useQuery({ queryKey: keys.areas, queryFn: () => staff.estates.areas(), staleTime: Infinity }).data?.items ?? NONE;
}
