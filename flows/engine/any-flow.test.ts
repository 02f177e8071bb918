import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LaneEvent } from '../../crm-core/conversations/lane-event.ts';
import { asId } from '../../kernel/ids.ts';
import { type BlockDocument, parseFlow } from '../graph/flow-document.ts';
import { budgets } from './budget.ts';
import { sales } from './chat-for-tests.ts';
import { SimulatedChat } from './simulated-chat.ts';
import { simulatedFlow } from './simulated-turn.ts';

/** Any graph whatever: circles, missing targets, broken expressions, calls of itself. */
const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const target = fc.constantFrom(...ids, 'missing');
const expression = fc.constantFrom('1 + 1', 'local.n + 1', '"a" * 2', '[local.n, local.n]', 'nonsense(', 'deal.amount');
const text = fc.constantFrom('Hi', '{{ contact.name }}', '{{ 1 / }}', '');
const match = fc.constantFrom(
  { kind: 'any' },
  { kind: 'exact', alternatives: ['go', 'x'] },
  { kind: 'keywords', anyOf: ['word'] },
  { kind: 'regex', pattern: '(' },
);
const kinds: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  'on-message': fc.record({ match, interrupts: fc.boolean(), priority: fc.integer({ min: 0, max: 3 }) }),
  'on-any-other': fc.constant({}),
  'on-first-contact': fc.constant({}),
  'on-crm-event': fc.constant({ event: 'deal.moved' }),
  'on-deep-link': fc.constant({ save: 'contact.source' }),
  message: fc.oneof(
    fc.record({ text: fc.constant('Hi') }),
    fc.record({
      text: fc.constant('Pick'),
      buttons: fc.constant([
        { id: 'yes', label: 'Yes' },
        { id: 'no', label: 'No' },
      ]),
      reusable: fc.boolean(),
      noAnswer: fc.constantFrom('1s', '5m'),
    }),
  ),
  question: fc.record({
    text: fc.constant('Tell'),
    kind: fc.constantFrom('text', 'number', 'phone'),
    save: fc.constantFrom('contact.x', 'deal.x', 'local.x'),
    retries: fc.integer({ min: 0, max: 2 }),
    noAnswer: fc.constantFrom('1s', '5m'),
  }),
  'quick-reply': fc.record({ match, text: fc.constant('Quick') }),
  condition: expression.map((source) => ({ branches: [{ id: 'yes', when: { kind: 'expression', source } }] })),
  split: fc.constant({ ways: [{ id: 'yes' }, { id: 'no' }] }),
  set: expression.map((to) => ({ variables: [{ variable: 'local.n', to }] })),
  wait: fc.record({ for: fc.constantFrom('1s', '1m'), cancelOnMessage: fc.boolean() }),
  jump: fc.oneof(
    target.map((block) => ({ block })),
    fc.constant({ flow: 'Any' }),
  ),
  call: fc.oneof(
    target.map((block) => ({ block })),
    fc.constant({ flow: 'Any' }),
  ),
  deal: fc.constantFrom({ actions: [{ kind: 'move', stage: 'Talks' }] }, { actions: [{ kind: 'move', stage: 'No' }] }),
  note: text.map((one) => ({ text: one || 'x' })),
  http: fc.constant({ url: 'https://example.com/{{ local.n }}' }),
  'hand-over': fc.constant({}),
  'give-back': fc.constant({}),
  end: fc.constant({}),
};
const ports = ['next', 'error', 'yes', 'no', 'other', 'else', 'no_answer', 'invalid', 'message'];
const connections = fc.dictionary(fc.constantFrom(...ports), target, { noNullPrototype: true });
const block = (id: string): fc.Arbitrary<BlockDocument> =>
  fc.constantFrom(...Object.keys(kinds)).chain((type) =>
    fc.record({
      id: fc.constant(id),
      type: fc.constant(type),
      settings: (kinds[type] ?? fc.constant({})) as fc.Arbitrary<BlockDocument['settings']>,
      to: connections,
    }),
  );
const anyFlow = fc
  .tuple(...ids.map(block))
  .map((blocks) => simulatedFlow(parseFlow({ format: 1, name: 'Any', blocks: [start, ...blocks] })));
