import type { IncomingMessage, ServerResponse } from 'node:http';
import { quarantine, type Receiver } from '../bot/receive.ts';
import { parseUpdate, telegramSecretHeader } from '../bot/telegram/index.ts';
import type { Database } from '../drizzle/client.ts';
import { parseJson } from '../kernel/clean-json.ts';
import { AppError } from '../kernel/errors.ts';
import type { ChannelId } from '../kernel/ids.ts';
import { log } from '../kernel/log.ts';
import { sameSecret } from '../kernel/secret-box.ts';
import { readBody } from './read-body.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';

const maxBytes = 1_048_576;

/**
 * `POST /webhooks/telegram/:channelId`. Told 200 only after the commit; while the database is away 503 with Retry-After,
 * which Telegram honours. A press is answered in the same breath, so that its button stops spinning.
 */
export function telegramWebhook(deps: { db: Database; receiver: Receiver; secrets: WebhookSecrets }) {
  return async (request: IncomingMessage, response: ServerResponse, channelId: ChannelId): Promise<void> => {
    try {
      const expected = await deps.secrets.of(channelId);
      const given = request.headers[telegramSecretHeader];
      if (expected === undefined || typeof given !== 'string' || !sameSecret(given, expected)) {
        return end(response, 401, { error: 'wrong secret' });
      }
      const body = await readBody(request, maxBytes);
      if (body === undefined) return end(response, 413, { error: 'too large' });
      const callbackId = await store(deps, channelId, body);
      end(response, 200, callbackId ? { method: 'answerCallbackQuery', callback_query_id: callbackId } : undefined);
    } catch (err) {
      log.error({ err, channel: channelId }, 'an update could not be stored');
      response.setHeader('retry-after', '5');
      end(response, 503, { error: 'try again later' });
    }
  };
}

async function store(
  { db, receiver }: { db: Database; receiver: Receiver },
  channelId: ChannelId,
  body: string,
): Promise<string | undefined> {
  let update: unknown;
  try {
    update = parseJson(body);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Repeating it would not make it readable.
    await quarantine(db, channelId, body, error);
    return undefined;
  }
  const { arrivals, callbackId } = parseUpdate(update);
  await receiver.receive(channelId, arrivals);
  return callbackId;
}

function end(response: ServerResponse, status: number, body?: object): void {
  if (body === undefined) {
    response.writeHead(status, { 'content-length': 0 }).end();
    return;
  }
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}
