import { afterAll, describe, expect, inject, test } from 'vitest';
import { writeMessage } from '../../crm-core/conversations/write-message.ts';
import { openWire } from '../wire.ts';
import { conversationWith } from './records.ts';
import { eventually, openStand, type Shop, saidTo, theOne, until } from './stand.ts';

const database = new URL(inject('databaseUrl'));
const wire = await openWire(() => ({ host: database.hostname, port: Number(database.port || 5432) }));
afterAll(() => wire.close());

const stand = await openStand({
  by: 'webhook',
  databaseUrl: (url) => Object.assign(new URL(url), { port: String(wire.port) }).href,
});
const echo = `
start: { on-message: { match: { kind: any } }, to: say }
say: { message: { text: 'You said {{ local.message }}' } }
`;

describe('the database is away', () => {
  test('a webhook is answered 503 with Retry-After, and once it is back everything is answered, once and in order', async () => {
    const shop = await stand.shop({ flow: echo });
    const anna = shop.bot.customer();
    anna.say('one');
    await anna.nextReply(15_000);

    wire.cut();
    const response = await fetch(`${stand.origin}/webhooks/telegram/${shop.channelId}`, {
      method: 'POST',
      headers: { 'x-telegram-bot-api-secret-token': await secretOf(shop) },
      body: '{"update_id": 1, "message": {}}',
    });
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    anna.say('two');
    anna.say('three');
    const others = Array.from({ length: 20 }, () => shop.bot.customer());
    for (const other of others) other.say('hello');
    await until('deliveries to be refused', () => shop.bot.pendingUpdates() === 22);
    // Each try that fails is one more reason for a driver to wait longer before the next.
    for (let tries = 0; tries < 15; tries++) expect((await fetch(`${stand.origin}/readyz`)).status).toBe(503);

    wire.mend();
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['You said one', 'You said two', 'You said three']);
    for (const other of others) expect(saidTo(shop, other)).toEqual(['You said hello']);
    expect((await fetch(`${stand.origin}/readyz`)).status).toBe(200);
  });

  test('a reply whose fate could not be stored is not said again', async () => {
    const shop = await stand.shop({ flow: echo });
    const anna = shop.bot.customer();
    const stop = shop.bot.watch(() => {
      wire.cut();
      stop();
    });
    anna.say('one');
    await anna.nextReply(15_000);
    wire.mend();
    anna.say('two');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['You said one', 'You said two']);
  });

  test('a customer found blocked while it is away is marked when it is back', async () => {
    const shop = await stand.shop({ flow: echo });
    const anna = shop.bot.customer();
    anna.say('one');
    await anna.nextReply(15_000);
    shop.bot.fail({ method: 'sendMessage', times: 1, with: blocked });
    const calls = shop.bot.calls('sendMessage').length;
    anna.say('two');
    await until('the refusal', () => shop.bot.calls('sendMessage').length > calls);
    wire.cut();
    await stillAlive();
    wire.mend();
    expect(await unreachable(shop)).toContain('blocked');
  });
});

