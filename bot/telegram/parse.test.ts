import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LaneEvent } from '../../crm-core/conversations/lane-event.ts';
import { parseUpdate } from './parse.ts';

const folder = join(import.meta.dirname, 'fixtures');
const fixtures = new Map(
  readdirSync(folder).map((file) => [file.replace('.json', ''), readFileSync(join(folder, file), 'utf8')]),
);

function raw(name: string): unknown {
  return JSON.parse(fixtures.get(name) ?? '');
}

function arrivalOf(name: string) {
  const [arrival, ...rest] = parseUpdate(raw(name)).arrivals;
  expect(rest).toEqual([]);
  if (!arrival) throw new Error('nothing arrived');
  return arrival;
}

function eventOf(name: string): LaneEvent {
  return arrivalOf(name).event;
}

const anna = { externalId: '5391020447', name: 'Анна Петрова', username: 'anna_p', locale: 'ru' };

describe('who, where and when', () => {
  test('a message arrives in the lane of its chat, keyed and ordered by its update', () => {
    expect(arrivalOf('text')).toEqual({
      chatKey: '5391020447',
      key: 'u918273601',
      order: 918273601,
      event: {
        kind: 'message',
        providerId: '401',
        body: { kind: 'text', text: 'Здравствуйте! Сколько стоит стрижка?' },
        sender: anna,
        live: true,
      },
    });
  });

  test('ids of 52 bits and hostile names come through exactly', () => {
    const { chatKey, event } = arrivalOf('big-ids');
    expect(chatKey).toBe('4503599627370495');
    expect(event).toMatchObject({ providerId: '2147483647', sender: { name: '<b>&"\'\u202etxt.exe' } });
  });

  test('an update without a usable id is keyed by its content, so that its repetition is known', () => {
    const update = { update_id: '12', message: { text: 'x' } };
    const [first] = parseUpdate(update).arrivals;
    expect(first?.key).toMatch(/^h[0-9a-f]{32}$/);
    expect(parseUpdate(structuredClone(update)).arrivals[0]?.key).toBe(first?.key);
    expect(parseUpdate({ ...update, message: { text: 'y' } }).arrivals[0]?.key).not.toBe(first?.key);
  });

  test.each([[undefined], [null], [[]], ['text'], [12], [{}], [{ update_id: 1 }], [{ update_id: 1, message: null }]])(
    '%j is ignored without harm',
    (update) => {
      expect(parseUpdate(update).arrivals).toMatchObject([{ chatKey: 'none', event: { kind: 'ignored' } }]);
    },
  );
});

