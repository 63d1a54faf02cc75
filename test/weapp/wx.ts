import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'node:util';

/** Every name of `interface Wx` in miniprogram-api-typings, so that nothing the app calls is missing by our mistake. */
const WX_NAMES = readFileSync(join(import.meta.dirname, 'wx-api-names.txt'), 'utf8').trim().split('\n');
const IS_FACTORY = /^(create|get)\w*(Context|Observer|Manager|Query)$/;
const IS_LISTENER = /^(on|off)[A-Z]/;

const SCREEN = { windowWidth: 375, windowHeight: 667, screenWidth: 375, screenHeight: 667, pixelRatio: 2, statusBarHeight: 20 };
const RECTANGLE = { id: '', left: 0, top: 0, right: 375, bottom: 40, width: 375, height: 40, scrollTop: 0, scrollLeft: 0, dataset: {} };

export interface WxOptions {
  readonly success?: (result: object) => void;
  readonly fail?: (result: object) => void;
  readonly complete?: (result: object) => void;
  readonly [field: string]: unknown;
}
export type WxFunction = (options?: WxOptions) => unknown;
export type Wx = Record<string, unknown>;

/** Answers a call as the platform does: later, and `complete` after the other. */
export function settle(options: WxOptions | undefined, outcome: 'success' | 'fail', result: object): void {
  setTimeout(() => {
    options?.[outcome]?.(result);
    options?.complete?.(result);
  });
}

/** The platform as an app meets it before anybody touches the phone; `record` hears every call that asks for something. */
export function quietWx(record: (name: string, options: unknown) => void): Wx {
  const calls = WX_NAMES.filter((name) => !IS_FACTORY.test(name)).map((name): [string, WxFunction] => [
    name,
    (options) => {
      if (!IS_LISTENER.test(name)) record(name, options);
      if (typeof options === 'object') settle(options, 'success', { errMsg: `${name}:ok` });
    },
  ]);
  return {
    ...Object.fromEntries(calls),
    getSystemInfoSync: () => ({ ...SCREEN, platform: 'devtools', SDKVersion: '3.8.0', fontSizeSetting: 16, language: 'zh_CN' }),
    getWindowInfo: () => SCREEN,
    getDeviceInfo: () => ({ platform: 'devtools', pixelRatio: SCREEN.pixelRatio }),
    getAppBaseInfo: () => ({ SDKVersion: '3.8.0', language: 'zh_CN' }),
    getMenuButtonBoundingClientRect: () => ({ top: 24, left: 281, right: 368, bottom: 56, width: 87, height: 32 }),
    createSelectorQuery: selectorQuery,
    createIntersectionObserver: () => {
      const observer = { relativeTo: () => observer, relativeToViewport: () => observer, observe: () => undefined, disconnect: () => undefined };
      return observer;
    },
    canIUse: () => true,
    nextTick: (work: () => void) => setTimeout(work),
    env: { USER_DATA_PATH: 'wxfile://usr' },
    cloud: {},
  };
}

/** There is no layout here: every element is the same rectangle. */
function selectorQuery() {
  const listeners: ((rectangle: object) => void)[] = [];
  const listen = (...given: unknown[]) => {
    const last = given.at(-1);
    listeners.push(typeof last === 'function' ? (last as (rectangle: object) => void) : () => undefined);
    return query;
  };
  const node = { boundingClientRect: listen, scrollOffset: listen, fields: listen, node: listen, context: listen };
  const query = {
    in: () => query,
    select: () => node,
    selectAll: () => node,
    selectViewport: () => node,
    exec: (done?: (all: object[]) => void) => setTimeout(() => {
      for (const listener of listeners) listener(RECTANGLE);
      done?.(listeners.map(() => ({ ...RECTANGLE })));
    }),
  };
  return query;
}

