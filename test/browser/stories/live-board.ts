import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { api } from '../../../api/contract/api.ts';
import { column, dismiss, expectColumns, handle, polling } from '../board.ts';
import { carry, dragByKeyboard, dragByMouse, dragByTouch } from '../gestures.ts';
import type { Shop } from '../shop.ts';
import type { BrowserStand } from '../stand.ts';

export function liveBoard(stand: BrowserStand): void {
  describe('the board is alive', () => {
    test('D14: what one moves by mouse or keyboard, adds or renames, the other sees without a reload', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'New');
      await shop.deal('Tulips', 'New');
      const olgas = await stand.visit(shop.board, { as: shop.olga });
      const ivans = await stand.visit(shop.board, { as: shop.ivan });
      for (const page of [olgas, ivans]) await column(page, 'New').getByRole('article').nth(1).waitFor();

      await dragByMouse(olgas, 'Roses', 'Talks');
      for (const page of [olgas, ivans]) await expectColumns(page, { New: ['Tulips'], Talks: ['Roses'] });

      await dragByKeyboard(ivans, 'Tulips', ['ArrowRight', 'ArrowRight']);
      for (const page of [olgas, ivans]) await expectColumns(page, { New: [], Talks: ['Roses'], Paid: ['Tulips'] });
      expect(await handle(ivans, 'Tulips').evaluate((button) => button === document.activeElement)).toBe(true);

      const lilies = await shop.deal('Lilies', 'New');
      for (const page of [olgas, ivans]) await expectColumns(page, { New: ['Lilies'] });
      await shop.ask(api.deals.change, { params: { dealId: lilies.id }, body: { name: 'White lilies' } });
      for (const page of [olgas, ivans]) await expectColumns(page, { New: ['White lilies'] });
    });

    test('cards are put in order within a column, and the order stays', async () => {
      const shop = await stand.shop();
      for (const name of ['Three', 'Two', 'One']) await shop.deal(name, 'New');
      const page = await stand.visit(shop.board, { as: shop.olga });
      await expectColumns(page, { New: ['One', 'Two', 'Three'] });
      await dragByKeyboard(page, 'One', ['ArrowDown', 'ArrowDown']);
      await expectColumns(page, { New: ['Two', 'Three', 'One'] });
      await keptInOrder(shop, 'New', ['Two', 'Three', 'One']);
      await page.reload();
      await expectColumns(page, { New: ['Two', 'Three', 'One'] });
    });

    test('D14: a card is carried by touch on a telephone', async () => {
      const shop = await stand.shop();
      await shop.deal('Roses', 'New');
      const page = await stand.visit(shop.board, {
        as: shop.olga,
        touch: true,
        viewport: { width: 820, height: 1100 },
      });
      await handle(page, 'Roses').waitFor();
      await dragByTouch(page, 'Roses', 'Talks');
      await expectColumns(page, { New: [], Talks: ['Roses'] });
    });

    test('D14: two people edit one deal at once: each keeps his field, and who meets a newer value of his own is told by whom', async () => {
      const shop = await stand.shop();
      const roses = await shop.deal('Roses', 'New', { amount: 10_000, tags: ['spring'], variables: { size: 'M' } });
      const [olgas, ivans] = await Promise.all(
        [shop.olga, shop.ivan].map((as) => stand.visit(`${shop.board}?deal=${roses.id}`, { as })),
      );
      if (!olgas || !ivans) throw new Error('two pages');
      const [olga, ivan] = [olgas.getByRole('dialog'), ivans.getByRole('dialog')];
      const edit = async (drawer: Locator, field: string, text: string) => {
        await drawer.getByRole('button', { name: new RegExp(`^${field}: `) }).click();
        await drawer.getByRole('textbox', { name: field }).fill(text);
      };

      await edit(olga, 'Amount', '150');
      await edit(ivan, 'size', 'XL');
      await Promise.all([olgas.keyboard.press('Enter'), ivans.keyboard.press('Enter')]);
      for (const drawer of [olga, ivan]) {
        await drawer.getByRole('button', { name: /^Amount: 150/ }).waitFor();
        await drawer.getByRole('button', { name: 'size: XL' }).waitFor();
      }
      await Promise.all(
        [
          { drawer: olga, page: olgas, tag: 'wedding' },
          { drawer: ivan, page: ivans, tag: 'urgent' },
        ].map(async ({ drawer, page, tag }) => {
          await drawer.getByRole('textbox', { name: 'Tags' }).fill(tag);
          await page.keyboard.press('Enter');
        }),
      );
      await expect
        .poll(async () => (await shop.stored(roses)).tags.toSorted(), polling)
        .toEqual(['spring', 'urgent', 'wedding']);

      await edit(olga, 'size', 'S');
      await edit(ivan, 'size', 'XXL');
      await ivans.keyboard.press('Enter');
      await ivan.getByRole('button', { name: 'size: XXL' }).waitFor();
      await olgas.keyboard.press('Enter');
      const conflict = olga.getByRole('alert').filter({ hasText: 'Ivan changed this while you were editing' });
      await conflict.getByText('XXL').waitFor();
      await conflict.getByRole('button', { name: 'Take theirs' }).click();
      await olga.getByRole('button', { name: 'size: XXL' }).waitFor();
      expect(await shop.stored(roses)).toMatchObject({ amount: 15_000, variables: { size: 'XXL' } });
    });

    test('D14: two people drag one card: the second is told who was first and may insist; both boards agree', async () => {
      const shop = await stand.shop();
      const roses = await shop.deal('Roses', 'New');
      const olgas = await stand.visit(shop.board, { as: shop.olga });
      const ivans = await stand.visit(shop.board, { as: shop.ivan });
      for (const page of [olgas, ivans]) await handle(page, 'Roses').waitFor();

      await carry(olgas, 'Roses', column(olgas, 'Talks'));
      await dragByMouse(ivans, 'Roses', 'Paid');
      await expectColumns(ivans, { Paid: ['Roses'] });
      await olgas.mouse.up();
      const told = olgas.getByRole('alert').filter({ hasText: 'Ivan has meanwhile put “Roses” on “Paid”.' });
      await told.waitFor();
      for (const page of [olgas, ivans]) await expectColumns(page, { New: [], Talks: [], Paid: ['Roses'] });
      await told.getByRole('button', { name: 'Move to “Talks” anyway' }).click();
      for (const page of [olgas, ivans]) await expectColumns(page, { New: [], Talks: ['Roses'], Paid: [] });
      expect(await journey(shop, roses.id)).toEqual(['New → Paid, Ivan', 'Paid → Talks, Olga']);
      await dismiss(ivans, '“Roses” is on “Paid”');

      await carry(olgas, 'Roses', column(olgas, 'New'));
      await carry(ivans, 'Roses', column(ivans, 'Paid'));
      await Promise.all([olgas.mouse.up(), ivans.mouse.up()]);
      // One was first; the other is told so and has moved nothing.
      await expect
        .poll(async () => {
          const told = [olgas, ivans].map((page) => page.getByRole('alert').filter({ hasText: 'has meanwhile put' }));
          return (await Promise.all(told.map((one) => one.count()))).reduce((sum, count) => sum + count, 0);
        }, polling)
        .toBe(1);
      expect(await journey(shop, roses.id)).toHaveLength(3);
      const { stageId } = await shop.stored(roses);
      const [winner] = ['New', 'Talks', 'Paid'].filter((name) => shop.stage(name).id === stageId);
      const agreed = Object.fromEntries(
        ['New', 'Talks', 'Paid'].map((name) => [name, name === winner ? ['Roses'] : []]),
      );
      for (const page of [olgas, ivans]) await expectColumns(page, agreed);
    });
  });
}

/** The deal's moves, oldest first, with who made them. */
async function journey(shop: Shop, dealId: string): Promise<string[]> {
  const { entries } = await shop.ask(api.deals.timeline, { params: { dealId } });
  return entries
    .filter(({ kind }) => kind === 'deal.moved')
    .reverse()
    .map(({ payload, actor }) => {
      const { from, to } = move.parse(payload);
      return `${from.stageName} → ${to.stageName}, ${'name' in actor ? actor.name : actor.kind}`;
    });
}

const place = z.object({ stageName: z.string() });
const move = z.object({ from: place, to: place });

/** Waits until the server has the cards of the column in this order. */
async function keptInOrder(shop: Shop, columnName: string, names: string[]): Promise<void> {
  await expect
    .poll(async () => {
      const { columns } = await shop.ask(api.board.get, { params: { pipelineId: shop.pipeline.id } });
      return columns.find(({ key }) => key === shop.stage(columnName).id)?.cards.map(({ name }) => name);
    }, polling)
    .toEqual(names);
}
