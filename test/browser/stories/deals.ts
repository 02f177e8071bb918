import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { newId } from '../../../kernel/ids.ts';
import { card, column, expectColumns, handle, polling } from '../board.ts';
import type { BrowserStand } from '../stand.ts';

export function deals(stand: BrowserStand): void {
  describe('deals by hand', () => {
    test('D12: quick add in a column takes one line after the other', async () => {
      const shop = await stand.shop();
      const page = await stand.visit(shop.board, { as: shop.olga });
      await page.getByRole('button', { name: 'Add a deal: Talks' }).click();
      for (const name of ['Roses', 'Tulips']) {
        await column(page, 'Talks').getByRole('textbox', { name: 'Deal or customer' }).fill(name);
        await page.keyboard.press('Enter');
        await handle(page, name).waitFor();
      }
      await page.keyboard.press('Escape');
      await expectColumns(page, { Talks: ['Tulips', 'Roses'] });
    });

    test('D12, D11: the full form offers a contact whom one knows, and opens the deal that it made', async () => {
      const shop = await stand.shop();
      const first = await shop.deal('Roses', 'New', { contact: { name: 'Anna Bell', phone: '+447946018001' } });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await page.getByRole('button', { name: 'New deal' }).click();
      const form = page.getByRole('dialog', { name: 'New deal' });
      await form.getByLabel('Name', { exact: true }).fill('Wedding flowers');
      await form.getByLabel('Contact').fill('ann');
      await page.getByRole('option', { name: 'Anna Bell · +447946018001' }).click();
      await form.getByText('Known already').waitFor();
      await form.getByLabel('Amount').fill('1 250,50');
      await form.getByRole('combobox', { name: 'Stage' }).click();
      await page.getByRole('option', { name: 'Talks' }).click();
      await form.getByLabel('Description').fill('White and green');
      await form.getByRole('button', { name: 'Create deal' }).click();

      const drawer = page.getByRole('dialog', { name: 'Deal “Wedding flowers”' });
      await drawer.getByText('£1,250.50').waitFor();
      await drawer.getByText('White and green').waitFor();
      await drawer.getByRole('button', { name: 'Roses' }).waitFor();
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });
      await expectColumns(page, { New: ['Roses'], Talks: ['Wedding flowers'] });
      const { columns } = await shop.ask(api.board.get, { params: { pipelineId: shop.pipeline.id } });
      const contacts = columns.flatMap(({ cards }) => cards.map(({ contactId }) => contactId));
      expect(contacts).toEqual([first.contactId, first.contactId]);
    });

    test('S13, D11: tasks, notes and tags are kept with the deal', async () => {
      const shop = await stand.shop();
      const roses = await shop.deal('Roses', 'New');
      const page = await stand.visit(`${shop.board}?deal=${roses.id}`, { as: shop.olga });
      const drawer = page.getByRole('dialog', { name: 'Deal “Roses”' });
      await drawer.getByRole('button', { name: 'Add a task' }).click();
      await drawer.getByRole('textbox', { name: 'Task' }).fill('Call back');
      await page.keyboard.press('Enter');
      await drawer.getByRole('checkbox', { name: 'Finish: Call back' }).waitFor();
      await drawer.getByRole('textbox', { name: 'A note for colleagues' }).fill('She wants peonies');
      await drawer.getByRole('button', { name: 'Save note' }).click();
      await drawer.getByText('She wants peonies').waitFor();
      await drawer.getByRole('checkbox', { name: 'Finish: Call back' }).click();
      await drawer.getByRole('checkbox', { name: 'Reopen: Call back' }).waitFor();
      const view = await shop.ask(api.deals.get, { params: { dealId: roses.id } });
      expect(view.tasks).toMatchObject([{ title: 'Call back', doneAt: expect.any(String) }]);
      expect(view.notes).toMatchObject([{ text: 'She wants peonies', author: { name: 'Olga' } }]);
    });

    test('D14: who edits a field that a colleague has just changed is told, and chooses', async () => {
      const shop = await stand.shop();
      const roses = await shop.deal('Roses', 'New');
      const page = await stand.visit(`${shop.board}?deal=${roses.id}`, { as: shop.olga });
      const drawer = page.getByRole('dialog');
      await drawer.getByRole('button', { name: 'Name: Roses' }).click();
      await drawer.getByRole('textbox', { name: 'Name' }).fill('Red roses');
      await shop.ask(api.deals.change, { params: { dealId: roses.id }, body: { name: 'White roses' } });
      await page.keyboard.press('Enter');
      const conflict = drawer
        .getByRole('alert')
        .filter({ hasText: 'API key “Tests” changed this while you were editing' });
      await conflict.getByText('White roses').waitFor();
      expect(await shop.stored(roses)).toMatchObject({ name: 'White roses' });
      await conflict.getByRole('button', { name: 'Keep mine' }).click();
      await drawer.getByRole('button', { name: 'Name: Red roses' }).waitFor();
      await expect.poll(() => shop.stored(roses), polling).toMatchObject({ name: 'Red roses' });
    });

    test('D13: search narrows the board to what is looked for, and the address keeps it', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'New');
      await shop.deal('Tulips', 'Talks', { contact: { name: 'Rosemary', phone: '+447946018002' } });
      await shop.deal('Lilies', 'Talks');
      const page = await stand.visit(shop.board, { as: shop.olga });
      await expectColumns(page, { New: ['Roses'], Talks: ['Lilies', 'Tulips'] });
      await page.keyboard.press('/');
      await page.keyboard.type('rose');
      await expectColumns(page, { New: ['Roses'], Talks: ['Tulips'] });
      await column(page, 'Talks').getByText('1', { exact: true }).waitFor();
      await page.waitForURL('**?q=rose');
      await page.reload();
      await expectColumns(page, { New: ['Roses'], Talks: ['Tulips'] });
      await page
        .getByRole('searchbox')
        .or(page.getByRole('textbox', { name: 'Search' }))
        .first()
        .fill('018002');
      await expectColumns(page, { New: [], Talks: ['Tulips'] });
      await page.getByRole('button', { name: 'Clear search' }).click();
      await expectColumns(page, { New: ['Roses'], Talks: ['Lilies', 'Tulips'] });
    });

    test('Ctrl+K finds a deal of any pipeline from any page, and `?` tells the keys', async () => {
      const shop = await stand.shop({
        pipelines: [
          { name: 'Sales', currency: 'GBP', stages: ['New'] },
          { name: 'Wholesale', currency: 'GBP', stages: ['Contract'] },
        ],
      });
      const [, wholesale] = await shop.ask(api.pipelines.list);
      await shop.deal('Roses', 'New');
      await shop.ask(api.deals.create, {
        body: { name: 'Tulips', stageId: wholesale?.stages[0]?.id, contact: { name: 'Rosemary' } },
      });
      const page = await stand.visit(`/p/${shop.projectId}/settings/leads`, { as: shop.olga });
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.press('Control+k');
      const search = page.getByRole('dialog', { name: 'Quick search' });
      const [contacts, deals] = ['Contacts', 'Deals'].map((name) => search.getByRole('group', { name }));
      await search.getByRole('combobox').fill('rose');
      await expect.poll(() => deals?.getByRole('option').count(), polling).toBe(2);
      await expect.poll(() => contacts?.getByRole('option').count(), polling).toBe(1);
      await search.getByRole('combobox').fill('rosemary');
      await expect.poll(() => deals?.getByRole('option').count(), polling).toBe(1);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Deal “Tulips”' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard' }).getByText('Find a deal anywhere in the project').waitFor();
    });

    test('Ctrl+K finds a contact by the end of a phone, by e-mail and by his name in a messenger, and opens his page', async () => {
      const shop = await stand.shop();
      const anna = await shop.ask(api.contacts.create, {
        body: { name: 'Anna Bell', phone: '+447946018001', email: 'anna@flowers.example' },
      });
      await stand.sql`
        insert into identities (id, project_id, channel_id, contact_id, external_id, name, username, created_at)
        values (${newId('identity')}, ${shop.projectId}, ${newId('channel')}, ${anna.id}, 'anna', 'Anna', 'bell_of_kent', now())`;
      const page = await stand.visit(shop.board, { as: shop.olga });
      for (const words of ['01-80-01', 'flowers.ex', '@bell_of', 'anna b']) {
        await column(page, 'New').waitFor();
        await page.keyboard.press('Control+k');
        const search = page.getByRole('dialog', { name: 'Quick search' });
        await search.getByRole('combobox').fill(words);
        const found = search.getByRole('group', { name: 'Contacts' }).getByRole('option');
        await expect.poll(() => found.allTextContents(), polling).toEqual([expect.stringContaining('Anna Bell')]);
        await page.keyboard.press('Enter');
        await page.waitForURL(`**/contacts/${anna.id}`);
        await page.goBack();
        await page.waitForURL((url) => !url.pathname.includes(anna.id));
      }
    });

    test('the keyboard walks between cards and opens one', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'New');
      await shop.deal('Tulips', 'Talks');
      const page = await stand.visit(shop.board, { as: shop.olga });
      await handle(page, 'Roses').focus();
      await page.keyboard.press('ArrowRight');
      expect(await handle(page, 'Tulips').evaluate((button) => button === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Deal “Tulips”' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await card(page, 'Tulips').waitFor();
    });
  });
}
