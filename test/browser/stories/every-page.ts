import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { inaccessible } from '../inaccessible.ts';
import { overflowing } from '../overflowing.ts';
import type { BrowserStand, Demo, Language } from '../stand.ts';
import { untranslated } from '../untranslated.ts';

/** Words by which pages are opened. */
const words = {
  en: {
    gear: 'Pipeline settings',
    bell: /^Notifications/,
    timeline: 'Timeline',
    why: 'Why?',
    trace: 'How the bot decided',
    newDeal: 'New deal',
    menu: /profile/,
    loading: 'Loading',
    simulator: 'Add a simulator',
    examples: 'Start from an example',
    list: 'List',
    filter: 'Filter',
    display: 'Columns and order',
    views: 'Saved views',
    duplicates: 'Possible duplicates',
    noDuplicates: 'No look-alikes',
    merged: 'merged 1',
    erase: 'Erase the data…',
    newContact: 'New contact',
  },
  ru: {
    gear: 'Настройки воронки',
    bell: /^Уведомления/,
    timeline: 'История',
    why: 'Почему?',
    trace: 'Как решил бот',
    newDeal: 'Новая сделка',
    menu: /профиль/,
    loading: 'Загрузка',
    simulator: 'Добавить симулятор',
    examples: 'Начать с примера',
    list: 'Список',
    filter: 'Фильтр',
    display: 'Столбцы и порядок',
    views: 'Сохранённые виды',
    duplicates: 'Возможные дубли',
    noDuplicates: 'Похожих клиентов нет',
    merged: 'объединён: 1',
    erase: 'Стереть данные…',
    newContact: 'Новый клиент',
  },
};

const telephone = { width: 390, height: 844 };

const sections = [
  'project',
  'leads',
  'channels',
  'fields',
  'flows',
  'reasons',
  'members',
  'import',
  'api-keys',
  'audit',
  'profile',
  'demo',
];

