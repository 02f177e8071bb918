import { createServer, type Server } from 'node:http';
import { Bot, GrammyError, HttpError, InlineKeyboard, InputFile, webhookCallback } from 'grammy';
import { afterEach, describe, expect, test } from 'vitest';
import { type FakeTelegram, type FakeTelegramOptions, startFakeTelegram } from './fake-telegram.ts';

const token = '4242:secret-of-the-bot';
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function fake(options?: FakeTelegramOptions) {
  const telegram = await startFakeTelegram(options);
  cleanups.push(() => telegram.close());
  return { telegram, account: telegram.addBot(token) };
}

/** A real grammY bot, not started yet. */
function grammyBot(telegram: FakeTelegram): Bot {
  return new Bot(token, { client: { apiRoot: telegram.root } });
}

function startPolling(bot: Bot): void {
  const running = bot.start();
  cleanups.push(async () => {
    await bot.stop();
    await running;
  });
}

/** Serves grammY's own webhook callback and points the fake at it. */
async function startWebhook(bot: Bot, secretToken: string): Promise<Server> {
  await bot.init();
  const callback = webhookCallback(bot, 'http', { secretToken });
  const server = createServer((request, response) => {
    callback(request, response).catch(() => response.writeHead(500).end());
  });
  const url = await listen(server);
  await bot.api.setWebhook(url, { secret_token: secretToken });
  return server;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/hook`;
}

/** Answers webhooks by `answer`, noting the texts in the order in which they came. */
async function plainWebhook(
  answer: (text: string, attempt: number) => { status: number; headers?: Record<string, string>; body?: string },
) {
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const update = JSON.parse(Buffer.concat(chunks).toString());
    const text = update.message?.text ?? update.callback_query?.data;
    seen.push(text);
    const { status, headers, body } = answer(text, seen.filter((each) => each === text).length);
    response.writeHead(status, headers).end(body);
  });
  return { url: await listen(server), seen };
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 5000, interval: 5 }).toBe(true);
}

function greeter(telegram: FakeTelegram): Bot {
  const bot = grammyBot(telegram);
  bot.command('start', (ctx) =>
    ctx.reply(`Hello, ${ctx.from?.first_name}`, {
      reply_markup: new InlineKeyboard().text('Yes', 'yes').text('No', 'no'),
    }),
  );
  bot.on('callback_query:data', async (ctx) => {
    await ctx.answerCallbackQuery('Noted');
    await ctx.editMessageText(`You chose ${ctx.callbackQuery.data}`);
  });
  bot.on('message:contact', (ctx) => ctx.reply(ctx.message.contact.phone_number));
  return bot;
}

describe('a grammY bot', () => {
  test('talks to a customer by polling', async () => {
    const { telegram, account } = await fake();
    startPolling(greeter(telegram));
    const customer = account.customer({ first_name: 'Ann' });

    customer.start();
    const greeting = await customer.nextReply();
    expect(greeting).toMatchObject({ text: 'Hello, Ann', messageId: 2, edited: false });
    expect(greeting.buttons).toEqual([
      [
        { text: 'Yes', data: 'yes' },
        { text: 'No', data: 'no' },
      ],
    ]);

    customer.press('No');
    await customer.waitForMessage('You chose no');
    expect(customer.messages()).toMatchObject([{ text: 'You chose no', messageId: 2, edited: true, buttons: [] }]);
    expect(greeting.text).toBe('Hello, Ann');

    customer.shareContact('79990001122');
    expect(await customer.nextReply()).toMatchObject({ text: '79990001122' });
    expect(account.calls('answerCallbackQuery')).toHaveLength(1);
  });

  test('talks to a customer by webhook, and only with the secret', async () => {
    const { telegram, account } = await fake();
    await startWebhook(greeter(telegram), 'open-sesame');
    const customer = account.customer();
    customer.start();
    const greeting = await customer.nextReply();
    customer.press({ row: 0, column: 0 }, greeting);
    await customer.waitForMessage('You chose yes');
    await until(() => account.pendingUpdates() === 0);

    await grammyBot(telegram).api.setWebhook(account.webhook()?.url ?? '', { secret_token: 'wrong' });
    customer.say('anybody there?');
    const info = () => grammyBot(telegram).api.getWebhookInfo();
    await expect.poll(async () => (await info()).last_error_message).toBe('Wrong response from the webhook: 401');
    expect(account.pendingUpdates()).toBe(1);
  });

  test('learns that it was blocked, and cannot write then', async () => {
    const { telegram, account } = await fake();
    const bot = grammyBot(telegram);
    const statuses: string[] = [];
    bot.on('my_chat_member', (ctx) => void statuses.push(ctx.myChatMember.new_chat_member.status));
    startPolling(bot);
    const customer = account.customer();
    const send = () => bot.api.sendMessage(customer.chatId, 'hi');

    await expect(send()).rejects.toThrow("403: Forbidden: bot can't initiate conversation with a user");
    customer.start();
    await send();
    customer.block();
    await expect(send()).rejects.toThrow('403: Forbidden: bot was blocked by the user');
    customer.unblock();
    await send();
    await until(() => statuses.length === 2);
    expect(statuses).toEqual(['kicked', 'member']);
  });

  test('uploads a file and downloads one', async () => {
    const { telegram, account } = await fake();
    const bot = grammyBot(telegram);
    const customer = account.customer();
    customer.start();
    const sent = await bot.api.sendPhoto(customer.chatId, new InputFile(Buffer.from('bytes'), 'a.jpg'), {
      caption: 'Look',
    });
    expect(customer.messages()).toMatchObject([{ kind: 'photo', text: 'Look' }]);
    const { file_path } = await bot.api.getFile(sent.photo[0]?.file_id ?? '');
    const response = await fetch(`${telegram.root}/file/bot${token}/${file_path}`);
    expect(await response.text()).toBe('bytes');
  });
});

describe('what Telegram refuses', () => {
  const refusals: [what: string, call: (bot: Bot, chatId: number) => Promise<unknown>, description: string][] = [
    ['an empty text', (bot, chat) => bot.api.sendMessage(chat, ' '), 'Bad Request: message text is empty'],
    ['4097 characters', (bot, chat) => bot.api.sendMessage(chat, 'a'.repeat(4097)), 'Bad Request: message is too long'],
    ['an unknown chat', (bot) => bot.api.sendMessage(1, 'a'), 'Bad Request: chat not found'],
    [
      'callback data of 65 bytes',
      (bot, chat) =>
        bot.api.sendMessage(chat, 'a', { reply_markup: new InlineKeyboard().text('x', `${'я'.repeat(32)}a`) }),
      'Bad Request: BUTTON_DATA_INVALID',
    ],
    [
      'an entity that ends outside the text',
      (bot, chat) => bot.api.sendMessage(chat, 'ab', { entities: [{ type: 'bold', offset: 1, length: 2 }] }),
      'Bad Request: entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 3',
    ],
    [
      'an entity that cuts an emoji in two',
      (bot, chat) => bot.api.sendMessage(chat, '😀', { entities: [{ type: 'bold', offset: 0, length: 1 }] }),
      'Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol',
    ],
    [
      'an unknown press',
      (bot) => bot.api.answerCallbackQuery('?'),
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    ],
    [
      'an edit of nothing',
      (bot, chat) => bot.api.editMessageText(chat, 99, 'a'),
      'Bad Request: message to edit not found',
    ],
    [
      'a deletion of nothing',
      (bot, chat) => bot.api.deleteMessage(chat, 99),
      'Bad Request: message to delete not found',
    ],
  ];

  test.each(refusals)('%s', async (_, call, description) => {
    const { telegram, account } = await fake();
    const customer = account.customer();
    customer.start();
    const error: unknown = await call(grammyBot(telegram), customer.chatId).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(GrammyError);
    expect(error).toMatchObject({ error_code: 400, description });
    expect(customer.messages()).toEqual([]);
  });

  test('an edit that changes nothing', async () => {
    const { telegram, account } = await fake();
    const { api } = grammyBot(telegram);
    const customer = account.customer();
    customer.start();
    const { message_id } = await api.sendMessage(customer.chatId, 'same');
    await expect(api.editMessageText(customer.chatId, message_id, 'same')).rejects.toThrow('message is not modified');
  });

  test('a token that no bot has', async () => {
    const { telegram } = await fake();
    const stranger = new Bot('1:revoked', { client: { apiRoot: telegram.root } });
    await expect(stranger.api.getMe()).rejects.toMatchObject({ error_code: 401, description: 'Unauthorized' });
  });

  test('more sends per second than it allows', async () => {
    const { telegram, account } = await fake({ rates: { perBot: 30, perChat: 1 } });
    const { api } = grammyBot(telegram);
    const customer = account.customer();
    customer.start();
    // Three, because two could fall on either side of a second's turn.
    const fates = await Promise.allSettled([1, 2, 3].map((n) => api.sendMessage(customer.chatId, `${n}`)));
    const refused = fates.find((fate) => fate.status === 'rejected');
    expect(refused?.reason).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } });
  });
});

describe('long polling', () => {
  test('keeps an update until a higher offset confirms it', async () => {
    const { telegram, account } = await fake();
    const { api } = grammyBot(telegram);
    const first = account.customer().say('one');
    const second = account.customer().say('two');
    const ids = async (offset: number) => (await api.getUpdates({ offset })).map((update) => update.update_id);
    expect(await ids(0)).toEqual([first, second]);
    expect(await ids(0)).toEqual([first, second]);
    expect(await ids(first + 1)).toEqual([second]);
    expect(account.pendingUpdates()).toBe(1);
  });

  test('answers an offset from the far future with its oldest updates: after a silent week ids begin anywhere', async () => {
    const { telegram, account } = await fake();
    const { api } = grammyBot(telegram);
    const before = account.customer().say('before the week');
    await api.getUpdates({ offset: before + 1 });
    account.push({ update_id: 7, message: {} });
    const next = account.customer().say('after it');
    expect(next).toBe(8);
    const updates = await api.getUpdates({ offset: before + 1 });
    expect(updates.map((update) => update.update_id)).toEqual([7, 8]);
  });

  test('wakes when something comes', async () => {
    const { telegram, account } = await fake();
    const waiting = grammyBot(telegram).api.getUpdates({ timeout: 30 });
    await until(() => account.calls('getUpdates').length === 1);
    const id = account.customer().say('now');
    expect((await waiting).map((update) => update.update_id)).toEqual([id]);
  });

  test('is refused to the older of two pollers, and while a webhook is set', async () => {
    const { telegram, account } = await fake();
    const { api } = grammyBot(telegram);
    const older = api.getUpdates({ timeout: 30 }).catch((cause: unknown) => cause);
    await until(() => account.calls('getUpdates').length === 1);
    const newer = api.getUpdates({ timeout: 30 }).catch((cause: unknown) => cause);
    expect(await older).toMatchObject({ error_code: 409 });

    await api.setWebhook('http://127.0.0.1:9/');
    expect(await newer).toMatchObject({ error_code: 409 });
    await expect(api.getUpdates()).rejects.toThrow("can't use getUpdates method while webhook is active");
  });

  test('gives only the kinds that were asked for, and forgets nothing by a later call without a list', async () => {
    const { telegram, account } = await fake();
    const { api } = grammyBot(telegram);
    await api.getUpdates({ allowed_updates: ['callback_query'] });
    await api.getUpdates();
    account.customer().say('unheard');
    account.push({ chat_member: {} });
    expect(account.pendingUpdates()).toBe(0);
    await api.getUpdates({ allowed_updates: [] });
    account.customer().say('heard');
    account.push({ message_reaction: {} });
    expect(account.pendingUpdates()).toBe(1);
  });
});

describe('a webhook', () => {
  test('hears of a chat in order, again after a failure, without holding other chats up', async () => {
    const { telegram, account } = await fake();
    const { url, seen } = await plainWebhook((text, attempt) => ({ status: text === 'a1' && attempt < 4 ? 500 : 200 }));
    await grammyBot(telegram).api.setWebhook(url);
    const a = account.customer();
    a.say('a1');
    a.say('a2');
    account.customer().say('b1');
    await until(() => account.pendingUpdates() === 0);
    expect(seen.filter((text) => text.startsWith('a'))).toEqual(['a1', 'a1', 'a1', 'a1', 'a2']);
    expect(seen.indexOf('b1')).toBeLessThan(seen.lastIndexOf('a1'));
  });

  test('is obeyed when it says Retry-After', async () => {
    // At 20 s a second only the bot's own "0" lets the third attempt come in time.
    const { telegram, account } = await fake({ retrySecondMs: 20_000 });
    const { url, seen } = await plainWebhook((_, attempt) =>
      attempt < 4 ? { status: 503, headers: { 'retry-after': '0' } } : { status: 200 },
    );
    await grammyBot(telegram).api.setWebhook(url);
    account.customer().say('hi');
    await until(() => account.pendingUpdates() === 0);
    expect(seen).toHaveLength(4);
  });

  test('gets presses in a queue of their own, so that one may overtake a message', async () => {
    const { telegram, account } = await fake({ retrySecondMs: 60_000 });
    const { url, seen } = await plainWebhook((text, attempt) => ({
      status: text === 'stuck' && attempt < 9 ? 500 : 200,
    }));
    const { api } = grammyBot(telegram);
    const customer = account.customer();
    customer.start();
    await api.sendMessage(customer.chatId, 'choose', { reply_markup: new InlineKeyboard().text('Yes', 'yes') });
    await api.setWebhook(url, { drop_pending_updates: true });
    customer.say('stuck');
    customer.press('Yes');
    await until(() => seen.includes('yes') && account.pendingUpdates() === 1);
  });

  test('may be sent everything twice, and again when its answer is lost', async () => {
    const { telegram, account } = await fake();
    const { url, seen } = await plainWebhook(() => ({ status: 200 }));
    await grammyBot(telegram).api.setWebhook(url);
    const customer = account.customer();
    account.delivery.copies = 2;
    customer.say('a');
    await until(() => account.pendingUpdates() === 0);
    account.delivery.copies = 1;
    account.delivery.lostAnswers = 0.5;
    customer.say('b');
    customer.say('c');
    await until(() => account.pendingUpdates() === 0);
    expect(seen).toEqual(['a', 'a', 'b', 'c', 'c']);
  });

  test('may be sent chats out of order but never one chat', async () => {
    const { telegram, account } = await fake();
    const { url, seen } = await plainWebhook(() => ({ status: 200 }));
    account.delivery.shuffleBetweenChats = true;
    const customers = Array.from({ length: 20 }, () => account.customer());
    for (const text of ['1', '2', '3']) for (const customer of customers) customer.say(`${customer.chatId} ${text}`);
    await grammyBot(telegram).api.setWebhook(url);
    await until(() => account.pendingUpdates() === 0);
    for (const { chatId } of customers) {
      const own = seen.filter((text) => text.startsWith(`${chatId} `));
      expect(own).toEqual([`${chatId} 1`, `${chatId} 2`, `${chatId} 3`]);
    }
    const firsts = seen.filter((text) => text.endsWith(' 1'));
    expect(firsts).not.toEqual(customers.map(({ chatId }) => `${chatId} 1`));
  });

  test('may put one call into its answer', async () => {
    const { telegram, account } = await fake();
    const customer = account.customer();
    const body = JSON.stringify({ method: 'sendMessage', chat_id: customer.chatId, text: 'by the way' });
    const { url } = await plainWebhook(() => ({ status: 200, headers: { 'content-type': 'application/json' }, body }));
    await grammyBot(telegram).api.setWebhook(url);
    customer.start();
    await customer.waitForMessage('by the way');
  });
});

describe('faults', () => {
  test('answer what they are told, as often as they are told', async () => {
    const { telegram, account } = await fake();
    const { api } = grammyBot(telegram);
    const customer = account.customer();
    customer.start();
    const send = () =>
      api.sendMessage(customer.chatId, 'hi').then(
        () => 'sent',
        (cause: unknown) => cause,
      );
    account.fail({
      method: 'sendMessage',
      times: 1,
      with: {
        status: 400,
        body: {
          ok: false,
          error_code: 400,
          description: 'Bad Request: group chat was upgraded to a supergroup chat',
          parameters: { migrate_to_chat_id: -100 },
        },
      },
    });
    account.fail({ chatId: customer.chatId, times: 1, with: { status: 502, body: '<html>Bad gateway</html>' } });
    account.fail({ times: 1, with: 'reset' });
    expect(await send()).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: -100 } });
    expect(await send()).toBeInstanceOf(HttpError);
    expect(await send()).toBeInstanceOf(HttpError);
    expect(customer.messages()).toEqual([]);
    expect(await send()).toBe('sent');
  });

  test('can deliver a message and hide that from the bot', async () => {
    const { telegram, account } = await fake();
    const { api } = grammyBot(telegram);
    const customer = account.customer();
    customer.start();
    account.fail({ times: 1, with: 'accept-then-reset' });
    await expect(api.sendMessage(customer.chatId, 'did it arrive?')).rejects.toBeInstanceOf(HttpError);
    expect(customer.messages()).toMatchObject([{ text: 'did it arrive?' }]);
  });

  test('can hang for ever', async () => {
    const { telegram, account } = await fake();
    const { api } = grammyBot(telegram);
    account.fail({ method: 'getMe', times: 1, with: 'hang' });
    const given = new AbortController();
    const hanging = api.getMe(given.signal as Parameters<typeof api.getMe>[0]);
    await until(() => account.calls('getMe').length === 1);
    expect(await api.getMe()).toMatchObject({ id: 4242 });
    given.abort();
    await expect(hanging).rejects.toBeInstanceOf(Error);
  });
});

describe('a customer', () => {
  test('presses keyboard buttons by writing their label, and shares what they ask for', async () => {
    const { telegram, account } = await fake();
    const { api } = grammyBot(telegram);
    const customer = account.customer();
    customer.start();
    const keyboard = [[{ text: 'Prices' }, { text: 'My phone', request_contact: true }]];
    await api.sendMessage(customer.chatId, 'menu', { reply_markup: { keyboard } });
    const [, press] = [customer.press('Prices'), await api.getUpdates()];
    expect(press.at(-1)?.message?.text).toBe('Prices');
    expect(() => customer.press('My phone')).toThrow('asks for a contact');
    await api.sendMessage(customer.chatId, 'gone', { reply_markup: { remove_keyboard: true } });
    expect(() => customer.press('Prices')).toThrow('sees no button "Prices"');
  });

  test('sees no deleted message', async () => {
    const { telegram, account } = await fake();
    const { api } = grammyBot(telegram);
    const customer = account.customer();
    customer.start();
    const { message_id } = await api.sendMessage(customer.chatId, 'oops');
    await api.deleteMessage(customer.chatId, message_id);
    expect(account.sentTo(customer.chatId)).toEqual([]);
  });
});
