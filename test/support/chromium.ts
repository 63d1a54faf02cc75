import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach } from '@jest/globals';
import { type Browser as Chromium, type BrowserContext, chromium, type ConsoleMessage, type Page } from 'playwright-core';
import { root } from './server-process.ts';

/** Without its own sandbox (root has none to give), without background traffic that a test would trip over. */
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--lang=zh-CN',
];

export const SIZES = { phone: { width: 375, height: 812 }, desk: { width: 1280, height: 800 } } as const;
const TALLEST = 6000;
export type Size = keyof typeof SIZES;

let running: Promise<Chromium> | undefined;
const chromiumProcess = (): Promise<Chromium> => {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath) throw new Error('CHROMIUM_PATH must name a Chromium; `node test/run.mjs browser` finds or installs one');
  return (running ??= chromium.launch({ executablePath, args: FLAGS }));
};
afterAll(async () => (await running)?.close());

const open: BrowserContext[] = [];
afterEach(async () => {
  for (const context of open.splice(0)) await context.close();
});

export interface Window {
  readonly page: Page;
  /** What went wrong in it. */
  readonly errors: readonly string[];
}

/**
 * A window of the system's Chromium with a profile of its own: nobody's storage, cache or session gets in or stays. It is
 * closed when the test ends.
 */
export async function openChromium(size: Size): Promise<Window> {
  const context = await (await chromiumProcess()).newContext({
    viewport: SIZES[size],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: size === 'phone',
    deviceScaleFactor: size === 'phone' ? 2 : 1,
  });
  open.push(context);
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message)) errors.push(`${message.text().slice(0, 300)} (${message.location().url.slice(0, 120)})`);
  });
  return { page, errors };
}

/** Chromium reports every 4xx as an error; a refusal of the API is an answer, and the page has to say it in words. */
const isRefusal = (message: ConsoleMessage) => message.text().startsWith('Failed to load resource') && message.location().url.includes('/api/');

/**
 * Saves what a page looks like, to be looked at by eye: test/out/screens/<name>-<width>.png. A page scrolls inside a box of
 * Taro's, so the window is made as tall as the content for the picture, unless it is wanted `asSeen`. None under CI, where nobody looks.
 */
export async function screenshot(page: Page, name: string, { asSeen = false }: { readonly asSeen?: boolean } = {}): Promise<void> {
  if (process.env.CI === 'true') return;
  const folder = join(root, 'test/out/screens');
  mkdirSync(folder, { recursive: true });
  const { width, height } = page.viewportSize() ?? SIZES.desk;
  const beyond = asSeen ? 0 : (await page.evaluate('Math.max(0, ...[...document.querySelectorAll("body, .taro_page, .taro_router")].filter((e) => e.checkVisibility()).map((e) => e.scrollHeight - e.clientHeight))')) as number;
  if (beyond > 0) await page.setViewportSize({ width, height: Math.min(height + beyond, TALLEST) });
  await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  if (beyond > 0) await page.setViewportSize({ width, height });
}
