import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { moveDeal } from '../../crm-core/deals/move-deal.ts';
import { attentionOf, conversationWith, stageNamed, theDeal } from './records.ts';
import { openStand, saidTo, until } from './stand.ts';

/** A system of the shop's own, in the private network. */
const calls: { method: string; body: string; key: string | undefined }[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {};
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  calls.push({ method: request.method ?? '', body, key: request.headers['idempotency-key']?.toString() });
  answer(request, response);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const shopSystem = `127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  calls.length = 0;
});

const stand = await openStand({ by: 'polling', env: { HTTP_ALLOW: shopSystem } });

describe('timers', () => {
  const flow = `
start: { on-message: { match: { kind: exact, alternatives: [/start] }, interrupts: true }, to: ask }
ask: { question: { text: Name?, noAnswer: 1s }, to: { next: thanks, no_answer: nudge } }
thanks: { message: { text: Thank you } }
nudge: { message: { text: Are you there? }, to: count }
count: { set: { variables: [{ variable: deal.nudges, to: '(deal.nudges ?? 0) + 1' }] } }
`;

  test('D19: "no answer within" fires once', async () => {
    const shop = await stand.shop({ flow });
    const anna = shop.bot.customer();
    anna.start();
    await anna.waitForMessage('Are you there?', 15_000);
    await shop.settled();
    expect((await theDeal(stand, shop)).variables).toEqual({ nudges: 1 });
    expect(await stand.sql`select id from timers where project_id = ${shop.projectId}`).toEqual([]);
  });

  test('an answer in time takes the timer away', async () => {
    const shop = await stand.shop({ flow: flow.replace('1s', '1h') });
    const anna = shop.bot.customer();
    anna.start();
    await anna.nextReply(15_000);
    const timers = () => stand.sql`select id from timers where project_id = ${shop.projectId}`;
    expect(await timers()).toHaveLength(1);
    anna.say('Anna');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Name?', 'Thank you']);
    expect(await timers()).toEqual([]);
  });

  test('what became due while the house was closed fires when it is open again, once', async () => {
    const shop = await stand.shop({ flow: flow.replace('1s', '1h') });
    const anna = shop.bot.customer();
    anna.start();
    await anna.nextReply(15_000);
    await stand.close();
    await stand.sql`update timers set fire_at = now() - interval '1 minute' where project_id = ${shop.projectId}`;
    await stand.open();
    await anna.waitForMessage('Are you there?', 15_000);
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Name?', 'Are you there?']);
    expect((await theDeal(stand, shop)).variables).toEqual({ nudges: 1 });
  });
});

describe('calls to the world', () => {
  const flow = (url: string, settings = '') => `
start: { on-message: { match: { kind: exact, alternatives: [/start] }, interrupts: true }, to: call }
call: { http: { url: '${url}'${settings} }, to: { next: done, error: failed } }
done: { message: { text: 'Answer: {{ local.http.body.stock }}' } }
failed: { message: { text: 'Failed: {{ local.error }}' } }
`;

  test('an HTTP block is an effect whose answer comes back as an event of the conversation', async () => {
    answer = (_request, response) => response.setHeader('content-type', 'application/json').end('{"stock":7}');
    const settings = `, method: POST, body: '{"name": "{{ contact.name }}"}'`;
    const shop = await stand.shop({ flow: flow(`http://${shopSystem}/stock`, settings) });
    const anna = shop.bot.customer({ first_name: 'An"na' });
    anna.start();
    await anna.waitForMessage('Answer: 7', 15_000);
    expect(calls).toMatchObject([{ method: 'POST', body: '{"name": "An\\"na"}', key: expect.stringMatching(/^eff_/) }]);
  });

  test('a call that may be repeated is made again after a failure, under the same key', async () => {
    answer = (_request, response) => {
      response.statusCode = calls.length === 1 ? 500 : 200;
      response.end('{"stock":8}');
    };
    const shop = await stand.shop({ flow: flow(`http://${shopSystem}/stock`) });
    const anna = shop.bot.customer();
    anna.start();
    await anna.waitForMessage('Answer: 8', 15_000);
    expect(calls).toHaveLength(2);
    expect(new Set(calls.map((call) => call.key)).size).toBe(1);
  });

  test('a call that hung while the house was closed is made again by the next one', async () => {
    const held: ServerResponse[] = [];
    answer = (_request, response) => {
      if (calls.length === 1) held.push(response);
      else response.end('{"stock":9}');
    };
    const shop = await stand.shop({ flow: flow(`http://${shopSystem}/stock`, ', timeoutSeconds: 1') });
    const anna = shop.bot.customer();
    anna.start();
    await until('the first call', () => calls.length === 1);
    await stand.close();
    await stand.open();
    await anna.waitForMessage('Answer: 9', 15_000);
    expect(new Set(calls.map((call) => call.key)).size).toBe(1);
  });

  test('one that may not be repeated and is not answered takes the error port', async () => {
    answer = () => {};
    const shop = await stand.shop({ flow: flow(`http://${shopSystem}/pay`, ', method: POST, timeoutSeconds: 1') });
    const anna = shop.bot.customer();
    anna.start();
    await anna.waitForMessage('timeout', 15_000);
    await shop.settled();
    expect(calls).toHaveLength(1);
  });

  test.each([
    ['http://127.0.0.1:80/', 'private addresses are not allowed'],
    ['http://localhost/', 'the name leads to a private address'],
    ['http://[::ffff:169.254.169.254]/latest', 'private addresses are not allowed'],
    ['http://2130706433/', 'private addresses are not allowed'],
    [`http://${shopSystem.replace('127.0.0.1', '127.0.0.2')}/`, 'is not allowed'],
  ])('an address in the private network that nobody has allowed is refused: %s', async (url, why) => {
    const shop = await stand.shop({ flow: flow(url) });
    const anna = shop.bot.customer();
    anna.start();
    expect((await anna.nextReply(15_000)).text).toContain(why);
    expect(calls).toEqual([]);
  });

  test('D22: without an error port a human gets the conversation', async () => {
    const shop = await stand.shop({ flow: flow('http://127.0.0.1:80/').replace(', error: failed', '') });
    const anna = shop.bot.customer();
    anna.start();
    expect(await attentionOf(stand, shop, anna)).toContain('private addresses');
    expect((await conversationWith(stand, shop, anna)).speaker).toBe('human');
  });
});

describe('D19: what happens in the CRM starts flows', () => {
  const flow = `
start: { on-message: { match: { kind: exact, alternatives: [/start] }, interrupts: true }, to: ask }
ask: { question: { text: Name?, save: contact.name }, to: thanks }
thanks: { message: { text: 'Thank you, {{ contact.name }}' } }
paid: { on-crm-event: { event: deal.moved, stage: Paid }, to: receipt }
receipt: { message: { text: 'We got your money' } }
`;

  test('a manager moves the deal; the customer hears of it, and still stands where he stood', async () => {
    const shop = await stand.shop({ flow });
    const anna = shop.bot.customer();
    anna.start();
    await anna.nextReply(15_000);
    const { id: dealId } = await theDeal(stand, shop);
    for (const name of ['Talks', 'Paid']) {
      const stageId = await stageNamed(stand, shop, name);
      await shop.run((work) => moveDeal(work, { dealId, stageId }));
      await shop.settled();
    }
    expect(saidTo(shop, anna)).toEqual(['Name?', 'We got your money']);
    anna.say('Anna');
    await shop.settled();
    expect(saidTo(shop, anna)).toEqual(['Name?', 'We got your money', 'Thank you, Anna']);
  });
});
