import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { polling } from './board.ts';

/** Turns a switch on or off. Its input lies under a drawing of it, and some show only what the server has taken. */
export async function turn(toggle: Locator, on: boolean): Promise<void> {
  if ((await toggle.isChecked()) !== on) await toggle.click({ force: true });
  await expect.poll(() => toggle.isChecked(), polling).toBe(on);
}
