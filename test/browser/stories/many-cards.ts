import { describe, expect, test } from 'vitest';
import { column, handle, polling } from '../board.ts';
import type { BrowserStand } from '../stand.ts';

const many = 10_000;

export function manyCards(stand: BrowserStand): void {
  describe('many cards', () => {
    test(`a stage of ${many} cards keeps few of them in the page, and scrolling reaches the last`, async () => {
      const shop = await stand.shop();
      await stand.sql`
        insert into deals (id, project_id, name, currency, pipeline_id, stage_id, status, rank, stage_entered_at,
          variables, created_at, updated_at)
        select 'deal_many' || to_char(n, 'FM000000'), ${shop.projectId}, 'Deal ' || n, 'GBP', ${shop.pipeline.id},
          ${shop.stage('New').id}, 'open', 'a' || to_char(n, 'FM000000'), now(), '{}', now(), now()
        from generate_series(1, ${many}) as n`;
      const page = await stand.visit(shop.board, { as: shop.olga });
      await handle(page, 'Deal 1').waitFor();
      await column(page, 'New').getByText('10,000', { exact: true }).waitFor();
      const cards = column(page, 'New').getByRole('article');
      expect(await cards.count()).toBeLessThan(40);

      const scroller = column(page, 'New').locator('[data-index]').first().locator('xpath=../..');
      await expect
        .poll(async () => {
          await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
          return await handle(page, `Deal ${many}`).count();
        }, polling)
        .toBe(1);
      expect(await cards.count()).toBeLessThan(40);
      expect(await page.locator('*').count()).toBeLessThan(3000);
    });
  });
}
