import type { Api } from 'grammy';
import { log } from '../../kernel/log.ts';
import type { Channel, ChannelAccount, ChannelPort, Connection } from '../channel.ts';
import { telegramCapabilities } from './capabilities.ts';
import { chatPace } from './chat-pace.ts';
import { listen } from './listen.ts';
import { pauseFor } from './persist.ts';
import { send } from './send.ts';
import { openTransport } from './transport.ts';

export interface TelegramOptions {
  /** `https://api.telegram.org`, or the address of an own Bot API server. */
  apiRoot: string;
  /** Where Telegram can reach us. Without it we ask for updates ourselves (long polling). */
  publicUrl?: string;
  /** How to wait between two tries; over early when the signal fires. Tests do it faster. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export function telegramChannel(options: TelegramOptions): Channel {
  return {
    kind: 'telegram',
    capabilities: telegramCapabilities,
    connect: async (account, port) => openConnection(options, account, port),
  };
}

/**
 * Opens at once and starts to listen in the background: a channel that cannot start reports it and keeps trying, unless
 * Telegram refuses its token. Close it after the last send has ended: one that is cut off has an unknown fate.
 */
function openConnection(options: TelegramOptions, account: ChannelAccount, port: ChannelPort): Connection {
  const fault = faultOf(account, options);
  const transport = openTransport({ token: account.token, apiRoot: options.apiRoot });
  const { api } = transport;
  const pace = chatPace();
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, port.signal]);
  const { publicUrl, pause = pauseFor } = options;
  const acknowledge = (callbackId: string, text?: string) => answerPress(api, callbackId, text);

  const listening = listen({ api, account, port, fault, publicUrl, pause, signal, acknowledge }).catch((err: unknown) =>
    log.error({ err, channel: account.id }, 'telegram channel stopped listening'),
  );

  return {
    send: async (delivery) => (fault ? { kind: 'stopped', why: fault } : send(api, delivery, pace)),
    acknowledge,
    async close() {
      stop.abort();
      await listening;
      await transport.close();
    },
  };
}

/** What no amount of trying would mend. */
function faultOf(account: ChannelAccount, { publicUrl }: TelegramOptions): string | undefined {
  if (!/^\d+:[\w-]+$/.test(account.token)) return 'This is not a bot token';
  // Without a secret anybody could post updates to the webhook.
  const isOpen = publicUrl !== undefined && !/^[\w-]{1,256}$/.test(account.webhookSecret);
  return isOpen ? 'The webhook has no usable secret' : undefined;
}

const maxToast = 200;

/** Telegram takes an answer for some seconds only, and only once; there is nothing to do about a late one. */
async function answerPress(api: Api, callbackId: string, text?: string): Promise<void> {
  const toast = text === undefined ? {} : { text: text.slice(0, maxToast).toWellFormed() };
  await api.answerCallbackQuery(callbackId, toast).catch(() => undefined);
}
