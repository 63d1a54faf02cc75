const pageOf = (address: string): string => address.split('?')[0] ?? '';

/** The values in the address of the page at `path`, `a=1&b=2` as they stand there; undefined while another page is on top. */
export function readAddress(path: string): string | undefined {
  const { hash } = window.location;
  return pageOf(hash) === `#${pageOf(path)}` ? hash.slice(pageOf(hash).length + 1) : undefined;
}

/** Replaces them, without a step in the browser's history. A page that is not on top keeps its hands off. */
export function writeAddress(path: string, query: string): void {
  if (readAddress(path) !== undefined) window.history.replaceState(window.history.state, '', `#${pageOf(path)}${query && `?${query}`}`);
}

/** The page on top with its values, as a link to come back to. */
export const here = (): string => window.location.hash.slice(1);

/** Lets 后退 come back to this page, although Taro's reLaunch is about to put another in its place. */
export const keepStep = (): void => window.history.pushState(window.history.state, '', window.location.href);

/** One step back in the browser, where the step before was a page of ours too: after a reload Taro no longer knows it. False where there is none. */
export function stepBack(): boolean {
  const { idx = 0 } = (window.history.state ?? {}) as { readonly idx?: number };
  if (idx > 0) window.history.back();
  return idx > 0;
}
