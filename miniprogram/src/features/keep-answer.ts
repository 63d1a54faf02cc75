import type { QueryClient, QueryKey, Updater } from '@tanstack/react-query';

/**
 * Keeps what a write answered as what is known under `queryKey`. A question that was asked before the write and is
 * still on its way is dropped: its answer would come later, and say what was there before.
 */
export function keepAnswer<Known>(cache: QueryClient, queryKey: QueryKey, answer: Updater<Known | undefined, Known>): void {
  void cache.cancelQueries({ queryKey, exact: true });
  cache.setQueryData<Known>(queryKey, answer);
}
