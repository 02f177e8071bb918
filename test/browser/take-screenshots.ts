import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { documented, everything, type Picture } from './pictures.ts';
import { type Product, startProduct } from './product.ts';
import { smallPng } from './small-png.ts';

/**
 * Pictures of the demo for the README and the documentation: `npx tsx test/browser/take-screenshots.ts [folder]`. The product
 * starts as for the first time on an empty machine. With `--every`, every page in both languages, both themes and two widths
 * instead, for looking them through; with `--every=ru-dark-390$` those whose names match.
 */
const [folder = fileURLToPath(new URL('../../docs/screenshots', import.meta.url))] = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith('--'));

await main();

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const product = await startProduct();
  const browser = await launchChromium();
  try {
    const cookies = await signIn(browser, product);
    const [every] = process.argv.filter((argument) => argument.startsWith('--every'));
    const [, part = ''] = every?.split('=') ?? [];
    const wanted = every ? everything().filter(({ name }) => new RegExp(part).test(name)) : documented;
    for (const picture of wanted) {
      try {
        await take(browser, product, cookies, picture);
      } catch (error) {
        // The others are taken all the same.
        console.error(`${picture.name}: ${error}`);
        process.exitCode = 1;
      }
    }
  } finally {
    await browser.close();
    await product.stop();
  }
}

type Cookies = Awaited<ReturnType<typeof signIn>>;

async function signIn(browser: Browser, product: Product) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(product.signInLink);
  await page.waitForURL('**/board/**');
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

async function take(browser: Browser, { origin }: Product, cookies: Cookies, picture: Picture): Promise<void> {
  const { name, language, theme, width, height, prepare } = picture;
  const context = await browser.newContext({
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
    colorScheme: theme,
    viewport: { width, height },
    reducedMotion: 'reduce',
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const { memberships } = await (await page.request.get(`${origin}/api/session`)).json();
  // The first demo is Russian, the second English.
  await page.goto(`${origin}/p/${memberships[language === 'ru' ? 0 : 1].projectId}`);
  await page.getByRole('main').getByRole('article').nth(3).waitFor();
  await prepare(page);
  // What was pressed last has loaded.
  await page.waitForFunction(() => !document.querySelector('.mantine-Loader-root'));
  // Fonts and pictures have come, nothing is selected.
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const small = await smallPng(context, png);
  writeFileSync(join(folder, `${name}.png`), small);
  console.log(`${name} (${Math.round(small.length / 1024)} KB)`);
  await context.close();
}
