import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A column by its name. */
export function column(page: Page, name: string): Locator {
  return page.getByRole('region', { name: new RegExp(`^${name}: \\d+`) });
}

/** A card on the board, or in one column of it. */
export function card(where: Page | Locator, name: string): Locator {
  const page = 'page' in where ? where.page() : where;
  return where.getByRole('article').filter({ has: page.getByRole('button', { name, exact: true }) });
}

/** The part of a card that is pressed, lifted and focused. */
export function handle(page: Page, name: string): Locator {
  return card(page, name).getByRole('button', { name, exact: true });
}

export function columnNames(page: Page): Promise<string[]> {
  return page.locator('[data-column] h2').allTextContents();
}

/** Names of the cards from top to bottom. */
export function cardsIn(page: Page, columnName: string): Promise<string[]> {
  return column(page, columnName)
    .getByRole('article')
    .evaluateAll((cards) =>
      cards
        .map((one) => ({ top: one.getBoundingClientRect().top, name: one.querySelector('[data-handle]')?.textContent }))
        .sort((a, b) => a.top - b.top)
        .map(({ name }) => name ?? ''),
    );
}

/** Waits until the board shows exactly this. */
export async function expectColumns(page: Page, columns: Record<string, string[]>): Promise<void> {
  await expect
    .poll(async () => {
      const shown = Object.keys(columns).map(async (name) => [name, await cardsIn(page, name)]);
      return Object.fromEntries(await Promise.all(shown));
    }, polling)
    .toEqual(columns);
}

export const polling = { timeout: 10_000, interval: 50 };

/** One line of the card's own menu. */
export async function chooseFromCard(page: Page, name: string, item: string): Promise<void> {
  await card(page, name).hover();
  await card(page, name)
    .getByRole('button', { name: `Actions for the deal “${name}”` })
    .click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** Sees a toast and puts it away, so that it covers nothing. */
export async function dismiss(page: Page, message: string | RegExp): Promise<void> {
  const toast = page.getByRole('alert').filter({ hasText: message });
  await toast.waitFor();
  await toast.getByRole('button', { name: 'Close' }).click();
}
