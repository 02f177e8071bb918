import { describe, expect, test } from 'vitest';
import { emptyState } from '../../crm-core/conversations/conversation-state.ts';
import { asId } from '../../kernel/ids.ts';
import { chatWith, flowOf, sales } from './chat-for-tests.ts';
import { handleEvent } from './handle-event.ts';
import { SimulatedChat } from './simulated-chat.ts';
import { SimulatedTurn } from './simulated-turn.ts';

const minute = 60_000;

describe('D22: what fails', () => {
  const failing = (to: string) => `
first: { deal: { actions: [{ kind: move, stage: Nowhere }] }, to: ${to} }
oops: { message: { text: Oops }, to: bye }
again: { message: { text: Again }, to: first }
bye: end`;

  test('goes by the error port', async () => {
    const chat = chatWith(failing('{ next: bye, error: oops }'), { pipelines: [sales] });
    expect(await chat.say('/start')).toEqual(['Oops']);
    expect(chat.world.handOvers).toEqual([]);
  });

  test('without one the conversation goes to a human, and the trace and the inbox say why', async () => {
    const chat = chatWith(failing('{ next: bye }'), { pipelines: [sales] });
    await chat.say('/start');
    expect(chat.world.handOvers).toEqual([expect.stringContaining('There is no stage "Nowhere"')]);
    expect(chat.last?.steps.at(-1)).toMatchObject({ kind: 'stopped', why: expect.stringContaining('first') });
    expect(chat.state.stack).toEqual([]);
  });

  test('fails in a circle only once', async () => {
    const chat = chatWith(failing('{ next: bye, error: again }'), { pipelines: [sales] });
    expect(await chat.say('/start')).toEqual(['Again']);
    expect(chat.world.handOvers).toHaveLength(1);
  });

  test('tells the human in the language of the project', async () => {
    const chat = chatWith(failing('{ next: bye }'), { facts: { locale: 'ru' } });
    await chat.say('/start');
    expect(chat.world.handOvers[0]).toContain('Бот не смог продолжить');
  });
});

describe('D24: a conversation keeps the version that it began with', () => {
  const asking = 'first: { question: { text: Old? }, to: thanks }\nthanks: { message: { text: Old thanks } }';

  test('publishing changes nothing for those who are inside', async () => {
    const chat = chatWith(asking);
    await chat.say('/start');
    const newer = flowOf('start: { on-message: { match: { kind: any } }, to: x }\nx: { message: { text: New } }');
    const published = { ...newer, versionId: asId<'flowVersion'>('flv_2') };
    chat.world.flows = [published];
    chat.world.versions.set(published.versionId, published);
    expect(await chat.say('answer')).toEqual(['Old thanks']);
    expect(await chat.say('hello')).toEqual(['New']);
  });

  test('a flow that jumps to itself by name stays in the version that it runs', async () => {
    const chat = chatWith(`
first: { question: { text: Go? }, to: go }
go: { jump: { flow: Test, block: target } }
target: { message: { text: Old target } }`);
    await chat.say('/start');
    const newer = flowOf('start: { on-any-other: {}, to: target }\ntarget: { message: { text: New target } }');
    const published = { ...newer, versionId: asId<'flowVersion'>('flv_2') };
    chat.world.flows = [published];
    chat.world.versions.set(published.versionId, published);
    expect(await chat.say('yes')).toEqual(['Old target']);
  });

  test('a version that is gone hands the customer to a human instead of failing', async () => {
    const chat = chatWith(asking);
    await chat.say('/start');
    chat.world.flows = [];
    chat.world.versions.clear();
    expect(await chat.say('answer')).toEqual([]);
    expect(chat.world.handOvers).toHaveLength(1);
    expect(chat.state.stack).toEqual([]);
  });

  test('so does a block that is gone, whatever wakes the conversation', async () => {
    const without = flowOf('other: end');
    for (const wake of ['text', 'press', 'timer'] as const) {
      const chat = chatWith(
        'first: { message: { text: Hi, buttons: [{ id: a, label: A }], noAnswer: 1m }, to: { a: next } }\nnext: end',
      );
      await chat.say('/start');
      chat.world.flows = [without];
      chat.world.versions.set(without.versionId, without);
      if (wake === 'text') await chat.say('A');
      else if (wake === 'press') await chat.press('A');
      else await chat.pass(minute);
      expect(chat.world.handOvers).toHaveLength(1);
    }
  });

  test('a button whose flow is gone calls a human, too, when the customer stands nowhere', async () => {
    const chat = chatWith(
      'first: { message: { text: Hi, buttons: [{ id: a, label: A }] }, to: { next: bye } }\nbye: end',
    );
    await chat.say('/start');
    chat.world.flows = [];
    chat.world.versions.clear();
    await chat.press('A');
    expect(chat.world.handOvers).toHaveLength(1);
  });

  test('a connection to a block that does not exist hands over', async () => {
    const chat = chatWith('first: { message: { text: Hi }, to: nowhere }');
    expect(await chat.say('/start')).toEqual(['Hi']);
    expect(chat.world.handOvers).toHaveLength(1);
  });
});

