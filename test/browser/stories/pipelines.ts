import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { columnNames, dismiss, expectColumns, handle, polling } from '../board.ts';
import { turn } from '../controls.ts';
import { dragByMouse, nextFrames } from '../gestures.ts';
import type { BrowserStand } from '../stand.ts';

export function pipelines(stand: BrowserStand): void {
  describe('pipelines', () => {
    test('S5: the board is what one sees first', async () => {
      const shop = await stand.shop();
      const page = await stand.visit('/', { as: shop.olga });
      await page.waitForURL(`**${shop.board}`);
      await expect.poll(() => columnNames(page), polling).toEqual(['Unsorted', 'New', 'Talks', 'Paid', 'Won', 'Lost']);
    });

    test('S1, S2, S3, S4: a pipeline is made from the drop-down, its first stage leads to the settings, Save changes the board', async () => {
      const shop = await stand.shop();
      const page = await stand.visit(shop.board, { as: shop.olga });
      await page.getByRole('button', { name: 'Pipeline: Sales. Choose another' }).click();
      await expect
        .poll(() => page.getByRole('menuitem').allTextContents(), polling)
        .toEqual(['Sales', 'Create pipeline']);
      await page.getByRole('menuitem', { name: 'Create pipeline' }).click();

      const create = page.getByRole('dialog', { name: 'New pipeline' });
      await create.getByLabel('Name').fill('Retail');
      await create.getByRole('combobox', { name: 'Currency' }).click();
      await page.getByRole('option', { name: 'US Dollar' }).click();
      await create.getByRole('button', { name: 'Create' }).click();

      await page.getByRole('main').getByText('This pipeline has no stages yet').waitFor();
      await page.getByRole('button', { name: 'Create stage' }).click();
      const stage = page.getByRole('dialog', { name: 'New stage' });
      await stage.getByLabel('Stage name').fill('Request');
      await stage.getByRole('button', { name: 'Done' }).click();

      const settings = page.getByRole('dialog', { name: 'Settings of “Retail”' });
      await settings.getByPlaceholder('New stage').fill('Shipped');
      await page.keyboard.press('Enter');
      await settings.getByPlaceholder('New stage').fill('Payment');
      await page.keyboard.press('Enter');
      await expect.poll(() => stageNames(page), polling).toEqual(['Request', 'Shipped', 'Payment']);
      await settings.getByRole('button', { name: 'Move the stage “Payment”' }).focus();
      await page.keyboard.press('Space');
      await settings.locator('[data-dragging]').waitFor();
      await nextFrames(page);
      await page.keyboard.press('ArrowUp');
      await nextFrames(page);
      await page.keyboard.press('Space');
      await expect.poll(() => stageNames(page), polling).toEqual(['Request', 'Payment', 'Shipped']);
      await settings.getByRole('tab', { name: 'General' }).click();
      await settings.getByLabel('Name').fill('Shop');
      await settings.getByRole('tab', { name: 'Card' }).click();
      await settings.getByRole('checkbox', { name: 'Phone' }).check();
      await settings.getByRole('button', { name: 'Save' }).click();
      await settings.waitFor({ state: 'detached' });

      await page.getByRole('heading', { name: 'Shop' }).waitFor();
      await expect
        .poll(() => columnNames(page), polling)
        .toEqual(['Unsorted', 'Request', 'Payment', 'Shipped', 'Won', 'Lost']);
      const [, retail] = await shop.ask(api.pipelines.list);
      expect(retail).toMatchObject({ name: 'Shop', currency: 'USD' });
      expect(retail?.settings.cardFields).toContain('phone');

      await page.getByRole('button', { name: 'Pipeline: Shop. Choose another' }).click();
      await page.getByRole('menuitem', { name: 'Sales' }).click();
      await page.waitForURL(`**${shop.board}`);
    });

    test('S4, S6: the gear opens the settings again; each system stage is shown or hidden', async () => {
      const shop = await stand.shop();
      const page = await stand.visit(shop.board, { as: shop.olga });
      const settings = page.getByRole('dialog', { name: 'Settings of “Sales”' });
      await openSettings(page, 'Display');
      for (const shown of ['Unsorted', 'Won deals', 'Lost deals']) {
        await turn(settings.getByRole('switch', { name: shown }), false);
      }
      await turn(settings.getByRole('switch', { name: 'Archived deals' }), true);
      await settings.getByRole('button', { name: 'Save' }).click();
      await expect.poll(() => columnNames(page), polling).toEqual(['New', 'Talks', 'Paid', 'Archived']);
      await dismiss(page, 'Pipeline settings saved');

      await openSettings(page, 'Display');
      expect(await settings.getByRole('switch', { name: 'Won deals' }).isChecked()).toBe(false);
      await turn(settings.getByRole('switch', { name: 'Won deals' }), true);
      await settings.getByRole('button', { name: 'Cancel' }).click();
      await settings.waitFor({ state: 'detached' });
      expect(await columnNames(page)).toEqual(['New', 'Talks', 'Paid', 'Archived']);
    });

    test('D3: a stage that holds deals is deleted only together with a stage that takes them', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'Talks');
      await shop.deal('Tulips', 'Paid');
      const page = await stand.visit(shop.board, { as: shop.olga });
      await openSettings(page, 'Stages');
      const settings = page.getByRole('dialog', { name: 'Settings of “Sales”' });
      await settings.getByRole('button', { name: 'Delete the stage “Talks”' }).click();
      const question = page.getByRole('dialog', { name: 'Delete the stage “Talks”?' });
      await question.getByRole('combobox', { name: 'Where its deals go' }).click();
      await page.getByRole('option', { name: 'Paid' }).click();
      await question.getByRole('button', { name: 'Delete stage' }).click();
      await settings.getByText('To be deleted when you save: Talks').waitFor();
      await settings.getByRole('button', { name: 'Save' }).click();
      await expect.poll(() => columnNames(page), polling).toEqual(['Unsorted', 'New', 'Paid', 'Won', 'Lost']);
      await expectColumns(page, { New: [], Paid: ['Tulips', 'Roses'] });
    });

    test('D6: another currency is confirmed while open deals have amounts, and converts none', async () => {
      const shop = await stand.shop();
      const roses = await shop.deal('Roses', 'New', { amount: 12_300, currency: 'GBP' });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await openSettings(page, 'General');
      const settings = page.getByRole('dialog', { name: 'Settings of “Sales”' });
      await settings.getByRole('combobox', { name: 'Currency' }).click();
      await page.getByRole('option', { name: 'Euro' }).click();
      await settings.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('dialog', { name: 'Change the currency?' }).getByRole('button', { name: 'Change' }).click();
      await settings.waitFor({ state: 'detached' });
      await page.getByRole('article').getByText('£123').waitFor();
      expect(await shop.stored(roses)).toMatchObject({ amount: 12_300, currency: 'GBP' });
    });

    test('a column is folded and stays so; a card dropped on it lands on top; it unfolds again', async () => {
      const shop = await stand.shop();
      await shop.deal('Tulips', 'Talks');
      await shop.deal('Roses', 'New');
      const page = await stand.visit(shop.board, { as: shop.olga });
      await page.getByRole('button', { name: 'Actions: Talks' }).click();
      await page.getByRole('menuitem', { name: 'Fold the column' }).click();
      const unfold = page.getByRole('button', { name: 'Unfold: Talks' });
      await unfold.waitFor();
      await page.reload();
      await handle(page, 'Roses').waitFor();
      await unfold.waitFor();
      await expectColumns(page, { New: ['Roses'], Talks: [] });
      await dragByMouse(page, 'Roses', 'Talks');
      await unfold.getByText('2', { exact: true }).waitFor();
      await unfold.click();
      await expectColumns(page, { New: [], Talks: ['Roses', 'Tulips'] });
    });

    test('a project without pipelines teaches to create one', async () => {
      const shop = await stand.shop({ pipelines: [] });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await page.getByText('Create your first pipeline').waitFor();
      await page.getByRole('button', { name: 'Create pipeline' }).click();
      const create = page.getByRole('dialog', { name: 'New pipeline' });
      await create.getByLabel('Name').fill('First');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'First' }).waitFor();
    });
  });
}

async function openSettings(page: Page, tab: string): Promise<void> {
  await page.getByRole('button', { name: 'Pipeline settings' }).click();
  await page.getByRole('dialog').getByRole('tab', { name: tab }).click();
}

function stageNames(page: Page): Promise<string[]> {
  return page
    .getByRole('textbox', { name: 'Stage name' })
    .evaluateAll((fields) => fields.map((field) => (field instanceof HTMLInputElement ? field.value : '')));
}
