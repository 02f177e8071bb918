import { describe, expect, test } from 'vitest';
import { deleteStage } from '../../crm-core/pipelines/delete-stage.ts';
import { attentionOf, conversationWith, heardBy, notices, stageNamed } from './records.ts';
import { openStand, saidTo, until } from './stand.ts';

const stand = await openStand({ by: 'webhook' });

/** Somebody in the middle of a question, with everybody else listening too. */
const talkative = `
start: { on-message: { match: { kind: exact, alternatives: [/start] }, interrupts: true }, to: ask }
help: { on-message: { match: { kind: keywords, anyOf: [help] } }, to: helping }
helping: { message: { text: Here is help } }
price: { quick-reply: { match: { kind: keywords, anyOf: [price] }, text: It is 100 } }
rest: { on-any-other: {}, to: sorry }
sorry: { message: { text: I did not get it } }
ask: { question: { text: How many?, kind: number, retryText: A number please, retries: 1, save: deal.number }, to: { next: done, invalid: given-up } }
done: { message: { text: 'You said {{ deal.number }}' } }
given-up: { message: { text: Never mind } }
`;

describe('D21: who hears a message', () => {
  test('a quick reply answers and does not move the customer from his question', async () => {
    const shop = await stand.shop({ flow: talkative });
    const anna = shop.bot.customer();
    for (const words of ['/start', 'what is the price', '7']) {
      anna.say(words);
      await shop.settled();
    }
    expect(saidTo(shop, anna)).toEqual(['How many?', 'It is 100', 'You said 7']);
    expect(await heardBy(stand, shop, anna)).toEqual(['interrupting_start', 'quick_reply', 'current_block']);
  });

  test('an interrupting start begins anew from wherever he stands, another start does not', async () => {
    const shop = await stand.shop({ flow: talkative });
    const anna = shop.bot.customer();
    for (const words of ['/start', 'help', '/start', '3', 'help']) {
      anna.say(words);
      await shop.settled();
    }
    expect(saidTo(shop, anna)).toEqual(['How many?', 'A number please', 'How many?', 'You said 3', 'Here is help']);
  });

  test('words that nobody listens to go to "any other"', async () => {
    const shop = await stand.shop({ flow: talkative });
    const anna = shop.bot.customer();
    anna.say('qwerty');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['I did not get it']);
    expect((await conversationWith(stand, shop, anna)).attention).toBeNull();
  });

  test('with nobody at all the bot is silent and the manager is told, once until somebody has looked', async () => {
    const shop = await stand.shop({
      flow: 'start: { on-message: { match: { kind: exact, alternatives: [/start] } }, to: hi }\nhi: { message: { text: Hi } }',
    });
    const anna = shop.bot.customer({ first_name: 'Anna' });
    anna.say('qwerty');
    await shop.settled();
    anna.say('Anybody?');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual([]);
    expect(await notices(stand, shop, 'not_understood')).toEqual(['Anna: qwerty']);
    expect((await conversationWith(stand, shop, anna)).attention).toBe('not_understood');
  });
});

const menu = `
start: { on-message: { match: { kind: exact, alternatives: [/start] }, interrupts: true }, to: menu }
menu:
  message: { text: Choose, buttons: [{ id: tea, label: Tea }, { id: coffee, label: Coffee }] }
  to: { tea: tea, coffee: coffee }
tea: { message: { text: Tea it is } }
coffee: { message: { text: Coffee it is } }
`;

describe('D21: buttons', () => {
  test('a number or a label typed instead of a press counts as one', async () => {
    const shop = await stand.shop({ flow: menu });
    const [anna, boris] = [shop.bot.customer(), shop.bot.customer()];
    for (const customer of [anna, boris]) customer.start();
    await shop.settled();
    anna.say('2)');
    boris.say('tea');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Choose', 'Coffee it is']);
    expect(saidTo(shop, boris)).toEqual(['Choose', 'Tea it is']);
  });

  test('a button works once, and belongs to the message that shows it', async () => {
    const shop = await stand.shop({ flow: menu });
    const anna = shop.bot.customer();
    anna.start();
    const first = await anna.nextReply(15_000);
    anna.start();
    const second = await anna.nextReply(15_000);
    anna.press('Tea', first);
    await shop.settled();
    anna.press('Coffee', first);
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Choose', 'Choose', 'Tea it is']);
    anna.press('Coffee', second);
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Choose', 'Choose', 'Tea it is', 'Coffee it is']);
  });

  test('a press forged with another chat’s button, or with rubbish, does nothing and is acknowledged', async () => {
    const shop = await stand.shop({ flow: menu });
    const [anna, mallory] = [shop.bot.customer(), shop.bot.customer()];
    anna.start();
    const annas = await anna.nextReply(15_000);
    mallory.start();
    const own = await mallory.nextReply(15_000);
    const stolen = annas.buttons[0]?.[0]?.data;
    expect(stolen).toBeDefined();
    for (const data of [stolen, `${stolen}9`, 'c1..0', 'c1.x.99999', '', '{"a":1}', 'x'.repeat(64)]) {
      shop.bot.push({ callback_query: pressOf(mallory.chatId, own.messageId, data) });
    }
    await shop.settled();
    expect(saidTo(shop, mallory)).toEqual(['Choose']);
    expect(saidTo(shop, anna)).toEqual(['Choose']);
    anna.press('Tea', annas);
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Choose', 'Tea it is']);
  });
});