describe('budgets', () => {
  test('M5: a loop without a wait stops after 200 blocks, and a human is told', async () => {
    const chat = chatWith('first: { set: { variables: [{ variable: local.n, to: local.n + 1 }] }, to: first }');
    await chat.say('/start');
    expect(chat.last?.steps.filter(({ kind }) => kind === 'block')).toHaveLength(200);
    expect(chat.world.handOvers[0]).toContain('200 blocks');
  });

  test('a loop says at most 50 messages', async () => {
    const chat = chatWith('first: { message: { text: Spam }, to: first }');
    expect(await chat.say('/start')).toHaveLength(50);
    expect(chat.world.handOvers).toHaveLength(1);
  });

  test('one message too many is not dropped in silence', async () => {
    const say = (i: number) => `m${i}: { message: { text: '${i}' }, to: m${i + 1} }`;
    const chat = chatWith(
      `first: { jump: { block: m1 } }\n${Array.from({ length: 51 }, (_, i) => say(i + 1)).join('\n')}\nm52: end`,
    );
    expect(await chat.say('/start')).toHaveLength(50);
    expect(chat.world.handOvers[0]).toContain('50 messages');
  });

  test('without a word of the customer at most 1,000 blocks in ten minutes', async () => {
    const chat = chatWith(`
first: { wait: { for: 1s }, to: a }
${Array.from({ length: 9 }, (_, i) => `${'abcdefghij'[i]}: { set: { variables: [{ variable: local.n, to: 1 }] }, to: ${'abcdefghij'[i + 1]} }`).join('\n')}
j: { jump: { block: first } }`);
    await chat.say('/start');
    await chat.pass(9 * minute);
    expect(chat.world.handOvers[0]).toContain('1000 blocks');
    expect(chat.world.timers.size).toBe(0);
  });

  test('a word of the customer gives a new budget', async () => {
    const chat = chatWith('first: { question: { text: Hi }, to: first }');
    for (let i = 0; i < 20; i++) await chat.say('/start');
    expect(chat.state.budget.blocks).toBe(2);
  });

  test('so do ten minutes', async () => {
    const chat = chatWith('first: { wait: { for: 6m }, to: first }');
    await chat.say('/start');
    await chat.pass(24 * 60 * minute);
    expect(chat.world.handOvers).toEqual([]);
    expect(chat.state.budget.blocks).toBeLessThan(5);
  });
});

