import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import vm from 'node:vm';
import { entry, queryOf, type AppJson, type Handler, type Lifecycle, type PageInstance } from './page.ts';
import { copy, setAt } from './set-data.ts';
import { parseTemplates } from './templates.ts';
import { chainOf, draw, find, findAll, textOf, type ViewNode } from './view.ts';
import { PhoneFiles } from './wx-files.ts';
import { Network, quietWx, settle, storageOf, type Wx, type WxFunction, type WxOptions } from './wx.ts';

export interface WeappOptions {
  /** Where requests go, whatever host the build names; without it there is no network. */
  readonly origin?: string;
  /** What the phone has kept; hand the same map to the next launch to come back. */
  readonly storage?: Map<string, unknown>;
  /** The album and the files of the phone; without them the app finds none. */
  readonly files?: PhoneFiles;
  /** wx functions that answer something particular: `login`, `scanCode`, `showModal` … */
  readonly wx?: Readonly<Record<string, WxFunction>>;
}

const WAIT_MS = 90_000;
const BUBBLES = /^(tap|longpress|touch|transition|animation)/;
/** What a browser or Node would offer and WeChat's logic layer does not: shadowed in every module. */
const ABSENT = ['window', 'document', 'self', 'location', 'navigator', 'localStorage', 'history'];

/**
 * Runs an emitted WeChat bundle as the phone's logic layer does: no browser, no Node, `eval` refused, modules by
 * `require`, pages on a stack. The view is drawn by the emitted templates, and an event reaches the app only where one
 * of them binds it. There is no layout and no style; those are looked at in the browser.
 */
export class Weapp {
  readonly appJson: AppJson;
  /** Every page of every package. */
  readonly routes: readonly string[];
  /** What the app asked of the platform: name and options. */
  readonly calls: { readonly name: string; readonly options: unknown }[] = [];
  readonly console: { readonly level: string; readonly text: string }[] = [];
  readonly network: Network;
  /** How often and how much was handed to the view. */
  readonly setDataStats = { count: 0, bytes: 0 };
  readonly stack: PageInstance[] = [];

  private readonly templates;
  private readonly context: vm.Context;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly modules = new Map<string, { exports: unknown }>();
  private readonly definitions = new Map<string, object>();
  private loading = '';
  private app: Readonly<Record<string, Lifecycle | undefined>> = {};
  private webviews = 0;
  private isOver = false;

