import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { register } from 'prom-client';
import { afterAll, expect } from 'vitest';
import { systemActor } from '../../crm-core/work/actor.ts';
import { runWork } from '../../crm-core/work/run-work.ts';
import type { Work } from '../../crm-core/work/work.ts';
import { freePort } from '../../drizzle/embedded/free-port.ts';
import type { ChannelId, ProjectId } from '../../kernel/ids.ts';
import { readConfig } from '../../server/config.ts';
import { type House, openHouse } from '../../server/house.ts';
import { openHttpServer } from '../../server/http-server.ts';
import { openApi } from '../../server/open-api.ts';
import { applyProvision } from '../../server/provision/apply-provision.ts';
import { provisionFile } from '../../server/provision/provision-file.ts';
import { type FakeBot, startFakeTelegram } from '../fakes/telegram/fake-telegram.ts';
import { freshDatabase } from '../fresh-database.ts';

/** The whole product in this process, on a database of its own, talking to a fake Telegram server. */
export interface Stand {
  /** The open house; another one after `restart`. */
  house(): House;
  /** Where its doors are. */
  origin: string;
  sql: Sql;
  /** A project of its own with a bot of its own. */
  shop(input?: ShopInput): Promise<Shop>;
  /** Closes the house gracefully; `open` opens another on the same database. */
  close(): Promise<void>;
  open(env?: Record<string, string>): Promise<void>;
}

export interface ShopInput {
  /** Blocks of one flow in its text form, or several such flows. */
  flow?: string | string[];
  pipelines?: unknown[];
  intake?: { acceptOnFirstStage: boolean; pipeline?: string };
  settings?: Record<string, unknown>;
  members?: unknown[];
  /** What happens at Telegram before the house knows of the bot. */
  before?: (bot: FakeBot) => void;
}

export interface Shop {
  projectId: ProjectId;
  channelId: ChannelId;
  bot: FakeBot;
  /** Opens the HTTP API with an administrator's rights. */
  apiKey: string;
  /** Runs a command as the project's owner would. */
  run<Result>(command: (work: Work) => Promise<Result>): Promise<Result>;
  /** Applies the same set-up once more with something changed. */
  provision(input: ShopInput & { token?: string }): Promise<void>;
  /** Resolves when everything that has happened so far is thought about, said and settled. */
  settled(): Promise<void>;
}

export interface StandOptions {
  /** How updates travel. */
  by: 'polling' | 'webhook';
  env?: Record<string, string>;
  /** Address of the database as the house shall see it, for example through a wire that can be cut. */
  databaseUrl?: (url: string) => string;
}

/** At the top of a test file: `const stand = await openStand({ by: 'webhook' })`. */
export async function openStand(options: StandOptions): Promise<Stand> {
  const { url } = await freshDatabase();
  const sql = postgres(url, { max: 2, onnotice() {} });
  const telegram = await startFakeTelegram();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let open: OpenHouse | undefined;
  const stand: Stand = {
    origin,
    sql,
    house: () => theOne(open).house,
    async open(env = {}) {
      open = await openDoors(port, {
        DATABASE_URL: options.databaseUrl?.(url) ?? url,
        SECRET_KEY: 'a-key-that-guards-nothing-but-tests',
        TELEGRAM_API_ROOT: telegram.root,
        PORT: String(port),
        ...(options.by === 'webhook' && { PUBLIC_URL: origin }),
        ...options.env,
        ...env,
      });
    },
    async close() {
      const closing = open;
      open = undefined;
      await closing?.close();
    },
    shop: (input = {}) => openShop(stand, telegram.addBot, input),
  };
  await stand.open();
  afterAll(async () => {
    await stand.close();
    await telegram.close();
    await sql.end();
  });
  return stand;
}

interface OpenHouse {
  house: House;
  close(): Promise<void>;
}

async function openDoors(port: number, env: Record<string, string>): Promise<OpenHouse> {
  const house = await openHouse(readConfig(env));
  const stopping = new AbortController();
  // Of an earlier house of this process.
  register.clear();
  const server: Server = openHttpServer(house, openApi(house, stopping.signal));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  house.supervisor?.start();
  return {
    house,
    async close() {
      stopping.abort();
      server.close();
      server.closeIdleConnections();
      await house.close();
      server.closeAllConnections();
    },
  };
}