describe('timers and effects', () => {
  const blocks = `
first: { question: { text: Name?, noAnswer: 5m }, to: { next: second, no_answer: late } }
second: { question: { text: Age?, noAnswer: 5m }, to: { next: bye, no_answer: late } }
late: { message: { text: Late }, to: bye }
bye: end`;

  test('a timer of another block or another run is stale', async () => {
    const chat = chatWith(blocks);
    await chat.say('/start');
    const [name, { data }] = [...chat.world.timers][0] ?? ['', { data: { runId: '', blockId: '', port: '' } }];
    await chat.say('Anna');
    const stale = { kind: 'timer', name, generation: 1, data } as const;
    expect(await chat.happen(stale)).toMatchObject({ heardBy: 'nobody', steps: [] });
    expect(await chat.happen({ ...stale, data: { ...data, runId: 'run99', blockId: 'second' } })).toMatchObject({
      heardBy: 'nobody',
    });
    expect(chat.replies()).toEqual([]);
  });

  test('exactly one of answer and timer wins, whichever comes first', async () => {
    const answered = chatWith(blocks);
    await answered.say('/start');
    const timer = [...answered.world.timers][0];
    await answered.say('Anna');
    if (timer) await answered.happen({ kind: 'timer', name: timer[0], generation: 1, data: timer[1].data });
    expect(answered.state.stack[0]?.blockId).toBe('second');

    const late = chatWith(blocks);
    await late.say('/start');
    await late.pass(5 * minute);
    await late.say('Anna');
    expect(late.state.stack).toEqual([]);
  });

  test('starting over leaves no timer of the run that was left', async () => {
    const chat = chatWith(blocks);
    await chat.say('/start');
    await chat.say('/start');
    expect(chat.world.timers.size).toBe(1);
  });

  test('a timer of a run that lies beneath another one goes on with its own run', async () => {
    const chat = chatWith(`
first: { message: { text: Menu, buttons: [{ id: a, label: A }], noAnswer: 5m }, to: { a: bye, no_answer: late } }
late: { question: { text: Late? }, to: thanks }
thanks: { message: { text: Thanks }, to: bye }
unknown: { on-any-other: {}, to: ask }
ask: { message: { text: What?, buttons: [{ id: b, label: B }] }, to: { b: picked } }
picked: { message: { text: Picked }, to: bye }
bye: end`);
    await chat.say('/start');
    expect(await chat.say('mumble')).toEqual(['What?']);
    expect(await chat.pass(5 * minute)).toEqual(['Late?']);
    expect(await chat.say('yes')).toEqual(['Thanks']);
    expect(await chat.say('B')).toEqual(['Picked']);
  });

  test('a timer that was dropped while a human talked means nothing when it is told again', async () => {
    const chat = chatWith(blocks);
    await chat.say('/start');
    const [name, { data }] = [...chat.world.timers][0] ?? ['', { data: { runId: '', blockId: '', port: '' } }];
    const timer = { kind: 'timer', name, generation: 1, data } as const;
    chat.world.speaker = 'human';
    await chat.happen(timer);
    chat.world.speaker = 'bot';
    expect(await chat.happen(timer)).toMatchObject({ heardBy: 'nobody' });
    expect(await chat.say('Anna')).toEqual(['Age?']);
  });

  test('D27: a customer who talks to a human is not nagged, and his question stays open', async () => {
    const chat = chatWith(blocks);
    await chat.say('/start');
    chat.world.speaker = 'human';
    expect(await chat.pass(60 * minute)).toEqual([]);
    chat.world.speaker = 'bot';
    expect(await chat.say('Anna')).toEqual(['Age?']);
  });

  test('D27: a pause that ends while a human talks goes on when he has given back', async () => {
    const chat = chatWith('first: { wait: { for: 5m }, to: done }\ndone: { message: { text: Done } }');
    await chat.say('/start');
    chat.world.speaker = 'human';
    expect(await chat.pass(60 * minute)).toEqual([]);
    chat.world.speaker = 'bot';
    expect(await chat.pass(10 * minute)).toEqual(['Done']);
  });

  test('D27: the answer of a request that comes while a human talks is not lost', async () => {
    const chat = chatWith(
      "first: { http: { url: 'https://example.com' }, to: done }\ndone: { message: { text: 'Got {{ local.http.body }}' } }",
    );
    await chat.say('/start');
    chat.world.speaker = 'human';
    await chat.answerRequest(asId<'effect'>('eff_1'), { kind: 'ok', status: 200, body: 5 });
    expect(await chat.pass(30 * minute)).toEqual([]);
    chat.world.speaker = 'bot';
    expect(await chat.pass(10 * minute)).toEqual(['Got 5']);
  });
});

