import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { handle, polling } from '../board.ts';
import { openPhones, say } from '../phones.ts';
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

    test('D11, M2: the way through the stages, and why: the message and the block that made an entry', async () => {
      const shop = await stand.shop({
        phones: true,
        flow: `
start:
  on-any-other: {}
  to: move
move:
  deal: { actions: [{ kind: move, stage: Talks }] }
  to: end
end: end`,
      });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await openPhones(page);
      await page.getByRole('tab', { name: 'Walter' }).click();
      await say(page, 'I want roses');
      await handle(page, 'Walter').click();
      const drawer = page.getByRole('dialog', { name: 'Deal “Walter”' });
      await drawer.getByRole('list', { name: 'Way through the stages' }).getByText('Talks').waitFor();
      await drawer.getByRole('tab', { name: 'Timeline' }).click();
      const entry = drawer.getByRole('listitem').filter({ hasText: 'New → Talks' });
      await entry.getByRole('button', { name: 'Why?' }).click();
      await page.getByRole('dialog', { name: 'How the bot decided' }).getByText('The customer wrote').waitFor();
      await page.keyboard.press('Escape');
      await entry.getByRole('button', { name: 'after the customer' }).click();
      await drawer.locator('[data-sought]').getByText('I want roses').waitFor();
    });

    test('D11: notes are mended and deleted', async () => {
      const shop = await stand.shop();
      const roses = await shop.deal('Roses', 'New');
      await shop.ask(api.notes.create, { body: { text: 'Likes red', dealId: roses.id } });
      const page = await stand.visit(`${shop.board}?deal=${roses.id}`, { as: shop.olga });
      const notes = page.getByRole('region', { name: 'Notes' });
      await notes.getByRole('button', { name: 'Edit note' }).click();
      await notes.getByRole('textbox', { name: 'Edit note' }).fill('Likes white');
      await notes.getByRole('button', { name: 'Save', exact: true }).click();
      await notes.getByText('edited').waitFor();
      await notes.getByRole('button', { name: 'Delete note' }).click();
      await page.getByRole('dialog', { name: 'Delete the note?' }).getByRole('button', { name: 'Delete' }).click();
      await notes.getByText('Likes white').waitFor({ state: 'detached' });
    });
  });
}