let made = 0;

async function openShop(stand: Stand, addBot: (token: string) => FakeBot, input: ShopInput): Promise<Shop> {
  made += 1;
  const name = `Shop ${made}`;
  const token = `${77_000_000 + made}:token`;
  const bot = addBot(token);
  input.before?.(bot);
  const apply = async (given: ShopInput, itsToken = token) => {
    const { core, secrets } = stand.house();
    return applyProvision({ core, secrets }, fileOf(name, itsToken, given));
  };
  const { projectId } = await apply(input);
  const [channel] = await stand.sql<{ id: ChannelId }[]>`select id from channels where project_id = ${projectId}`;
  const { id: channelId } = theOne(channel);
  const shop: Shop = {
    projectId,
    channelId,
    bot,
    apiKey: apiKeyOf(name),
    run: (command) => runWork(stand.house().core, { projectId, actor: systemActor('a test') }, command),
    async provision({ token: other, ...changed }) {
      await apply({ ...input, ...changed }, other);
    },
    settled: () => until('everything to be settled', () => isSettled(stand, shop)),
  };
  await until('the channel to be connected', async () => {
    const [row] = await stand.sql<{ status: string }[]>`select status from channels where id = ${channelId}`;
    return row?.status === 'connected';
  });
  return shop;
}

function fileOf(name: string, token: string, input: ShopInput) {
  const flows = [input.flow ?? []].flat().map((blocks, index) => ({ text: flowText(blocks, `Flow ${index + 1}`) }));
  return provisionFile.parse({
    project: { name, locale: 'en', timeZone: 'Europe/London', country: 'GB', settings: input.settings ?? {} },
    members: input.members ?? [{ email: `olga@${name.replace(' ', '-').toLowerCase()}.example`, name: 'Olga' }],
    pipelines: input.pipelines ?? [{ name: 'Sales', currency: 'RUB', stages: ['New', 'Talks', 'Paid'] }],
    intake: input.intake ?? { acceptOnFirstStage: true },
    channels: [{ kind: 'telegram', name: 'Bot', token }],
    flows,
    apiKeys: [{ name: 'Test', key: apiKeyOf(name) }],
  });
}

function apiKeyOf(name: string): string {
  return `vk_key-that-opens-${name.replace(' ', '-').toLowerCase()}`;
}

/** Blocks without indentation become a flow of that name. */
export function flowText(blocks: string, name: string): string {
  return `format: 1\nname: ${name}\nblocks:\n${blocks.trim().replace(/^/gm, '  ')}\n`;
}

async function isSettled(stand: Stand, { bot, channelId }: Shop): Promise<boolean> {
  if (bot.pendingUpdates() > 0) return false;
  const [row] = await stand.sql<{ busy: boolean }[]>`
    select exists (select 1 from inbox where channel_id = ${channelId} and done_at is null)
      or exists (select 1 from outbox where channel_id = ${channelId} and status <> 'held')
      or exists (select 1 from effects where channel_id = ${channelId} and status <> 'done') as busy`;
  return row?.busy === false;
}

/** Looks again and again until it is so. Fails with what was awaited. */
export async function until(what: string, isSo: () => unknown, withinMs = 15_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain for ${what}`);
    await pause(20);
  }
}

/** The same for a value; undefined is not there yet. */
export async function eventually<Value>(what: string, find: () => Promise<Value | undefined>): Promise<Value> {
  let found: Value | undefined;
  await until(what, async () => {
    found = await find();
    return found !== undefined;
  });
  return theOne(found);
}

export function theOne<Value>(value: Value | undefined): Value {
  expect(value).toBeDefined();
  if (value === undefined) throw new Error('It is not there');
  return value;
}

/** What the bot has said in a chat so far, oldest first. */
export function saidTo({ bot }: Shop, customer: { chatId: number }): string[] {
  return bot.sentTo(customer.chatId).map((message) => message.text);
}
