import { NOTICES_READ_AT_ONCE } from '@linping/shared';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApp, useResidentSession } from '../app-context.ts';
import { keys } from '../query-keys.ts';
import { usePages } from '../use-pages.ts';

/** How many notices nobody has looked at; 0 where this phone has no session, or could not ask. */
export function useUnread(): number {
  const { resident } = useApp();
  const session = useResidentSession();
  return useQuery({ queryKey: keys.unreadNotices, queryFn: () => resident.notices.unread(), enabled: session !== undefined }).data?.unread ?? 0;
}

/** The notices; those that are shown count as read, and stay marked as new until the page is opened again. */
export function useNotices() {
  const { resident, isWeapp } = useApp();
  const cache = useQueryClient();
  const isAsked = useResidentSession() !== undefined || isWeapp;
  const notices = usePages(keys.noticeList, (page) => resident.notices.list(page, isWeapp ? 'start' : 'held'), { enabled: isAsked, size: 30 });
  const shown = notices.rows.filter(({ isRead }) => !isRead).map(({ id }) => id).slice(0, NOTICES_READ_AT_ONCE);
  const which = shown.join();
  useEffect(() => {
    if (which === '') return;
    resident.notices.read({ ids: which.split(',') }).then(() => cache.invalidateQueries({ queryKey: keys.unreadNotices }), () => undefined); // the next visit marks them
  }, [resident, cache, which]);
  return { notices, isLoading: isAsked && notices.isPending };
}
