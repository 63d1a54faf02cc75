import { readFile } from 'node:fs/promises';
import type { Size } from '../support/chromium.ts';
import { passwordOf, type District } from '../support/district.ts';
import { visit, type Visit } from './visit.ts';

/** A member of staff at their browser, signed in, with the network in the spec's hands. */
export interface Desk extends Visit {
  /** The text of the element on top. */
  text(selector: string): Promise<string>;
  /** Waits until the score on the page is this. */
  total(words: string): Promise<void>;
  /** Turns to the page again after something else, which is when a page looks whether a colleague was there. */
  comesBack(): Promise<void>;
  /** Presses what downloads a file, and answers its name and its first bytes. */
  downloads(selector: string): Promise<{ readonly name: string; readonly begins: string }>;
  /** Takes the network away and gives it back. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** The next request to such an address arrives, and its answer does not. */
  loseAnswer(address: string): Promise<void>;
}

/** Opens a page of the staff's by its address, signs in as the product asks, and is led there. */
export async function desk({ server }: District, size: Size, name: string, path: string, password = passwordOf(name)): Promise<Desk> {
  const they = await visit(`${server.origin}/#${path}`, size);
  await they.type('#name', name);
  await they.type('#password', password);
  await they.press('#sign-in');
  const { page } = they;
  return {
    ...they,
    text: async (selector) => (await they.see(selector).textContent()) ?? '',
    total: (words) => page.locator('#total', { hasText: words }).locator('visible=true').first().waitFor(),
    comesBack: async () => {
      await page.evaluate("document.dispatchEvent(new Event('visibilitychange')); window.dispatchEvent(new Event('visibilitychange'))");
    },
    downloads: async (selector) => {
      const [download] = await Promise.all([page.waitForEvent('download'), they.press(selector)]);
      return { name: download.suggestedFilename(), begins: (await readFile(await download.path())).subarray(0, 4).toString('latin1') };
    },
    cut: () => page.context().setOffline(true),
    mend: () => page.context().setOffline(false),
    loseAnswer: async (address) => {
      await page.route(address, async (route) => {
        await route.fetch();
        await route.abort();
      }, { times: 1 });
    },
  };
}
