import type { Page } from 'playwright-core';
import { openPhones } from './phones.ts';

/** How a reader looks at it. */
interface View {
  language: 'ru' | 'en';
  theme: 'light' | 'dark';
  width: number;
  height: number;
}

export interface Picture extends View {
  name: string;
  prepare: (page: Page) => Promise<void>;
}

const laptop = { width: 1440, height: 900 };
const telephone = { width: 390, height: 844 };

/** Those of the README and the documentation. */
export const documented: Picture[] = [
  { name: 'board-ru-light', language: 'ru', theme: 'light', ...laptop, prepare: talkOnTelegram },
  { name: 'board-en-dark', language: 'en', theme: 'dark', ...laptop, prepare: closePhones },
  { name: 'deal-en-light', language: 'en', theme: 'light', ...laptop, prepare: openTalk },
  { name: 'pipeline-settings-en-light', language: 'en', theme: 'light', ...laptop, prepare: openStages },
  { name: 'phone-whatsapp-en-light', language: 'en', theme: 'light', ...laptop, prepare: talkOnWhatsApp },
  { name: 'telephone-en-light', language: 'en', theme: 'light', ...telephone, prepare: closePhones },
];

async function closePhones(page: Page): Promise<void> {
  const toggle = page.getByRole('navigation').locator('button[aria-pressed=true]');
  if ((await toggle.count()) > 0) await toggle.first().click();
}

async function openList(page: Page): Promise<void> {
  await closePhones(page);
  await page.getByRole('radiogroup').locator('label').last().click();
  await page.locator('[data-deal]').nth(5).waitFor();
}

async function openTalk(page: Page): Promise<void> {
  await page.getByRole('article').filter({ hasText: 'Ethan Brooks' }).locator('[data-handle]').click();
  await page.getByRole('dialog').getByRole('log').locator('time').first().waitFor();
}

async function openStages(page: Page): Promise<void> {
  await closePhones(page);
  await page.getByRole('button', { name: 'Pipeline settings' }).click();
  await page.getByRole('dialog').getByRole('tab', { name: 'Stages' }).click();
  await page.getByRole('dialog').getByRole('tabpanel').waitFor();
}

async function talkOnTelegram(page: Page): Promise<void> {
  await openPhones(page);
  const chat = page.getByRole('log');
  await page.getByRole('button', { name: 'Запустить' }).click();
  await chat.getByRole('button', { name: '🏠 Ремонт квартиры' }).click();
  await chat.getByText('площадь').last().waitFor();
}

async function talkOnWhatsApp(page: Page): Promise<void> {
  await openPhones(page);
  await page.getByRole('tab', { name: 'Robin' }).click();
  for (const said of ['Hello!', '1']) {
    const field = page.getByRole('textbox', { name: 'Message' });
    await field.fill(said);
    await field.press('Enter');
    await page
      .getByRole('log')
      .getByText(said === '1' ? 'floor area' : 'Talk to a human')
      .first()
      .waitFor();
  }
}

/** For looking through: each page as each reader sees it. */
export function everything(): Picture[] {
  const views: View[] = (['ru', 'en'] as const).flatMap((language) =>
    (['light', 'dark'] as const).flatMap((theme) => [laptop, telephone].map((size) => ({ language, theme, ...size }))),
  );
  return views.flatMap((view) =>
    Object.entries(pages).map(([page, prepare]) => ({
      ...view,
      name: `${page}-${view.language}-${view.theme}-${view.width}`,
      prepare,
    })),
  );
}

const press = (selector: string) => async (page: Page) => {
  await closePhones(page);
  await page.locator(selector).first().click();
  await page.getByRole('dialog').first().waitFor();
  await page.waitForLoadState('networkidle');
};

/** A page of the project, and what is pressed there one after the other. */
const at =
  (path: string, ...pressed: string[]) =>
  async (page: Page) => {
    await closePhones(page);
    await page.goto(`${page.url().replace(/\/board.*/, '')}/${path}`);
    await page.waitForLoadState('networkidle');
    for (const selector of pressed) {
      await page.locator(selector).first().click();
      await page.waitForLoadState('networkidle');
    }
  };
const settingsPage = (section: string) => at(`settings/${section}`);
const tab = (nth: number) => `[role=dialog] [role=tab]:nth-of-type(${nth})`;
const firstDeal = '[data-column]:nth-of-type(3) [data-handle]';

const pages: Record<string, Picture['prepare']> = {
  board: closePhones,
  list: openList,
  phones: openPhones,
  deal: press(firstDeal),
  timeline: at('board', firstDeal, tab(2)),
  why: at('board', firstDeal, tab(2), '[role=dialog] [role=tabpanel] button:text-matches("^(Почему|Why)")'),
  gear: press('main header button:nth-of-type(2)'),
  tasks: at('tasks'),
  'tasks-month': at('tasks?view=calendar', 'main [role=radiogroup] >> nth=1 >> label >> nth=0'),
  'tasks-week': at('tasks?view=calendar', 'main [role=radiogroup] >> nth=1 >> label >> nth=1'),
  'tasks-board': at('tasks?view=board'),
  'tasks-by-member': at('tasks?view=board', 'main [role=radiogroup] >> nth=1 >> label >> nth=1'),
  'task-dialog': at('tasks?view=board', 'main article button'),
  contacts: at('contacts'),
  contact: async (page) => {
    await at('contacts', '[role=table] [role=row] >> nth=3')(page);
    await page.getByRole('main').getByRole('tablist').waitFor();
  },
  'contact-views': at('contacts', 'main button:has(.tabler-icon-bookmark)'),
  'contact-columns': at('contacts', 'main button:has(.tabler-icon-adjustments-horizontal)'),
  duplicates: at('contacts', 'main [role=radiogroup] >> nth=0 >> label >> nth=1'),
  analytics: at('analytics'),
  project: settingsPage('project'),
  fields: settingsPage('fields'),
  reasons: settingsPage('reasons'),
  'api-keys': settingsPage('api-keys'),
  profile: settingsPage('profile'),
  demo: settingsPage('demo'),
  leads: settingsPage('leads'),
  channels: settingsPage('channels'),
  flows: settingsPage('flows'),
  members: settingsPage('members'),
  import: settingsPage('import'),
  audit: settingsPage('audit'),
  search: async (page) => {
    await closePhones(page);
    await page.locator('body').press('Control+k');
    await page.getByRole('option').first().waitFor();
  },
};
