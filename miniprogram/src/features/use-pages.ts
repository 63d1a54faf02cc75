import type { Page, PageQuery } from '@linping/shared';
import { keepPreviousData, useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

const PAGE_SIZE = 50;

interface PagesOptions {
  readonly enabled?: boolean;
  readonly size?: number;
  /** Asked anew whenever a page opens: what leads to it has just counted it. */
  readonly isFresh?: boolean;
}

/**
 * A list, page after page, laid out as `rows`. While a filter changes (another key) the former rows stay, so that the
 * table does not jump.
 */
export function usePages<Item>(queryKey: QueryKey, read: (page: PageQuery) => Promise<Page<Item>>, { enabled = true, size = PAGE_SIZE, isFresh = false }: PagesOptions = {}) {
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read({ limit: size, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
    ...(isFresh && { staleTime: 0 }),
  });
  const rows = pages.data?.pages.reduce<readonly Item[]>((all, page) => [...all, ...page.items], []) ?? [];
  return { ...pages, rows, total: pages.data?.pages[0]?.total ?? 0 };
}
