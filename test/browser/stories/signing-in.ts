import { describe, expect, test } from 'vitest';
import type { BrowserStand } from '../stand.ts';

export function signingIn(stand: BrowserStand): void {
  describe('signing in', () => {
    test('the link that the first start prints opens the demo board, once', async () => {
      const page = await stand.visit(stand.signInLink, { language: 'ru' });
      await page.waitForURL('**/board/**');
      expect(page.url()).not.toContain('token');
      await page.getByRole('main').getByRole('article').first().waitFor();

      const stranger = await stand.visit(stand.signInLink);
      await stranger.getByRole('alert').filter({ hasText: 'This link no longer works' }).waitFor();
    });

    test('a wrong password is refused in words, the right one opens the page that was asked for, signing out ends it', async () => {
      const shop = await stand.shop({ password: 'correct horse battery' });
      const page = await stand.visit(shop.board);
      await page.waitForURL('**/sign-in**');
      await page.getByLabel('E-mail').fill(shop.olga);
      await page.getByLabel('Password', { exact: true }).fill('wrong horse battery');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('alert').filter({ hasText: 'E-mail or password does not match' }).waitFor();

      await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${shop.board}`);
      await page.getByRole('heading', { name: 'Sales' }).waitFor();

      await page.getByRole('button', { name: 'Olga: profile, language, theme' }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL('**/sign-in');
      await page.goto(shop.board);
      await page.waitForURL('**/sign-in**');
      await page.getByLabel('E-mail').waitFor();
    });
  });
}
