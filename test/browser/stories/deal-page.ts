import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { polling } from '../board.ts';
import type { BrowserStand } from '../stand.ts';

/** A picture of one point. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export function dealPage(stand: BrowserStand): void {
  describe('the page of a deal', () => {
    test('D11: files are added, seen by a colleague at once, opened, and deleted after a question', async () => {
      const shop = await stand.shop();
      const roses = await shop.deal('Roses', 'New');
      const page = await stand.visit(`${shop.board}?deal=${roses.id}`, { as: shop.olga });
      const colleague = await stand.visit(`${shop.board}?deal=${roses.id}`, { as: shop.ivan });
      const files = page.getByRole('region', { name: 'Files' });
      await files.getByRole('button', { name: 'Add a file' }).waitFor();
      await files.locator('input[type=file]').setInputFiles([
        { name: 'Bouquet.png', mimeType: 'image/png', buffer: Buffer.from(dot, 'base64') },
        { name: 'Смета.txt', mimeType: 'text/plain', buffer: Buffer.from('11 roses') },
      ]);
      const picture = files.getByRole('link', { name: 'Open “Bouquet.png”' });
      await picture.locator('img').waitFor();
      const theirs = colleague.getByRole('region', { name: 'Files' });
      await theirs.getByRole('link', { name: 'Open “Смета.txt”' }).waitFor();
      const [opened] = await Promise.all([
        page.context().waitForEvent('page'),
        files.getByRole('link', { name: 'Open “Смета.txt”' }).click(),
      ]);
      await opened.getByText('11 roses').waitFor();
      await files.getByRole('button', { name: 'Delete file “Bouquet.png”' }).click();
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      await theirs.getByRole('link', { name: 'Open “Bouquet.png”' }).waitFor({ state: 'detached' });
      await expect
        .poll(() => shop.ask(api.files.list, { query: { dealId: roses.id } }), polling)
        .toMatchObject([{ name: 'Смета.txt', size: 8, contentType: 'text/plain' }]);
    });
  });
}