describe('what is said', () => {
  test('formatting that a person chose is kept, with mentions of people as links', () => {
    expect(eventOf('formatted-text')).toMatchObject({
      body: {
        entities: [
          { kind: 'bold', offset: 3, length: 12 },
          { kind: 'link', offset: 19, length: 5, url: 'https://salon.example/price' },
          { kind: 'link', offset: 34, length: 3, url: 'tg://user?id=777000111' },
        ],
      },
    });
  });

  test('a link to a script and an entity outside its text are dropped, the text stays', () => {
    const message = {
      message_id: 1,
      chat: { id: 5, type: 'private' },
      text: 'tap',
      entities: [
        { type: 'text_link', offset: 0, length: 3, url: 'javascript:alert(1)' },
        { type: 'bold', offset: 1, length: 99 },
        { type: 'bold', offset: -1, length: 1 },
        { type: 'bold', offset: 0.5, length: 1 },
      ],
    };
    const [arrival] = parseUpdate({ update_id: 1, message }).arrivals;
    expect(arrival?.event).toMatchObject({ kind: 'message', body: { kind: 'text', text: 'tap' } });
    expect(arrival?.event).not.toHaveProperty('body.entities');
  });

  test.each([
    [
      'album-first',
      { media: 'image', ref: { handle: 'AgACAgIAAxkBAay', size: 151220 }, groupKey: '14130291388124517' },
    ],
    ['album-first', { caption: { text: 'Вот так хочу', entities: [{ kind: 'italic', offset: 4, length: 3 }] } }],
    ['album-second', { media: 'image', ref: { handle: 'AgACAgIAAxkBAby' }, groupKey: '14130291388124517' }],
    ['document', { media: 'file', ref: { fileName: 'договор (1).pdf', mime: 'application/pdf' } }],
    ['animation', { media: 'animation' }],
    ['voice', { media: 'voice', ref: { mime: 'audio/ogg' } }],
    ['sticker', { media: 'sticker', ref: { handle: 'CAACAgIAAxkBAAIBmw' } }],
  ])('%s is media: %j', (name, body) => {
    expect(eventOf(name)).toMatchObject({ kind: 'message', body: { kind: 'media', ...body } });
  });

  test('places come with their name and address when they have one', () => {
    expect(eventOf('venue')).toMatchObject({
      body: {
        kind: 'location',
        latitude: 55.751244,
        longitude: 37.618423,
        title: 'Салон на Тверской',
        address: 'Тверская, 7',
      },
    });
    expect(eventOf('location')).toMatchObject({ body: { latitude: -33.865143, longitude: 151.2099 } });
  });

  test('what Telegram invents tomorrow is still seen by a person', () => {
    expect(eventOf('unheard-of-message')).toMatchObject({ body: { kind: 'unsupported', providerKind: 'smell' } });
    expect(eventOf('poll')).toMatchObject({ body: { kind: 'unsupported', providerKind: 'poll' } });
  });

  test('an edit names the message that it changes', () => {
    expect(eventOf('edited')).toEqual({
      kind: 'edited',
      targetProviderId: '401',
      body: { kind: 'text', text: 'Здравствуйте! Сколько стоит укладка?' },
      sender: anna,
    });
  });
});

describe('how the customer came', () => {
  test('a deep link brings its payload', () => {
    expect(eventOf('start-deep-link')).toMatchObject({
      kind: 'message',
      start: { payload: 'l_Zk3vT9x0m2Q7r5t1a8bW4c', source: 'deep_link' },
    });
  });

  test('a plain start brings none', () => {
    expect(eventOf('start-plain')).toMatchObject({ kind: 'message', body: { text: '/start' } });
    expect(eventOf('start-plain')).not.toHaveProperty('start');
  });

  test.each([
    ['typed words', { text: '/start ref=42&x' }],
    ['65 characters', { text: `/start ${'a'.repeat(65)}` }],
    ['a forwarded link', { text: '/start abc', forward_origin: { type: 'hidden_user', date: 1 } }],
  ])('%s after /start are only text', (_name, content) => {
    const message = { message_id: 1, chat: { id: 5, type: 'private' }, ...content };
    expect(parseUpdate({ update_id: 1, message }).arrivals[0]?.event).not.toHaveProperty('start');
  });
});

describe('D16: a phone is attested by Telegram only as the sender’s own contact', () => {
  test('the own contact is verified', () => {
    expect(eventOf('contact-own')).toEqual({
      kind: 'contact_shared',
      providerId: '414',
      phone: '+79161234567',
      name: 'Анна Петрова',
      verified: true,
      sender: anna,
    });
  });

  test.each([
    ['contact-foreign', '+79160000001'],
    ['contact-without-account', '+7 (916) 000-00-02'],
    ['contact-forwarded', '+79161234567'],
    ['contact-via-bot', '+79161234567'],
    ['contact-letters', '7916I234567'],
  ])('%s is not', (name, phone) => {
    expect(eventOf(name)).toMatchObject({ kind: 'contact_shared', verified: false, phone });
  });

  test('a contact in a group is not even heard', () => {
    expect(eventOf('contact-in-group')).toEqual({ kind: 'ignored', providerKind: 'message:supergroup' });
  });
});