test('D27: starting over while an answer is kept for later forgets it', async () => {
  const chat = chatWith("first: { http: { url: 'https://example.com' }, to: done }\ndone: { message: { text: Done } }");
  await chat.say('/start');
  chat.world.speaker = 'human';
  await chat.answerRequest(asId<'effect'>('eff_1'), { kind: 'ok', status: 200, body: 5 });
  chat.world.speaker = 'bot';
  await chat.say('/start');
  expect(chat.world.timers.size).toBe(0);
  expect(await chat.pass(60 * minute)).toEqual([]);
});

describe('commands of members', () => {
  const flow = flowOf('first: { on-message: { match: { kind: any } }, to: hi }\nhi: { message: { text: Hi } }');
  const command = (flowId: string) =>
    ({ kind: 'control', memberId: asId<'member'>('mem_1'), command: { kind: 'start_flow', flowId } }) as const;

  test('a flow can be started for a customer, also while a human holds the conversation', async () => {
    const chat = new SimulatedChat({ flows: [flow] });
    chat.world.speaker = 'human';
    await chat.happen(command('flw_1'));
    expect(chat.replies()).toEqual(['Hi']);
  });

  test('a flow that does not exist is not started', async () => {
    const chat = new SimulatedChat({ flows: [flow] });
    expect(await chat.happen(command('flw_9'))).toMatchObject({ heardBy: 'nobody' });
  });

  test.each(['take_over', 'give_back'] as const)('%s is none of its business', async (kind) => {
    const chat = new SimulatedChat({ flows: [flow] });
    const outcome = await chat.happen({ kind: 'control', memberId: asId<'member'>('mem_1'), command: { kind } });
    expect(outcome).toMatchObject({ heardBy: 'nobody', steps: [] });
  });
});

describe('the turn', () => {
  test('D11: every change names its flow and block', async () => {
    const chat = chatWith('first: { title: Move it, deal: { actions: [{ kind: win }] }, to: bye }\nbye: end');
    await chat.say('/start');
    expect(chat.world.actors).toEqual(['Test / start', 'Test / Move it', 'Test / bye']);
  });

  test('leaves the state that it was given untouched', async () => {
    const flows = [flowOf('first: { on-message: { match: { kind: any } }, to: ask }\nask: { question: { text: Hi } }')];
    const state = Object.freeze({
      ...emptyState,
      stack: Object.freeze([]) as never,
      choices: Object.freeze([]) as never,
    });
    const event = {
      kind: 'message',
      providerId: '1',
      body: { kind: 'text', text: 'x' },
      sender: { externalId: '1', name: 'A' },
      live: true,
    } as const;
    const turn = new SimulatedTurn({ flows });
    const outcome = await handleEvent({ state, event, key: 'k', speaker: 'bot', firstContact: true, flows, turn });
    expect(outcome.state.stack).toHaveLength(1);
    expect(state).toEqual(emptyState);
  });

  test('a broken world is not a broken flow: what it throws is thrown', async () => {
    const chat = chatWith('first: { note: { text: Hi }, to: { next: bye, error: bye } }\nbye: end');
    chat.world.addNote = () => Promise.reject(new Error('database away'));
    await expect(chat.say('/start')).rejects.toThrow('database away');
  });

  test.each(['edited', 'reachability', 'ignored'] as const)('%s moves nothing', async (kind) => {
    const chat = chatWith('first: end');
    const sender = { externalId: '1', name: 'A' };
    const events = {
      edited: { kind: 'edited', targetProviderId: '1', body: { kind: 'text', text: '/start' }, sender },
      reachability: { kind: 'reachability', reachable: false, reason: 'blocked', sender },
      ignored: { kind: 'ignored', providerKind: 'poll' },
    } as const;
    expect(await chat.happen(events[kind])).toMatchObject({ heardBy: 'nobody', steps: [] });
  });
});
