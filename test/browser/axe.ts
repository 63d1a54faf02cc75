import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What would shut somebody out of a page: axe's serious and critical findings, each with the element, and what lies beyond the window's edge. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(source); // not by a script tag, which the server's content security policy rightly refuses
  const results = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults;
  const shut = results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`));
  return [...shut, ...(await page.evaluate<string[]>(`(${beyondTheEdge.toString()})()`))];
}

/**
 * Runs in the page. That the document does not scroll sideways says little, because the page on top is a window of its own that
 * hides what sticks out: each text is measured. Left out is what scrolls sideways, and what is cut on purpose or meant for a screen reader.
 */
function beyondTheEdge(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const found = scrollWidth > clientWidth ? [`the document scrolls sideways by ${scrollWidth - clientWidth} px`] : [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const isMeant = (element: Element | null): boolean => {
    for (let at = element; at; at = at.parentElement) {
      const { overflowX, textOverflow, position } = getComputedStyle(at);
      if (textOverflow === 'ellipsis' || (position === 'absolute' && at.getBoundingClientRect().width <= 1)) return true;
      if ((overflowX === 'auto' || overflowX === 'scroll') && !at.matches('.taro_page, .taro_router, .dialog, body, html')) return true;
    }
    return false;
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if ((node.textContent ?? '').trim() === '' || !node.parentElement?.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right, width } = range.getBoundingClientRect();
    if (width > 0 && (right > innerWidth + 1 || left < -1) && !isMeant(node.parentElement)) found.push(`beyond the edge by ${Math.ceil(Math.max(right - innerWidth, -left))} px: ${node.textContent}`);
  }
  return found;
}