describe('presses', () => {
  test('a press names the choice and the option, and waits for an answer', () => {
    expect(parseUpdate(raw('callback')).callbackId).toBe('23154256389012345678');
    expect(eventOf('callback')).toEqual({
      kind: 'choice',
      providerId: '23154256389012345678',
      callbackId: '23154256389012345678',
      token: 'k3v9x0m2q7r5t1a8',
      option: 1,
      sender: anna,
    });
  });

  test('a press under a message too old to be shown, or sent inline, still finds its chat', () => {
    expect(arrivalOf('callback-inaccessible')).toMatchObject({ chatKey: '5391020447', event: { option: 0 } });
    expect(arrivalOf('callback-inline')).toMatchObject({ chatKey: '5391020447', event: { option: 0 } });
  });

  test.each(['callback-forged', 'callback-game'])('%s is a press of no known choice', (name) => {
    expect(eventOf(name)).toMatchObject({ kind: 'choice', token: '', option: -1 });
  });

  test('a press in a group is ignored, yet answered', () => {
    expect(eventOf('callback-in-group')).toMatchObject({ kind: 'ignored', providerKind: 'callback_query:supergroup' });
    expect(parseUpdate(raw('callback-in-group')).callbackId).toBe('23154256389012345683');
  });
});

test('blocking and unblocking the bot change whether the customer can be reached', () => {
  expect(eventOf('blocked')).toEqual({
    kind: 'reachability',
    reachable: false,
    reason: 'bot was blocked by the user',
    sender: anna,
  });
  expect(eventOf('unblocked')).toMatchObject({ kind: 'reachability', reachable: true });
});

test.each([
  ['group-message', 'message:supergroup', '-1001987654321'],
  ['added-to-group', 'my_chat_member:supergroup:member', '-1001987654321'],
  ['channel-post', 'channel_post', '-1001'],
  ['business-message', 'business_message', '5391020447'],
  ['business-echo', 'business_message', '5391020447'],
  ['guest-message', 'guest_message', '-1001987654321'],
  ['other-bot', 'message:from_bot', '5391020447'],
  ['pinned', 'message:pinned_message', '5391020447'],
  ['live-location-edit', 'edited_message:live_location', '5391020447'],
  ['unheard-of-update', 'hologram_received', '5391020447'],
])('%s is kept as ignored: %s', (name, providerKind, chatKey) => {
  expect(arrivalOf(name)).toMatchObject({ chatKey, event: { kind: 'ignored', providerKind } });
});

describe('whatever comes', () => {
  const eventKinds = ['message', 'choice', 'contact_shared', 'edited', 'reachability', 'ignored'];

  test('any mutation of a real update parses to one well-formed event', () => {
    const junk = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('', 0, -1, 2 ** 60, 0.5, true, {}, [], [[]]));
    const mutations = fc.array(fc.record({ at: fc.nat(), what: fc.constantFrom('replace', 'delete'), junk }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.constantFrom(...fixtures.keys()), mutations, (name, steps) => {
        const update = raw(name);
        for (const step of steps) mutate(update, step);
        const { arrivals } = parseUpdate(update);
        for (const { chatKey, key, order, event } of arrivals) {
          expect(chatKey).not.toBe('');
          expect(key).toMatch(/^(u-?\d+|h[0-9a-f]{32})$/);
          expect(Number.isFinite(order)).toBe(true);
          expect(eventKinds).toContain(event.kind);
          if (event.kind === 'contact_shared' && event.verified) expect(event.phone).toMatch(/^\+\d{7,15}$/);
        }
        expect(arrivals).toHaveLength(1);
      }),
      { numRuns: 3000 },
    );
  });

  test('any JSON at all parses to one event', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => parseUpdate(value).arrivals.length === 1));
  });
});

/** Replaces or removes one value somewhere in the tree. */
function mutate(root: unknown, step: { at: number; what: string; junk: unknown }): void {
  const seats = seatsIn(root);
  const seat = seats[step.at % seats.length];
  if (!seat) return;
  if (step.what === 'delete') Reflect.deleteProperty(seat.holder, seat.key);
  else Reflect.set(seat.holder, seat.key, structuredClone(step.junk));
}

function seatsIn(value: unknown): { holder: object; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [{ holder: value, key }, ...seatsIn(inner)]);
}
