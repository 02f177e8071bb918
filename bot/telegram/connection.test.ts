import { afterEach, describe, expect, test } from 'vitest';
import type { Arrival } from '../../crm-core/conversations/lane-event.ts';
import { asId } from '../../kernel/ids.ts';
import { type FakeBot, type FakeTelegram, startFakeTelegram } from '../../test/fakes/telegram/fake-telegram.ts';
import type { ChannelAccount, ChannelPort, ChannelStatus, Connection, Delivery, SendResult } from '../channel.ts';
import { type TelegramOptions, telegramChannel } from './connection.ts';

const token = '4242:secret-of-the-bot';
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** What the house remembers of one channel; `failNext` makes the database go away for that many calls. */
class House implements ChannelPort {
  readonly arrivals: Arrival[] = [];
  readonly statuses: ChannelStatus[] = [];
  stop = new AbortController();
  cursor: number | undefined;
  failNext = 0;

  async receive(arrivals: Arrival[]): Promise<void> {
    if (this.failNext > 0) {
      this.failNext -= 1;
      throw new Error('the database is away');
    }
    this.arrivals.push(...arrivals);
  }
  async report(status: ChannelStatus): Promise<void> {
    this.statuses.push(status);
  }
  async loadCursor(): Promise<number | undefined> {
    return this.cursor;
  }
  async saveCursor(cursor: number): Promise<void> {
    this.cursor = cursor;
  }

  get signal(): AbortSignal {
    return this.stop.signal;
  }

  texts(): string[] {
    return this.arrivals.flatMap(({ event }) =>
      event.kind === 'message' && event.body.kind === 'text' ? [event.body.text] : [],
    );
  }
}

interface World {
  telegram: FakeTelegram;
  bot: FakeBot;
  house: House;
  connect(options?: Partial<TelegramOptions>, account?: Partial<ChannelAccount>): Promise<Connection>;
  pauses: number[];
}

async function world(): Promise<World> {
  const telegram = await startFakeTelegram();
  cleanups.push(() => telegram.close());
  const bot = telegram.addBot(token, { username: 'salon_bot' });
  const house = new House();
  const pauses: number[] = [];
  const connect: World['connect'] = async (options, account) => {
    const pause = async (ms: number) => {
      pauses.push(ms);
      await new Promise((resolve) => setTimeout(resolve, 1));
    };
    const connection = await telegramChannel({ apiRoot: telegram.root, pause, ...options }).connect(
      {
        id: asId<'channel'>('chn_test'),
        kind: 'telegram',
        name: 'Salon',
        token,
        webhookSecret: 'a-secret_1',
        settings: {},
        ...account,
      },
      house,
    );
    cleanups.push(() => connection.close());
    return connection;
  };
  return { telegram, bot, house, connect, pauses };
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 5000, interval: 5 }).toBe(true);
}

function delivery(chatId: number, text: string, rest: Partial<Delivery> = {}): Delivery {
  return { chatKey: `${chatId}`, message: { body: { kind: 'text', text } }, clientRef: 'out_1', ...rest };
}

const connected: ChannelStatus = { kind: 'connected', account: '@salon_bot' };

