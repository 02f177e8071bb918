import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { everyPage } from '../every-page.ts';
import type { BrowserStand, Language } from '../stand.ts';

export function everyWord(stand: BrowserStand): void {
  describe.each<Language>(['ru', 'en'])('every page in %s', (language) => {
    test.each(everyPage)('every text is translated and the console is quiet: $name', async ({ open }) => {
      const page = await open(stand, { language, theme: 'light' });
      expect(await untranslated(page)).toEqual([]);
    });
  });
}

/** Texts and labels that look like a dictionary's keys, or in which a value was left out. */
async function untranslated(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const seen: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) seen.push(walker.currentNode.textContent ?? '');
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) seen.push(element.getAttribute(name) ?? '');
    }
    return seen.map((text) => text.trim());
  });
  return [...new Set(texts)].filter((text) => /^[a-z-]+[.:][a-zA-Z._-]+$/.test(text) || text.includes('{{'));
}
