import type { NodeData } from './view.ts';

export type Lifecycle = (argument?: unknown) => void;
export type Handler = (event: object) => void;
/** A page as `Page({...})` defines it and as it lives on the stack. */
export interface PageInstance {
  readonly route: string;
  readonly options: Readonly<Record<string, string>>;
  readonly data: { root?: { cn?: readonly NodeData[] } };
  setData(patch: Readonly<Record<string, unknown>>, done?: () => void): void;
  readonly onLoad?: Lifecycle;
  readonly onShow?: Lifecycle;
  readonly onReady?: Lifecycle;
  readonly onHide?: Lifecycle;
  readonly onUnload?: Lifecycle;
  readonly [name: string]: unknown;
}
export interface AppJson {
  readonly pages: readonly string[];
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[];
}

/** What App.onLaunch is told. */
export const entry = (path: string, query: Readonly<Record<string, string>>) => ({ path, query, scene: 1001, referrerInfo: {} });

/** Values stay as they are written: WeChat hands a page its query undecoded. */
export const queryOf = (search: string): Record<string, string> =>
  Object.fromEntries(search.split('&').filter(Boolean).map((pair) => [pair.split('=')[0]!, pair.slice(pair.indexOf('=') + 1)]));
