import { describe, expect, test } from 'vitest';
import { columnNames, polling } from '../board.ts';
import type { BrowserStand } from '../stand.ts';

export function looks(stand: BrowserStand): void {
  describe('language and theme', () => {
    test('the browser decides at first, the switch from then on', async () => {
      const shop = await stand.shop();
      const page = await stand.visit(shop.board, { as: shop.olga, language: 'ru', theme: 'dark' });
      await expect.poll(() => columnNames(page), polling).toContain('Неразобранное');
      const html = page.locator('html');
      expect(await html.getAttribute('lang')).toBe('ru');
      expect(await html.getAttribute('data-mantine-color-scheme')).toBe('dark');

      await page.getByRole('button', { name: 'Olga: профиль, язык, тема' }).click();
      await page.getByText('English', { exact: true }).click();
      await page.getByText('Light', { exact: true }).click();
      await page.keyboard.press('Escape');
      await expect.poll(() => columnNames(page), polling).toContain('Unsorted');
      await page.reload();
      await expect.poll(() => columnNames(page), polling).toContain('Unsorted');
      expect(await html.getAttribute('lang')).toBe('en');
      expect(await html.getAttribute('data-mantine-color-scheme')).toBe('light');
    });
  });
}
