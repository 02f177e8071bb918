import type { Locator, Page } from 'playwright-core';

/** The panel of the customers' phones, opened if it is not. */
export async function openPhones(page: Page): Promise<void> {
  const toggle = page.getByRole('navigation').getByRole('button', { name: /^(Customers|Телефоны)/ });
  if ((await toggle.getAttribute('aria-pressed')) === 'false') await toggle.click();
  await panel(page).getByRole('heading').waitFor();
}

function panel(page: Page): Locator {
  return page.getByRole('complementary');
}

/** The phone in the hand. */
export function phone(page: Page): Locator {
  return panel(page).getByRole('tabpanel');
}

/** A customer whom nobody knows, with the phone in the hand. Returns his name. */
export async function newCustomer(page: Page, channel: string): Promise<string> {
  const customers = panel(page).getByRole('tab');
  await customers.first().waitFor();
  const known = await customers.count();
  await panel(page).getByRole('button', { name: 'New customer' }).click();
  await page.getByRole('menuitem', { name: channel }).click();
  await customers.nth(known).waitFor();
  return (await panel(page).getByRole('tab', { selected: true }).textContent()) ?? '';
}

export async function say(page: Page, text: string): Promise<void> {
  const field = phone(page).getByRole('textbox', { name: 'Message' });
  await field.fill(text);
  await field.press('Enter');
}

/** Presses a button under the newest message that has it. */
export async function press(page: Page, label: string): Promise<void> {
  await phone(page).getByRole('button', { name: label, exact: true }).last().click();
}

/** What the phone's chat says, one text a message. */
export async function heard(page: Page, text: string | RegExp): Promise<void> {
  await phone(page).getByRole('log').getByText(text).last().waitFor();
}
