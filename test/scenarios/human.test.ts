import { describe, expect, test } from 'vitest';
import { giveBack } from '../../crm-core/conversations/give-back.ts';
import { takeOver } from '../../crm-core/conversations/take-over.ts';
import { writeMessage } from '../../crm-core/conversations/write-message.ts';
import { conversationWith, heardBy, notices } from './records.ts';
import { openStand, type Shop, saidTo, until } from './stand.ts';

const stand = await openStand({ by: 'webhook' });
const echo = `
start: { on-message: { match: { kind: any } }, to: say }
say: { message: { text: 'Bot: {{ local.message }}' } }
`;

describe('D27: exactly one speaker', () => {
  test('while a human has taken over the bot is silent; given back, it answers again', async () => {
    const { shop, anna, conversationId } = await greeted();
    await shop.run((work) => takeOver(work, { conversationId }));
    anna.say('Is anybody there?');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Bot: Hello']);
    expect(await heardBy(stand, shop, anna)).toEqual(['start', 'human']);

    await shop.run((work) => giveBack(work, { conversationId }));
    anna.say('And now?');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Bot: Hello', 'Bot: And now?']);
  });

  test('a human who writes silences the bot for the project’s minutes, and no longer', async () => {
    const { shop, anna, conversationId } = await greeted();
    const message = { body: { kind: 'text' as const, text: 'Olga here' } };
    await shop.run((work) => writeMessage(work, { conversationId, message }));
    await shop.settled();
    anna.say('Hello Olga');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Bot: Hello', 'Olga here']);

    // The minutes go by; a turn reads again only what has another version.
    await stand.sql`
      update conversations set silent_until = now() - interval '1 second', version = version + 1
      where id = ${conversationId}`;
    anna.say('Still there?');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Bot: Hello', 'Olga here', 'Bot: Still there?']);
    expect((await conversationWith(stand, shop, anna)).speaker).toBe('bot');
  });

  test('a request that is repeated with its key writes to the customer once', async () => {
    const { shop, anna, conversationId } = await greeted();
    const message = { body: { kind: 'text' as const, text: 'Olga here' } };
    const write = () => shop.run((work) => writeMessage(work, { conversationId, message, key: 'k1' }));
    await Promise.all([write(), write()]);
    await write();
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Bot: Hello', 'Olga here']);
  });
});

describe('D28: managers are told', () => {
  const flow = `
start: { on-message: { match: { kind: exact, alternatives: [human] } }, to: tell }
tell: { notify: { text: 'Call {{ contact.name }}', to: everyone }, to: task }
task: { task: { title: 'Call {{ contact.name }}' }, to: over }
over: { hand-over: { reason: He asked for it }, to: last }
last: { message: { text: A colleague will write to you } }
`;
  const members = ['olga', 'ivan'].map((name) => ({ email: `${name}@two.example`, name }));

  test('of a notice, a task and a hand-over, each of them once although the update came three times', async () => {
    const shop = await stand.shop({ flow, members });
    shop.bot.delivery.copies = 3;
    const anna = shop.bot.customer({ first_name: 'Anna' });
    anna.say('human');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['A colleague will write to you']);
    expect(await notices(stand, shop, 'flow')).toEqual(['Call Anna', 'Call Anna']);
    expect(await notices(stand, shop, 'hand_over')).toEqual(['Anna: He asked for it', 'Anna: He asked for it']);
    expect(await stand.sql`select title from tasks where project_id = ${shop.projectId}`).toEqual([
      { title: 'Call Anna' },
    ]);
    expect(await conversationWith(stand, shop, anna)).toMatchObject({
      speaker: 'human',
      attention: 'He asked for it',
    });
  });
});

test('D28: two messages that are thought about in one breath are told of twice', async () => {
  const shop = await stand.shop({
    flow: `
start: { on-message: { match: { kind: any } }, to: tell }
tell: { notify: { text: '{{ local.message }}', to: everyone } }`,
  });
  const anna = shop.bot.customer();
  await stand.close();
  await stand.open({ ROLES: 'web' });
  anna.say('one');
  anna.say('two');
  await until('both to be stored', () => shop.bot.pendingUpdates() === 0);
  await stand.close();
  await stand.open();
  await shop.settled();
  expect(await notices(stand, shop, 'flow')).toEqual(['one', 'two']);
});

async function greeted() {
  const shop: Shop = await stand.shop({ flow: echo });
  const anna = shop.bot.customer();
  anna.say('Hello');
  await shop.settled();
  const { id: conversationId } = await conversationWith(stand, shop, anna);
  return { shop, anna, conversationId };
}
