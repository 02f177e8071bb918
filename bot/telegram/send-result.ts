import { GrammyError, HttpError } from 'grammy';
import type { SendResult } from '../channel.ts';
import { TransportError } from './transport.ts';

/**
 * What a failed send means for the message (the port's `SendResult`). `chatIsBusy` tells whether this chat alone has been
 * written to faster than Telegram allows: its 429 does not say whether the chat or the whole bot has to wait.
 */
export function sendResultOf(error: unknown, chatIsBusy = false): SendResult {
  if (error instanceof GrammyError) return refusalOf(error, chatIsBusy);
  if (error instanceof HttpError) return failureOf(error.error);
  return { kind: 'unknown', why: nameOf(error) };
}

/** Telegram answered, and said no. */
function refusalOf(error: GrammyError, chatIsBusy: boolean): SendResult {
  const why = error.description;
  const { migrate_to_chat_id: movedTo, retry_after: seconds } = error.parameters;
  if (movedTo !== undefined) return { kind: 'moved', chatKey: String(movedTo) };
  switch (error.error_code) {
    case 401:
      return { kind: 'stopped', why };
    case 403:
      return { kind: 'unreachable', why };
    case 404:
      // The token is part of the path: a wrong one is "Not Found", a wrong method says so.
      return /method/i.test(why) ? { kind: 'refused', why } : { kind: 'stopped', why };
    case 409:
      return { kind: 'retry', afterMs: 5_000, scope: 'channel', why };
    case 420:
    case 429:
      return { kind: 'retry', afterMs: Math.max(seconds ?? 5, 1) * 1000, scope: chatIsBusy ? 'chat' : 'channel', why };
    default:
      if (error.error_code >= 500) return { kind: 'unknown', why };
      if (alreadySo.test(why)) return { kind: 'sent', providerId: '' };
      return gone.test(why) ? { kind: 'unreachable', why } : { kind: 'refused', why };
  }
}

/** What was asked for is so already. Only edits, deletions and answers to presses end so; they make no new message. */
const alreadySo = /message is not modified|query is too old|query id is invalid|message to delete not found/i;

/** The 400s that speak of the chat and not of the message. */
const gone =
  /chat not found|user not found|peer_id_invalid|user_?id_invalid|deactivated|user_is_blocked|chat_write_forbidden|(have no|not enough) rights to send|bot is not a member|group is deactivated/i;

/** No answer, or none that can be read. */
function failureOf(cause: unknown): SendResult {
  if (!(cause instanceof TransportError)) return { kind: 'unknown', why: nameOf(cause) };
  const why = cause.message;
  if (!cause.written) return { kind: 'retry', afterMs: 1_000, scope: 'channel', why };
  // A proxy that refuses a request has not passed it on.
  if (cause.status === 429) return { kind: 'retry', afterMs: 5_000, scope: 'channel', why };
  return cause.status === 413 ? { kind: 'refused', why } : { kind: 'unknown', why };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