describe('D25: long polling', () => {
  test('says hello, takes what waits, and answers', async () => {
    const { bot, house, connect } = await world();
    const anna = bot.customer({ first_name: '<img src=x onerror=alert(1)>' });
    anna.start('spring');
    const connection = await connect();
    await until(() => house.arrivals.length === 1);
    expect(house.statuses).toEqual([{ kind: 'connecting' }, connected]);
    expect(house.arrivals[0]).toMatchObject({
      chatKey: `${anna.chatId}`,
      event: {
        kind: 'message',
        start: { payload: 'spring' },
        sender: { name: '<img src=x onerror=alert(1)>' },
      },
    });

    const name = '*_[<b>&"Имя"]`\\';
    const result = await connection.send(delivery(anna.chatId, `Здравствуйте, ${name}!`));
    expect(result).toEqual({ kind: 'sent', providerId: `${anna.messages().at(-1)?.messageId}` });
    expect(anna.messages().at(-1)?.text).toBe(`Здравствуйте, ${name}!`);
  });

  test('asks for the next batch only when this one is stored, and again when it could not be', async () => {
    const { bot, house, connect, pauses } = await world();
    const anna = bot.customer();
    house.failNext = 2;
    anna.say('one');
    anna.say('two');
    await connect();
    await until(() => house.texts().length === 2);
    expect(house.texts()).toEqual(['one', 'two']);
    expect(pauses).toHaveLength(2);
    expect(pauses.every((ms) => ms >= 1000 && ms <= 30_000)).toBe(true);
    await until(() => bot.pendingUpdates() === 0);
    const offsets = bot.calls('getUpdates').map(({ payload }) => payload.offset);
    expect(offsets).toEqual([undefined, undefined, undefined, house.cursor]);
  });

  test('goes on from the cursor after a restart', async () => {
    const { bot, house, connect } = await world();
    house.cursor = bot.customer().say('old') + 1;
    bot.customer().say('new');
    await connect();
    await until(() => house.arrivals.length > 0);
    expect(house.texts()).toEqual(['new']);
  });

  test('follows ids that start anew below the cursor', async () => {
    const { bot, house, connect } = await world();
    const anna = bot.customer();
    house.cursor = anna.say('before the silent week') + 1_000_000;
    await connect();
    await until(() => bot.pendingUpdates() === 0);
    anna.say('after');
    await until(() => house.texts().includes('after'));
    await until(() => bot.calls('getUpdates').at(-1)?.payload.offset === (house.arrivals.at(-1)?.order ?? 0) + 1);
  });

  test('stops the spinner of a pressed button once the press is stored', async () => {
    const { bot, house, connect } = await world();
    const anna = bot.customer();
    anna.start();
    const connection = await connect();
    const choice = { token: 'k3v9x0m2q7r5t1a8', options: [{ id: 'y', label: 'Да' }] };
    await connection.send(delivery(anna.chatId, '', { message: { body: { kind: 'text', text: 'Ок?' }, choice } }));
    anna.press('Да');
    await until(() => bot.calls('answerCallbackQuery').length === 1);
    expect(house.arrivals.at(-1)?.event).toMatchObject({ kind: 'choice', token: choice.token, option: 0 });
  });

  test('an answer to a press that nobody waits for does no harm', async () => {
    const { bot, connect } = await world();
    const connection = await connect();
    await connection.acknowledge?.('long ago', 'т'.repeat(300));
    expect(bot.calls('answerCallbackQuery')[0]?.payload.text).toHaveLength(200);
  });

  test('an update that cannot be read does not hold up the next', async () => {
    const { bot, house, connect } = await world();
    const depth = 20_000;
    const body = `{"ok":true,"result":[{"update_id":1,"message":${'['.repeat(depth)}${']'.repeat(depth)}}]}`;
    bot.fail({ method: 'getUpdates', times: 1, with: { status: 200, body } });
    bot.customer().say('next');
    await connect();
    await until(() => house.texts().includes('next'));
    expect(house.arrivals[0]).toMatchObject({ key: 'u1', event: { kind: 'ignored' } });
  });

  test('reports another poller of the same bot, keeps trying, and reports that it is over', async () => {
    const { bot, house, connect } = await world();
    const conflict = { ok: false, error_code: 409, description: 'Conflict: terminated by other getUpdates request' };
    bot.fail({ method: 'getUpdates', times: 2, with: { status: 409, body: conflict } });
    await connect();
    bot.customer().say('at last');
    await until(() => house.texts().length === 1);
    await until(() => house.statuses.length === 4);
    expect(house.statuses.slice(1)).toEqual([
      connected,
      { kind: 'error', why: expect.stringContaining('Another program takes'), retry: true },
      connected,
    ]);
  });

  test('keeps quiet about a lost connection or two', async () => {
    const { bot, house, connect } = await world();
    bot.fail({ method: 'getUpdates', times: 2, with: 'reset' });
    await connect();
    bot.customer().say('hello');
    await until(() => house.texts().length === 1);
    expect(house.statuses).toEqual([{ kind: 'connecting' }, connected]);
  });

  test('obeys a 429', async () => {
    const { bot, house, connect, pauses } = await world();
    const body = { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 44 } };
    bot.fail({ method: 'getMe', times: 1, with: { status: 429, body } });
    await connect();
    await until(() => house.statuses.length === 2);
    expect(pauses).toEqual([44_000]);
  });

  test.each(['close', 'signal'])(
    'stops in the middle of a poll when told by %s, and the next connection goes on',
    async (how) => {
      const { bot, house, connect } = await world();
      const connection = await connect();
      await until(() => bot.calls('getUpdates').length === 1);
      if (how === 'signal') house.stop.abort();
      await connection.close();
      bot.customer().say('while nobody listened');
      expect(bot.pendingUpdates()).toBe(1);

      house.stop = new AbortController();
      await connect();
      await until(() => house.texts().length === 1);
    },
  );
});

