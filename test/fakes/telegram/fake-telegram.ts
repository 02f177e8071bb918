import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { BotAccount, type BotProfile, type RecordedCall } from './bot-account.ts';
import { botMethods } from './bot-methods.ts';
import type { SentMessage } from './chat.ts';
import { type CustomerProfile, type FakeCustomer, fakeCustomer } from './fake-customer.ts';
import { type FaultRule, takeFault } from './faults.ts';
import type { Rates } from './rate-limit.ts';
import { type Call, isRecord, readCall } from './request-payload.ts';
import { TelegramError } from './telegram-error.ts';
import type { Delivery } from './webhook-pusher.ts';

export type { RecordedCall } from './bot-account.ts';
export type { SentMessage } from './chat.ts';
export type { FakeCustomer } from './fake-customer.ts';

export interface FakeTelegramOptions {
  port?: number;
  /** How long one of Telegram's seconds lasts when it waits before posting an update again. Default 10 ms. */
  retrySecondMs?: number;
  /** Whether `calls()` remembers; a load generator would drown in it. Default true. */
  recordCalls?: boolean;
  /** Sends beyond these get 429. Default: no limit. */
  rates?: Rates;
}

/** A Bot API server on loopback that behaves like Telegram's, with the customers' phones attached. */
export interface FakeTelegram {
  /** Address to use as grammY's `apiRoot`. */
  root: string;
  /** Other tokens are answered 401. The token is `<bot's id>:<anything>`. */
  addBot(token: string, me?: Partial<BotProfile>): FakeBot;
  close(): Promise<void>;
}

export interface FakeBot {
  token: string;
  customer(profile?: Partial<CustomerProfile>): FakeCustomer;
  /** Sends the bot any update, malformed ones too; `update_id` is given when absent. */
  push(update: object): number;
  /** What the bot asked of us, refused calls included. */
  calls(method?: string): RecordedCall[];
  fail(rule: FaultRule): void;
  webhook(): { url: string; secret?: string } | undefined;
  delivery: Delivery;
  pendingUpdates(): number;
  /** What is on the screen of that chat: edits applied, deleted messages gone. */
  sentTo(chatId: number): SentMessage[];
  /** What a press was answered with; undefined while the button still spins. */
  answerTo(callbackQueryId: string): { text: string | undefined } | undefined;
  /** Calls back for each message sent or edited; returns the way to stop. */
  watch(watcher: (message: SentMessage) => void): () => void;
  /** Calls back when the bot has confirmed an update (2xx, or a higher offset); returns the way to stop. */
  watchConfirmed(watcher: (updateId: number) => void): () => void;
  /** Drops a chat and its messages, so that a long load does not fill the memory. */
  forgetChat(chatId: number): void;
}

/** Calls in a webhook's answer whose result nobody could read are ignored. */
const notFromAnswers = /^(get.*|setWebhook|deleteWebhook|close|logOut)$/;

