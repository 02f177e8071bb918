import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { dayOf, dayText, momentAt, plusDays, weekOf } from '../../../web/ui/tasks/zoned.ts';
import { polling } from '../board.ts';
import { carryByKeyboard, carryByMouse, carryByTouch, hear } from '../gestures.ts';
import { inaccessible } from '../inaccessible.ts';
import type { Shop } from '../shop.ts';
import type { BrowserStand } from '../stand.ts';

const hour = 3_600_000;
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

export function tasks(stand: BrowserStand): void {
  describe('tasks', () => {
    test('S13: a task is written down, put off, done and taken back; what is overdue is seen on the rail', async () => {
      const shop = await stand.shop();
      const page = await stand.visit(`/p/${shop.projectId}/tasks`, { as: shop.olga });
      await page.getByRole('heading', { name: 'No tasks' }).waitFor();
      await page.getByRole('textbox', { name: 'Task' }).fill('Call Anna');
      await page.keyboard.press('Enter');
      const tomorrow = page.getByRole('region', { name: 'Tomorrow' });
      await tomorrow.getByRole('checkbox', { name: 'Finish: Call Anna' }).waitFor();
      expect(await inaccessible(page)).toEqual([]);

      await tomorrow.getByRole('button', { name: /^Due: tomorrow/ }).click();
      await page.getByRole('dialog', { name: 'Due' }).getByRole('button', { name: 'in a week' }).click();
      const later = page.getByRole('region', { name: 'Later' });
      await later.getByRole('checkbox', { name: 'Finish: Call Anna' }).click();
      await page.getByRole('button', { name: 'Undo' }).click();
      await later.getByRole('checkbox', { name: 'Finish: Call Anna' }).waitFor();

      const { tasks: stored } = await shop.ask(api.tasks.list, {});
      const params = { taskId: stored[0]?.id ?? '' };
      await shop.ask(api.tasks.change, { params, body: { dueAt: fromNow(-hour) } });
      await page.getByRole('link', { name: 'Tasks: 1 overdue' }).waitFor();
      await page.getByRole('region', { name: 'Overdue' }).getByText('Call Anna').waitFor();
    });

    test('S13: whoever has a task is told when it is due, and the bell leads to it', async () => {
      const shop = await stand.shop();
      const project = await shop.ask(api.projects.get, {});
      const olga = project.members.find(({ name }) => name === 'Olga')?.id ?? '';
      const page = await stand.visit(shop.board, { as: shop.olga });
      await shop.ask(api.tasks.create, { body: { title: 'Ring Boris', assigneeId: olga, dueAt: fromNow(1500) } });
      await page.getByRole('button', { name: /Notifications: 2/ }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /Task is due/ })
        .click();
      await page.getByRole('dialog', { name: 'Task' }).getByRole('textbox', { name: 'Task' }).waitFor();
    });

    test('S13: on the board of tasks one is put off by mouse and by keyboard, and that is taken back', async () => {
      const shop = await stand.shop();
      const stored = await tasksOf(shop, { 'Call Anna': null, 'Send the bill': null });
      const page = await stand.visit(`/p/${shop.projectId}/tasks?view=board`, { as: shop.olga });
      await carryByMouse(cardOf(page, 'Call Anna'), place(page, 'Tomorrow'));
      await page.mouse.up();
      await expectPlaces(page, { Tomorrow: ['Call Anna'], 'No date': ['Send the bill'] });
      await expect.poll(stored, polling).toEqual({ 'Call Anna': onLondonDay(1), 'Send the bill': null });
      await page.getByRole('button', { name: 'Undo' }).click();
      await expectPlaces(page, { Tomorrow: [], 'No date': ['Call Anna', 'Send the bill'] });
      await expect.poll(stored, polling).toEqual({ 'Call Anna': null, 'Send the bill': null });

      await carryByKeyboard(opener(page, 'Send the bill'), lifted('Send the bill'), ['ArrowLeft', 'ArrowLeft']);
      await hear(page, 'Task “Send the bill” is over “Next days”');
      await page.keyboard.press('Space');
      await hear(page, 'Task “Send the bill” was moved to “Next days”');
      await expectPlaces(page, { 'Next days': ['Send the bill'], 'No date': ['Call Anna'] });
      await expect.poll(() => isFocused(opener(page, 'Send the bill')), polling).toBe(true);
      await expect.poll(stored, polling).toEqual({ 'Call Anna': null, 'Send the bill': onLondonDay(2) });
      // The server may know of a move before the page knows that it succeeded, and can be taken back.
      await page.getByRole('button', { name: 'Undo' }).waitFor();
      await page.keyboard.press('Control+z');
      await expect.poll(stored, polling).toEqual({ 'Call Anna': null, 'Send the bill': null });
      await expectPlaces(page, { 'Next days': [], 'No date': ['Call Anna', 'Send the bill'] });

      await carryByKeyboard(opener(page, 'Call Anna'), lifted('Call Anna'), ['ArrowLeft']);
      await page.keyboard.press('Escape');
      await hear(page, 'Task “Call Anna” stays where it was');
      await expectPlaces(page, { Later: [], 'No date': ['Call Anna', 'Send the bill'] });
    });

    test('S13: a task is handed to a colleague by touch, and on a telephone carried beyond the edge of the screen', async () => {
      const shop = await stand.shop();
      await tasksOf(shop, { 'Call Anna': null });
      const address = `/p/${shop.projectId}/tasks?view=board`;
      const tablet = await stand.visit(address, { as: shop.olga, touch: true, viewport: { width: 820, height: 1100 } });
      await tablet.getByText('By assignee').click();
      await carryByTouch(cardOf(tablet, 'Call Anna'), lifted('Call Anna'), place(tablet, 'Ivan'));
      await expectPlaces(tablet, { Olga: [], Ivan: ['Call Anna'] });

      const telephone = await stand.visit(address, {
        as: shop.ivan,
        touch: true,
        viewport: { width: 390, height: 844 },
      });
      await telephone.getByText('By assignee').click();
      await cardOf(telephone, 'Call Anna').scrollIntoViewIfNeeded();
      await carryByTouch(cardOf(telephone, 'Call Anna'), lifted('Call Anna'), { x: 8, y: 600 }, 'is over “Olga”');
      for (const page of [tablet, telephone]) await expectPlaces(page, { Olga: ['Call Anna'], Ivan: [] });
    });

    test('S13: what the server refuses to move goes back, and it is said why', async () => {
      const shop = await stand.shop();
      const stored = await tasksOf(shop, { 'Call Anna': null });
      const page = await stand.visit(`/p/${shop.projectId}/tasks?view=board`, { as: shop.olga });
      await page.route('**/api/projects/*/tasks/*', async (route) => {
        if (route.request().method() !== 'PATCH') return route.fallback();
        await page.getByRole('main').getByRole('region', { name: 'Tomorrow' }).getByText('Call Anna').waitFor();
        await route.fulfill({ status: 403, json: { error: { code: 'forbidden', message: 'no' } } });
      });
      await carryByMouse(cardOf(page, 'Call Anna'), place(page, 'Tomorrow'));
      await page.mouse.up();
      await page.getByRole('alert').filter({ hasText: 'Your role does not allow this.' }).waitFor();
      await expectPlaces(page, { Tomorrow: [], 'No date': ['Call Anna'] });
      expect(await stored()).toEqual({ 'Call Anna': null });

      await carryByMouse(cardOf(page, 'Call Anna'), place(page, 'Overdue'));
      await page.mouse.up();
      await page.getByRole('alert').filter({ hasText: 'Nothing can be made overdue: choose a new date' }).waitFor();
      await expectPlaces(page, { Overdue: [], 'No date': ['Call Anna'] });
    });

    test('S13: in the calendar a task is carried to another day by mouse and by keyboard, and keeps its time', async () => {
      const shop = await stand.shop();
      const middle = `${today().slice(0, 7)}-15`;
      const at = (days: number) => momentAt(plusDays(middle, days), '15:30', london);
      const stored = await tasksOf(shop, { 'Call Anna': at(0) });
      const page = await stand.visit(`/p/${shop.projectId}/tasks?view=calendar`, { as: shop.olga });
      await carryByMouse(opener(page, 'Call Anna'), place(page, dayName(plusDays(middle, 1))));
      await page.mouse.up();
      await place(page, dayName(plusDays(middle, 1)))
        .getByText('Call Anna')
        .waitFor();
      await expect.poll(stored, polling).toEqual({ 'Call Anna': at(1) });

      await carryByKeyboard(opener(page, 'Call Anna'), lifted('Call Anna'), ['ArrowDown']);
      await hear(page, `Task “Call Anna” is over “${dayName(plusDays(middle, 8))}”`);
      await page.keyboard.press('Space');
      await expect.poll(stored, polling).toEqual({ 'Call Anna': at(8) });
      await expect.poll(() => isFocused(opener(page, 'Call Anna')), polling).toBe(true);
      await page.keyboard.press('Control+z');
      await expect.poll(stored, polling).toEqual({ 'Call Anna': at(1) });
    });

    test.each([
      ['tablet', { width: 820, height: 1100 }],
      ['telephone', { width: 390, height: 844 }],
    ])(
      'S13: in the calendar of a %s a task is carried to another day by touch, in the week and in the month',
      async (_, viewport) => {
        const shop = await stand.shop();
        const first = weekOf(today(), 'en');
        const at = (days: number) => momentAt(plusDays(first, days), '15:30', london);
        const stored = await tasksOf(shop, { 'Call Anna': at(1) });
        const address = `/p/${shop.projectId}/tasks?view=calendar`;
        const page = await stand.visit(address, { as: shop.olga, touch: true, viewport });
        for (const [span, day] of [
          ['Week', 2],
          ['Month', 3],
        ] as const) {
          await page.getByText(span, { exact: true }).click();
          await carryByTouch(
            opener(page, 'Call Anna'),
            lifted('Call Anna'),
            place(page, dayName(plusDays(first, day))),
          );
          await place(page, dayName(plusDays(first, day)))
            .getByText('Call Anna')
            .waitFor();
          await expect.poll(stored, polling).toEqual({ 'Call Anna': at(day) });
        }
      },
    );
  });
}