describe('a token that is refused', () => {
  test('ends the connection with a report, without trying again', async () => {
    const { house, connect, pauses } = await world();
    const connection = await connect(undefined, { token: '4242:revoked' });
    await until(() => house.statuses.length === 2);
    expect(house.statuses[1]).toEqual({ kind: 'error', why: 'Unauthorized', retry: false });
    expect(pauses).toEqual([]);
    expect(await connection.send(delivery(1, 'x'))).toEqual({ kind: 'stopped', why: 'Unauthorized' });
  });

  test('is noticed in the middle of polling too', async () => {
    const { bot, house, connect } = await world();
    const body = { ok: false, error_code: 401, description: 'Unauthorized' };
    bot.fail({ method: 'getUpdates', times: 1, with: { status: 401, body } });
    await connect();
    await until(() => house.statuses.length === 3);
    expect(house.statuses[2]).toEqual({ kind: 'error', why: 'Unauthorized', retry: false });
    expect(bot.calls('getUpdates')).toHaveLength(1);
  });

  test('that is no token is not even tried', async () => {
    const { house, connect, bot } = await world();
    const connection = await connect(undefined, { token: '../../etc 1:x' });
    await until(() => house.statuses.length === 1);
    expect(house.statuses).toEqual([{ kind: 'error', why: 'This is not a bot token', retry: false }]);
    expect(await connection.send(delivery(1, 'x'))).toMatchObject({ kind: 'stopped' });
    expect(bot.calls()).toEqual([]);
  });
});

describe('D25: webhook, when there is a public address', () => {
  test('is set with the secret and the kinds that we understand, and nothing that waits is dropped', async () => {
    const { bot, house, connect } = await world();
    bot.customer().say('waiting');
    await connect({ publicUrl: 'https://crm.example/' });
    await until(() => house.statuses.length === 2);
    expect(house.statuses[1]).toEqual(connected);
    const [call] = bot.calls('setWebhook');
    expect(call?.payload).toEqual({
      url: 'https://crm.example/webhooks/telegram/chn_test',
      secret_token: 'a-secret_1',
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
      max_connections: 100,
    });
    expect(bot.calls('getUpdates')).toEqual([]);
    expect(bot.pendingUpdates()).toBe(1);
  });

  test('is given up for polling, again without dropping anything', async () => {
    const { bot, house, connect } = await world();
    const first = await connect({ publicUrl: 'https://crm.example' });
    await until(() => bot.webhook() !== undefined);
    bot.customer().say('waiting');
    await first.close();
    await connect();
    await until(() => house.texts().length === 1);
    expect(bot.webhook()).toBeUndefined();
  });

  test.each(['', 'with space', 'a'.repeat(257)])(
    'without a usable secret (%j) nothing is opened',
    async (webhookSecret) => {
      const { bot, house, connect } = await world();
      await connect({ publicUrl: 'https://crm.example' }, { webhookSecret });
      await until(() => house.statuses.length === 1);
      expect(house.statuses).toEqual([{ kind: 'error', why: 'The webhook has no usable secret', retry: false }]);
      expect(bot.calls()).toEqual([]);
    },
  );
});

