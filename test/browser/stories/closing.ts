import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { card, chooseFromCard, dismiss, expectColumns, handle } from '../board.ts';
import { dragByMouse } from '../gestures.ts';
import type { BrowserStand } from '../stand.ts';

export function closing(stand: BrowserStand): void {
  describe('closing and restoring', () => {
    test('D2, D1, D11: a lost deal asks for a reason, keeps it, comes back to its stage; the timeline names who did what', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'Talks');
      const page = await stand.visit(shop.board, { as: shop.olga });
      await chooseFromCard(page, 'Roses', 'Lost…');
      const question = page.getByRole('dialog', { name: 'Why was “Roses” lost?' });
      const lose = question.getByRole('button', { name: 'Mark as lost' });
      expect(await lose.isDisabled()).toBe(true);
      await question.getByText('Too expensive', { exact: true }).click();
      await question.getByLabel('In your own words').fill('found it for half');
      await lose.click();
      await expectColumns(page, { Talks: [], Lost: ['Roses'] });
      await card(page, 'Roses').getByText('Too expensive: found it for half').waitFor();
      await dismiss(page, '“Roses” is lost');

      await chooseFromCard(page, 'Roses', 'Restore');
      await expectColumns(page, { Talks: ['Roses'], Lost: [] });

      await handle(page, 'Roses').click();
      const drawer = page.getByRole('dialog', { name: 'Deal “Roses”' });
      await drawer.getByRole('tab', { name: 'Timeline' }).click();
      await expect
        .poll(() => timelineOf(drawer))
        .toEqual([
          ['Restored to “Talks”', 'Olga'],
          ['Deal lost', 'Reason: Too expensive: found it for half', expect.stringMatching(/^Olga · \S+ on “Talks”$/)],
          ['Deal created on stage “Talks”', 'API key “Tests”'],
        ]);
    });

    test('D2: thinking better of it leaves the deal where it was', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'New');
      const page = await stand.visit(shop.board, { as: shop.olga, viewport: { width: 1920, height: 900 } });
      await handle(page, 'Roses').waitFor();
      await dragByMouse(page, 'Roses', 'Lost');
      const question = page.getByRole('dialog', { name: 'Why was “Roses” lost?' });
      await question.getByRole('button', { name: 'Cancel' }).click();
      await question.waitFor({ state: 'detached' });
      await expectColumns(page, { New: ['Roses'], Lost: [] });
    });

    test('D2: archiving asks for a reason too; its column may be hidden', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'New');
      const page = await stand.visit(shop.board, { as: shop.olga });
      await chooseFromCard(page, 'Roses', 'Archive…');
      const question = page.getByRole('dialog', { name: 'Why is “Roses” archived?' });
      await question.getByText('Duplicate', { exact: true }).click();
      await question.getByRole('button', { name: 'Archive' }).click();
      await expectColumns(page, { New: [] });
      await undo(page, '“Roses” is archived');
      await expectColumns(page, { New: ['Roses'] });
    });

    test('a card dropped on Won is won at once, and Undo takes it back', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'New');
      const page = await stand.visit(shop.board, { as: shop.olga });
      await handle(page, 'Roses').waitFor();
      await dragByMouse(page, 'Roses', 'Won');
      await expectColumns(page, { New: [], Won: ['Roses'] });
      await undo(page, '“Roses” is won');
      await expectColumns(page, { New: ['Roses'], Won: [] });
    });

    test('D4: a stage that wants an amount refuses a card without one, and says what is missing', async () => {
      const rules = { forbiddenTargets: [], requiredFields: ['amount'] };
      const shop = await stand.shop({
        pipelines: [{ name: 'Sales', currency: 'GBP', stages: ['New', { name: 'Paid', ...rules }] }],
      });
      await shop.deal('Roses', 'New');
      const page = await stand.visit(shop.board, { as: shop.ivan });
      await handle(page, 'Roses').waitFor();
      await dragByMouse(page, 'Roses', 'Paid');
      const refusal = page.getByRole('alert').filter({ hasText: 'To enter the stage, fill in: amount.' });
      await refusal.waitFor();
      await expectColumns(page, { New: ['Roses'], Paid: [] });
      await refusal.getByRole('button', { name: 'Open deal' }).click();
      const drawer = page.getByRole('dialog', { name: 'Deal “Roses”' });
      await drawer.getByRole('button', { name: 'Amount: Add amount' }).click();
      await drawer.getByRole('textbox', { name: 'Amount' }).fill('120,50');
      await page.keyboard.press('Enter');
      await drawer.getByRole('button', { name: /^Amount: 120/ }).waitFor();
      await drawer.getByRole('button', { name: 'Close' }).click();
      await drawer.waitFor({ state: 'detached' });
      await dragByMouse(page, 'Roses', 'Paid');
      await expectColumns(page, { New: [], Paid: ['Roses'] });
    });
  });
}

async function undo(page: Page, message: string): Promise<void> {
  await page.getByRole('alert').filter({ hasText: message }).getByRole('button', { name: 'Undo' }).click();
}

/** Each entry as its lines of text, newest first. */
function timelineOf(drawer: Locator): Promise<string[][]> {
  return drawer
    .getByRole('tabpanel', { name: 'Timeline' })
    .getByRole('listitem')
    .filter({ has: drawer.page().getByRole('paragraph') })
    .evaluateAll((entries) =>
      entries.map((entry) => [...entry.querySelectorAll('p')].map((line) => line.textContent ?? '')),
    );
}
