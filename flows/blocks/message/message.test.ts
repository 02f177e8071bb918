import { describe, expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';
import { flowFromText } from '../../graph/flow-text.ts';

const menu = `
first:
  message:
    text: What now?
    buttons:
      - { id: tea, label: Tea }
      - { id: coffee, label: Coffee }
      - { id: shop, label: Shop, url: 'https://example.com/{{ contact.name }}' }
    noAnswer: 5m
  to: { tea: tea, coffee: coffee, other: other, no_answer: late }
tea: { message: { text: Tea it is }, to: bye }
coffee: { message: { text: Coffee it is }, to: bye }
other: { message: { text: Neither }, to: bye }
late: { message: { text: Are you there? }, to: bye }
bye: end
`;

describe('message', () => {
  test('fills in its text and goes on', async () => {
    const chat = chatWith(`
first: { message: { text: 'Hello, {{ contact.name }}!' }, to: second }
second: { message: { text: Bye }, to: bye }
bye: end`);
    expect(await chat.say('/start')).toEqual(['Hello, Anna!', 'Bye']);
    expect(chat.state.stack).toEqual([]);
  });

  test('shows buttons and waits; each button has its own way', async () => {
    const chat = chatWith(menu);
    await chat.say('/start');
    expect(chat.world.said[0]?.message.choice?.options).toEqual([
      { id: 'tea', label: 'Tea' },
      { id: 'coffee', label: 'Coffee' },
      { id: 'shop', label: 'Shop', url: 'https://example.com/Anna' },
    ]);
    expect(await chat.press('Coffee')).toEqual(['Coffee it is']);
  });

  test('keeps the label that was picked as local.answer', async () => {
    const chat = chatWith(`
first: { message: { text: Pick, buttons: [{ id: a, label: 'For {{ contact.name }}' }] }, to: { a: told } }
told: { message: { text: 'You said {{ local.answer }}' }, to: bye }
bye: end`);
    await chat.say('/start');
    expect(await chat.press('For Anna')).toEqual(['You said For Anna']);
  });

  test('sends words that are no button along "other"', async () => {
    const chat = chatWith(menu);
    await chat.say('/start');
    expect(await chat.say('cocoa')).toEqual(['Neither']);
  });

  test('goes on by itself when nobody answers in time, and not before', async () => {
    const chat = chatWith(menu);
    await chat.say('/start');
    expect(await chat.pass(4 * 60_000)).toEqual([]);
    expect(await chat.pass(60_000)).toEqual(['Are you there?']);
  });

  test('a button that was left behind by "no answer" can still be pressed', async () => {
    const chat = chatWith(menu);
    await chat.say('/start');
    await chat.pass(5 * 60_000);
    expect(await chat.press('Tea')).toEqual(['Tea it is']);
  });

  test('answers the number of a link with the link, and waits on', async () => {
    const chat = chatWith(menu);
    await chat.say('/start');
    expect(await chat.say('3')).toEqual(['https://example.com/Anna']);
    expect(await chat.say('1')).toEqual(['Tea it is']);
  });

  test('with "next" connected it goes on at once and its buttons stay pressable', async () => {
    const chat = chatWith(`
first: { message: { text: Menu, buttons: [{ id: a, label: A }], reusable: true }, to: { next: more, a: pressed } }
more: { question: { text: Name? }, to: bye }
pressed: { message: { text: Pressed }, to: bye }
bye: end`);
    expect(await chat.say('/start')).toEqual(['Menu', 'Name?']);
    expect(await chat.press('A')).toEqual(['Pressed']);
    expect(await chat.press('A')).toEqual(['Pressed']);
  });

  test('draws one of several texts', async () => {
    const chat = chatWith(`
first: { message: { text: [One, Two, Three] }, to: bye }
bye: end`);
    const said = new Set<string | undefined>();
    for (let i = 0; i < 20; i++) said.add((await chat.say('/start'))[0]);
    expect([...said].sort()).toEqual(['One', 'Three', 'Two']);
  });

  test('sends media with the text as its caption', async () => {
    const chat = chatWith(`
first: { message: { text: Look, media: { kind: image, url: 'https://example.com/{{ 1 + 1 }}.png' } }, to: bye }
bye: end`);
    await chat.say('/start');
    expect(chat.world.said[0]?.message.body).toEqual({
      kind: 'media',
      media: 'image',
      ref: { handle: 'https://example.com/2.png' },
      caption: { text: 'Look' },
    });
  });

  test('says nothing when the text comes out empty, because messengers refuse an empty message', async () => {
    const chat = chatWith(`
first: { message: { text: '{{ contact.nickname }}' }, to: second }
second: { message: { text: Second }, to: bye }
bye: end`);
    expect(await chat.say('/start')).toEqual(['Second']);
  });

  test('D22: calculates before it speaks, and a refused value takes the error port', async () => {
    const blocks = `
first: { message: { set: [{ variable: deal.total, to: 2 * 21 }], text: 'Total {{ deal.total }}' }, to: { next: bye, error: oops } }
oops: { message: { text: Sorry }, to: bye }
bye: end`;
    expect(await chatWith(blocks).say('/start')).toEqual(['Total 42']);
    const refusing = chatWith(blocks, { refuse: (what) => (what === 'deal.total' ? 'not today' : undefined) });
    expect(await refusing.say('/start')).toEqual(['Sorry']);
  });

  test('leaves out what cannot be computed and notes it', async () => {
    const chat = chatWith(`
first: { message: { text: 'Sum: {{ "a" * 2 }}.' }, to: bye }
bye: end`);
    expect(await chat.say('/start')).toEqual(['Sum: .']);
    expect(chat.last?.steps).toContainEqual({ kind: 'problem', blockId: 'first', why: expect.stringContaining('a') });
  });

  test.each([
    ['nothing to say', '{}'],
    ['a button named as a port', '{ text: Hi, buttons: [{ id: next, label: A }] }'],
    ['two buttons of one name', '{ text: Hi, buttons: [{ id: a, label: A }, { id: a, label: B }] }'],
    ['a misspelt setting', '{ text: Hi, button: [] }'],
  ])('refuses %s', (_what, settings) => {
    expect(() => flowFromText(`format: 1\nname: T\nblocks:\n  a:\n    message: ${settings}`)).toThrow('block a');
  });
});
