import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { call, keyHeaders } from '../../../api/testing/caller.ts';
import { card, chooseFromCard, column, expectColumns, handle } from '../board.ts';
import { turn } from '../controls.ts';
import { carry } from '../gestures.ts';
import { heard, newCustomer, openPhones, say } from '../phones.ts';
import type { BrowserStand } from '../stand.ts';

const flowThatMoves = `
start: { on-message: { match: { kind: any } }, to: ask }
ask: { title: Budget, question: { text: What is your budget?, save: deal.budget }, to: move }
move: { title: To the talks, deal: { actions: [ { kind: move, pipeline: Sales, stage: Talks } ] }, to: bye }
bye: end
`;

export function unsorted(stand: BrowserStand): void {
  describe('intake and Unsorted', () => {
    test('S7, S8, M1: with the setting off a new customer lands in Unsorted and the card says why; on, on the first stage', async () => {
      const shop = await stand.shop({ phones: true });
      const page = await stand.visit(`/p/${shop.projectId}/settings/leads`, { as: shop.olga });
      const setting = page.getByRole('switch', { name: 'Accept leads on the first stage' });
      expect(await setting.isChecked()).toBe(true);
      await turn(setting, false);
      await page.getByText('A new deal will wait in Unsorted: accepting on the first stage is off.').waitFor();
      await page.getByRole('status').filter({ hasText: 'Saved' }).first().waitFor();

      await page.getByRole('link', { name: 'Deal board' }).click();
      await openPhones(page);
      const first = await newCustomer(page, 'WhatsApp number');
      await say(page, 'Hello! How much is it?');
      await expectColumns(page, { Unsorted: [first], New: [] });
      await card(page, first).getByText('Here because accepting leads on the first stage is off.').waitFor();
      await card(page, first).getByRole('link', { name: 'Open the setting' }).click();
      await turn(setting, true);
      await page.getByText('A new deal will appear in Sales, on the stage New.').waitFor();
      await page.getByRole('status').filter({ hasText: 'Saved' }).first().waitFor();

      await page.getByRole('link', { name: 'Deal board' }).click();
      const second = await newCustomer(page, 'WhatsApp number');
      await say(page, 'Hello!');
      await expectColumns(page, { Unsorted: [first], New: [second] });
    });

    test('S8, M1: without a stage to go to, or before the block that moves it, a deal is in Unsorted and the card says so', async () => {
      const shop = await stand.shop({ phones: true, acceptOnFirstStage: false, flow: flowThatMoves });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await openPhones(page);
      await page.getByRole('tab', { name: 'Walter' }).click();
      await say(page, 'Hello!');
      const why = 'Here because the customer has not reached the block “To the talks” of the flow “Welcome”.';
      await card(page, 'Walter').getByText(why).waitFor();
      await heard(page, 'What is your budget?');
      await say(page, '500');
      await expectColumns(page, { Unsorted: [], Talks: ['Walter'] });

      const bare = await stand.shop({ phones: true, pipelines: [{ name: 'Bare', currency: 'GBP' }] });
      const other = await stand.visit(bare.board, { as: bare.olga });
      await openPhones(other);
      await other.getByRole('tab', { name: 'Walter' }).click();
      await say(other, 'Hello!');
      await card(other, 'Walter').getByText('Here because the pipeline for new deals has no stages.').waitFor();
    });

    test('S10, D7: a deal in Unsorted cannot be dragged, the server refuses it too, and "Accept into…" is the way out', async () => {
      const shop = await stand.shop({ acceptOnFirstStage: false });
      const roses = await shop.ask(api.deals.create, { body: { name: 'Roses' } });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await expectColumns(page, { Unsorted: ['Roses'] });
      await carry(page, 'Roses', column(page, 'Talks'));
      await page.mouse.up();
      const told = page.getByRole('alert').filter({ hasText: 'Deals in Unsorted are not dragged' });
      await told.waitFor();
      await handle(page, 'Roses').focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Space');
      await expectColumns(page, { Unsorted: ['Roses'], New: [], Talks: [] });

      const refused = await call(stand.origin, api.deals.move, {
        params: { projectId: shop.projectId, dealId: roses.id },
        body: { stageId: shop.stage('Talks').id },
        headers: keyHeaders(shop.key),
      });
      expect(refused).toMatchObject({ status: 200, body: { kind: 'refused', why: 'unsorted' } });

      await card(page, 'Roses').getByRole('button', { name: 'Accept into…' }).click();
      const question = page.getByRole('dialog', { name: 'Where does “Roses” go?' });
      await question.getByRole('combobox', { name: 'Stage' }).click();
      await page.getByRole('option', { name: 'Talks' }).click();
      await question.getByRole('button', { name: 'Accept' }).click();
      await expectColumns(page, { Unsorted: [], Talks: ['Roses'] });

      await page
        .getByRole('alert')
        .filter({ hasText: '“Roses” accepted: Talks' })
        .getByRole('button', { name: 'Undo' })
        .click();
      await expectColumns(page, { Unsorted: ['Roses'], Talks: [] });
      expect(await shop.stored(roses)).toMatchObject({ stageId: null, unsorted: roses.unsorted });
    });

    test('S11: a deal in Unsorted is deleted after a confirmation, and Undo brings it back', async () => {
      const shop = await stand.shop({ acceptOnFirstStage: false });
      await shop.ask(api.deals.create, { body: { name: 'Spam' } });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await chooseFromCard(page, 'Spam', 'Delete…');
      const question = page.getByRole('dialog', { name: 'Delete “Spam”?' });
      await question.getByRole('button', { name: 'Cancel' }).click();
      await question.waitFor({ state: 'detached' });
      await expectColumns(page, { Unsorted: ['Spam'] });
      await chooseFromCard(page, 'Spam', 'Delete…');
      await question.getByRole('button', { name: 'Delete' }).click();
      await expectColumns(page, { Unsorted: [] });
      const [kept] = await stand.sql`select count(*)::int as deals from deals where project_id = ${shop.projectId}`;
      expect(kept).toEqual({ deals: 0 });
      await page
        .getByRole('alert')
        .filter({ hasText: '“Spam” is deleted' })
        .getByRole('button', { name: 'Undo' })
        .click();
      await expectColumns(page, { Unsorted: ['Spam'] });
    });

    test('D8: all that wait are accepted at once', async () => {
      const shop = await stand.shop({ acceptOnFirstStage: false });
      for (const name of ['One', 'Two', 'Three']) await shop.ask(api.deals.create, { body: { name } });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await page.getByRole('button', { name: 'Actions: Unsorted' }).click();
      await page.getByRole('menuitem', { name: 'Accept all 3 deals' }).click();
      const question = page.getByRole('dialog', { name: 'Where do 3 deals go?' });
      await question.getByRole('button', { name: 'Accept all' }).click();
      await column(page, 'New').getByRole('article').nth(2).waitFor();
      await expectColumns(page, { Unsorted: [] });
    });
  });
}