  constructor(private readonly dist: string, options: WeappOptions = {}) {
    this.appJson = JSON.parse(this.file('app.json')) as AppJson;
    this.routes = [...this.appJson.pages, ...(this.appJson.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page)))];
    this.templates = parseTemplates(this.file('base.wxml'));
    this.network = new Network(options.origin);
    this.context = this.logicLayer(this.platform(options));
  }

  /** Starts the app on a page, as a scan or a tap on its icon does. */
  launch(route = this.appJson.pages[0]!, query: Readonly<Record<string, string>> = {}): this {
    this.load('app');
    this.app.onLaunch?.(entry(route, query));
    this.app.onShow?.(entry(route, query));
    this.open(route, query);
    return this;
  }

  /** Ends the app: pages unload, timers stop. */
  dispose(): void {
    this.isOver = true;
    while (this.stack.length > 0) this.closeTop();
    for (const timer of this.timers) clearTimeout(timer);
  }

  get page(): PageInstance {
    const top = this.stack.at(-1);
    if (!top) throw new Error('no page is open');
    return top;
  }

  tree(): readonly ViewNode[] {
    return draw(this.page.data.root?.cn, this.templates);
  }

  text(): string {
    return textOf(this.tree());
  }

  /** The innermost node that shows a text (or carries it as its label) and everything of it. */
  byText(text: string): ViewNode | undefined {
    const shows = (node: ViewNode) => node.tag !== '#text' && (node.text.includes(text) || node.attributes['aria-label'] === text);
    return findAll(this.tree(), shows).at(-1);
  }

  byPlaceholder(placeholder: string): ViewNode | undefined {
    return find(this.tree(), (node) => String(node.attributes.placeholder ?? '').includes(placeholder));
  }

  /** What a screen reader calls by these words. */
  byLabel(label: string): ViewNode | undefined {
    return find(this.tree(), (node) => node.attributes['aria-label'] === label);
  }

  byTag(tag: string): ViewNode | undefined {
    return find(this.tree(), (node) => node.tag === tag);
  }

  /** What can be tapped on under these words: all of them, or else how they begin. What is greyed out binds no tap. */
  button(text: string): ViewNode | undefined {
    const buttons = findAll(this.tree(), (node) => node.events.has('tap'));
    return buttons.findLast((node) => node.text === text || node.attributes['aria-label'] === text) ?? buttons.findLast((node) => node.text.startsWith(text));
  }

  /** Waits until there is something to tap on under these words, and taps. */
  async tap(text: string): Promise<void> {
    this.fire(await this.until(() => this.button(text), `「${text}」 to tap on`), 'tap');
    await this.settled();
  }

  /** Types into an input, each value as the keyboard reports it: all of it at once. */
  async type(node: ViewNode | undefined, value: string): Promise<void> {
    this.fire(node, 'input', { value });
    await this.settled();
  }

  /** An event as the view layer would raise it. Throws where no emitted template binds it: WeChat would stay silent. */
  fire(node: ViewNode | undefined, type: string, detail: object = {}): void {
    if (!node) throw new Error(`nothing to ${type} on this page:\n${this.text()}`);
    const chain = chainOf(this.tree(), node.sid);
    const heard = (BUBBLES.test(type) ? chain : chain.slice(0, 1)).filter((candidate) => candidate.events.has(type));
    if (heard.length === 0) throw new Error(`<${node.tag}> has no bind${type} in base.wxml`);
    const target = (of: ViewNode) => ({ id: of.attributes.id ?? of.sid, dataset: { sid: of.sid } });
    for (const current of heard) {
      const handler = this.page[current.events.get(type)!] as Handler;
      handler.call(this.page, { type, detail, target: target(chain[0]!), currentTarget: target(current), mark: {}, timeStamp: Date.now(), touches: [], changedTouches: [] });
    }
  }

  /** What `look` finds, as soon as it finds something. */
  async until<T>(look: () => T | undefined | false | null, what = 'what was waited for'): Promise<T> {
    for (const deadline = Date.now() + WAIT_MS; ; await this.settled()) {
      const found = look();
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`${what} did not come. The page ${this.page.route}:\n${this.text()}\nconsole: ${JSON.stringify(this.console)}\nlast asked: ${JSON.stringify(this.network.requests.slice(-6))}`);
    }
  }

  /** Waits until a text is on the screen. */
  async shows(text: string): Promise<void> {
    await this.until(() => this.text().includes(text), `「${text}」`);
  }

  /** Waits until a page is on top. */
  async arrives(route: string): Promise<void> {
    await this.until(() => this.stack.at(-1)?.route === route, `the page ${route}`);
  }

  /** Errors that the app, React or Taro reported, and promises nobody caught. */
  errors(): readonly string[] {
    return this.console.filter(({ level }) => level === 'error').map(({ text }) => text);
  }

  private settled(): Promise<void> {
    return sleep(10);
  }

  private file(path: string): string {
    return readFileSync(join(this.dist, path), 'utf8');
  }

  private record = (name: string, options: unknown) => void this.calls.push({ name, options: copy(options) });

  private platform({ storage = new Map(), files = new PhoneFiles(), wx = {} }: WeappOptions): Wx {
    const answered = Object.entries(wx).map(([name, answer]): [string, WxFunction] => [name, (options) => {
      this.record(name, options);
      return answer(options);
    }]);
    const start = () => entry(this.appJson.pages[0]!, {});
    return {
      ...quietWx(this.record),
      ...storageOf(storage),
      ...files.wx(),
      request: this.network.request,
      getLaunchOptionsSync: start,
      getEnterOptionsSync: start,
      navigateTo: (options: WxOptions) => this.navigate(options, () => this.page.onHide?.()),
      redirectTo: (options: WxOptions) => this.navigate(options, () => this.closeTop()),
      reLaunch: (options: WxOptions) => this.navigate(options, () => this.closeAll()),
      switchTab: (options: WxOptions) => this.navigate(options, () => this.closeAll()),
      navigateBack: (options?: WxOptions) => {
        for (let pages = Number(options?.delta ?? 1); pages > 0 && this.stack.length > 1; pages -= 1) this.closeTop();
        this.page.onShow?.();
        settle(options, 'success', { errMsg: 'navigateBack:ok' });
      },
      ...Object.fromEntries(answered),
    };
  }

  /** A global scope with nothing but the language and what WeChat adds. */
  private logicLayer(wx: Wx): vm.Context {
    const timed = <A extends unknown[]>(start: (work: (...args: A) => void, ms?: number, ...args: A) => NodeJS.Timeout) =>
      (work: (...args: A) => void, ms?: number, ...args: A) => {
        const timer = start(work, ms, ...args);
        this.timers.add(timer);
        if (this.isOver) clearTimeout(timer); // what was on its way when the app ended must not keep the process
        return timer;
      };
    const levels = ['log', 'info', 'warn', 'error', 'debug'];
    const define = (page: object) => void this.definitions.set(this.loading, page);
    return vm.createContext({
      wx,
      console: Object.fromEntries(levels.map((level) => [level, (...words: unknown[]) => this.console.push({ level, text: words.map(String).join(' ') })])),
      setTimeout: timed(setTimeout),
      setInterval: timed(setInterval),
      clearTimeout,
      clearInterval,
      global: {},
      App: (app: Weapp['app']) => void (this.app = app),
      Page: define,
      Component: define,
      getApp: () => this.app,
      getCurrentPages: () => [...this.stack],
      __wxConfig: {},
      requirePlugin: () => {
        throw new Error('there are no plugins');
      },
    }, { codeGeneration: { strings: false, wasm: false } }); // WeChat refuses eval and new Function
  }

  private load(path: string): unknown {
    const name = path.replace(/\.js$/, '');
    const known = this.modules.get(name);
    if (known) return known.exports;
    const module = { exports: {} as unknown };
    this.modules.set(name, module);
    const outer = this.loading;
    this.loading = name;
    const code = `(function(require,module,exports,${ABSENT.join(',')}){${this.file(`${name}.js`)}\n})`;
    const run = vm.runInContext(code, this.context, { filename: `${name}.js` }) as (require: (path: string) => unknown, module: object, exports: unknown) => void;
    run((wanted) => this.load(posix.join(posix.dirname(name), wanted)), module, module.exports);
    this.loading = outer;
    return module.exports;
  }

  private open(route: string, query: Readonly<Record<string, string>>): void {
    this.load(route);
    const definition = this.definitions.get(route);
    if (!definition) throw new Error(`${route}.js calls neither Page nor Component`);
    const id = (this.webviews += 1);
    const page = Object.assign(Object.create(null) as object, definition, {
      route,
      __route__: route,
      options: query,
      data: copy((definition as Partial<PageInstance>).data ?? {}),
      __wxWebviewId__: id,
      getPageId: () => `pageId:${id}`,
      selectComponent: () => null,
      setData: (patch: Readonly<Record<string, unknown>>, done?: () => void) => this.setData(page, patch, done),
    }) as PageInstance;
    this.stack.push(page);
    page.onLoad?.(query);
    page.onShow?.();
    page.onReady?.();
  }

  private setData(page: PageInstance, patch: Readonly<Record<string, unknown>>, done?: () => void): void {
    const crossed = copy(patch);
    this.setDataStats.count += 1;
    this.setDataStats.bytes += JSON.stringify(crossed).length;
    for (const [path, value] of Object.entries(crossed)) setAt(page.data, path, value);
    if (done) this.timers.add(setTimeout(done));
  }

  private closeTop(): void {
    this.stack.pop()?.onUnload?.();
  }

  private closeAll(): void {
    while (this.stack.length > 0) this.closeTop();
  }

  private navigate(options: WxOptions, leave: () => void): void {
    const url = String(options.url);
    this.record('navigate', url);
    const [path = '', search = ''] = url.replace(/^\//, '').split('?');
    if (!this.routes.includes(path)) return settle(options, 'fail', { errMsg: `navigateTo:fail page "${path}" is not found` });
    leave();
    this.open(path, queryOf(search));
    settle(options, 'success', { errMsg: 'navigateTo:ok' });
  }
}
