import type { Locator, Page } from 'playwright-core';
import { column, handle } from './board.ts';

interface Point {
  x: number;
  y: number;
}

/** Takes a card by the mouse and holds it over a column, near its top. */
export async function carry(page: Page, name: string, over: Locator): Promise<void> {
  const from = await middle(handle(page, name));
  const to = await target(over);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.move(to.x, to.y, { steps: 8 });
}

export async function dragByMouse(page: Page, name: string, columnName: string): Promise<void> {
  await carry(page, name, column(page, columnName));
  await page.mouse.up();
}

/** The space bar lifts it, arrows carry it, the space bar drops it. */
export async function dragByKeyboard(page: Page, name: string, arrows: string[]): Promise<void> {
  const said = page.getByRole('status').filter({ hasText: `Card “${name}” lifted.` });
  await handle(page, name).focus();
  await page.keyboard.press('Space');
  await said.waitFor({ state: 'attached' });
  for (const arrow of arrows) {
    await nextFrames(page);
    await page.keyboard.press(arrow);
  }
  await nextFrames(page);
  await page.keyboard.press('Space');
}

/** A finger rests on the card until it is lifted, then carries it. Playwright has no such gesture: the protocol has. */
export async function dragByTouch(page: Page, name: string, columnName: string): Promise<void> {
  const protocol = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Point) =>
    protocol.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
  const from = await middle(handle(page, name));
  const to = await target(column(page, columnName));
  await touch('touchStart', from);
  await page
    .getByRole('status')
    .filter({ hasText: `Card “${name}” lifted.` })
    .waitFor({ state: 'attached' });
  for (let step = 1; step <= 8; step++) {
    await touch('touchMove', {
      x: from.x + ((to.x - from.x) * step) / 8,
      y: from.y + ((to.y - from.y) * step) / 8,
    });
  }
  await touch('touchEnd');
  await protocol.detach();
}

async function middle(of: Locator): Promise<Point> {
  const { x, y, width, height } = await box(of);
  return { x: x + width / 2, y: y + height / 2 };
}

async function target(of: Locator): Promise<Point> {
  const { x, y, width } = await box(of);
  return { x: x + width / 2, y: y + 90 };
}

/** Nothing is scrolled: one end of the way would leave the screen while the other comes. */
async function box(of: Locator) {
  const found = await of.boundingBox();
  const { width } = of.page().viewportSize() ?? { width: 0 };
  if (!found || found.x + found.width / 2 > width) throw new Error(`${of} is not on the screen`);
  return found;
}

/** What is carried is measured in the frame after it was lifted or moved: an arrow before that has nothing to go by. */
export async function nextFrames(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}
