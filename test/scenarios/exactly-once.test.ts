import { Agent, request } from 'undici';
import { afterAll, describe, expect, test } from 'vitest';
import { dealsOf } from './records.ts';
import { openStand, type Shop, saidTo, theOne } from './stand.ts';

const stand = await openStand({ by: 'webhook' });
const agent = new Agent({ connections: 100 });
afterAll(() => agent.close());

/** Answers every message with its words and counts them on the deal. */
const echo = `
start: { on-message: { match: { kind: any } }, to: count }
count: { set: { variables: [{ variable: deal.count, to: '(deal.count ?? 0) + 1' }] }, to: say }
say: { message: { text: 'You said {{ local.message }}' } }
`;

describe('exactly once, in order', () => {
  test('fifty messages of one customer in one breath among other customers, each delivered three times', async () => {
    const shop = await stand.shop({ flow: echo });
    shop.bot.delivery.copies = 3;
    shop.bot.delivery.shuffleBetweenChats = true;
    const anna = shop.bot.customer();
    const others = Array.from({ length: 10 }, () => shop.bot.customer());
    const words = Array.from({ length: 50 }, (_, n) => `word ${n}`);
    for (const [n, word] of words.entries()) {
      anna.say(word);
      if (n % 5 === 0) for (const other of others) other.say(word);
    }
    await shop.settled();

    expect(saidTo(shop, anna)).toEqual(words.map((word) => `You said ${word}`));
    for (const other of others) {
      const every = words.filter((_, n) => n % 5 === 0);
      expect(saidTo(shop, other)).toEqual(every.map((word) => `You said ${word}`));
    }
    const deals = await dealsOf(stand, shop);
    expect(deals).toHaveLength(11);
    expect(deals.map((deal) => deal.variables.count).sort()).toEqual([...Array(10).fill(10), 50]);
  });

  test('answers that get lost on their way make Telegram deliver again, and nothing happens again', async () => {
    const shop = await stand.shop({ flow: echo });
    shop.bot.delivery.lostAnswers = 0.5;
    const anna = shop.bot.customer();
    const words = Array.from({ length: 20 }, (_, n) => `word ${n}`);
    for (const word of words) anna.say(word);
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(words.map((word) => `You said ${word}`));
  });

  test('what lies in a lane is taken in the order of update ids, however it arrived', async () => {
    const shop = await stand.shop({ flow: echo });
    const secret = await secretOf(shop);
    const chat = await greeted(shop);
    await stand.close();
    await stand.open({ ROLES: 'web' });
    // Backwards and side by side: Telegram does so only for one customer's presses and messages.
    const ids = Array.from({ length: 40 }, (_, n) => 5040 - n);
    const statuses = await Promise.all(
      ids.flatMap((id) => [post(shop, secret, id, chat), post(shop, secret, id, chat)]),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    await stand.close();
    await stand.open();
    await shop.settled();
    expect(await wordsKept(shop)).toEqual(['hello', ...ids.toReversed().map((id) => `word ${id}`)]);
    expect(saidTo(shop, { chatId: chat })).toEqual((await wordsKept(shop)).map((word) => `You said ${word}`));
  });

  test('what comes to an idle lane is stored by the very commit that handles it', async () => {
    const shop = await stand.shop({ flow: echo });
    const anna = shop.bot.customer();
    for (const word of ['one', 'two', 'three']) {
      anna.say(word);
      await shop.settled();
    }
    const rows = await stand.sql<{ atOnce: boolean }[]>`
      select i.done_at = i.received_at and exists (select from turns t where t.at = i.done_at) as "atOnce"
      from inbox i where channel_id = ${shop.channelId}`;
    expect(rows.map((row) => row.atOnce)).toEqual([true, true, true]);
  });

  test('what comes while the lane has something to think about waits behind it', async () => {
    const shop = await stand.shop({ flow: echo });
    const secret = await secretOf(shop);
    const chat = await greeted(shop);
    // Left there by somebody who is gone: no wake-up was heard.
    await stand.sql`
      insert into inbox (channel_id, key, lane, position, event)
      select channel_id, 'u8000', lane, 8000, jsonb_set(event::jsonb, '{body,text}', '"word 8000"') from inbox
      where channel_id = ${shop.channelId}`;
    expect(await post(shop, secret, 8001, chat)).toBe(200);
    await shop.settled();
    expect(await wordsKept(shop)).toEqual(['hello', 'word 8000', 'word 8001']);
  });

  test('posted side by side to a busy house none is lost or doubled; those that lay together keep their order', async () => {
    const shop = await stand.shop({ flow: echo });
    const secret = await secretOf(shop);
    const chat = await greeted(shop);
    const ids = Array.from({ length: 50 }, (_, n) => 7000 + n);
    const shuffled = ids.toSorted((a, b) => ((a * 7919) % 101) - ((b * 7919) % 101));
    await Promise.all(shuffled.flatMap((id) => [1, 2, 3].map(() => post(shop, secret, id, chat))));
    await shop.settled();

    expect((await wordsKept(shop)).toSorted()).toEqual(['hello', ...ids.map((id) => `word ${id}`)]);
    // A turn takes what is there: an update that comes after it is behind it, whatever its number.
    for (const keys of await keysOfTurns(shop)) expect(keys).toEqual(keys.toSorted());
    expect(saidTo(shop, { chatId: chat })).toEqual((await wordsKept(shop)).map((word) => `You said ${word}`));
  });
});

/** A chat that the bot may write to. */
async function greeted(shop: Shop): Promise<number> {
  const customer = shop.bot.customer();
  customer.say('hello');
  await shop.settled();
  return customer.chatId;
}

async function post(shop: Shop, secret: string, updateId: number, chat: number): Promise<number> {
  const person = { id: chat, first_name: 'Anna' };
  const response = await request(`${stand.origin}/webhooks/telegram/${shop.channelId}`, {
    dispatcher: agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body: JSON.stringify({
      update_id: updateId,
      message: {
        message_id: updateId,
        date: 1_700_000_000,
        from: { ...person, is_bot: false },
        chat: { ...person, type: 'private' },
        text: `word ${updateId}`,
      },
    }),
  });
  await response.body.dump();
  return response.statusCode;
}

async function secretOf({ channelId }: Shop): Promise<string> {
  const [row] = await stand.sql<{ secret: string }[]>`
    select webhook_secret as secret from channels where id = ${channelId}`;
  return theOne(row).secret;
}

async function wordsKept({ projectId }: Shop): Promise<string[]> {
  const rows = await stand.sql<{ text: string }[]>`
    select body->>'text' as text from messages where project_id = ${projectId} and direction = 'in' order by id`;
  return rows.map((row) => row.text);
}

async function keysOfTurns({ projectId }: Shop): Promise<string[][]> {
  const rows = await stand.sql<{ keys: string[] }[]>`
    select jsonb_path_query_array(trace::jsonb, '$.events[*].key') as keys from turns
    where project_id = ${projectId} order by id`;
  return rows.map((row) => row.keys);
}
