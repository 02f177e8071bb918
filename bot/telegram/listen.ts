import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { cleanJson } from '../../kernel/clean-json.ts';
import { log } from '../../kernel/log.ts';
import type { ChannelAccount, ChannelPort, ChannelStatus } from '../channel.ts';
import { type ParsedUpdate, parseUpdate } from './parse.ts';
import { persist } from './persist.ts';
import { grammySignal } from './transport.ts';

interface Line {
  api: Api;
  account: ChannelAccount;
  port: ChannelPort;
  /** Why it is no use to begin. */
  fault: string | undefined;
  publicUrl: string | undefined;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
  acknowledge: (callbackId: string) => Promise<void>;
}

/** Path under the public address where an account's webhooks arrive. */
export function telegramWebhookPath(account: Pick<ChannelAccount, 'id'>): string {
  return `/webhooks/telegram/${account.id}`;
}

/** Other kinds are not delivered to us; without a list Telegram would keep an earlier owner's. */
const allowedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const satisfies (keyof Update)[];
const pollSeconds = 50;

/** Keeps updates coming until the signal fires or Telegram refuses the token; says how it goes through `port.report`. */
export async function listen(line: Line): Promise<void> {
  if (line.fault !== undefined) return report(line, { kind: 'error', why: line.fault, retry: false });
  await report(line, { kind: 'connecting' });
  const account = await keepTrying(line, () => introduce(line));
  if (account === undefined) return;
  const connected: ChannelStatus = { kind: 'connected', account };
  await report(line, connected);
  if (line.publicUrl === undefined) await poll(line, connected);
}

/** Learns the bot's name and chooses how updates come. What waits at Telegram is kept either way. */
async function introduce({ api, account, publicUrl, signal: platformSignal }: Line): Promise<string> {
  const signal = grammySignal(platformSignal);
  const { username } = await api.getMe(signal);
  if (publicUrl === undefined) {
    await api.deleteWebhook({ drop_pending_updates: false }, signal);
  } else {
    const url = `${publicUrl.replace(/\/$/, '')}${telegramWebhookPath(account)}`;
    await api.setWebhook(
      url,
      // The most that Telegram offers: one answer costs us a share of one insert.
      { secret_token: account.webhookSecret, allowed_updates: allowedUpdates, max_connections: 100 },
      signal,
    );
  }
  return `@${username}`;
}

async function poll(line: Line, connected: ChannelStatus): Promise<void> {
  let turn = await keepTrying(line, async () => ({ offset: await line.port.loadCursor() }), connected);
  while (turn) {
    const { offset } = turn;
    turn = await keepTrying(line, () => pollOnce(line, offset), connected);
  }
}

/** Asking with a higher offset makes Telegram forget what came before it, so a batch is stored first. */
async function pollOnce({ api, port, signal, acknowledge }: Line, offset: number | undefined): Promise<Turn> {
  const from = offset === undefined ? {} : { offset };
  const updates = await api.getUpdates(
    { ...from, timeout: pollSeconds, allowed_updates: allowedUpdates },
    grammySignal(signal),
  );
  if (updates.length === 0) return { offset };
  const parsed = updates.map(readUpdate);
  const next = offsetAfter(updates);
  await port.receive(parsed.flatMap(({ arrivals }) => arrivals));
  await port.saveCursor(next);
  for (const { callbackId } of parsed) if (callbackId !== undefined) void acknowledge(callbackId);
  return { offset: next };
}

interface Turn {
  offset: number | undefined;
}

/** One update that cannot be read (nested beyond reason) must not hold up those behind it. */
function readUpdate(update: Update): ParsedUpdate {
  try {
    return parseUpdate(cleanJson(update));
  } catch {
    return parseUpdate({ update_id: update.update_id, unreadable: true });
  }
}

/**
 * Follows this batch and not the highest id ever seen: after a silent week, or at another Bot API server, ids start anew
 * anywhere. Telegram answers an offset from the far future with its oldest updates, and this takes us to them.
 */
function offsetAfter(updates: Update[]): number {
  const last = Math.max(...updates.map((update) => update.update_id));
  if (!Number.isSafeInteger(last)) throw new Error('Telegram sent updates without ids');
  return last + 1;
}

function keepTrying<T>(line: Line, task: () => Promise<T>, healthy?: ChannelStatus): Promise<T | undefined> {
  return persist(task, {
    signal: line.signal,
    pause: line.pause,
    onTrouble: ({ why, isFinal }) => report(line, { kind: 'error', why, retry: !isFinal }),
    onRecovery: async () => healthy && report(line, healthy),
  });
}

/** The status is for people to read; when it cannot be stored the channel goes on. */
async function report({ port, account }: Line, status: ChannelStatus): Promise<void> {
  await port.report(status).catch((err: unknown) => log.warn({ err, channel: account.id }, 'status not reported'));
}
