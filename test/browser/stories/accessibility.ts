import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { everyPage } from '../every-page.ts';
import type { BrowserStand } from '../stand.ts';

export function accessibility(stand: BrowserStand): void {
  describe.each(['light', 'dark'] as const)('accessibility, %s', (theme) => {
    test.each(everyPage)('axe finds no serious fault: $name', async ({ open }) => {
      const page = await open(stand, { language: 'en', theme });
      expect(await faultsOf(page)).toEqual([]);
    });
  });
}

/** What axe calls serious or critical, a line for each element. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} — ${any[0]?.message ?? ''}`),
    );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
