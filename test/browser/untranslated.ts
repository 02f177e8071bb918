import type { Page } from 'playwright-core';

/**
 * Texts and labels of the page that look like a dictionary's keys, or in which a value was left out. `contact.source` is how
 * a variable is named in a flow.
 */
export async function untranslated(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const seen: (string | null)[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (!parentElement?.closest('style, script, [translate=no]')) seen.push(textContent);
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      seen.push(...['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name)));
    }
    return seen.flatMap((text) => text?.trim() ?? []);
  });
  const russian = (await page.locator('html').getAttribute('lang')) === 'ru';
  return [...new Set(texts)]
    .filter((text) => (russian && isEnglish(text)) || /^[a-z-]+[.:][a-zA-Z._-]+$/.test(text) || text.includes('{{'))
    .filter((text) => !/^(contact|deal|project)\.\w+$/.test(text))
    .map((text) => `untranslated: ${text}`);
}

/** At least three English words and none in Russian: names and codes are shorter. */
function isEnglish(text: string): boolean {
  return !/[а-яё]/i.test(text) && /(^|\s)[a-z']{2,}([\s,:]+[a-z']{2,}){2}/i.test(text);
}
