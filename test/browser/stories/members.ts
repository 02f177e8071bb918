import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { call } from '../../../api/testing/caller.ts';
import type { BrowserStand } from '../stand.ts';

export function members(stand: BrowserStand): void {
  describe('members and roles', () => {
    test('D30: a member is invited by a link, sets a password with it, and is inside', async () => {
      const shop = await stand.shop();
      const page = await stand.visit(`/p/${shop.projectId}/settings/members`, { as: shop.olga });
      await page.getByRole('button', { name: 'Invite' }).click();
      await page.getByLabel('E-mail').fill(`nina@${shop.projectId}.example`);
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
  });
}