/** wx's storage over a map that a test may keep for the next launch. A key that is not there reads as '' or fails, as documented. */
export function storageOf(kept: Map<string, unknown>): Wx {
  const read = (key: string) => (kept.has(key) ? structuredClone(kept.get(key)) : '');
  const write = (key: string, value: unknown) => void kept.set(key, structuredClone(value));
  const info = () => ({ keys: [...kept.keys()], currentSize: 1, limitSize: 10_240 });
  return {
    getStorageSync: read,
    setStorageSync: write,
    removeStorageSync: (key: string) => void kept.delete(key),
    clearStorageSync: () => kept.clear(),
    getStorageInfoSync: info,
    getStorage: (options: WxOptions) => {
      const key = String(options.key);
      if (kept.has(key)) settle(options, 'success', { data: read(key), errMsg: 'getStorage:ok' });
      else settle(options, 'fail', { errMsg: 'getStorage:fail data not found' });
    },
    setStorage: (options: WxOptions) => {
      write(String(options.key), options.data);
      settle(options, 'success', { errMsg: 'setStorage:ok' });
    },
    removeStorage: (options: WxOptions) => {
      kept.delete(String(options.key));
      settle(options, 'success', { errMsg: 'removeStorage:ok' });
    },
    getStorageInfo: (options: WxOptions) => settle(options, 'success', info()),
  };
}

/** One request as the phone sent it, and how it ended: neither, as long as it has not. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly status: number | undefined;
  readonly failure: string | undefined;
}

/** How the phone reaches a server; a test cuts the line by `isOnline = false`. */
export class Network {
  isOnline = true;
  readonly requests: Asked[] = [];
  private readonly lost: { readonly method: string; readonly ending: string }[] = [];

  /** Whatever host the build names, requests go to this origin. */
  constructor(private readonly origin: string | undefined) {}

  /** The next such request arrives, and its answer does not. */
  loseAnswer(method: string, ending: string): void {
    this.lost.push({ method, ending });
  }

  /** wx.request over fetch. `success` fires for any status, as on the phone; without a server it fails as in a lift. */
  readonly request = (options: WxOptions): { abort(): void } => {
    const aborting = new AbortController();
    const timer = setTimeout(() => aborting.abort(), Number(options.timeout ?? 60_000));
    void this.send(options, aborting.signal)
      .then((reply) => settle(options, 'success', reply), (cause: unknown) => settle(options, 'fail', { errMsg: `request:fail ${String(cause)}`, errno: 600_001 }))
      .finally(() => clearTimeout(timer));
    return { abort: () => aborting.abort() };
  };

  private async send({ url, method = 'GET', data, header = {} }: WxOptions, signal: AbortSignal): Promise<object> {
    const { pathname, search } = new URL(String(url));
    const seen = { method: String(method), path: pathname + search, status: undefined as number | undefined, failure: undefined as string | undefined };
    this.requests.push(seen);
    const failed = (cause: unknown) => {
      seen.failure = cause instanceof Error && cause.cause ? `${String(cause)}: ${String(cause.cause)}` : String(cause);
      throw cause;
    };
    if (!this.isOnline || this.origin === undefined) return failed(new Error('net::ERR_INTERNET_DISCONNECTED'));
    const hasBody = data !== undefined && method !== 'GET';
    const reply = await fetch(this.origin + pathname + search, {
      method: String(method),
      headers: { ...(hasBody ? { 'Content-Type': 'application/json' } : {}), ...(header as Record<string, string>) },
      ...(hasBody ? { body: bodyOf(data) } : {}),
      signal,
    }).catch(failed);
    const text = await reply.text();
    const lost = this.lost.findIndex((each) => each.method === method && pathname.endsWith(each.ending));
    if (lost >= 0) {
      this.lost.splice(lost, 1);
      throw new Error('net::ERR_CONNECTION_RESET');
    }
    seen.status = reply.status;
    return { statusCode: reply.status, data: jsonOrText(text), header: Object.fromEntries(reply.headers), errMsg: 'request:ok' };
  }
}

/** Text and an ArrayBuffer go as they are, anything else as JSON. */
function bodyOf(data: unknown): string | ArrayBuffer {
  if (typeof data === 'string') return data;
  return types.isArrayBuffer(data) ? data : JSON.stringify(data);
}

/** With `dataType: json`, the default, what parses is parsed and anything else is handed over as it came. */
function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
