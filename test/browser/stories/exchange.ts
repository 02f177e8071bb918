import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { polling } from '../board.ts';
import { inaccessible } from '../inaccessible.ts';
import type { BrowserStand } from '../stand.ts';

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

export function exchange(stand: BrowserStand): void {
  describe('import and export', () => {
    test('D13: contacts come in from a file: columns are guessed, the check shows what is wrong, the run can be undone', async () => {
      const shop = await stand.shop();
      const page = await stand.visit(`/p/${shop.projectId}/settings/import`, { as: shop.olga });
      const rows = ['Name;Phone;City', 'Anna Bell;07946 018001;Bath', 'Boris;12345;', 'Clara;07946018003;York'];
      await page.locator('input[type=file]').setInputFiles(file('clients.csv', rows.join('\r\n')));
      await page.getByRole('heading', { name: 'Import of contacts' }).waitFor();
      expect(await page.getByRole('combobox', { name: 'Field for the column “Phone”' }).inputValue()).toBe('Phone');
      await page.getByRole('combobox', { name: 'Field for the column “City”' }).click();
      await page.getByRole('option', { name: 'Contact variable “city”' }).click();
      expect(await inaccessible(page)).toEqual([]);

      await page.getByRole('button', { name: 'Check', exact: true }).click();
      await page.getByText('1 row of 3 checked will be refused.').waitFor();
      const boris = page.getByRole('row').filter({ hasText: '12345' });
      await boris.getByText('not a phone number').waitFor();
      await boris.getByText('Refuse', { exact: true }).waitFor();
      expect(await inaccessible(page)).toEqual([]);

      await page.getByRole('button', { name: 'Import 3 rows' }).click();
      await page.getByRole('status').filter({ hasText: 'Done' }).waitFor();
      await expect.poll(() => namesOf(shop), polling).toEqual(['Anna Bell', 'Clara']);

      await page.getByRole('button', { name: 'To all imports' }).click();
      const entry = page.getByRole('article', { name: 'clients.csv' });
      const report = await downloaded(page, () => entry.getByRole('link', { name: 'Download the refused' }).click());
      expect(report).toContain('Boris,12345');
      expect(report).toContain('this is not a phone number');

      await entry.getByRole('button', { name: 'Undo the import' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click();
      await entry.getByText('Import undone').waitFor();
      await expect.poll(() => namesOf(shop), polling).toEqual([]);
    });

    test('D13: deals come in with their contacts, onto the stage that was chosen, and appear on the open board', async () => {
      const shop = await stand.shop();
      const board = await stand.visit(shop.board, { as: shop.ivan });
      await board.getByRole('heading', { name: 'Sales' }).waitFor();
      const page = await stand.visit(`/p/${shop.projectId}/settings/import`, { as: shop.olga });
      await page.getByText('Deals', { exact: true }).first().click();
      const rows = ['Deal,Customer,Phone,Amount', 'Roses,Anna Bell,07946018001,"1,500.50"'];
      await page.locator('input[type=file]').setInputFiles(file('deals.csv', rows.join('\n')));
      await page.getByRole('combobox', { name: 'Stage for new deals' }).click();
      await page.getByRole('option', { name: 'Talks' }).click();
      await page.getByRole('button', { name: 'Check', exact: true }).click();
      await page.getByRole('row').filter({ hasText: 'Talks · £1,500.50' }).waitFor();
      await page.getByRole('button', { name: 'Import 1 row' }).click();
      await page.getByRole('status').filter({ hasText: 'Done' }).waitFor();
      await board.getByRole('article').filter({ hasText: 'Roses' }).waitFor();
    });

    test('D13: the list exports what its filter shows; whoever may not export is not offered it', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'Talks', { amount: 150_050 });
      await shop.deal('Tulips', 'New');
      const page = await stand.visit(`${shop.board}?view=list`, { as: shop.olga });
      await page.getByRole('button', { name: 'Export to CSV' }).click();
      const all = await downloaded(page, () => page.getByRole('menuitem', { name: 'All fields' }).click());
      expect(all).toContain('Roses,1500.50,GBP');
      expect(all).toContain('Tulips');
      await stand.sql`
        update roles set permissions = jsonb_set(permissions, '{mayNot}', '["export"]')
        where project_id = ${shop.projectId} and kind = 'editor'`;
      await stand.sql`update projects set config_version = config_version + 1 where id = ${shop.projectId}`;
      const ivan = await stand.visit(`/p/${shop.projectId}/settings/import`, { as: shop.ivan });
      await ivan.getByText('Your role may not export data.').waitFor();
    });

    test('D31: a contact’s data are handed over as a file; they are erased when his name is typed, and the deal stays', async () => {
      const shop = await stand.shop();
      const deal = await shop.deal('Roses', 'Talks', { contact: { name: 'Anna Bell', phone: '+447946018001' } });
      const page = await stand.visit(`/p/${shop.projectId}/settings/import`, { as: shop.olga });
      await page.getByRole('combobox', { name: 'Contact' }).fill('Anna');
      await page.getByRole('option', { name: 'Anna Bell · +447946018001' }).click();
      const data = await downloaded(page, () => page.getByRole('link', { name: 'Download the data' }).click());
      expect(JSON.parse(data)).toMatchObject({ contact: { name: 'Anna Bell' }, deals: [{ name: 'Roses' }] });

      await page.getByRole('button', { name: 'Erase the data…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Erase this contact’s data?' });
      expect(await dialog.getByRole('button', { name: 'Erase for ever' }).isDisabled()).toBe(true);
      await dialog.getByRole('textbox', { name: 'Name of the contact' }).fill('anna bell');
      await dialog.getByRole('button', { name: 'Erase for ever' }).click();
      await page.getByText('The contact’s data are erased').waitFor();
      expect(await namesOf(shop)).toEqual([]);
      expect((await shop.stored(deal)).name).toBe('Erased');
    });
  });
}

async function namesOf(shop: Awaited<ReturnType<BrowserStand['shop']>>): Promise<string[]> {
  const contacts = await shop.ask(api.contacts.search);
  return contacts.map(({ name }) => name).sort();
}

async function downloaded(page: Page, click: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return readFileSync(await download.path(), 'utf8');
}
