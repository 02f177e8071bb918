import { describe, expect, test } from 'vitest';
import type { Listener } from '../../crm-core/conversations/turn-trace.ts';
import { flowOf } from './chat-for-tests.ts';
import { SimulatedChat } from './simulated-chat.ts';

/** A customer who stands in a menu, and everybody who might hear him. Each answers with its own name. */
const flow = flowOf(`
begin: { on-message: { match: { kind: exact, alternatives: [begin] }, priority: 100, interrupts: true }, to: menu }
menu: { message: { text: menu, buttons: [{ id: tea, label: Tea }] }, to: { tea: tea, other: other } }
tea: { message: { text: tea }, to: bye }
other: { message: { text: other }, to: bye }
late: { on-message: { match: { kind: keywords, anyOf: [stop] }, interrupts: true, priority: 1 }, to: late-said }
late-said: { message: { text: late interrupting }, to: bye }
early: { on-message: { match: { kind: keywords, anyOf: [stop] }, interrupts: true, priority: 2 }, to: early-said }
early-said: { message: { text: early interrupting }, to: bye }
quick: { quick-reply: { match: { kind: keywords, anyOf: [stop, tea, price] }, text: quick reply } }
start: { on-message: { match: { kind: keywords, anyOf: [stop, price, hours] } }, to: started }
started: { message: { text: start }, to: bye }
unknown: { on-any-other: {}, to: sorry }
sorry: { message: { text: any other }, to: bye }
bye: end`);

/** The same, without the interrupting starts that hear "stop". */
const withoutOther = flowOf(
  `
begin: { on-message: { match: { kind: exact, alternatives: [begin] }, priority: 100, interrupts: true }, to: menu }
menu: { message: { text: menu, buttons: [{ id: tea, label: Tea }] }, to: { tea: tea } }
tea: { message: { text: tea }, to: bye }
quick: { quick-reply: { match: { kind: keywords, anyOf: [price] }, text: quick reply } }
start: { on-message: { match: { kind: keywords, anyOf: [price, hours] } }, to: started }
started: { message: { text: start }, to: bye }
unknown: { on-any-other: {}, to: sorry }
sorry: { message: { text: any other }, to: bye }
bye: end`,
);

async function inMenu(of = flow): Promise<SimulatedChat> {
  const chat = new SimulatedChat({ flows: [of] });
  await chat.say('begin');
  return chat;
}

describe('D21: who hears a message', () => {
  test.each<[string, Listener, string[]]>([
    ['stop', 'interrupting_start', ['early interrupting']],
    ['tea', 'current_block', ['tea']],
    ['1', 'current_block', ['tea']],
    ['price', 'quick_reply', ['quick reply']],
    ['hours', 'current_block', ['other']],
    ['mumble', 'current_block', ['other']],
  ])('"%s" in the menu is heard by %s', async (text, by, said) => {
    const chat = await inMenu();
    expect(await chat.say(text)).toEqual(said);
    expect(chat.last?.heardBy).toBe(by);
    expect(chat.last?.steps[0]).toMatchObject({ kind: 'heard', by });
  });

  test.each<[string, Listener, string[]]>([
    ['price', 'quick_reply', ['quick reply']],
    ['hours', 'start', ['start']],
    ['mumble', 'any_other', ['any other']],
  ])('"%s" in a menu that does not care is heard by %s', async (text, by, said) => {
    const chat = await inMenu(withoutOther);
    expect(await chat.say(text)).toEqual(said);
    expect(chat.last?.heardBy).toBe(by);
  });

  test('a human hears everything while he holds the conversation, and nobody else does', async () => {
    const chat = await inMenu();
    chat.world.speaker = 'human';
    for (const text of ['stop', 'tea', 'price', 'mumble']) {
      expect(await chat.say(text)).toEqual([]);
      expect(chat.last?.heardBy).toBe('human');
    }
    expect(await chat.press('Tea')).toEqual([]);
    expect(await chat.crm('deal.won')).toEqual([]);
    chat.world.speaker = 'bot';
    expect(await chat.press('Tea')).toEqual(['tea']);
  });

  test('nobody: nothing is said, the state stays, and the caller is told', async () => {
    const chat = new SimulatedChat({ flows: [flowOf('only: { on-first-contact: {}, to: bye }\nbye: end')] });
    await chat.say('hello');
    const before = chat.state;
    expect(await chat.say('mumble')).toEqual([]);
    expect(chat.last).toMatchObject({ heardBy: 'nobody', state: { ...before, budget: expect.anything() } });
  });

  test('ties of priority go by the place of the flow, then of the block', async () => {
    const answering = (name: string, n: number) =>
      flowOf(
        `
a: { on-message: { match: { kind: any } }, to: said-a }
b: { on-message: { match: { kind: any } }, to: said-b }
said-a: { message: { text: ${name} a } }
said-b: { message: { text: ${name} b } }`,
        { n, name },
      );
    const [one, two] = [answering('one', 1), answering('two', 2)];
    expect(await new SimulatedChat({ flows: [one, two] }).say('x')).toEqual(['one a']);
    expect(await new SimulatedChat({ flows: [two, one] }).say('x')).toEqual(['two a']);
  });

  test('an imported message starts nothing', async () => {
    const chat = new SimulatedChat({ flows: [flow] });
    const sender = { externalId: '1', name: 'A' };
    const outcome = await chat.happen({
      kind: 'message',
      providerId: 'x',
      body: { kind: 'text', text: 'begin' },
      sender,
      live: false,
    });
    expect(outcome).toMatchObject({ heardBy: 'nobody', steps: [] });
  });
});

