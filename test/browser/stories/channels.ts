import { describe, expect, test } from 'vitest';
import { card, handle, polling } from '../board.ts';
import { heard, openPhones, phone, press, say } from '../phones.ts';
import type { BrowserStand } from '../stand.ts';

const flowThatHandsOver = `
start: { on-message: { match: { kind: any } }, to: human }
human: { hand-over: { reason: 'wants a human' }, to: bye }
bye: end
`;

export function channels(stand: BrowserStand): void {
  describe('channels and notifications', () => {
    test('D25: a wrong token is refused in words; a right one connects, and who writes to the bot is on the board', async () => {
      const shop = await stand.shop();
      const bot = stand.telegram.addBot('7001:right-token', { first_name: 'Flowers', username: 'flowers_bot' });
      const page = await stand.visit(`/p/${shop.projectId}/settings/channels`, { as: shop.olga });
      await page.getByRole('button', { name: 'Connect Telegram' }).first().click();
      const form = page.getByRole('dialog', { name: 'Connect a Telegram bot' });
      const connect = form.getByRole('button', { name: 'Connect' });
      await form.getByLabel('Token of the bot').fill('not a token at all');
      await form.getByText('A token looks like').waitFor();
      expect(await connect.isDisabled()).toBe(true);
      await form.getByLabel('Token of the bot').fill('7001:wrong-token');
      await connect.click();
      await form.getByText('Telegram does not know this token').waitFor();
      await form.getByLabel('Token of the bot').fill('7001:right-token');
      await connect.click();
      await form.waitFor({ state: 'detached' });
      await page.getByRole('switch', { name: /flowers/i }).waitFor();
      await page.getByText('works', { exact: true }).waitFor();

      await page.getByRole('link', { name: 'Deal board' }).click();
      bot.customer({ first_name: 'Terry' }).say('Hello');
      await card(page, 'Terry').waitFor();
    });

    test('D28: a hand-over rings the bell, and a press on it opens the deal', async () => {
      const shop = await stand.shop({ phones: true, flow: flowThatHandsOver });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
      await openPhones(page);
      await press(page, 'Start');
      await page.getByRole('button', { name: 'Notifications: 1 unread' }).click();
      const bell = page.getByRole('dialog', { name: 'Notifications' });
      await bell.getByRole('button', { name: 'A human is wanted' }).click();
      await page.getByRole('dialog', { name: 'Deal “Tina”' }).waitFor();
      await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
    });

    test('a press is shown to members as a press, and on the customer’s phone as nothing', async () => {
      const shop = await stand.shop({ phones: true, flow: flowWithButtons });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await openPhones(page);
      await press(page, 'Start');
      await press(page, 'Peonies');
      await heard(page, 'Good choice');
      expect(await phone(page).getByRole('log').getByText('Peonies').count()).toBe(1);
      const deals = await stand.visit(shop.board, { as: shop.olga });
      await handle(deals, 'Tina').click();
      await deals.getByRole('dialog').getByRole('log').getByText('Pressed “Peonies”').waitFor();
    });

    test('D27: a member takes over from the deal, is heard on the phone while the bot is silent, and gives back', async () => {
      const shop = await stand.shop({ phones: true, flow: flowThatAnswers });
      const page = await stand.visit(shop.board, { as: shop.olga });
      await openPhones(page);
      await page.getByRole('tab', { name: 'Walter' }).click();
      await say(page, 'Hello');
      await heard(page, 'The bot heard: Hello');
      const deals = await stand.visit(shop.board, { as: shop.olga });
      await handle(deals, 'Walter').click();
      const drawer = deals.getByRole('dialog', { name: 'Deal “Walter”' });
      await drawer.getByText('The bot answers').waitFor();
      await drawer.getByRole('button', { name: 'Take over' }).click();
      await drawer.getByRole('button', { name: 'Give back to the bot' }).waitFor();
      await drawer.getByRole('textbox', { name: 'Message to the customer' }).fill('Olga here, how can I help?');
      await deals.keyboard.press('Enter');
      await heard(page, 'Olga here, how can I help?');

      await say(page, 'Roses, please');
      await drawer.getByRole('log').getByText('Roses, please').waitFor();
      await drawer.getByRole('button', { name: 'Give back to the bot' }).click();
      await drawer.getByText('The bot answers').waitFor();
      await say(page, 'And tulips');
      await heard(page, 'The bot heard: And tulips');
      expect(await phone(page).getByText('The bot heard: Roses, please').count()).toBe(0);
      await expect.poll(() => drawer.getByRole('log').getByText('The bot heard: And tulips').count(), polling).toBe(1);
    });
  });
}

const flowWithButtons = `
start: { on-message: { match: { kind: any } }, to: ask }
ask: { message: { text: 'Which flowers?', buttons: [ { id: p, label: Peonies }, { id: r, label: Roses } ] }, to: { p: good, r: good } }
good: { message: { text: Good choice }, to: bye }
bye: end
`;

const flowThatAnswers = `
start: { on-message: { match: { kind: any } }, to: answer }
answer: { message: { text: 'The bot heard: {{ local.message }}' }, to: bye }
bye: end
`;
