import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe calls serious or critical, a line for each element. Of an open dialog only: the page below it is not to be used. */
export async function inaccessible(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => {
    const dialog = [...document.querySelectorAll('[role=dialog]')].at(-1);
    return window.axe.run(dialog ?? document, { resultTypes: ['violations'] });
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`));
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