const start = {
  id: 'start',
  type: 'on-message',
  settings: { match: { kind: 'exact', alternatives: ['go'] }, interrupts: true },
  to: { next: 'a' },
};

type Act =
  | { kind: 'say'; text: string }
  | { kind: 'press'; choice: number; option: number }
  | { kind: 'pass'; minutes: number }
  | { kind: 'effect'; n: number; ok: boolean }
  | { kind: 'crm' }
  | { kind: 'contact'; verified: boolean }
  | { kind: 'speaker'; speaker: 'bot' | 'human' };
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('go', 'word', '1', '2', '+79991234567', '', 'x').map(say) },
  fc.record({ kind: fc.constant('press'), choice: fc.nat(3), option: fc.integer({ min: -1, max: 3 }) }),
  fc.record({ kind: fc.constant('pass'), minutes: fc.constantFrom(0, 1, 10, 60) }),
  fc.record({ kind: fc.constant('effect'), n: fc.nat(3), ok: fc.boolean() }),
  fc.constant({ kind: 'crm' } as const),
  fc.record({ kind: fc.constant('contact'), verified: fc.boolean() }),
  fc.record({ kind: fc.constant('speaker'), speaker: fc.constantFrom('bot', 'human') }),
);

function say(text: string): Act {
  return { kind: 'say', text };
}

async function perform(chat: SimulatedChat, one: Act): Promise<unknown> {
  switch (one.kind) {
    case 'say':
      return chat.say(one.text);
    case 'press':
      return chat.pressAt(chat.state.choices.at(-one.choice)?.token ?? 'none', one.option);
    case 'pass':
      return chat.pass(one.minutes * 60_000);
    case 'effect': {
      const result = one.ok
        ? ({ kind: 'ok', status: 200, body: { a: [1] } } as const)
        : ({ kind: 'failed', why: 'no' } as const);
      return chat.answerRequest(asId<'effect'>(`eff_${one.n}`), result);
    }
    case 'crm':
      return chat.crm('deal.moved');
    case 'contact':
      return chat.shareContact('+79991234567', one.verified);
    case 'speaker':
      chat.world.speaker = one.speaker;
      return undefined;
  }
}

/** Watches every event, also those of timers. */
class WatchedChat extends SimulatedChat {
  override async happen(event: LaneEvent) {
    const before = JSON.stringify(this.state);
    const given = this.state;
    const saidBefore = this.world.said.length;
    const outcome = await super.happen(event);
    expect(JSON.stringify(given), 'the given state is never changed').toBe(before);
    expect(JSON.parse(JSON.stringify(outcome.state)), 'the state is plain JSON').toEqual(outcome.state);
    expect(JSON.parse(JSON.stringify(outcome.steps)), 'the trace is plain JSON').toEqual(outcome.steps);
    expect(this.world.said.length - saidBefore).toBeLessThanOrEqual(budgets.messagesPerTurn);
    expect(outcome.steps.filter(({ kind }) => kind === 'block').length).toBeLessThanOrEqual(budgets.blocksPerTurn + 1);
    expect(outcome.state.stack.length).toBeLessThanOrEqual(20);
    expect(outcome.state.choices.length).toBeLessThanOrEqual(20);
    for (const { waiting } of outcome.state.stack) expect(waiting, 'everybody waits for something').not.toBeNull();
    const waitingRuns = outcome.state.stack.map(({ runId }) => runId);
    for (const name of this.world.timers.keys()) expect(waitingRuns, 'no timer without its run').toContain(name);
    return outcome;
  }
}

test('M5, D24: any graph halts, throws nothing, and gives the same answers to the same events', async () => {
  await fc.assert(
    fc.asyncProperty(anyFlow, fc.array(act, { maxLength: 12 }), async (flow, acts) => {
      const project = { flows: [flow], pipelines: [sales] };
      const [one, two] = [new WatchedChat(project), new WatchedChat(project)];
      for (const each of [say('go'), ...acts]) {
        await perform(one, each);
        await perform(two, each);
      }
      expect(two.state).toEqual(one.state);
      expect(two.world.said).toEqual(one.world.said);
      expect(two.world.handOvers).toEqual(one.world.handOvers);
    }),
    { numRuns: 300 },
  );
}, 120_000);
