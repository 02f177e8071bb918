import { GrammyError, HttpError } from 'grammy';
import { describe, expect, test } from 'vitest';
import { sendResultOf } from './send-result.ts';
import { TransportError } from './transport.ts';

function refusal(error_code: number, description: string, parameters = {}): GrammyError {
  return new GrammyError('Call failed!', { ok: false, error_code, description, parameters }, 'sendMessage', {});
}

function failure(options: { written: boolean; status?: number }): HttpError {
  return new HttpError('Network request failed!', new TransportError('other side closed', options));
}

describe('Telegram said no', () => {
  test.each([
    [401, 'Unauthorized', 'stopped'],
    [404, 'Not Found', 'stopped'],
    [404, 'Not Found: method not found', 'refused'],
    [403, 'Forbidden: bot was blocked by the user', 'unreachable'],
    [403, 'Forbidden: user is deactivated', 'unreachable'],
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'unreachable'],
    [403, "Forbidden: bot can't initiate conversation with a user", 'unreachable'],
    [400, 'Bad Request: chat not found', 'unreachable'],
    [400, 'Bad Request: PEER_ID_INVALID', 'unreachable'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'unreachable'],
    [400, "Bad Request: can't parse entities: unexpected end", 'refused'],
    [400, 'Bad Request: message is too long', 'refused'],
    [400, 'Bad Request: BUTTON_DATA_INVALID', 'refused'],
    [400, 'Bad Request: wrong file identifier/HTTP URL specified', 'refused'],
    [400, 'Bad Request: VOICE_MESSAGES_FORBIDDEN', 'refused'],
    [413, 'Request Entity Too Large', 'refused'],
    [500, 'Internal Server Error', 'unknown'],
    [502, 'Bad Gateway', 'unknown'],
  ])('%i %s: %s', (code, description, kind) => {
    expect(sendResultOf(refusal(code, description))).toEqual({ kind, why: description });
  });

  test.each([
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same',
    'Bad Request: query is too old and response timeout expired or query ID is invalid',
    'Bad Request: message to delete not found',
  ])('%s: what was wanted is so already', (description) => {
    expect(sendResultOf(refusal(400, description))).toMatchObject({ kind: 'sent' });
  });

  test('a group that became a supergroup has moved', () => {
    const error = refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: -1001987654321,
    });
    expect(sendResultOf(error)).toEqual({ kind: 'moved', chatKey: '-1001987654321' });
  });

  test('too many requests wait as long as told: the chat when it was hurried, else the whole bot', () => {
    const error = refusal(429, 'Too Many Requests: retry after 17', { retry_after: 17 });
    expect(sendResultOf(error, true)).toMatchObject({ kind: 'retry', afterMs: 17_000, scope: 'chat' });
    expect(sendResultOf(error, false)).toMatchObject({ kind: 'retry', afterMs: 17_000, scope: 'channel' });
    expect(sendResultOf(refusal(429, 'Too Many Requests'))).toMatchObject({ afterMs: 5_000 });
    expect(sendResultOf(refusal(420, 'FLOOD', { retry_after: 0 }))).toMatchObject({ kind: 'retry', afterMs: 1_000 });
  });
});

describe('nobody answered', () => {
  test('before the request was written: it is safe to try again', () => {
    expect(sendResultOf(failure({ written: false }))).toMatchObject({ kind: 'retry', scope: 'channel' });
  });

  test('after it was written: nobody knows', () => {
    expect(sendResultOf(failure({ written: true }))).toMatchObject({ kind: 'unknown' });
    expect(sendResultOf(failure({ written: true, status: 502 }))).toMatchObject({ kind: 'unknown' });
  });

  test('a proxy that refuses it has not passed it on', () => {
    expect(sendResultOf(failure({ written: true, status: 429 }))).toMatchObject({ kind: 'retry', afterMs: 5_000 });
    expect(sendResultOf(failure({ written: true, status: 413 }))).toMatchObject({ kind: 'refused' });
  });

  test.each([[new Error('a bug')], [new HttpError('x', new Error('a bug'))], ['text'], [undefined]])(
    'anything else may have been sent: %s',
    (error) => {
      expect(sendResultOf(error)).toMatchObject({ kind: 'unknown' });
    },
  );
});