const blocked = {
  status: 403,
  body: { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
};

describe('Telegram says no', () => {
  test('a customer who blocked the bot is unreachable: nothing is tried again, and his next word mends it', async () => {
    const shop = await stand.shop({ flow: echo });
    const anna = shop.bot.customer();
    anna.say('one');
    await anna.nextReply(15_000);
    anna.block();
    expect(await unreachable(shop)).toContain('blocked');
    const { id: conversationId } = await conversationWith(stand, shop, anna);
    const message = { body: { kind: 'text' as const, text: 'Where are you?' } };
    expect(await shop.run((work) => writeMessage(work, { conversationId, message }))).toMatchObject({
      kind: 'refused',
      why: 'unreachable',
    });

    anna.unblock();
    anna.say('two');
    await shop.settled();
    const [row] = await stand.sql`select unreachable from identities where project_id = ${shop.projectId}`;
    expect(row?.unreachable).toBeNull();
  });

  test('a 403 to a reply marks the customer, and the message tells that it failed', async () => {
    const shop = await stand.shop({ flow: echo });
    const anna = shop.bot.customer();
    shop.bot.fail({ method: 'sendMessage', times: 1, with: blocked });
    anna.say('one');
    expect(await unreachable(shop)).toContain('blocked');
    await shop.settled();
    expect(await fatesOf(shop)).toEqual([{ status: 'failed', repeats: 0 }]);
    expect(shop.bot.calls('sendMessage')).toHaveLength(1);
  });

  test('a 429 is obeyed and stored: the reply waits as told, later ones wait behind it, nothing is said twice', async () => {
    const shop = await stand.shop({ flow: echo });
    const anna = shop.bot.customer();
    shop.bot.fail({ method: 'sendMessage', times: 1, with: tooMany(2) });
    anna.say('one');
    const stored = await eventually('the time to wait', async () => {
      const [row] = await stand.sql<{ ms: number }[]>`
        select extract(epoch from not_before - clock_timestamp()) * 1000 as ms from outbox
        where channel_id = ${shop.channelId} and status = 'queued' and not_before is not null`;
      return row?.ms;
    });
    expect(Number(stored)).toBeGreaterThan(0);
    anna.say('two');
    anna.say('three');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['You said one', 'You said two', 'You said three']);
    const [refused, next] = shop.bot.calls('sendMessage');
    expect(theOne(next).at - theOne(refused).at).toBeGreaterThanOrEqual(2000);
    expect(await fatesOf(shop)).toEqual(Array(3).fill({ status: 'sent', repeats: 0 }));
  });

  test('what waits keeps its place also across a restart', async () => {
    const shop = await stand.shop({ flow: echo });
    const anna = shop.bot.customer();
    shop.bot.fail({ method: 'sendMessage', times: 1, with: tooMany(4) });
    anna.say('one');
    await until('the refusal to be stored', async () => {
      const rows = await stand.sql`
        select 1 from outbox where channel_id = ${shop.channelId} and not_before is not null`;
      return rows.length === 1;
    });
    await stand.close();
    await stand.open();
    anna.say('two');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['You said one', 'You said two']);
  });

  test('D25: a revoked token stops the channel aloud and keeps what is queued; who opens it next sends it', async () => {
    const shop = await stand.shop({ flow: echo });
    const anna = shop.bot.customer();
    const revoked = { status: 401, body: { ok: false, error_code: 401, description: 'Unauthorized' } };
    shop.bot.fail({ method: 'sendMessage', times: 1, with: revoked });
    anna.say('one');
    const channel = async () => {
      const [row] = await stand.sql`
        select status, status_text as text, (select count(*)::int from outbox where channel_id = channels.id and status = 'queued') as queued
        from channels where id = ${shop.channelId}`;
      return row;
    };
    await until('the reply to be kept', async () => (await channel())?.queued === 1);
    expect(await channel()).toEqual({ status: 'error', text: 'Unauthorized', queued: 1 });
    expect(saidTo(shop, anna)).toEqual([]);
    expect(await fatesOf(shop)).toEqual([{ status: 'queued', repeats: 0 }]);

    await stand.close();
    await stand.open();
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['You said one']);
    expect(await channel()).toMatchObject({ status: 'connected', queued: 0 });
  });

  test('a send of unknown fate is tried again and flagged, since a missing reply stops a dialogue', async () => {
    const shop = await stand.shop({ flow: echo });
    const anna = shop.bot.customer();
    shop.bot.fail({ method: 'sendMessage', times: 1, with: 'accept-then-reset' });
    anna.say('one');
    anna.say('two');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['You said one', 'You said one', 'You said two']);
    expect(await fatesOf(shop)).toEqual([
      { status: 'sent', repeats: 1 },
      { status: 'sent', repeats: 0 },
    ]);
  });
});

function tooMany(seconds: number) {
  const description = `Too Many Requests: retry after ${seconds}`;
  return { status: 429, body: { ok: false, error_code: 429, description, parameters: { retry_after: seconds } } };
}

function fatesOf({ projectId }: Shop) {
  return stand.sql`
    select status, repeats from messages where project_id = ${projectId} and direction = 'out' order by id`;
}

function unreachable({ projectId }: Shop): Promise<string> {
  return eventually('the customer to be unreachable', async () => {
    const [row] = await stand.sql<{ unreachable: string | null }[]>`
      select unreachable from identities where project_id = ${projectId}`;
    return row?.unreachable ?? undefined;
  });
}

async function stillAlive(): Promise<void> {
  expect((await fetch(`${stand.origin}/healthz`)).status).toBe(200);
}

async function secretOf({ channelId }: Shop): Promise<string> {
  const [row] = await stand.sql<{ secret: string }[]>`
    select webhook_secret as secret from channels where id = ${channelId}`;
  return theOne(row).secret;
}
