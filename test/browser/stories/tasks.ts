import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { inaccessible } from '../inaccessible.ts';
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
  });
}
