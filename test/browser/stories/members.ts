import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { call } from '../../../api/testing/caller.ts';
import type { Section } from '../../../crm-core/members/permissions.ts';
import type { Shop } from '../shop.ts';
import type { BrowserStand } from '../stand.ts';

export function members(stand: BrowserStand): void {
  describe('members and roles', () => {
    test('D30: a member is invited by a link, sets a password with it, and is inside', async () => {
      const shop = await stand.shop();
      const page = await stand.visit(`/p/${shop.projectId}/settings/members`, { as: shop.olga });
      await page.getByRole('button', { name: 'Invite' }).click();
      await page.getByLabel('E-mail').fill(shop.olga.replace(/^olga/, 'nina'));
      await page.getByLabel('Name').fill('Nina');
      await page.getByRole('button', { name: 'Make the link' }).click();
      const link = await page.getByRole('dialog').getByText('/join?token=').innerText();
      await page.getByRole('button', { name: 'Done' }).click();
      await page.getByText('invited until').waitFor();

      const guest = await stand.visit(new URL(link).pathname + new URL(link).search);
      await guest.getByLabel('Choose a password').fill('a password of hers');
      await guest.getByRole('button', { name: 'Join' }).click();
      await guest.waitForURL('**/board/**');
      await guest.getByRole('button', { name: /^Nina: profile/ }).waitFor();
    });

    test('S17, D30: a role that may not delete stages sees no such button, and the server refuses it too', async () => {
      const shop = await stand.shop();
      const page = await stand.visit(`/p/${shop.projectId}/settings/members`, { as: shop.olga });
      await page.getByRole('button', { name: 'Role “Administrator”: actions' }).click();
      await page.getByRole('menuitem', { name: 'Duplicate' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill('Seller');
      await dialog.getByRole('checkbox', { name: 'May not delete pipeline stages' }).check();
      await dialog.getByRole('button', { name: 'Create role' }).click();
      await page.getByRole('combobox', { name: 'Role of Ivan' }).or(page.getByLabel('Role of Ivan')).first().click();
      await page.getByRole('option', { name: 'Seller' }).click();
      await page.getByText('1 member', { exact: true }).nth(1).waitFor();

      const seller = await stand.visit(shop.board, { as: shop.ivan });
      await seller.getByRole('button', { name: 'Pipeline settings' }).click();
      await seller.getByRole('tab', { name: 'Stages' }).click();
      await seller
        .getByRole('dialog')
        .getByLabel('Name of the stage')
        .or(seller.getByRole('dialog').getByRole('textbox'))
        .first()
        .waitFor();
      expect(await seller.getByRole('button', { name: /^Delete/ }).count()).toBe(0);
      const cookie = (await seller.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
      const { status } = await call(stand.origin, api.pipelines.remove, {
        params: { projectId: shop.projectId, pipelineId: shop.pipeline.id },
        headers: { cookie, 'x-voronka-client': 'test', 'sec-fetch-site': 'same-origin' },
      });
      expect(status).toBe(403);
    });

    test('S17: a role without the CRM begins on the first page that it may see, whatever address it opens', async () => {
      const shop = await stand.shop();
      await giveIvan(shop, { crm: 'none', settings: 'none' });
      const page = await stand.visit(`/p/${shop.projectId}`, { as: shop.ivan });
      await page.waitForURL('**/contacts');
      await page.getByRole('link', { name: 'Tasks' }).waitFor();
      for (const hidden of ['Board', 'Analytics']) {
        expect(await page.getByRole('link', { name: hidden, exact: true }).count(), hidden).toBe(0);
      }
      for (const address of [shop.board, `/p/${shop.projectId}/analytics`]) {
        await page.goto(address);
        await page.waitForURL('**/contacts');
        await page.getByRole('heading', { name: 'Contacts' }).waitFor();
      }
      await giveIvan(shop, { crm: 'none', contacts: 'none', tasks: 'none', settings: 'none' });
      await page.goto(`/p/${shop.projectId}`);
      await page.waitForURL('**/settings/**');
    });

    test('S17: the pages of a section are open to who has that section only, and to nobody without it', async () => {
      const shop = await stand.shop({ phones: true });
      const pagesOf = async () => {
        const page = await stand.visit(`/p/${shop.projectId}/settings/leads`, { as: shop.ivan });
        await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Profile' }).waitFor();
        return page;
      };
      const nothing = {
        crm: 'none',
        contacts: 'none',
        inbox: 'none',
        flows: 'none',
        tasks: 'none',
        members: 'none',
      } as const;
      await giveIvan(shop, { ...nothing, settings: 'edit' });
      const page = await pagesOf();
      await page.getByLabel('Accept leads on the first stage').uncheck({ force: true });
      await page.getByText('Unsorted').first().waitFor();
      for (const [link, content] of [
        ['Leads', 'Pipeline for leads'],
        ['Channels', 'Telegram bot'],
        ['Fields', 'Deals'],
      ] as const) {
        await page.getByRole('link', { name: link, exact: true }).click();
        await page.getByText(content).first().waitFor();
      }
      await giveIvan(shop, { ...nothing, settings: 'none' });
      const closed = await pagesOf();
      for (const hidden of ['Leads', 'Channels', 'Fields', 'Project']) {
        expect(await closed.getByRole('link', { name: hidden, exact: true }).count(), hidden).toBe(0);
      }
    });

    test('S17: a role that only looks at the CRM is offered nothing that changes it', async () => {
      const shop = await stand.shop();
      await shop.deal('Forty chairs', 'New');
      await giveIvan(shop, { crm: 'view' });
      const page = await stand.visit(shop.board, { as: shop.ivan });
      await page.getByText('Forty chairs').waitFor();
      for (const button of ['New deal', 'Pipeline settings', /^Add/]) {
        expect(await page.getByRole('button', { name: button }).count(), String(button)).toBe(0);
      }
      await page.getByText('Forty chairs').click({ button: 'right' });
      expect(await page.getByRole('menu').count()).toBe(0);
      await page.goto(`${shop.board}?view=list`);
      await page.getByText('Forty chairs').waitFor();
      expect(await page.getByRole('checkbox').count()).toBe(0);
      await page.getByText('Forty chairs').click();
      const drawer = page.getByRole('dialog');
      await drawer.getByText('Forty chairs').first().waitFor();
      expect(await drawer.getByRole('button', { name: /Delete|Win|Lose|Note/ }).count()).toBe(0);
    });

    /** Makes him all that an editor is, but for these sections. */
    async function giveIvan(shop: Shop, but: Partial<Record<Section, 'none' | 'view' | 'edit'>>): Promise<void> {
      const [members, roles] = [await shop.ask(api.members.list), await shop.ask(api.roles.list)];
      const ivan = members.find(({ email }) => email === shop.ivan);
      const editor = roles.find(({ kind }) => kind === 'editor');
      const made = await shop.ask(api.roles.create, {
        body: {
          name: `All but ${Object.keys(but).join(', ')}`,
          permissions: { mayNot: [], sections: { ...editor?.permissions.sections, ...but } },
        },
      });
      if (made.kind !== 'ok') throw new Error(made.message);
      await shop.ask(api.members.change, { params: { memberId: ivan?.id ?? '' }, body: { roleId: made.role.id } });
    }
  });
}
