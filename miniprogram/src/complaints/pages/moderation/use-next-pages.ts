import { useEffect } from 'react';
import { leftOf, type Desk } from '../../../features/moderation/desk.ts';

/** So many are at hand before the next page is asked for: nobody waits between two decisions. */
const AT_HAND = 5;

interface QueuePages {
  readonly rows: readonly { readonly id: string }[];
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly isError: boolean;
  readonly refetch: () => Promise<unknown>;
  readonly fetchNextPage: () => Promise<unknown>;
}

/**
 * Keeps the queue filled: the next page while some are left, and once all are done the queue anew, for what came meanwhile.
 * After a failure it waits for somebody to ask again.
 */
export function useNextPages(list: QueuePages, desk: Desk): void {
  const { hasNextPage, isFetching, isError, rows } = list;
  const left = leftOf(rows, desk);
  const isUsedUp = rows.length > 0 && left === 0 && !hasNextPage;
  useEffect(() => {
    if (isFetching || isError) return;
    if (hasNextPage && left < AT_HAND) void list.fetchNextPage();
    else if (isUsedUp) void list.refetch();
  }, [hasNextPage, isFetching, isError, left, isUsedUp]);
}
