import { useState } from 'react';

/** Orders that were under way at any time of this visit: what became of one stays on the page when its bills no longer name it. */
export function useOrdersSeen(present: readonly string[]): readonly string[] {
  const [seen, setSeen] = useState<readonly string[]>([]);
  const news = present.filter((orderId) => !seen.includes(orderId));
  if (news.length > 0) setSeen([...seen, ...news]);
  return [...seen, ...news];
}