describe('the fate of a send', () => {
  async function withAnna() {
    const given = await world();
    const anna = given.bot.customer();
    anna.start();
    return { ...given, anna, connection: await given.connect() };
  }

  const tooMany = { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 7 } };

  test('429 is waited for: by the channel, or by the chat that was hurried', async () => {
    const { bot, anna, connection } = await withAnna();
    bot.fail({ method: 'sendMessage', times: 1, with: { status: 429, body: tooMany } });
    expect(await connection.send(delivery(anna.chatId, 'a'))).toMatchObject({ afterMs: 7_000, scope: 'channel' });
    for (const text of ['b', 'c', 'd']) await connection.send(delivery(anna.chatId, text));
    bot.fail({ method: 'sendMessage', times: 1, with: { status: 429, body: tooMany } });
    expect(await connection.send(delivery(anna.chatId, 'e'))).toMatchObject({ afterMs: 7_000, scope: 'chat' });
  });

  test('a customer who blocked the bot, or never wrote, cannot be reached', async () => {
    const { bot, anna, connection } = await withAnna();
    anna.block();
    expect(await connection.send(delivery(anna.chatId, 'x'))).toEqual({
      kind: 'unreachable',
      why: 'Forbidden: bot was blocked by the user',
    });
    expect(await connection.send(delivery(bot.customer().chatId, 'x'))).toMatchObject({ kind: 'unreachable' });
    expect(await connection.send(delivery(1, 'x'))).toMatchObject({ kind: 'unreachable' });
  });

  test.each(['reset', 'accept-then-reset'] as const)(
    'after a %s nobody knows, and it is not sent again here',
    async (fault) => {
      const { bot, anna, connection } = await withAnna();
      bot.fail({ method: 'sendMessage', times: 1, with: fault });
      expect(await connection.send(delivery(anna.chatId, 'x'))).toMatchObject({ kind: 'unknown' });
      expect(bot.calls('sendMessage')).toHaveLength(1);
      expect(anna.messages()).toHaveLength(fault === 'reset' ? 0 : 1);
    },
  );

  test('a gateway’s page of HTML is not an answer', async () => {
    const { bot, anna, connection } = await withAnna();
    bot.fail({ method: 'sendMessage', times: 1, with: { status: 502, body: '<html>Bad Gateway</html>' } });
    expect(await connection.send(delivery(anna.chatId, 'x'))).toMatchObject({ kind: 'unknown' });
  });

  test('when Telegram is not there it is safe to try again', async () => {
    const { telegram, anna, connection } = await withAnna();
    await telegram.close();
    let result: SendResult = { kind: 'unknown', why: '' };
    // The first may still find a connection that is just being closed.
    for (let tries = 0; tries < 3 && result.kind !== 'retry'; tries++) {
      result = await connection.send(delivery(anna.chatId, 'x'));
    }
    expect(result).toMatchObject({ kind: 'retry', scope: 'channel' });
  });

  test('4096 emoji arrive as two messages, the buttons under the second', async () => {
    const { anna, connection } = await withAnna();
    const message: Delivery['message'] = {
      body: { kind: 'text', text: '🍀'.repeat(4096) },
      choice: { token: 't', options: [{ id: 'a', label: 'Да' }] },
    };
    const result = await connection.send(delivery(anna.chatId, '', { message }));
    const [first, second] = anna.messages();
    expect(result).toEqual({
      kind: 'sent',
      providerId: `${first?.messageId}`,
      moreProviderIds: [`${second?.messageId}`],
    });
    expect([first, second].map((part) => part?.text.length)).toEqual([4096, 4096]);
    expect([first, second].map((part) => part?.buttons.length)).toEqual([0, 1]);
  });

  test('a long text cut short goes on where it stopped, and repeats nothing', async () => {
    const { bot, anna, connection } = await withAnna();
    const long = `${'a'.repeat(4096)}${'b'.repeat(4096)}c`;
    const watched: string[] = [];
    const unwatch = bot.watch((message) => {
      watched.push(message.text.charAt(0));
      if (watched.length === 1) bot.fail({ method: 'sendMessage', times: 1, with: { status: 429, body: tooMany } });
    });
    cleanups.push(unwatch);
    const cut = await connection.send(delivery(anna.chatId, long));
    expect(cut).toMatchObject({ kind: 'retry', partsSent: [expect.any(String)] });

    const rest = await connection.send(delivery(anna.chatId, long, cut.partsSent ? { partsSent: cut.partsSent } : {}));
    expect(watched).toEqual(['a', 'b', 'c']);
    expect(rest).toEqual({
      kind: 'sent',
      providerId: cut.partsSent?.[0],
      moreProviderIds: [expect.any(String), expect.any(String)],
    });
  });

  test('formatting that Telegram refuses costs the looks, not the message', async () => {
    const { bot, anna, connection } = await withAnna();
    const body = { ok: false, error_code: 400, description: "Bad Request: can't parse entities: wrong URL" };
    bot.fail({ method: 'sendMessage', times: 1, with: { status: 400, body } });
    const bold = { kind: 'bold', offset: 0, length: 1 } as const;
    const message: Delivery['message'] = { body: { kind: 'text', text: 'x', entities: [bold] } };
    expect(await connection.send(delivery(anna.chatId, '', { message }))).toMatchObject({ kind: 'sent' });
    expect(anna.messages().map(({ text, entities }) => [text, entities])).toEqual([['x', []]]);
  });

  test('closing gives up a send that hangs: nobody knows', async () => {
    const { bot, anna, connection } = await withAnna();
    bot.fail({ method: 'sendMessage', times: 1, with: 'hang' });
    const result = connection.send(delivery(anna.chatId, 'x'));
    await until(() => bot.calls('sendMessage').length === 1);
    await connection.close();
    expect(await result).toMatchObject({ kind: 'unknown' });
    expect(await connection.send(delivery(anna.chatId, 'y'))).toMatchObject({ kind: 'retry' });
  });

  test('a message of nothing is refused, not sent', async () => {
    const { bot, anna, connection } = await withAnna();
    expect(await connection.send(delivery(anna.chatId, ' \n'))).toMatchObject({ kind: 'refused' });
    expect(bot.calls('sendMessage')).toEqual([]);
  });

  test('a stored message that cannot be rendered is refused, not thrown', async () => {
    const { anna, connection } = await withAnna();
    const message: Delivery['message'] = JSON.parse('{"body":{"kind":"text"}}');
    const broken = { ...message, choice: JSON.parse('{"token":"t"}') };
    expect(await connection.send(delivery(anna.chatId, '', { message: broken }))).toMatchObject({ kind: 'refused' });
  });

  test('a chat that moved gives its new address', async () => {
    const { bot, anna, connection } = await withAnna();
    const body = {
      ok: false,
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: -100123 },
    };
    bot.fail({ method: 'sendMessage', times: 1, with: { status: 400, body } });
    expect(await connection.send(delivery(anna.chatId, 'x'))).toEqual({ kind: 'moved', chatKey: '-100123' });
  });

  test('a shared phone and the thanks that follow', async () => {
    const { anna, house, connection } = await withAnna();
    const request = { kind: 'contact', buttonLabel: 'Поделиться' } as const;
    await connection.send(delivery(anna.chatId, '', { message: { body: { kind: 'text', text: 'Номер?' }, request } }));
    anna.shareContact('+79161234567');
    await until(() => house.arrivals.at(-1)?.event.kind === 'contact_shared');
    expect(house.arrivals.at(-1)?.event).toMatchObject({ phone: '+79161234567', verified: true });
  });
});
