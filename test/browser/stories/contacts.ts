import { describe, expect, test } from 'vitest';
import { api } from '../../../api/contract/api.ts';
import { polling } from '../board.ts';
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
  });
}