describe('D22: what fails', () => {
  const failing = (to: string) => `
start: { on-message: { match: { kind: any } }, to: move }
move: { deal: { actions: [{ kind: move, stage: Nowhere }] }${to} }
sorry: { message: { text: 'Sorry: {{ local.error }}' } }
`;

  test('a block that fails takes its error port', async () => {
    const shop = await stand.shop({ flow: failing(', to: { error: sorry }') });
    const anna = shop.bot.customer();
    anna.say('Hello');
    await shop.settled();
    expect(saidTo(shop, anna)[0]).toContain('Nowhere');
    expect((await conversationWith(stand, shop, anna)).speaker).toBe('bot');
  });

  test('without one a human gets the conversation, and the inbox says why', async () => {
    const shop = await stand.shop({ flow: failing('') });
    const anna = shop.bot.customer();
    anna.say('Hello');
    await shop.settled();
    const { speaker, attention } = await conversationWith(stand, shop, anna);
    expect(speaker).toBe('human');
    expect(attention).toContain('Nowhere');
    expect(await notices(stand, shop, 'hand_over')).toHaveLength(1);
  });

  test('D3: a stage deleted under a waiting conversation is a failure of the block that names it, not of the turn', async () => {
    const shop = await stand.shop({
      flow: `
start: { on-message: { match: { kind: exact, alternatives: [/start] } }, to: ask }
ask: { question: { text: Shall we? }, to: move }
move: { deal: { actions: [{ kind: move, stage: Paid }] } }`,
    });
    const anna = shop.bot.customer();
    anna.start();
    await anna.nextReply(15_000);
    const stageId = await stageNamed(stand, shop, 'Paid');
    expect((await shop.run((work) => deleteStage(work, { stageId }))).kind).toBe('ok');
    anna.say('Yes');
    expect(await attentionOf(stand, shop, anna)).toContain('Paid');
  });

  test('M5: an endless loop is stopped, a human is told, and neighbours are answered', async () => {
    const shop = await stand.shop({
      flow: `
loop: { on-message: { match: { kind: exact, alternatives: [loop] } }, to: turn }
turn: { set: { variables: [{ variable: local.n, to: '1' }] }, to: turn }
hello: { on-message: { match: { kind: exact, alternatives: [hello] } }, to: hi }
hi: { message: { text: Hi } }`,
    });
    const [anna, boris] = [shop.bot.customer(), shop.bot.customer()];
    anna.say('loop');
    boris.say('hello');
    await shop.settled();
    expect(saidTo(shop, boris)).toEqual(['Hi']);
    const { speaker, attention } = await conversationWith(stand, shop, anna);
    expect({ speaker, attention }).toMatchObject({
      speaker: 'human',
      attention: expect.stringContaining('200 blocks'),
    });
  });

  test('D20: a regular expression that would explode elsewhere is answered by no and delays nobody', async () => {
    const shop = await stand.shop({
      flow: `
bomb: { on-message: { match: { kind: regex, pattern: '^(a+)+$' } }, to: hi }
hello: { on-message: { match: { kind: exact, alternatives: [hello] } }, to: hi }
hi: { message: { text: Hi } }`,
    });
    const [anna, boris] = [shop.bot.customer(), shop.bot.customer()];
    anna.say(`${'a'.repeat(4000)}!`);
    boris.say('hello');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual([]);
    expect(saidTo(shop, boris)).toEqual(['Hi']);
  });
});

test('D19: an edited message is shown as it reads now and heard by nobody', async () => {
  const shop = await stand.shop({ flow: menu });
  const anna = shop.bot.customer();
  anna.say('Helo');
  await shop.settled();
  anna.edit(1, 'Hello');
  await until('the edit to be stored', async () => {
    const [row] = await stand.sql`
      select body->>'text' as text from messages where project_id = ${shop.projectId} and direction = 'in'`;
    return row?.text === 'Hello';
  });
  expect(await heardBy(stand, shop, anna)).toEqual(['nobody']);
});

function pressOf(chatId: number, messageId: number, data: string | undefined): object {
  const from = { id: chatId, is_bot: false, first_name: 'Mallory' };
  const chat = { id: chatId, type: 'private', first_name: 'Mallory' };
  const message = { message_id: messageId, date: 1_700_000_000, chat, text: 'Choose' };
  return { id: `forged-${data}`, from, chat_instance: '1', message, data };
}
