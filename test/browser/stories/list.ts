import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { column, expectColumns, polling } from '../board.ts';
import { addCondition, cell, expectRows, grid, row, rowNames, sortBy, switchTo, tick } from '../list.ts';
import type { BrowserStand } from '../stand.ts';

const many = 100_000;

export function list(stand: BrowserStand): void {
  describe('the list', () => {
    test('S5, D13: board and list show the same deals under the same filter, and the address keeps both', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'New', { amount: 5000, tags: ['vip'] });
      await shop.deal('Tulips', 'Talks', { amount: 900 });
      await shop.deal('Lilies', 'Talks', { amount: 7000 });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await expectColumns(page, { New: ['Roses'], Talks: ['Lilies', 'Tulips'] });
      const condition = await addCondition(page, 'Amount');
      await condition.getByRole('textbox', { name: 'Amount' }).fill('50');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Amount ≥ £50', exact: true }).waitFor();
      await expectColumns(page, { New: ['Roses'], Talks: ['Lilies'] });

      await switchTo(page, 'List');
      await expectRows(page, ['Lilies', 'Roses']);
      await grid(page).getByText('2 deals').waitFor();
      await grid(page).getByText('£120', { exact: true }).waitFor();
      await page.reload();
      await expectRows(page, ['Lilies', 'Roses']);

      await page.getByRole('button', { name: 'Remove the condition: Amount ≥ £50' }).click();
      await expectRows(page, ['Lilies', 'Tulips', 'Roses']);
      const tags = await addCondition(page, 'Tags');
      await tags.getByRole('option', { name: 'vip' }).click();
      await page.keyboard.press('Escape');
      await expectRows(page, ['Roses']);
      await switchTo(page, 'Board');
      await expectColumns(page, { New: ['Roses'], Talks: [] });
    });

    test('S5: whoever prefers the list of a pipeline finds it again', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'New');
      const page = await stand.visit(shop.board, { as: shop.olga });
      await column(page, 'New').waitFor();
      await switchTo(page, 'List');
      await expectRows(page, ['Roses']);
      await page.goto(`/p/${shop.projectId}/board`);
      await expectRows(page, ['Roses']);
      await switchTo(page, 'Board');
      await page.goto(shop.board);
      await column(page, 'New').waitFor();
    });

    test('S5: a column sorts by a press on its name, hides by its menu, and both are remembered', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'New', { amount: 5000 });
      await shop.deal('Tulips', 'New', { amount: 900 });
      await shop.deal('Lilies', 'Talks', { amount: 7000 });
      const page = await stand.visit(`${shop.board}?view=list`, { as: shop.olga });
      await expectRows(page, ['Lilies', 'Tulips', 'Roses']);
      await sortBy(page, 'Amount');
      await expectRows(page, ['Tulips', 'Roses', 'Lilies']);
      await sortBy(page, 'Amount');
      await expectRows(page, ['Lilies', 'Roses', 'Tulips']);
      expect(await grid(page).getByRole('columnheader', { name: 'Amount' }).getAttribute('aria-sort')).toBe(
        'descending',
      );

      const head = grid(page).getByRole('columnheader', { name: 'Phone' });
      await head.hover();
      await head.getByRole('button', { name: 'Actions for the column Phone' }).click();
      await page.getByRole('menuitem', { name: 'Hide column' }).click();
      await head.waitFor({ state: 'detached' });
      await page.reload();
      await expectRows(page, ['Lilies', 'Roses', 'Tulips']);
      expect(await head.count()).toBe(0);
      await page.getByRole('button', { name: 'Columns and order' }).click();
      await page.getByRole('checkbox', { name: 'Phone' }).check();
      await head.waitFor();
    });

    test('D13: a cell is edited in its place; Escape gives up, Enter saves', async () => {
      const shop = await stand.shop();
      const roses = await shop.deal('Roses', 'New', { amount: 5000 });
      const page = await stand.visit(`${shop.board}?view=list`, { as: shop.olga });
      await cell(page, 'Roses', 'amount').hover();
      await page.getByRole('button', { name: 'Edit Amount of “Roses”' }).click();
      await page.getByRole('textbox', { name: 'Amount' }).fill('1');
      await page.keyboard.press('Escape');
      await cell(page, 'Roses', 'amount').getByText('£50', { exact: true }).waitFor();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('F2');
      await page.getByRole('textbox', { name: 'Amount' }).fill('75.50');
      await page.keyboard.press('Enter');
      await cell(page, 'Roses', 'amount').getByText('£75.50', { exact: true }).waitFor();
      await cell(page, 'Roses', 'stage').hover();
      await page.getByRole('button', { name: 'Edit Stage of “Roses”' }).click();
      await page.getByRole('option', { name: 'Paid' }).click();
      await cell(page, 'Roses', 'stage').getByText('Paid', { exact: true }).waitFor();
      expect(await shop.stored(roses)).toMatchObject({ amount: 7550, stageId: shop.stage('Paid').id });
    });

    test('D14: who edits a cell that a colleague has just changed is told, sees the newer value and may insist', async () => {
      const shop = await stand.shop();
      const roses = await shop.deal('Roses', 'New');
      const page = await stand.visit(`${shop.board}?view=list`, { as: shop.olga });
      await cell(page, 'Roses', 'name').hover();
      await page.getByRole('button', { name: 'Edit Name of “Roses”' }).click();
      const field = page.getByRole('textbox', { name: 'Name', exact: true });
      await field.fill('Red roses');
      // The page hears of the change while the field is open; what is typed stays, and so does what it was typed over.
      await shop.ask(api.deals.change, { params: { dealId: roses.id }, body: { name: 'White roses' } });
      await field.press('Enter');
      const told = page
        .getByRole('alert')
        .filter({ hasText: 'has just changed Name of “White roses”. It now says: White roses' });
      await told.waitFor();
      await expectRows(page, ['White roses']);
      await told.getByRole('button', { name: 'Keep mine' }).click();
      await expectRows(page, ['Red roses']);
      await expect.poll(() => shop.stored(roses), polling).toMatchObject({ name: 'Red roses' });
    });

    test('D14: a change by a colleague appears in the list', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'New');
      const page = await stand.visit(`${shop.board}?view=list`, { as: shop.olga });
      await expectRows(page, ['Roses']);
      const tulips = await shop.deal('Tulips', 'Talks');
      await expectRows(page, ['Tulips', 'Roses']);
      await shop.ask(api.deals.remove, { params: { dealId: tulips.id } });
      await expectRows(page, ['Roses']);
    });

    test('D13: many deals are moved at once, the refused ones are named, and all of it is taken back', async () => {
      const rules = { forbiddenTargets: [], requiredFields: ['amount'] };
      const shop = await stand.shop({
        pipelines: [{ name: 'Sales', currency: 'GBP', stages: ['New', { name: 'Paid', ...rules }] }],
      });
      const roses = await shop.deal('Roses', 'New', { amount: 100 });
      const tulips = await shop.deal('Tulips', 'New', { amount: 100 });
      await shop.deal('Lilies', 'New');
      const page = await stand.visit(`${shop.board}?view=list`, { as: shop.olga });
      await expectRows(page, ['Lilies', 'Tulips', 'Roses']);
      await tick(page, 'Lilies', 'Tulips', 'Roses');
      const bar = page.getByRole('region', { name: 'Actions for the selected deals' });
      await bar.getByText('3 selected').waitFor();
      await bar.getByRole('button', { name: 'Move' }).click();
      await page.getByRole('option', { name: 'Paid' }).click();
      const question = page.getByRole('dialog', { name: 'Move 2 deals?' });
      await question.getByText('fill in: amount').waitFor();
      await question.getByText('“Lilies”').waitFor();
      await question.getByRole('button', { name: 'Move 2' }).click();
      await cell(page, 'Roses', 'stage').getByText('Paid', { exact: true }).waitFor();
      await cell(page, 'Lilies', 'stage').getByText('New', { exact: true }).waitFor();
      expect(await shop.stored(tulips)).toMatchObject({ stageId: shop.stage('Paid').id });
      const told = page.getByRole('alert').filter({ hasText: '2 deals moved' });
      await told.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('2 deals are as they were').waitFor();
      await cell(page, 'Roses', 'stage').getByText('New', { exact: true }).waitFor();
      expect(await shop.stored(roses)).toMatchObject({ stageId: shop.stage('New').id });
    });

    test('D13: all that was found is deleted only after a question that says how many', async () => {
      const shop = await stand.shop();
      for (const name of ['Roses', 'Tulips', 'Lilies']) await shop.deal(name, 'New');
      const page = await stand.visit(`${shop.board}?view=list`, { as: shop.olga });
      await expectRows(page, ['Lilies', 'Tulips', 'Roses']);
      await tick(page, 'Tulips');
      await page.getByRole('button', { name: 'Select all 3 found' }).click();
      await row(page, 'Roses').getByRole('gridcell').first().click();
      const bar = page.getByRole('region', { name: 'Actions for the selected deals' });
      await bar.getByText('2 selected').waitFor();
      await bar.getByRole('button', { name: 'Delete' }).click();
      const question = page.getByRole('dialog', { name: 'Delete 2 deals?' });
      await question.getByRole('button', { name: 'Delete 2' }).click();
      await expectRows(page, ['Roses']);
      await page.getByRole('button', { name: 'Undo' }).click();
      await expectRows(page, ['Lilies', 'Tulips', 'Roses']);
    });

    test('D13: a filter is saved under a name, shared, and is one press away for a colleague', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'New', { tags: ['vip'] });
      await shop.deal('Tulips', 'New');
      const page = await stand.visit(`${shop.board}?view=list`, { as: shop.olga });
      await expectRows(page, ['Tulips', 'Roses']);
      const tags = await addCondition(page, 'Tags');
      await tags.getByRole('option', { name: 'vip' }).click();
      await page.keyboard.press('Escape');
      await expectRows(page, ['Roses']);
      await page.getByRole('button', { name: 'Saved views' }).click();
      await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
      const dialog = page.getByRole('dialog', { name: 'New view' });
      await dialog.getByRole('textbox', { name: 'Name' }).fill('Important');
      await dialog.getByRole('switch', { name: 'Visible to all members' }).click({ force: true });
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('button', { name: 'View: Important' }).waitFor();

      const colleague = await stand.visit(shop.board, { as: shop.ivan });
      await expectColumns(colleague, { New: ['Tulips', 'Roses'] });
      await colleague.getByRole('button', { name: 'Saved views' }).click();
      await colleague.getByRole('menuitem', { name: 'Important' }).click();
      await expectRows(colleague, ['Roses']);
      await colleague.getByRole('button', { name: 'View: Important' }).click();
      await colleague.getByRole('menuitem', { name: 'Show everything' }).click();
      await expectRows(colleague, ['Tulips', 'Roses']);
    });

    test('the keyboard walks through the list, ticks, opens and comes back', async () => {
      const shop = await stand.shop();
      for (const name of ['Roses', 'Tulips', 'Lilies']) await shop.deal(name, 'New');
      const page = await stand.visit(`${shop.board}?view=list`, { as: shop.olga });
      await expectRows(page, ['Lilies', 'Tulips', 'Roses']);
      await grid(page).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press(' ');
      await page.keyboard.press('Shift+ArrowDown');
      expect(await row(page, 'Tulips').getAttribute('aria-selected')).toBe('true');
      expect(await row(page, 'Roses').getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('Escape');
      expect(await row(page, 'Roses').getAttribute('aria-selected')).toBe('false');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Deal “Roses”' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Deal “Tulips”' }).waitFor();
    });

    test(`S5: a list of ${many} deals keeps few of them in the page, and scrolling reaches the last at once`, async () => {
      const shop = await stand.shop();
      await stand.sql`
        insert into deals (id, project_id, name, currency, pipeline_id, stage_id, status, rank, stage_entered_at,
          variables, created_at, updated_at)
        select 'deal_row' || right(${shop.projectId}, 8) || to_char(n, 'FM000000'), ${shop.projectId}, 'Deal ' || n, 'GBP', ${shop.pipeline.id},
          ${shop.stage('New').id}, 'open', 'a' || to_char(n, 'FM000000'), now(), '{}',
          now() - n * interval '1 second', now()
        from generate_series(1, ${many}) as n`;
      const page = await stand.visit(`${shop.board}?view=list`, { as: shop.olga });
      await row(page, 'Deal 1').waitFor();
      await grid(page).getByText('100,000 deals').waitFor();
      const rows = grid(page).locator('[data-deal]');
      expect(await rows.count()).toBeLessThan(60);

      await grid(page).focus();
      await page.keyboard.press('Control+End');
      await row(page, `Deal ${many}`).waitFor();
      await grid(page).evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }));
      await expect.poll(() => rowNames(page), polling).toContain(`Deal ${many / 2 + 10}`);
      expect(await rows.count()).toBeLessThan(60);
      expect(await page.locator('*').count()).toBeLessThan(4000);
    });
  });
}
