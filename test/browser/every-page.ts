import type { Page } from 'playwright-core';
import type { BrowserStand, Visitor } from './stand.ts';

interface OnePage {
  name: string;
  /** Opens it in the demo of the visitor's language and waits until it is all there. */
  open(stand: BrowserStand, visitor: Required<Pick<Visitor, 'language' | 'theme'>> & Visitor): Promise<Page>;
}

/** Words by which pages are opened. */
const words = {
  en: { phones: 'Customers', gear: 'Pipeline settings', bell: /^Notifications/, timeline: 'Timeline' },
  ru: { phones: 'Телефоны', gear: 'Настройки воронки', bell: /^Уведомления/, timeline: 'История' },
};

const board = async (stand: BrowserStand, visitor: Parameters<OnePage['open']>[1]): Promise<Page> => {
  const { projectId, owner } = await stand.demo(visitor.language);
  const page = await stand.visit(`/p/${projectId}`, { ...visitor, as: owner });
  await page.getByRole('main').getByRole('article').first().waitFor();
  return page;
};

const settings = (section: string): OnePage => ({
  name: `settings: ${section}`,
  async open(stand, visitor) {
    const { projectId, owner } = await stand.demo(visitor.language);
    const page = await stand.visit(`/p/${projectId}/settings/${section}`, { ...visitor, as: owner });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    return page;
  },
});

const pipelineSettings = (tab: number): OnePage => ({
  name: `pipeline settings, tab ${tab + 1}`,
  async open(stand, visitor) {
    const page = await board(stand, visitor);
    await page.getByRole('button', { name: words[visitor.language].gear }).click();
    await page.getByRole('dialog').getByRole('tab').nth(tab).click();
    await page.getByRole('dialog').getByRole('tabpanel').waitFor();
    return page;
  },
});

const drawer = (tab: 'conversation' | 'timeline'): OnePage => ({
  name: `deal, ${tab}`,
  async open(stand, visitor) {
    const page = await board(stand, visitor);
    await page.getByRole('main').getByRole('article').locator('[data-handle]').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('tab').first().waitFor();
    if (tab === 'timeline') await dialog.getByRole('tab', { name: words[visitor.language].timeline }).click();
    await dialog.locator('time').first().waitFor();
    return page;
  },
});

/** Every page and dialog that a stranger to the code would find, as the demos fill them. */
export const everyPage: OnePage[] = [
  {
    name: 'sign-in',
    async open(stand, visitor) {
      const page = await stand.visit('/sign-in', visitor);
      await page.getByRole('textbox').first().waitFor();
      return page;
    },
  },
  {
    name: 'board with a phone',
    async open(stand, visitor) {
      const page = await board(stand, visitor);
      await page.getByRole('complementary').getByRole('log').waitFor();
      return page;
    },
  },
  drawer('conversation'),
  drawer('timeline'),
  ...[0, 1, 2, 3].map(pipelineSettings),
  {
    name: 'notifications',
    async open(stand, visitor) {
      const page = await board(stand, visitor);
      await page.getByRole('button', { name: words[visitor.language].bell }).click();
      await page.getByRole('dialog').getByRole('list').waitFor();
      return page;
    },
  },
  ...['project', 'leads', 'channels', 'flows', 'reasons', 'members', 'api-keys', 'profile', 'demo'].map(settings),
];
