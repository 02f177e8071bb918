import type { Locator, Page } from 'playwright-core';
import { column, handle } from './board.ts';

interface Point {
  x: number;
  y: number;
}

/** Takes a card by the mouse and holds it over a column, near its top. */
export async function carry(page: Page, name: string, over: Locator): Promise<void> {
  await carryByMouse(handle(page, name), over);
}

export async function dragByMouse(page: Page, name: string, columnName: string): Promise<void> {
  await carry(page, name, column(page, columnName));
  await page.mouse.up();
}

/** The space bar lifts it, arrows carry it, the space bar drops it. */
export async function dragByKeyboard(page: Page, name: string, arrows: string[]): Promise<void> {
  await carryByKeyboard(handle(page, name), lifted(name), arrows);
  await page.keyboard.press('Space');
}

export async function dragByTouch(page: Page, name: string, columnName: string): Promise<void> {
  await carryByTouch(handle(page, name), lifted(name), column(page, columnName));
}

const lifted = (name: string) => `Card “${name}” lifted.`;

/** Whatever can be carried is taken and held over a place. */
export async function carryByMouse(what: Locator, over: Locator): Promise<void> {
  const { mouse } = what.page();
  const from = await middle(what);
  const to = await target(over);
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(from.x + 8, from.y + 8);
  await mouse.move(to.x, to.y, { steps: 8 });
}

/** What is said when it is lifted is waited for. */
export async function carryByKeyboard(what: Locator, said: string, arrows: string[]): Promise<void> {
  const page = what.page();
  await what.focus();
  await page.keyboard.press('Space');
  await hear(page, said);
  for (const arrow of arrows) {
    await nextFrames(page);
    await page.keyboard.press(arrow);
  }
  await nextFrames(page);
}

/**
 * A finger rests on it until it is lifted, carries it, and lets go once `then` is heard. Playwright has no such gesture: the
 * protocol has.
 */
export async function carryByTouch(what: Locator, said: string, over: Locator | Point, then?: string): Promise<void> {
  const page = what.page();
  const protocol = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Point) =>
    protocol.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
  const from = await middle(what);
  const to = 'x' in over ? over : await target(over);
  await touch('touchStart', from);
  await hear(page, said);
  for (let step = 1; step <= 8; step++) {
    await touch('touchMove', {
      x: from.x + ((to.x - from.x) * step) / 8,
      y: from.y + ((to.y - from.y) * step) / 8,
    });
  }
  if (then) await hear(page, then);
  await touch('touchEnd');
  await protocol.detach();
}

/** Waits until a screen reader is told so. */
export async function hear(page: Page, text: string): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor({ state: 'attached' });
}

async function middle(of: Locator): Promise<Point> {
  const { x, y, width, height } = await box(of);
  return { x: x + width / 2, y: y + height / 2 };
}

async function target(of: Locator): Promise<Point> {
  const { x, y, width, height } = await box(of);
  return { x: x + width / 2, y: y + Math.min(90, height / 2) };
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
