import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { polling } from './board.ts';

/** The table of deals. */
export function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'List of deals' });
}

/** The row of a deal by its name. */
export function row(page: Page, name: string): Locator {
  return grid(page)
    .getByRole('row')
    .filter({ has: page.locator('[data-field=name]').getByText(name, { exact: true }) });
}

export function cell(page: Page, name: string, field: string): Locator {
  return row(page, name).locator(`[data-field="${field}"]`);
}

/** Names of the deals from top to bottom. */
export function rowNames(page: Page): Promise<string[]> {
  return grid(page)
    .locator('[data-deal]')
    .evaluateAll((rows) =>
      rows
        .map((one) => ({
          top: one.getBoundingClientRect().top,
          name: one.querySelector('[data-field=name]')?.textContent ?? '',
        }))
        .sort((a, b) => a.top - b.top)
        .map(({ name }) => name),
    );
}

/** Waits until the list shows exactly these. */
export async function expectRows(page: Page, names: string[]): Promise<void> {
  await expect.poll(() => rowNames(page), polling).toEqual(names);
}

export async function switchTo(page: Page, view: 'Board' | 'List'): Promise<void> {
  await page.getByRole('radiogroup', { name: 'View' }).locator('label', { hasText: view }).click();
}

/** Opens the funnel and begins a condition on a field. */
export async function addCondition(page: Page, field: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const popover = page.getByRole('dialog', { name: 'Filter' });
  await popover.getByRole('combobox', { name: 'Field' }).fill(field);
  await popover.getByRole('option', { name: field, exact: true }).click();
  return popover;
}

export async function sortBy(page: Page, column: string): Promise<void> {
  await grid(page)
    .getByRole('columnheader', { name: column })
    .getByRole('button', { name: column, exact: true })
    .click();
}

export async function tick(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) {
    await row(page, name).hover();
    await row(page, name).getByRole('gridcell').first().click();
    await expect.poll(() => row(page, name).getAttribute('aria-selected'), polling).toBe('true');
  }
}