export function everyPage(stand: BrowserStand): void {
  describe.each<[Language, 'light' | 'dark']>([
    ['ru', 'light'],
    ['en', 'dark'],
  ])('every page in %s, %s: all is translated, axe finds no serious fault, the console is quiet', (language, theme) => {
    const say = words[language];
    const visit = (path: (demo: Demo) => string) => async () => {
      const demo = await stand.demo(language);
      return stand.visit(path(demo), { as: demo.owner, language, theme });
    };
    const board = visit(({ projectId }) => `/p/${projectId}`);

    test('signing in', async () => {
      const page = await stand.visit('/sign-in', { language, theme });
      await page.getByRole('textbox').first().waitFor();
      expect(await complaints(page)).toEqual([]);
    });

    test('the board with a phone, its menus and notifications', async () => {
      const page = await board();
      await page.getByRole('main').getByRole('article').nth(5).waitFor();
      await page.getByRole('complementary').getByRole('log').waitFor();
      expect(await complaints(page)).toEqual([]);
      await page.getByRole('complementary').getByRole('tab').last().click();
      expect(await complaints(page)).toEqual([]);
      await page.getByRole('button', { name: say.bell }).click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
      expect(await complaints(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: say.menu }).click();
      await page.getByRole('dialog', { name: say.menu }).waitFor();
      expect(await complaints(page)).toEqual([]);
    });

    test('a deal: its conversation and its timeline', async () => {
      const page = await board();
      await page.getByRole('main').getByRole('article').locator('[data-handle]').first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('log').locator('time').first().waitFor();
      expect(await complaints(page)).toEqual([]);
      await dialog.getByRole('tab', { name: say.timeline }).click();
      await dialog.getByRole('listitem').locator('time').first().waitFor();
      expect(await complaints(page)).toEqual([]);
      await dialog.getByRole('button', { name: say.why }).first().click();
      await page.getByRole('dialog', { name: say.trace }).getByRole('listitem').nth(1).waitFor();
      expect(await complaints(page)).toEqual([]);
    });

    test('the list, its filter, its columns and what is done to many', async () => {
      const page = await board();
      await page.getByRole('main').getByRole('article').nth(5).waitFor();
      await page.getByRole('radiogroup').locator('label', { hasText: say.list }).click();
      await page.locator('[data-deal]').nth(5).waitFor();
      expect(await complaints(page)).toEqual([]);
      for (const button of [say.filter, say.display, say.views]) {
        await page.getByRole('button', { name: button, exact: true }).click();
        await page.locator('[role=dialog], [role=menu]').last().waitFor();
        expect(await complaints(page)).toEqual([]);
        await page.keyboard.press('Escape');
      }
      await page.locator('[data-deal]').nth(2).getByRole('gridcell').first().click();
      await page.getByRole('main').getByRole('region').last().waitFor();
      expect(await complaints(page)).toEqual([]);
    });

    test('contacts: the list, its filter, possible duplicates, and the page of a merged customer', async () => {
      const page = await visit(({ projectId }) => `/p/${projectId}/contacts`)();
      await page.getByRole('table').getByRole('row').nth(5).waitFor();
      expect(await complaints(page)).toEqual([]);
      await page.getByRole('button', { name: say.filter, exact: true }).click();
      await page.getByRole('dialog').waitFor();
      expect(await complaints(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('radiogroup').locator('label', { hasText: say.duplicates }).click();
      await page.getByRole('main').getByText(say.noDuplicates).waitFor();
      expect(await complaints(page)).toEqual([]);
      await page.getByRole('radiogroup').locator('label').first().click();
      await page.getByRole('table').getByRole('row').filter({ hasText: say.merged }).first().click();
      await page.getByRole('main').getByRole('log').waitFor();
      await page.getByRole('button', { name: say.erase }).waitFor();
      expect(await complaints(page)).toEqual([]);
    });

    test('tasks: the list, the calendar by months and weeks, the board by dates and by members, and one of them', async () => {
      const page = await visit(({ projectId }) => `/p/${projectId}/tasks`)();
      const views = page.getByRole('main').getByRole('radiogroup').first().locator('label');
      const ways = page.getByRole('main').getByRole('radiogroup').nth(1).locator('label');
      await page.getByRole('main').getByRole('checkbox').first().waitFor();
      expect(await complaints(page)).toEqual([]);
      for (const view of [1, 2]) {
        await views.nth(view).click();
        for (const way of [0, 1]) {
          await ways.nth(way).click();
          await page.getByRole('status', { name: say.loading }).waitFor({ state: 'detached' });
          expect(await complaints(page)).toEqual([]);
        }
      }
      await page.getByRole('main').getByRole('article').locator('[data-task-handle]').first().click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
      expect(await complaints(page)).toEqual([]);
    });

    test('analytics', async () => {
      const page = await visit(({ projectId }) => `/p/${projectId}/analytics`)();
      await page.getByRole('main').locator('dl dd').first().waitFor();
      await page.getByRole('main').getByRole('region').nth(2).waitFor();
      expect(await complaints(page)).toEqual([]);
    });

    test('the steps of an import, a new contact, and an address that leads nowhere', async () => {
      const page = await visit(({ projectId }) => `/p/${projectId}/settings/import`)();
      const rows = 'Имя;Телефон\r\nAnna;12345\r\nBoris;07946018001';
      const file = { name: 'clients 1.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) };
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByRole('main').getByRole('combobox').nth(1).waitFor();
      expect(await complaints(page)).toEqual([]);

      await page.locator('a[href$="/contacts"]').last().click();
      await page.getByRole('main').getByRole('button', { name: say.newContact }).click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
      expect(await complaints(page)).toEqual([]);
      await page.goto(`${page.url()}/con_nobody`);
      await page.getByRole('heading').first().waitFor();
      expect(await complaints(page)).toEqual([]);
    });

    test('nothing scrolls sideways on a telephone', async () => {
      const { projectId, owner } = await stand.demo(language);
      const page = await stand.visit(`/p/${projectId}`, {
        as: owner,
        language,
        theme,
        viewport: telephone,
        touch: true,
      });
      await page.getByRole('main').getByRole('article').first().waitFor();
      const found: string[] = [];
      const look = async (what: string) => {
        await page.waitForLoadState('networkidle');
        found.push(...(await overflowing(page)).map((one) => `${what}: ${one}`));
      };
      await look('board');
      await page.getByRole('main').getByRole('article').locator('[data-handle]').first().click();
      await page.getByRole('dialog').getByRole('tab').first().waitFor();
      await look('deal');
      const board = new URL(page.url()).pathname;
      const pages = ['tasks', 'tasks?view=calendar', 'tasks?view=board', 'contacts', 'analytics'];
      for (const path of [...pages, ...sections.map((section) => `settings/${section}`)]) {
        await page.goto(`/p/${projectId}/${path}`);
        await page.getByRole('heading').first().waitFor();
        await look(path);
      }
      await page.goto(`${board}?view=list`);
      await page.locator('[data-deal]').first().waitFor();
      await look('list');
      expect(found).toEqual([]);
    });

    test('the settings of a pipeline, and a new deal', async () => {
      const page = await board();
      await page.getByRole('button', { name: say.newDeal }).click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
      expect(await complaints(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: say.gear }).click();
      for (let tab = 0; tab < 4; tab++) {
        await page.getByRole('dialog').getByRole('tab').nth(tab).click();
        await page.getByRole('dialog').getByRole('tabpanel').waitFor();
        expect(await complaints(page)).toEqual([]);
      }
    });

    test('the quick search and the page of keys', async () => {
      const page = await board();
      await page.getByRole('main').getByRole('article').nth(5).waitFor();
      await page.locator('body').press('Control+k');
      await page.getByRole('option').nth(3).waitFor();
      expect(await complaints(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.locator('body').press('?');
      await page.getByRole('dialog').waitFor();
      expect(await complaints(page)).toEqual([]);
    });

    test('adding a simulator, and flows to begin with', async () => {
      const page = await visit(({ projectId }) => `/p/${projectId}/settings/channels`)();
      await page.getByRole('button', { name: say.simulator }).click();
      await page.getByRole('dialog').getByRole('textbox').waitFor();
      expect(await complaints(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('a[href$="/settings/flows"]').last().click();
      await page.getByRole('button', { name: say.examples }).click();
      await page.getByRole('dialog').getByRole('button').nth(2).waitFor();
      expect(await complaints(page)).toEqual([]);
    });

    test('the settings of the project', async () => {
      const page = await visit(({ projectId }) => `/p/${projectId}/settings`)();
      await page.getByRole('heading', { level: 1 }).waitFor();
      const found: string[] = [];
      for (const section of sections) {
        await page.locator(`a[href$="/settings/${section}"]`).last().click();
        await page.waitForURL(`**/settings/${section}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.getByRole('status', { name: say.loading }).waitFor({ state: 'detached' });
        found.push(...(await complaints(page)).map((one) => `${section}: ${one}`));
      }
      expect(found).toEqual([]);
    });
  });
}

async function complaints(page: Page): Promise<string[]> {
  return [...(await untranslated(page)), ...(await inaccessible(page))];
}
