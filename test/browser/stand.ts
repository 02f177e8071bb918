import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import postgres, { type Sql } from 'postgres';
import { afterAll, afterEach, expect } from 'vitest';
import { createSignInLink } from '../../api/auth/sessions.ts';
import { ConfigCache } from '../../crm-core/config/load-config.ts';
import { openDatabase } from '../../drizzle/client.ts';
import { systemClock } from '../../kernel/clock.ts';
import type { UserId } from '../../kernel/ids.ts';
import { secretBox } from '../../kernel/secret-box.ts';
import { loadSecretKey } from '../../server/secret-key.ts';
import { type FakeTelegram, startFakeTelegram } from '../fakes/telegram/fake-telegram.ts';
import { freshDatabase } from '../fresh-database.ts';
import { launchChromium } from './chromium.ts';
import { Faults } from './faults.ts';
import { startProduct } from './product.ts';
import { openShop, type Shop, type ShopInput } from './shop.ts';

/** The built product on a database of its own, with its demo projects, and a browser to look at it. */
export interface BrowserStand {
  origin: string;
  /** The one-time link that the product printed at its start. */
  signInLink: string;
  telegram: FakeTelegram;
  sql: Sql;
  browser: Browser;
  /** A project of its own. */
  shop(input?: ShopInput): Promise<Shop>;
  demo(language: Language): Promise<Demo>;
  /** Opens a page in a browser profile of its own. Closed after the test; a fault in its console fails the test. */
  visit(path: string, visitor?: Visitor): Promise<Page>;
}

export type Language = 'ru' | 'en';

export interface Demo {
  projectId: string;
  owner: string;
}

export interface Visitor {
  /** E-mail of the user who is signed in; nobody without it. */
  as?: string;
  /** Of the browser. Default: English. */
  language?: Language;
  theme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  touch?: boolean;
}

const secretKey = 'a-key-that-guards-nothing-but-tests';
const locales = { ru: 'ru-RU', en: 'en-GB' };
const laptop = { width: 1440, height: 900 };
/** Longer than anything takes on a busy machine, shorter than a test may take. */
const patience = 10_000;

/** At the top of a test file: `const stand = await openBrowserStand()`. */
export async function openBrowserStand(): Promise<BrowserStand> {
  const { url } = await freshDatabase();
  const telegram = await startFakeTelegram();
  const product = await startProduct({
    DATABASE_URL: url,
    SECRET_KEY: secretKey,
    TELEGRAM_API_ROOT: telegram.root,
    TZ: 'Europe/London',
  });
  const browser = await launchChromium();
  const sql = postgres(url, { max: 2, onnotice() {} });
  const db = openDatabase(url, { connections: 2 });
  const core = { db, clock: systemClock, configs: new ConfigCache(db), beforeCommit: async () => {}, committed() {} };
  const secrets = secretBox(loadSecretKey(secretKey, '.'));
  const faults = new Faults();
  const contexts: BrowserContext[] = [];

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(contexts, task.name);
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(faults.take(), 'faults in the console').toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
    await Promise.all([telegram.close(), db.close(), sql.end()]);
  });

  const signIn = async (context: BrowserContext, email: string) => {
    const [user] = await sql<{ id: UserId }[]>`select id from users where email = ${email}`;
    if (!user) throw new Error(`There is no user ${email}`);
    const answer = await context.request.post(`${product.origin}/api/session/link`, {
      data: { token: await createSignInLink(db, user.id) },
      headers: { 'x-voronka-client': 'test', origin: product.origin },
    });
    expect(answer.status(), `signing in ${email}`).toBe(200);
  };

  return {
    origin: product.origin,
    signInLink: product.signInLink,
    telegram,
    sql,
    browser,
    shop: (input = {}) => openShop({ core, secrets, sql, origin: product.origin }, input),
    async demo(language) {
      const [row] = await sql<Demo[]>`
        select projects.id as "projectId", users.email as owner from projects
        join members on members.project_id = projects.id join users on users.id = members.user_id
        where projects.demo and projects.settings->>'locale' = ${language} order by members.id limit 1`;
      if (!row) throw new Error(`There is no demo in ${language}`);
      return row;
    },
    async visit(path, { as, language = 'en', theme = 'light', viewport = laptop, touch = false } = {}) {
      const context = await browser.newContext({
        baseURL: product.origin,
        locale: locales[language],
        timezoneId: 'Europe/London',
        colorScheme: theme,
        viewport,
        hasTouch: touch,
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      context.setDefaultTimeout(patience);
      faults.watch(context);
      if (as) await signIn(context, as);
      const page = await context.newPage();
      await page.goto(path);
      return page;
    },
  };
}

/** What a failed test saw last. */
async function keepPictures(contexts: readonly BrowserContext[], test: string): Promise<void> {
  const folder = join(tmpdir(), 'voronka-browser-failures');
  mkdirSync(folder, { recursive: true });
  const name = test.replace(/\W+/g, '-').slice(0, 80);
  for (const [index, page] of contexts.flatMap((context) => context.pages()).entries()) {
    const path = join(folder, `${name}-${index + 1}.png`);
    await page.screenshot({ path }).catch(() => undefined); // of a page that hangs there is none
    console.error(`What the browser showed: ${path}`);
  }
}
