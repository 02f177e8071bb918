import { readFile } from 'node:fs/promises';
import type { Page, Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { card, cardsIn, column, expectColumns, polling } from '../board.ts';
import { turn } from '../controls.ts';
import { cell, grid, switchTo } from '../list.ts';
import type { Shop } from '../shop.ts';
import type { BrowserStand } from '../stand.ts';

export function contacts(stand: BrowserStand): void {
  describe('contacts', () => {
    test('S14, M3, D16, D18: a look-alike is only suggested; merged with a chosen value, and unmerged, all is as it was', async () => {
      const shop = await stand.shop();
      const make = (body: object) => shop.ask(api.contacts.create, { body });
      const anna = await make({ name: 'Anna', phone: '+79161112233' });
      const other = await make({ name: 'Anna Belova', phone: '+79161112233', email: 'anna@example.com' });
      const stored = () => shop.ask(api.contacts.get, { params: { contactId: anna.id } });
      expect((await stored()).contacts).toHaveLength(1);
      const page = await stand.visit(`/p/${shop.projectId}/contacts/${anna.id}`, { as: shop.olga });
      const person = page.getByRole('region', { name: 'One person' });
      await person.getByText('Same phone').waitFor();
      await person.getByRole('button', { name: 'Merge…' }).last().click();
      const dialog = page.getByRole('dialog', { name: 'Is this one person?' });
      await dialog.getByRole('radio', { name: 'anna@example.com' }).check();
      await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
      await person.getByRole('link', { name: other.name }).waitFor();
      await expect.poll(async () => (await stored()).contact.email, polling).toBe('anna@example.com');
      await person.getByRole('button', { name: 'Unmerge' }).click();
      await person.getByRole('link', { name: other.name }).waitFor({ state: 'detached' });
      await expect.poll(async () => (await stored()).contact, polling).toMatchObject({ name: 'Anna', email: null });
      expect((await stored()).contacts).toHaveLength(1);
    });

    test('S15, D15: two contacts linked by hand: with "Hide merged contacts" one card with a badge that opens the other deal, counts and sums alike on board and list; off, or unmerged, both', async () => {
      const shop = await stand.shop();
      const anna = await shop.ask(api.contacts.create, { body: { name: 'Anna' } });
      const vera = await shop.ask(api.contacts.create, { body: { name: 'Vera' } });
      await shop.deal('Roses', 'New', { amount: 10_000, contact: { id: anna.id } });
      await shop.deal('Lilies', 'New', { amount: 5_000, contact: { id: vera.id } });
      const page = await stand.visit(`/p/${shop.projectId}/contacts/${anna.id}`, { as: shop.olga });
      await linkByHand(page, 'Vera');

      await goTo(page, shop, 'board');
      await hideMerged(page, false);
      const both = ['Lilies', 'Roses'];
      await expect.poll(async () => (await cardsIn(page, 'New')).toSorted(), polling).toEqual(both);
      await hideMerged(page, true);
      await expectColumns(page, { New: ['Roses'] });
      await expectTotal(page, 'New', 1, '£100');
      await card(page, 'Roses').getByRole('button', { name: '1 more deal stands behind this card' }).click();
      const behind = page.getByRole('dialog', { name: '1 more deal stands behind this card' });
      await behind.getByRole('button', { name: 'Lilies' }).getByText('New · Vera').waitFor();
      await behind.getByRole('button', { name: 'Lilies' }).click();
      const drawer = page.getByRole('dialog', { name: 'Lilies' });
      await drawer.getByRole('link', { name: 'Anna' }).waitFor();
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });

      await switchTo(page, 'List');
      await expect.poll(() => page.locator('[data-deal]').count(), polling).toBe(1);
      await page.getByTestId('count').getByText('1 deal', { exact: true }).waitFor();
      await grid(page).getByTitle('£100', { exact: true }).last().waitFor();
      await cell(page, 'Roses', 'name').getByRole('button', { name: '1 more deal behind this row' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Lilies' }).waitFor();
      await page.keyboard.press('Escape');

      await hideMerged(page, false);
      await expect.poll(() => page.locator('[data-deal]').count(), polling).toBe(2);
      await page.getByTestId('count').getByText('2 deals', { exact: true }).waitFor();
      await grid(page).getByTitle('£150', { exact: true }).last().waitFor();
      await switchTo(page, 'Board');
      await expectTotal(page, 'New', 2, '£150');

      await hideMerged(page, true);
      await expectTotal(page, 'New', 1, '£100');
      await goTo(page, shop, `contacts/${anna.id}`);
      await page.getByRole('button', { name: 'Unmerge' }).click();
      await page.getByText('Unmerged: everything is as it was.').waitFor();
      await goTo(page, shop, 'board');
      await expect.poll(async () => (await cardsIn(page, 'New')).toSorted(), polling).toEqual(both);
      await expectTotal(page, 'New', 2, '£150');
    });

    test('S12: phone, e-mail and a further field of a contact are changed on its page and kept', async () => {
      const shop = await stand.shop();
      const anna = await shop.ask(api.contacts.create, { body: { name: 'Anna' } });
      await shop.ask(api.fields.create, { body: { entity: 'contact', name: 'City', type: 'text', key: 'city' } });
      const page = await stand.visit(`/p/${shop.projectId}/contacts/${anna.id}`, { as: shop.olga });
      const facts = page.getByRole('region', { name: 'Contact', exact: true });
      const fill = async (field: string, value: string) => {
        await facts.getByRole('button', { name: new RegExp(`^${field}: `) }).click();
        await facts.getByRole('textbox', { name: field }).fill(value);
        await page.keyboard.press('Enter');
        await facts.getByRole('button', { name: `${field}: ${value}` }).waitFor();
      };
      await fill('Phone', '+79161112233');
      await fill('E-mail', 'anna@example.com');
      await fill('City', 'Tver');
      const stored = async () => (await shop.ask(api.contacts.get, { params: { contactId: anna.id } })).contact;
      await expect
        .poll(stored, polling)
        .toMatchObject({ phone: '+79161112233', email: 'anna@example.com', variables: { city: 'Tver' } });
      await page.reload();
      await facts.getByRole('button', { name: 'City: Tver' }).waitFor();
      await facts.getByRole('button', { name: 'E-mail: anna@example.com' }).waitFor();
    });

    test('D13: the list is sorted by a head, its columns are chosen and kept with the filter under a name, and the file has what the list shows', async () => {
      const shop = await stand.shop();
      for (const [name, tags] of [
        ['Boris', ['vip']],
        ['Anna', ['vip, old']],
        ['Vera', []],
        ['Galya', ['vip']],
      ] as const) {
        await shop.ask(api.contacts.create, { body: { name, tags } });
      }
      const page = await stand.visit(`/p/${shop.projectId}/contacts`, { as: shop.olga });
      const table = page.getByRole('table', { name: 'Contacts' });
      const names = () => table.locator('[data-field=name]').allTextContents();
      await expect.poll(names, polling).toEqual(['Galya', 'Vera', 'Anna', 'Boris']);
      await table.getByRole('button', { name: 'Name', exact: true }).click();
      await expect.poll(names, polling).toEqual(['Anna', 'Boris', 'Galya', 'Vera']);
      await page.waitForURL('**sort=name**');

      await page.getByRole('button', { name: 'Columns and order' }).click();
      await page.getByRole('dialog').getByRole('checkbox', { name: 'E-mail' }).uncheck();
      await page.keyboard.press('Escape');
      const heads = () => table.getByRole('columnheader').getByRole('button', { name: 'E-mail', exact: true }).count();
      await expect.poll(heads, polling).toBe(0);
      await page.getByRole('button', { name: 'Filter', exact: true }).click();
      await page.getByRole('dialog').getByRole('combobox', { name: 'Tags' }).fill('vip');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await expect.poll(names, polling).toEqual(['Boris', 'Galya']);

      await page.getByRole('button', { name: 'Saved views' }).click();
      await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
      await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Important');
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await page.getByRole('button', { name: 'View: Important' }).click();
      await page.getByRole('menuitem', { name: 'Open by default' }).click();
      await page.keyboard.press('Escape');
      const [view] = await shop.ask(api.views.list);
      expect(view).toBeUndefined(); // one's own: the key does not see it

      await page.getByRole('button', { name: 'Export to CSV' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: 'Columns on the screen' }).click();
      const text = await readFile(await (await download).path(), 'utf8');
      const [head, ...rows] = text.trim().split('\r\n');
      expect(head?.split(',')).not.toContain('E-mail');
      expect(rows.map((row) => row.split(',')[0]).toSorted()).toEqual(['Boris', 'Galya']);

      await page.goto(`${stand.origin}/p/${shop.projectId}/contacts`);
      await page.getByRole('button', { name: 'View: Important' }).waitFor();
      await expect.poll(names, polling).toEqual(['Boris', 'Galya']);
      await page.getByRole('button', { name: 'View: Important' }).click();
      await page.getByRole('menuitem', { name: 'Show everything' }).click();
      await expect.poll(names, polling).toEqual(['Galya', 'Vera', 'Anna', 'Boris']);
    });

    test('D13: on a telephone the list is cards, and nothing scrolls sideways', async () => {
      const shop = await stand.shop();
      const name = 'Konstantin Konstantinopolsky of Very Long Street';
      const email = 'konstantin.konstantinopolsky@very-long-domain.example';
      await shop.ask(api.contacts.create, {
        body: { name, email, phone: '+447946018001', tags: ['vip', 'wholesale'] },
      });
      const viewport = { width: 360, height: 740 };
      const page = await stand.visit(`/p/${shop.projectId}/contacts`, { as: shop.olga, viewport, touch: true });
      const row = page.getByRole('table', { name: 'Contacts' }).getByRole('row').filter({ hasText: name });
      await row.getByText(`+447946018001 · ${email}`).waitFor();
      await row.getByText('wholesale').waitFor();
      const sideways = () =>
        page.evaluate(
          () =>
            [...document.querySelectorAll('main, main *, html')].filter(
              (one) => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX),
            ).length,
        );
      expect(await sideways()).toBe(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      await row.tap();
      await page.getByRole('heading', { name: 'Konstantin' }).waitFor();
    });

    test('D14: whoever edits a contact in a deal meanwhile changed by a colleague is told by whom and chooses, for words and for choices', async () => {
      const shop = await stand.shop();
      const options = { choices: ['Gold', 'Silver', 'Bronze'].map((value) => ({ value, color: 'gray' })) };
      await shop.ask(api.fields.create, {
        body: { entity: 'contact', name: 'Level', type: 'choice', key: 'level', options },
      });
      const roses = await shop.deal('Roses', 'New', { contact: { name: 'Anna', phone: '+447946018001' } });
      const contactId = (await shop.stored(roses)).contactId ?? '';
      const change = (body: object) => shop.ask(api.contacts.change, { params: { contactId }, body });
      const stored = async () => (await shop.ask(api.contacts.get, { params: { contactId } })).contact;
      const page = await stand.visit(shop.board, { as: shop.olga });
      await card(page, 'Roses').click();
      const contact = page.getByRole('dialog').getByRole('region', { name: 'Contact', exact: true });
      await contact.getByRole('button', { name: 'Name: Anna' }).click();
      await contact.getByRole('textbox', { name: 'Name' }).fill('Anna Belova');
      await change({ name: 'Anna Bell', email: 'anna@example.com' });
      await page.keyboard.press('Enter');
      const conflict = contact.getByRole('alert').filter({ hasText: 'API key “Tests” changed this' });
      await conflict.getByText('Anna Bell').waitFor();
      expect(await stored()).toMatchObject({ name: 'Anna Bell' });
      await conflict.getByRole('button', { name: 'Keep mine' }).click();
      await contact.getByRole('button', { name: 'Name: Anna Belova' }).waitFor();
      expect(await stored()).toMatchObject({ name: 'Anna Belova', email: 'anna@example.com' });

      const forestall = async (route: Route) => {
        await change({ variables: { level: 'Silver' } });
        await route.continue();
      };
      await page.route(`**/contacts/${contactId}`, forestall, { times: 1 });
      await contact.getByRole('button', { name: 'Level: not chosen' }).click();
      await page.getByRole('menuitem', { name: 'Gold' }).click();
      await page.getByText('API key “Tests” changed this meanwhile. Now it says: Silver.').waitFor();
      expect(await stored()).toMatchObject({ variables: { level: 'Silver' } });
      await page.getByRole('button', { name: 'Keep mine' }).click();
      await expect.poll(stored, polling).toMatchObject({ variables: { level: 'Gold' } });
    });
  });
}

/** Finds the other contact by its name and merges. */
async function linkByHand(page: Page, other: string): Promise<void> {
  await page.getByRole('region', { name: 'One person' }).getByRole('button', { name: 'Merge…' }).click();
  const picker = page.getByRole('dialog', { name: 'Merge with whom' });
  await picker.getByRole('textbox').fill(other);
  await picker.getByRole('button', { name: other }).click();
  await page
    .getByRole('dialog', { name: 'Is this one person?' })
    .getByRole('button', { name: 'Merge', exact: true })
    .click();
  await page.getByRole('region', { name: 'One person' }).getByRole('link', { name: other }).waitFor();
}

async function goTo(page: Page, shop: Shop, path: string): Promise<void> {
  await page.goto(new URL(path === 'board' ? shop.board : `/p/${shop.projectId}/${path}`, page.url()).href);
}

async function hideMerged(page: Page, on: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Pipeline settings', exact: true }).click();
  const settings = page.getByRole('dialog', { name: /settings/i });
  await settings.getByRole('tab', { name: 'Display' }).click();
  await turn(settings.getByRole('switch', { name: 'Hide merged contacts' }), on);
  await settings.getByRole('button', { name: 'Save' }).click();
  await settings.waitFor({ state: 'detached' });
}

async function expectTotal(page: Page, name: string, count: number, sum: string): Promise<void> {
  await page.getByRole('region', { name: new RegExp(`^${name}: ${count}`) }).waitFor();
  await column(page, name).getByTitle(sum, { exact: true }).waitFor();
}