const london = 'Europe/London';
const today = () => dayOf(new Date(), london);
const onLondonDay = (ahead: number) => momentAt(plusDays(today(), ahead), '10:00', london);
const dayName = (day: string) => dayText(day, 'en', { weekday: 'long', day: 'numeric', month: 'long' });
const lifted = (title: string) => `Task “${title}” is lifted.`;

/** A column of the board or a day of the calendar, by its name or a part of it. */
function place(page: Page, name: string): Locator {
  return page.getByRole('main').getByRole('region', { name });
}

function cardOf(page: Page, title: string): Locator {
  return page.getByRole('article', { name: title });
}

async function expectPlaces(page: Page, titles: Record<string, string[]>): Promise<void> {
  await expect
    .poll(async () => {
      const shown = Object.keys(titles).map(async (name) => {
        const cards = await place(page, name).getByRole('article').all();
        return [name, (await Promise.all(cards.map((one) => one.getAttribute('aria-label')))).sort()];
      });
      return Object.fromEntries(await Promise.all(shown));
    }, polling)
    .toEqual(titles);
}

function isFocused(what: Locator): Promise<boolean> {
  return what.evaluate((element) => element === document.activeElement);
}

function opener(page: Page, title: string): Locator {
  return page.getByRole('button', { name: `Open task “${title}”` });
}

/** Olga's tasks by when they are due. Returns how to look when they are due now. */
async function tasksOf(shop: Shop, due: Record<string, string | null>) {
  const { members } = await shop.ask(api.projects.get, {});
  const assigneeId = members.find(({ name }) => name === 'Olga')?.id ?? '';
  for (const [title, dueAt] of Object.entries(due)) {
    await shop.ask(api.tasks.create, { body: { title, dueAt, assigneeId } });
  }
  return async () => {
    const { tasks: now } = await shop.ask(api.tasks.list, {});
    return Object.fromEntries(now.map(({ title, dueAt }) => [title, dueAt]));
  };
}