export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const accounts = new Map<string, BotAccount>();
  const server = createServer((request, response) => {
    handle(accounts, request, response).catch((cause: unknown) => response.destroy(asError(cause)));
  });
  // Longer than any client keeps a connection, so that we never close one that is about to be used.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fake Telegram has no port');

  return {
    root: `http://127.0.0.1:${address.port}`,
    addBot(token, me) {
      const account = new BotAccount(token, me ?? {}, {
        retrySecondMs: options.retrySecondMs ?? 10,
        recordCalls: options.recordCalls ?? true,
        rates: options.rates,
        onWebhookAnswer: performAnswer,
      });
      accounts.set(token, account);
      return fakeBot(account);
    },
    async close() {
      await Promise.all([...accounts.values()].map((account) => account.setWebhook(undefined)));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let lastCustomerId = 700_000_000;

function fakeBot(account: BotAccount): FakeBot {
  return {
    token: account.token,
    customer: (profile) => {
      lastCustomerId += 1;
      return fakeCustomer(account, { id: lastCustomerId, first_name: 'Customer', ...profile });
    },
    push: (update) => account.push(update),
    calls: (method) => account.calls.filter((call) => method === undefined || call.method === method),
    fail: (rule) => {
      account.faults.push({ ...rule });
    },
    webhook: () => account.webhook,
    delivery: account.delivery,
    pendingUpdates: () => account.updates.size,
    sentTo: (chatId) => account.chat(chatId)?.messages() ?? [],
    answerTo: (callbackQueryId) => account.presses.get(callbackQueryId),
    watch: (watcher) => account.watch(watcher),
    watchConfirmed: (watcher) => account.watchConfirmed(watcher),
    forgetChat: (chatId) => account.forgetChat(chatId),
  };
}

async function handle(accounts: Map<string, BotAccount>, request: IncomingMessage, response: ServerResponse) {
  const target = targetOf(request.url ?? '/');
  if (!target) return answerError(response, new TelegramError(404, 'Not Found'));
  const account = accounts.get(target.token);
  if (!account) return answerError(response, new TelegramError(401, 'Unauthorized'));
  if (target.kind === 'file') return answerFile(response, account.files.get(target.id));
  try {
    const call = await readCall(request);
    account.record({ method: target.method, payload: call.payload, at: Date.now() });
    const fault = takeFault(account.faults, target.method, call.payload);
    if (fault === 'reset') return request.socket.resetAndDestroy();
    if (fault === 'hang') return;
    if (typeof fault === 'object') return answerRaw(response, fault.status, fault.body);
    const result = await perform(account, target.method, { ...call, closed: closedSignal(target.method, response) });
    if (fault === 'accept-then-reset') return request.socket.resetAndDestroy();
    answerRaw(response, 200, { ok: true, result });
  } catch (cause) {
    if (!(cause instanceof TelegramError)) throw cause;
    answerError(response, cause);
  }
}

type Target = { kind: 'method'; token: string; method: string } | { kind: 'file'; token: string; id: string };

/** `/bot<token>/<method>` or `/file/bot<token>/files/<id>`. */
function targetOf(url: string): Target | undefined {
  const [, file, token, rest] = /^(\/file)?\/bot([^/]+)\/([^?]+)/.exec(url) ?? [];
  if (token === undefined || rest === undefined) return undefined;
  if (file) return { kind: 'file', token, id: rest.replace(/^files\//, '') };
  return { kind: 'method', token, method: rest };
}

async function perform(account: BotAccount, method: string, call: Call & { closed: AbortSignal }): Promise<unknown> {
  const run = botMethods.get(method);
  if (!run) throw new TelegramError(404, 'Not Found: method not found');
  return run({ ...call, account });
}

const neverClosed = new AbortController().signal;

/** Only a long poll outlives its caller. */
function closedSignal(method: string, response: ServerResponse): AbortSignal {
  if (method !== 'getUpdates') return neverClosed;
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  return closed.signal;
}

/** The one call that a bot may put into its answer to a webhook. Nobody hears of its errors. */
function performAnswer(account: BotAccount, body: string): void {
  const payload: unknown = JSON.parse(body);
  if (!isRecord(payload) || typeof payload.method !== 'string' || notFromAnswers.test(payload.method)) return;
  const { method } = payload;
  account.record({ method, payload, at: Date.now() });
  perform(account, method, { payload, files: new Map(), closed: neverClosed }).catch((cause: unknown) => {
    if (!(cause instanceof TelegramError)) throw cause;
  });
}

function answerError(response: ServerResponse, error: TelegramError): void {
  const { status, description, parameters } = error;
  answerRaw(response, status, { ok: false, error_code: status, description, ...(parameters && { parameters }) });
}

function answerRaw(response: ServerResponse, status: number, body: object | string): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/html' : 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function answerFile(response: ServerResponse, bytes: Buffer | undefined): void {
  if (!bytes) {
    answerError(response, new TelegramError(404, 'Not Found'));
    return;
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length });
  response.end(bytes);
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
