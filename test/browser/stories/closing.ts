import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { card, chooseFromCard, column, dismiss, expectColumns, handle, polling } from '../board.ts';
import { carry, dragByMouse } from '../gestures.ts';
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

    test('D4, D12: a deal that is added to a stage which wants a phone is refused, and the field is named', async () => {
      const rules = { forbiddenTargets: [], requiredFields: ['contact.phone'] };
      const shop = await stand.shop({
        pipelines: [{ name: 'Sales', currency: 'GBP', stages: ['New', { name: 'Paid', ...rules }] }],
      });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await page.getByRole('button', { name: 'Add a deal: Paid' }).click();
      await page.getByRole('textbox', { name: 'Deal or customer' }).fill('Roses');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: "To enter the stage, fill in: contact's phone." }).waitFor();
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
    test('D4: who may override a rule gives a reason, and the timeline keeps it', async () => {
      const rules = { forbiddenTargets: [], requiredFields: ['contact.phone'] };
      const shop = await stand.shop({
        pipelines: [{ name: 'Sales', currency: 'GBP', stages: ['New', { name: 'Paid', ...rules }] }],
      });
      await shop.deal('Roses', 'New');
      const page = await stand.visit(shop.board, { as: shop.olga });
      await handle(page, 'Roses').waitFor();
      await dragByMouse(page, 'Roses', 'Paid');
      const question = page.getByRole('dialog', { name: '“Roses”: a rule of the stage' });
      await question.getByText("To enter the stage, fill in: contact's phone.").waitFor();
      await question.getByRole('button', { name: 'Cancel' }).click();
      await question.waitFor({ state: 'detached' });
      await expectColumns(page, { New: ['Roses'], Paid: [] });

      await dragByMouse(page, 'Roses', 'Paid');
      const anyway = question.getByRole('button', { name: 'Move anyway' });
      expect(await anyway.isDisabled()).toBe(true);
      await question.getByLabel('Why it is right this time').fill('She paid in the shop');
      await anyway.click();
      await expectColumns(page, { New: [], Paid: ['Roses'] });
      await handle(page, 'Roses').click();
      const drawer = page.getByRole('dialog', { name: 'Deal “Roses”' });
      await drawer.getByRole('tab', { name: 'Timeline' }).click();
      await expect
        .poll(async () => (await timelineOf(drawer))[0], polling)
        .toEqual(['New → Paid', "Against the stage's rules: She paid in the shop", expect.stringMatching(/^Olga/)]);
    });

    test('D4: a forbidden target is dimmed while a card is held and takes none, nor does the card’s menu offer it', async () => {
      const shop = await stand.shop();
      const [, talks, paid] = shop.pipeline.stages;
      await shop.ask(api.pipelines.save, {
        params: { pipelineId: shop.pipeline.id },
        body: {
          ...shop.pipeline,
          id: undefined,
          stages: shop.pipeline.stages.map(({ id, name, color, rules }) => ({
            ...{ id, name, color },
            rules: name === 'New' ? { ...rules, forbiddenTargets: [paid?.id, 'won'] } : rules,
          })),
          deletedStages: [],
        },
      });
      await shop.deal('Roses', 'New');
      const page = await stand.visit(shop.board, { as: shop.ivan });
      await handle(page, 'Roses').waitFor();
      await carry(page, 'Roses', column(page, 'Paid'));
      await page.locator(`[data-column="${paid?.id}"][data-refusing]`).waitFor();
      expect(await page.locator(`[data-column="${talks?.id}"][data-refusing]`).count()).toBe(0);
      await page.mouse.up();
      await expectColumns(page, { New: ['Roses'], Paid: [] });

      await card(page, 'Roses').hover();
      await card(page, 'Roses').getByRole('button', { name: 'Actions for the deal “Roses”' }).click();
      expect(await page.getByRole('menuitem', { name: 'Won' }).isDisabled()).toBe(true);
      await page.getByRole('menuitem', { name: 'Move to…' }).hover();
      expect(await page.getByRole('menuitem', { name: /^Paid/ }).isDisabled()).toBe(true);
      expect(await page.getByRole('menuitem', { name: 'Talks' }).isEnabled()).toBe(true);
    });

    test('a moved card is taken back to its very place by Undo or by Ctrl+Z', async () => {
      const shop = await stand.shop();
      for (const name of ['Three', 'Two', 'One']) await shop.deal(name, 'New');
      const page = await stand.visit(shop.board, { as: shop.olga });
      await expectColumns(page, { New: ['One', 'Two', 'Three'] });
      await dragByMouse(page, 'Two', 'Talks');
      await expectColumns(page, { New: ['One', 'Three'], Talks: ['Two'] });
      await undo(page, '“Two” is on “Talks”');
      await expectColumns(page, { New: ['One', 'Two', 'Three'], Talks: [] });
      await dragByMouse(page, 'One', 'Paid');
      await expectColumns(page, { New: ['Two', 'Three'], Paid: ['One'] });
      await page.keyboard.press('Control+z');
      await expectColumns(page, { New: ['One', 'Two', 'Three'], Paid: [] });
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
