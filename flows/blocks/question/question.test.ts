import { describe, expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';
import { flowFromText } from '../../graph/flow-text.ts';

const asking = (settings: string, to = '{ next: thanks, invalid: gave-up, no_answer: late }') =>
  chatWith(`
first: { question: { text: Tell me, ${settings} }, to: ${to} }
thanks: { message: { text: 'Got {{ local.answer }}' }, to: bye }
gave-up: { message: { text: Never mind }, to: bye }
late: { message: { text: Too late }, to: bye }
bye: end`);

describe('question', () => {
  test.each([
    ['kind: text, save: contact.city', 'Riga', { city: 'Riga' }],
    ['kind: number, save: contact.age', '42', { age: 42 }],
    ['kind: phone, save: contact.phone', '8 912 345-67-89', { phone: '+79123456789' }],
    ['kind: email, save: contact.email', 'Write to anna@example.com', { email: 'anna@example.com' }],
    ['kind: date, save: contact.day', '25.12.2026', { day: '2026-12-25' }],
  ])('%s keeps what the answer %j means', async (settings, answer, kept) => {
    const chat = asking(settings);
    expect(await chat.say('/start')).toEqual(['Tell me']);
    expect((await chat.say(answer))[0]).toContain('Got');
    expect(chat.world.contactFields).toMatchObject(kept);
  });

  test('asks again after an answer that does not fit, and then gives up by "invalid"', async () => {
    const chat = asking('kind: number, retries: 2, retryText: A number please');
    await chat.say('/start');
    expect(await chat.say('many')).toEqual(['A number please']);
    expect(await chat.say('a lot')).toEqual(['A number please']);
    expect(await chat.say('lots')).toEqual(['Never mind']);
  });

  test('says by itself what it needs, in the language of the project', async () => {
    const chat = chatWith('first: { question: { text: Сколько?, kind: number } }', { facts: { locale: 'ru' } });
    await chat.say('/start');
    expect((await chat.say('много'))[0]).toContain('число');
  });

  test('D22: without "invalid" a human reads what the customer means', async () => {
    const chat = asking('kind: number, retries: 0', '{ next: thanks }');
    await chat.say('/start');
    await chat.say('many');
    expect(chat.world.handOvers).toHaveLength(1);
  });

  test('waits for an answer no longer than told, counted from the last word', async () => {
    const chat = asking('kind: number, noAnswer: 10m');
    await chat.say('/start');
    await chat.pass(9 * 60_000);
    await chat.say('many');
    expect(await chat.pass(9 * 60_000)).toEqual([]);
    expect(await chat.pass(60_000)).toEqual(['Too late']);
  });

  test('an answer in time leaves no timer behind', async () => {
    const chat = asking('noAnswer: 10m');
    await chat.say('/start');
    await chat.say('here');
    expect(chat.world.timers.size).toBe(0);
    expect(await chat.pass(3_600_000)).toEqual([]);
  });

  test('offers options, and each may have its own way', async () => {
    const chat = chatWith(`
first:
  question: { text: Size?, kind: choice, save: deal.size, options: [{ id: s, label: Small }, { id: l, label: Large, value: 10 }] }
  to: { s: small, next: any }
small: { message: { text: Small one }, to: bye }
any: { message: { text: 'Size {{ deal.size }}' }, to: bye }
bye: end`);
    await chat.say('/start');
    expect(await chat.press('Small')).toEqual(['Small one']);
    expect(chat.world.currentDeal?.variables).toEqual({ size: 'Small' });
    await chat.say('/start');
    expect(await chat.say('large')).toEqual(['Size 10']);
  });

  test('shows the share button, hears the shared phone, and takes the button away with the next message', async () => {
    const chat = asking('kind: phone, save: contact.phone, share: Share my number');
    await chat.say('/start');
    expect(chat.world.said[0]?.message.request).toEqual({ kind: 'contact', buttonLabel: 'Share my number' });
    await chat.shareContact('+79990000001');
    expect(chat.world.contactFields.phone).toBe('+79990000001');
    expect(chat.world.said[1]?.message.clearRequest).toBe(true);
    expect(chat.state.requestShown).toBeUndefined();
    await chat.say('/start');
    expect(chat.state.requestShown).toBe(true);
  });

  test('D16: a phone that the messenger does not vouch for counts as typed, and is checked as such', async () => {
    const chat = asking('kind: phone, save: contact.phone, retryText: Again');
    await chat.say('/start');
    expect(await chat.shareContact('123', false)).toEqual(['Again']);
    expect(await chat.shareContact('+79990000001', false)).toEqual(['Got +79990000001']);
  });

  test('keeps a place', async () => {
    const chat = asking('kind: location, save: deal.place');
    await chat.say('/start');
    await chat.say('here');
    await chat.sendBody({ kind: 'location', latitude: 1.5, longitude: 2.5 });
    expect(chat.world.currentDeal?.variables.place).toEqual({ latitude: 1.5, longitude: 2.5 });
  });

  test('keeps a file', async () => {
    const chat = asking('kind: file, save: deal.photo');
    await chat.say('/start');
    await chat.sendBody({ kind: 'media', media: 'image', ref: { handle: 'file-1', mime: 'image/png' } });
    expect(chat.world.currentDeal?.variables.photo).toEqual({ media: 'image', handle: 'file-1', mime: 'image/png' });
  });

  test('a sticker answers no question', async () => {
    const chat = asking('retryText: In words');
    await chat.say('/start');
    expect(await chat.sendBody({ kind: 'unsupported', providerKind: 'sticker' })).toEqual(['In words']);
  });

  test('D22: a value that the CRM refuses takes the error port', async () => {
    const chat = chatWith(
      `
first: { question: { text: Phone?, kind: phone, save: contact.phone }, to: { next: bye, error: oops } }
oops: { message: { text: 'Sorry: {{ local.error }}' }, to: bye }
bye: end`,
      { refuse: (what) => (what === 'contact.phone' ? 'taken' : undefined) },
    );
    await chat.say('/start');
    expect(await chat.say('+79123456789')).toEqual(['Sorry: taken']);
  });

  test('refuses a choice without options', () => {
    const text = 'format: 1\nname: T\nblocks:\n  a:\n    question: { text: Hi, kind: choice }';
    expect(() => flowFromText(text)).toThrow('options');
  });
});
