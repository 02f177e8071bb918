import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { inaccessible } from '../inaccessible.ts';
import type { Shop } from '../shop.ts';
import type { BrowserStand } from '../stand.ts';
import { untranslated } from '../untranslated.ts';

export function analytics(stand: BrowserStand): void {
  describe('analytics', () => {
    test('figures tell what was sold, and each leads to the list of its deals', async () => {
      const shop = await stand.shop();
      await sell(shop);
      const page = await stand.visit(`/p/${shop.projectId}`, { as: shop.olga });
      await page.getByRole('link', { name: 'Analytics' }).click();
      const figure = (label: string) => page.locator('dl > div').filter({ hasText: label });
      await figure('New deals').getByText('4', { exact: true }).waitFor();
      await figure('Won').first().getByText('£300').waitFor();
      await figure('Win rate').getByText('67%').waitFor();

      const funnel = page.getByRole('region', { name: 'Funnel' });
      await funnel
        .getByRole('row', { name: /^Talks/ })
        .getByRole('link', { name: '3', exact: true })
        .click();
      await page.waitForURL('**view=list**');
      await page.getByText('4 deals').or(page.getByText('3 deals')).first().waitFor();
      for (const name of ['Roses', 'Tulips', 'Lilies']) await page.getByText(name, { exact: true }).first().waitFor();
      expect(await page.getByText('Daisies', { exact: true }).count()).toBe(0);
      await page.goBack();

      const reasons = page.getByRole('region', { name: 'Why deals are lost' });
      await reasons.getByRole('link', { name: 'Too dear' }).click();
      await page.getByText('Lilies', { exact: true }).first().waitFor();
      expect(await page.getByText('Roses', { exact: true }).count()).toBe(0);
    });

    test('the period lives in the address; an empty one teaches and leads on', async () => {
      const shop = await stand.shop();
      const page = await stand.visit(`/p/${shop.projectId}/analytics?period=7d`, { as: shop.olga });
      await page.getByRole('heading', { name: 'Nothing to count yet' }).waitFor();
      await page.getByRole('button', { name: 'Show the whole year' }).click();
      await page.waitForURL('**period=year');
      await page.getByRole('button', { name: 'Period: This year' }).click();
      await page.getByRole('button', { name: 'Last 90 days' }).click();
      await page.waitForURL('**period=90d');
      await page.reload();
      await page.getByRole('button', { name: 'Period: Last 90 days' }).waitFor();
    });

    test.each([
      ['ru', 'light'],
      ['en', 'dark'],
    ] as const)('the demo in %s, %s: translated, accessible, the chart also as a table', async (language, theme) => {
      const demo = await stand.demo(language);
      const page = await stand.visit(`/p/${demo.projectId}/analytics`, { as: demo.owner, language, theme });
      await page.locator('.recharts-surface').first().waitFor();
      await page.getByRole('table').nth(2).waitFor();
      expect([...(await untranslated(page)), ...(await inaccessible(page))]).toEqual([]);
      await page.getByRole('button', { name: language === 'ru' ? 'Таблицей' : 'As a table' }).click();
      await page.getByRole('table').nth(3).waitFor();
      expect([...(await untranslated(page)), ...(await inaccessible(page))]).toEqual([]);
    });
  });
}

/** Four deals: two are won for £300 together, one is lost, one waits on the first stage. */
async function sell(shop: Shop): Promise<void> {
  const [roses, tulips, lilies] = [
    await shop.deal('Roses', 'Talks', { amount: 10_000 }),
    await shop.deal('Tulips', 'Paid', { amount: 20_000 }),
    await shop.deal('Lilies', 'Talks', { amount: 5_000 }),
  ];
  await shop.deal('Daisies', 'New');
  await shop.ask(api.deals.win, { params: { dealId: roses.id } });
  await shop.ask(api.deals.win, { params: { dealId: tulips.id } });
  await shop.ask(api.deals.lose, { params: { dealId: lilies.id }, body: { reason: 'Too dear' } });
}
