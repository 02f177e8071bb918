import { describe, expect, test } from 'vitest';
import { chatWith, flowOf } from '../../engine/chat-for-tests.ts';

const asking = flowOf(
  `
entry: { on-message: { match: { kind: exact, alternatives: [ask] } }, to: ask }
ask: { question: { text: Age?, kind: number, save: contact.age }, to: count }
count: { set: { variables: [{ variable: local.x, to: 100 }] }, to: done }
done: end`,
  { n: 2, name: 'Ask age' },
);

describe('call', () => {
  test('runs another flow, waits in it, and goes on when it has ended', async () => {
    const chat = chatWith(
      `
first: { set: { variables: [{ variable: local.x, to: 1 }] }, to: calling }
calling: { call: { flow: Ask age }, to: after }
after: { message: { text: 'You are {{ contact.age }}, x is {{ local.x }}' }, to: bye }
bye: end`,
      { flows: [asking] },
    );
    expect(await chat.say('/start')).toEqual(['Age?']);
    expect(chat.state.stack).toHaveLength(2);
    expect(await chat.say('30')).toEqual(['You are 30, x is 1']);
    expect(chat.state.stack).toEqual([]);
  });

  test('D22: a failure inside the called flow takes the error port of the call', async () => {
    const failing = flowOf('entry: { deal: { actions: [{ kind: move, stage: Nowhere }] } }', { n: 2, name: 'Failing' });
    const chat = chatWith(
      `
first: { call: { flow: Failing }, to: { next: bye, error: oops } }
oops: { message: { text: Oops }, to: bye }
bye: end`,
      { flows: [failing] },
    );
    expect(await chat.say('/start')).toEqual(['Oops']);
    expect(chat.world.handOvers).toEqual([]);
  });

  test('a flow that calls itself for ever is stopped', async () => {
    const chat = chatWith('first: { call: { block: first } }');
    await chat.say('/start');
    expect(chat.world.handOvers).toHaveLength(1);
    expect(chat.state.stack).toEqual([]);
  });
});