describe('D21: a press is bound to its message', () => {
  test('it is heard before any start and wherever the customer stands', async () => {
    const chat = await inMenu();
    const [token] = [chat.state.choices[0]?.token ?? ''];
    await chat.say('mumble');
    expect(await chat.pressAt(token, 0)).toEqual(['tea']);
    expect(chat.last?.heardBy).toBe('choice');
  });

  test('the second press of the same buttons does nothing, and says so in the trace', async () => {
    const chat = await inMenu();
    const token = chat.state.choices[0]?.token ?? '';
    await chat.pressAt(token, 0);
    const before = chat.state;
    expect(await chat.pressAt(token, 0)).toEqual([]);
    expect(chat.last?.steps).toEqual([{ kind: 'heard', by: 'choice', why: expect.stringContaining('ignored') }]);
    expect(chat.state.stack).toEqual(before.stack);
  });

  test.each([
    ['nonsense', 0],
    ['', -1],
    ['__proto__', 0],
  ])('an unknown token (%j) does nothing', async (token, option) => {
    const chat = await inMenu();
    expect(await chat.pressAt(token, option)).toEqual([]);
    expect(chat.last?.heardBy).toBe('choice');
    expect(chat.state.stack).toHaveLength(1);
  });

  test.each([-1, 7, 0.5, Number.NaN])('an unknown option (%s) does nothing', async (option) => {
    const chat = await inMenu();
    expect(await chat.pressAt(chat.state.choices[0]?.token ?? '', option)).toEqual([]);
  });

  test('an old button leads on in the version of the flow that made it', async () => {
    const chat = await inMenu(withoutOther);
    const newer = flowOf('begin: { on-message: { match: { kind: any } }, to: said }\nsaid: { message: { text: new } }');
    const published = { ...newer, versionId: 'flv_1b' as typeof newer.versionId };
    await chat.say('hours');
    chat.world.flows = [published];
    chat.world.versions.set(published.versionId, published);
    expect(await chat.press('Tea')).toEqual(['tea']);
    expect(await chat.say('anything')).toEqual(['new']);
  });

  test('only so many buttons stay open', async () => {
    const chat = await inMenu();
    const first = chat.state.choices[0]?.token ?? '';
    for (let i = 0; i < 20; i++) await chat.say('begin');
    expect(chat.state.choices).toHaveLength(20);
    await chat.pressAt(first, 0);
    expect(chat.last?.steps[0]).toMatchObject({ why: 'ignored: no such buttons are open' });
  });
});

describe('answers with numbers', () => {
  const pizza = flowOf(`
begin: { on-message: { match: { kind: exact, alternatives: [begin] }, interrupts: true }, to: menu }
menu:
  message: { text: menu, buttons: [{ id: a, label: Margherita }, { id: b, label: '4 cheeses' }, { id: c, label: '1' }] }
  to: { a: a, b: b, c: c, other: other }
a: { message: { text: a } }
b: { message: { text: b } }
c: { message: { text: c } }
other: { message: { text: other } }`);

  test.each([
    ['2', 'b'],
    ['2)', 'b'],
    ['2.', 'b'],
    [' 2 ', 'b'],
    ['2️⃣', 'b'],
    ['２', 'b'],
    ['MARGHERITA', 'a'],
    ['4 Cheeses!', 'b'],
    ['1', 'c'],
    ['4', 'other'],
    ['0', 'other'],
    ['-2', 'other'],
    ['2 please', 'other'],
    ['', 'other'],
  ])('%j picks %s', async (text, said) => {
    const chat = await inMenu(pizza);
    expect(await chat.say(text)).toEqual([said]);
  });

  test('a number takes the option as a press does: the button is used up', async () => {
    const chat = await inMenu(pizza);
    const token = chat.state.choices[0]?.token ?? '';
    expect(await chat.say('2')).toEqual(['b']);
    expect(await chat.pressAt(token, 0)).toEqual([]);
    expect(chat.last?.steps[0]).toMatchObject({ by: 'choice', why: expect.stringContaining('pressed already') });
  });

  test('a number means nothing once the customer has left the menu', async () => {
    const chat = await inMenu(pizza);
    await chat.say('other words');
    expect(await chat.say('2')).toEqual([]);
    expect(chat.last?.heardBy).toBe('nobody');
  });
});
