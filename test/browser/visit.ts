import type { Locator, Page } from 'playwright-core';
import { openChromium, screenshot, type Size } from '../support/chromium.ts';
import { seriousFindings } from './axe.ts';

/** One person's browser and the page they are on, closed when the test ends. Everything that goes wrong in it is kept for the spec to look at. */
export interface Visit {
  readonly page: Page;
  readonly errors: readonly string[];
  /** The element of the page on top; the pages below it stay in the document, hidden, with the same ids. */
  see(selector: string): Locator;
  press(selector: string): Promise<void>;
  /** Types key by key, as a person does: what reacts to input must have its say. */
  type(selector: string, text: string): Promise<void>;
  /** Waits for a text on the page. */
  reads(text: string): Promise<void>;
  /** Takes the picture of this page and answers what would shut somebody out of it. `asSeen`: only what the window shows, for a panel over a long page. */
  look(name: string, options?: { readonly asSeen?: boolean }): Promise<readonly string[]>;
}

export async function visit(url: string, size: Size): Promise<Visit> {
  const { page, errors } = await openChromium(size);
  await page.goto(url);
  const see = (selector: string) => page.locator(selector).locator('visible=true').first();
  return {
    page,
    errors,
    see,
    press: (selector) => see(selector).click(),
    type: (selector, text) => see(selector).pressSequentially(text, { delay: 5 }),
    reads: (text) => page.getByText(text).locator('visible=true').first().waitFor(),
    look: async (name, options) => {
      await settle(page);
      await screenshot(page, name, options);
      return seriousFindings(page);
    },
  };
}

/** No request under way and no animation: what is looked at is what stays. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate('Promise.all(document.getAnimations().filter((a) => a.effect.getComputedTiming().iterations !== Infinity).map((a) => a.finished.catch(() => undefined)))');
}
