import { describe, expect, test } from 'vitest';
import { card, column, columnNames } from '../board.ts';
import { heard, newCustomer, openPhones, press, say } from '../phones.ts';
import type { BrowserStand } from '../stand.ts';

export function demo(stand: BrowserStand): void {
  describe('the demo', () => {
    test('S16, D26: a customer presses through the flow on the Telegram-like phone; his deal appears and moves by itself', async () => {
      const { projectId, owner } = await stand.demo('en');
      const page = await stand.visit(`/p/${projectId}`, { as: owner });
      await openPhones(page);
      const customer = await newCustomer(page, 'Cosy Home bot (Telegram)');
      await press(page, 'Start');
      await heard(page, 'What can we do for you?');
      await card(column(page, 'New lead'), customer).waitFor();
      await press(page, '🏠 Whole home');
      await heard(page, 'What is the floor area');
      await say(page, 'about fifty');
      await heard(page, 'Please write the area as a number');
      await say(page, '57');
      await heard(page, 'what is your budget');
      await say(page, '45,000');
      await press(page, 'In 1–3 months');
      await press(page, '📱 Share my number');
      await heard(page, 'A first estimate');
      await card(column(page, 'Qualification'), '🏠 Whole home, 57 m²').waitFor();
      await press(page, 'Book a visit');
      await heard(page, 'Which day suits you?');
      await say(page, 'tomorrow');
      await heard(page, 'You are booked for');
      await card(column(page, 'Proposal'), '🏠 Whole home, 57 m²').waitFor();
    });

    test('D25, D26: the WhatsApp-like phone has no buttons: the same flow is answered by numbers', async () => {
      const { projectId, owner } = await stand.demo('en');
      const page = await stand.visit(`/p/${projectId}`, { as: owner });
      await openPhones(page);
      await newCustomer(page, 'Cosy Home (WhatsApp)');
      await press(page, 'Hello!');
      await heard(page, '2. ✏️ Interior design');
      await say(page, '2');
      await heard(page, 'What is the floor area');
      await say(page, '70');
      await heard(page, 'what is your budget');
      await say(page, '0');
      await heard(page, 'When would you like to start?');
      await say(page, '3');
      await heard(page, 'your phone number');
      await say(page, '+44 20 7946 0999');
      await heard(page, 'A first estimate');
      await card(column(page, 'Qualification'), '✏️ Interior design, 70 m²').waitFor();
    });

    test('the demo is removed by one confirmed press, and an empty project is left', async () => {
      const shop = await stand.shop({ demo: true, phones: true });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await page.getByRole('link', { name: 'Project settings' }).click();
      await page.getByRole('link', { name: 'Demo project' }).click();
      await page.getByRole('button', { name: 'Remove demo' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove demo' }).click();
      await page.getByText('Create your first pipeline').waitFor();
      expect(await columnNames(page)).toEqual([]);
    });

    test('a new project comes to its first deal without leaving the page: pipeline, stage, a phone, a flow from an example', async () => {
      const shop = await stand.shop();
      const page = await stand.visit(shop.board, { as: shop.olga });
      await page.getByRole('button', { name: /^Project “/ }).click();
      await page.getByRole('menuitem', { name: 'Create project' }).click();
      await page.getByLabel('Project name').fill('Garden Street');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Create pipeline' }).click();
      await page.getByRole('dialog').getByLabel('Name').fill('Sales');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Create stage' }).click();
      await page.getByRole('dialog').getByLabel('Stage name').fill('Request');
      await page.getByRole('button', { name: 'Done' }).click();
      const settings = page.getByRole('dialog', { name: 'Settings of “Sales”' });
      await settings.getByRole('button', { name: 'Save', exact: true }).click();
      await settings.waitFor({ state: 'detached' });

      await page
        .getByRole('navigation')
        .getByRole('button', { name: /^Customers/ })
        .click();
      await page.getByRole('button', { name: 'Add phones' }).click();
      await page.getByRole('button', { name: 'Add a simulator' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Add a simulator' }).click();
      await page.getByRole('switch', { name: /Trial Telegram/ }).waitFor();
      await page.getByRole('link', { name: 'Flows' }).click();
      await page.getByRole('button', { name: 'Start from an example' }).first().click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Taking a request/ })
        .click();
      await page.getByRole('alert').getByRole('button', { name: 'Publish' }).click();
      await page.getByText('version 1 is published').waitFor();

      await page.getByRole('link', { name: 'Deal board' }).click();
      await press(page, 'Start');
      await heard(page, 'what you are looking for');
      await say(page, 'Peonies');
      await press(page, '📱 Send my number');
      await heard(page, 'Noted!');
      await card(column(page, 'Request'), 'Peonies').waitFor();
      await page.getByRole('link', { name: 'Project settings' }).click();
      await page.getByRole('link', { name: 'Channels' }).click();
      await page.getByRole('button', { name: /^Settings of .*Trial Telegram/ }).click();
      await page.getByRole('button', { name: 'Remove channel' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove channel' }).click();
      await page.getByText('No simulators').waitFor();
      await page.getByRole('link', { name: 'Deal board' }).click();
      await card(column(page, 'Request'), 'Peonies').waitFor();
    });
  });
}
