import type { Page } from 'playwright-core';

/**
 * What stands beyond the right edge of the screen, and what scrolls sideways within it, a line for each. A row of columns that
 * snaps, a menu, tabs and a table of figures are meant to be swiped.
 */
export async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const edge = document.documentElement.clientWidth + 1;
    const all = [...document.querySelectorAll<HTMLElement>('body *')].filter((one) => one.checkVisibility());
    const style = (one: Element) => getComputedStyle(one);
    const named = (one: HTMLElement) =>
      `<${one.tagName.toLowerCase()} class="${one.className}"> ${one.innerText?.slice(0, 60)}`;
    const contained = (one: Element): boolean => {
      for (let above = one.parentElement; above; above = above.parentElement) {
        if (style(above).overflowX !== 'visible' && above.getBoundingClientRect().right <= edge) return true;
      }
      return false;
    };
    const swiped = (one: Element) =>
      style(one).scrollSnapType !== 'none' ||
      one.closest('nav, [role=tablist]') !== null ||
      one.firstElementChild?.tagName === 'TABLE';
    const beyond = all.filter((one) => one.getBoundingClientRect().right > edge && !contained(one));
    const sideways = all.filter(
      (one) => /auto|scroll/.test(style(one).overflowX) && one.scrollWidth > one.clientWidth + 1 && !swiped(one),
    );
    return [
      ...beyond.slice(0, 3).map((one) => `beyond the edge: ${named(one)}`),
      ...sideways.map((one) => `scrolls sideways: ${named(one)}`),
    ];
  });
}
