import { describe, expect, test } from 'vitest';
import { openStand, type Shop, saidTo, theOne, until } from './stand.ts';

const stand = await openStand({ by: 'webhook' });
const echo = `
start: { on-message: { match: { kind: any } }, to: say }
say: { message: { text: 'You said {{ local.message }}' } }
`;
const shop = await stand.shop({ flow: echo });
const secret = await secretOf(shop);

describe('who may post', () => {
  test.each([
    ['a wrong secret', { 'x-telegram-bot-api-secret-token': 'wrong' }],
    ['an empty secret', { 'x-telegram-bot-api-secret-token': '' }],
    ['no secret', {}],
  ])('%s is answered 401 and leaves no row', async (_, headers) => {
    const before = await rows();
    expect(await post(JSON.stringify(message('Hello')), headers)).toMatchObject({ status: 401 });
    expect(await rows()).toEqual(before);
  });

  test('a channel that does not exist, or another’s secret, is answered alike', async () => {
    const other = await stand.shop({ flow: echo });
    const before = await rows();
    expect((await post('{}', withSecret, '/webhooks/telegram/chn_nobody')).status).toBe(401);
    const othersSecret = { 'x-telegram-bot-api-secret-token': await secretOf(other) };
    expect((await post(JSON.stringify(message('Hello')), othersSecret)).status).toBe(401);
    expect(await rows()).toEqual(before);
  });
});

describe('what cannot be read is kept for a human and not asked for again', () => {
  test.each([
    ['no JSON', 'hello'],
    ['an empty body', ''],
    ['half of a JSON', '{"update_id": 1, "message": {'],
    ['nesting beyond reason', `{"update_id": 1, "message": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('%s', async (_, body) => {
    const before = await rows();
    expect((await post(body)).status).toBe(200);
    expect(await rows()).toEqual({ ...before, quarantine: before.quarantine + 1 });
  });

  test('four megabytes are refused before they are read, and the door stays open', async () => {
    const before = await rows();
    expect((await post(`{"update_id": 1, "x": "${'x'.repeat(4_194_304)}"}`)).status).toBe(413);
    expect(await rows()).toEqual(before);
    await expectAnswers();
  });
});

describe('updates that Telegram would never send', () => {
  test.each([
    ['an array', []],
    ['a number', 7],
    ['nothing but an id', { update_id: 1 }],
    ['a message that is a text', { update_id: 2, message: 'hello' }],
    ['a message without a chat', { update_id: 3, message: { text: 'hello' } }],
    ['a chat id that is an object', { update_id: 4, message: { message_id: 1, chat: { id: {}, type: 'private' } } }],
    ['an id beyond all numbers', { update_id: 1e300, message: { message_id: 1, chat: { id: 1, type: 'private' } } }],
    ['a kind that nobody knows', { update_id: 5, telepathy: { thought: 'hello' } }],
    ['keys that reach for the prototype', { update_id: 6, constructor: { prototype: {} }, __proto__: { a: 1 } }],
  ])('%s is noted and harms nobody', async (_, update) => {
    expect((await post(JSON.stringify(update))).status).toBe(200);
    await expectAnswers();
  });

  test('U+0000 and halves of surrogate pairs are cleaned out of what is kept and said', async () => {
    const anna = shop.bot.customer({ first_name: 'An\u0000na\ud800' });
    anna.say('a\u0000b\ud83d c\udc00');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['You said ab\ufffd c\ufffd']);
  });

  test('an offset of formatting beyond the text, and a text of a hundred thousand letters, are only long', async () => {
    const anna = shop.bot.customer();
    shop.bot.push({
      message: {
        ...message('x', anna.chatId).message,
        entities: [{ type: 'bold', offset: 500, length: -3 }],
        text: 'ж'.repeat(100_000),
      },
    });
    await shop.settled();
    expect(saidTo(shop, anna).length).toBeGreaterThan(0);
    await expectAnswers();
  });
});

test('nothing of all this was parked', async () => {
  await shop.settled();
  expect(await stand.sql`select key, parked from inbox where parked is not null`).toEqual([]);
});

async function expectAnswers(): Promise<void> {
  const customer = shop.bot.customer();
  customer.say('Hello');
  expect((await customer.nextReply(15_000)).text).toBe('You said Hello');
}

const withSecret = { 'x-telegram-bot-api-secret-token': secret };

async function post(body: string, headers: Record<string, string> = withSecret, path?: string) {
  const url = `${stand.origin}${path ?? `/webhooks/telegram/${shop.channelId}`}`;
  const response = await fetch(url, { method: 'POST', headers, body });
  await response.text();
  return { status: response.status };
}

function message(text: string, chatId = 42) {
  const person = { id: chatId, first_name: 'Anna' };
  const from = { ...person, is_bot: false };
  return { message: { message_id: 1, date: 1_700_000_000, from, chat: { ...person, type: 'private' }, text } };
}

/** After everything else has come to rest. */
async function rows(): Promise<{ inbox: number; quarantine: number }> {
  await until('no updates under way', () => shop.bot.pendingUpdates() === 0);
  const [row] = await stand.sql<{ inbox: number; quarantine: number }[]>`
    select (select count(*)::int from inbox where channel_id = ${shop.channelId}) as inbox,
      (select count(*)::int from quarantine) as quarantine`;
  return theOne(row);
}

async function secretOf({ channelId }: Shop): Promise<string> {
  const [row] = await stand.sql<{ secret: string }[]>`
    select webhook_secret as secret from channels where id = ${channelId}`;
  return theOne(row).secret;
}
