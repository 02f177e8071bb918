import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFlow } from './check-flow.ts';
import type { KnownThings } from './check-settings.ts';
import { nodesOnCycles } from './cycles.ts';
import { flowFromText } from './flow-text.ts';

const known: KnownThings = {
  pipelines: [
    { id: 'pip_1', name: 'Sales', stages: [{ id: 'stg_1', name: 'New' }] },
    { id: 'pip_2', name: 'Repairs', stages: [{ id: 'stg_2', name: 'Fixed' }] },
  ],
  members: [{ id: 'mem_1', name: 'Boris', email: 'b@example.com' }],
  flows: [{ id: 'flw_1', name: 'Other' }],
};
const problems = (blocks: string) => {
  const flow = flowFromText(`format: 1\nname: Test\nblocks:\n${blocks.trim().replace(/^/gm, '  ')}\n`);
  return checkFlow(flow, known).map(({ blockId = '', severity, code }) => `${blockId}: ${severity} ${code}`);
};
const start = 'start: { on-message: { match: { kind: any } }, to: a }\n';

describe('M5: the checker', () => {
  test('is content with a good flow', () => {
    expect(
      problems(`${start}
a: { message: { text: 'Hi {{ contact.name }}', buttons: [{ id: x, label: X }] }, to: { x: b } }
b: { deal: { actions: [{ kind: move, stage: new, pipeline: pip_1 }, { kind: assign, member: b@example.com }] }, to: c }
c: { call: { flow: flw_1 }, to: d }
d: end`),
    ).toEqual([]);
  });

  test.each([
    ['a target that does not exist', 'a: { note: { text: x }, to: nowhere }', 'a: error unknown_target'],
    [
      'a port that does not exist any more',
      'a: { note: { text: x }, to: { next: z, old: z } }\nz: end',
      'a: warning unknown_port',
    ],
    ['a block that nobody reaches', 'a: end\nlost: { note: { text: x }, to: a }', 'lost: warning unreachable'],
    ['an end without an end', 'a: { note: { text: x } }', 'a: warning dead_end'],
    [
      'a button that leads nowhere',
      'a: { message: { text: x, buttons: [{ id: p, label: P }, { id: q, label: Q }] }, to: { p: z } }\nz: end',
      'a: warning dead_end',
    ],
    ['a menu that leads nowhere', 'a: { message: { text: x, buttons: [{ id: p, label: P }] } }', 'a: warning dead_end'],
    [
      'a branch that leads nowhere',
      'a: { condition: { branches: [{ id: p, when: { kind: expression, source: "1" } }] }, to: { p: z } }\nz: end',
      'a: warning dead_end',
    ],
    ['silence that leads nowhere', 'a: { question: { text: x, noAnswer: 1m }, to: z }\nz: end', 'a: warning dead_end'],
    [
      'a bad expression',
      'a: { set: { variables: [{ variable: deal.x, to: "1 +" }] }, to: z }\nz: end',
      'a: error bad_expression',
    ],
    ['a bad hole', "a: { note: { text: '{{ 1 + }}' }, to: z }\nz: end", 'a: error bad_template'],
    [
      'a bad pattern',
      'a: end\nb: { on-message: { match: { kind: regex, pattern: "(" } }, to: a }',
      'b: error bad_match',
    ],
    [
      'a bad condition',
      'a: { condition: { branches: [{ id: p, when: { kind: expression, source: "(" } }] }, to: { p: z, else: z } }\nz: end',
      'a: error bad_condition',
    ],
    [
      'a stage that does not exist',
      'a: { deal: { actions: [{ kind: move, stage: Gone }] }, to: z }\nz: end',
      'a: error unknown_stage',
    ],
    [
      'a stage of another pipeline',
      'a: { deal: { actions: [{ kind: move, stage: Fixed, pipeline: Sales }] }, to: z }\nz: end',
      'a: error unknown_stage',
    ],
    [
      'a pipeline that does not exist',
      'a: { deal: { actions: [{ kind: switch_current, pipeline: Gone }] }, to: z }\nz: end',
      'a: error unknown_pipeline',
    ],
    [
      'a stage of an event',
      'a: end\nb: { on-crm-event: { event: deal.moved, stage: Gone }, to: a }',
      'b: error unknown_stage',
    ],
    [
      'a member who does not exist',
      'a: { task: { title: x, assignee: Nobody }, to: z }\nz: end',
      'a: error unknown_member',
    ],
    [
      'a member in a list',
      'a: { notify: { text: x, to: { members: [Boris, Nobody] } }, to: z }\nz: end',
      'a: error unknown_member',
    ],
    ['a flow that does not exist', 'a: { jump: { flow: Gone } }', 'a: error unknown_flow'],
    ['a block that does not exist', 'a: { jump: { block: gone } }', 'a: error unknown_block'],
  ])('finds %s', (_what, blocks, problem) => {
    expect(problems(start + blocks)).toEqual([problem]);
  });

  test('a flow without a start can only be called', () => {
    expect(problems('a: end')).toEqual([': warning no_start']);
  });

  test('things are not checked against lists that were not given', () => {
    const flow = flowFromText(
      'format: 1\nname: T\nblocks:\n  a:\n    on-crm-event: { event: deal.moved, stage: Gone }\n    to: b\n  b: end',
    );
    expect(checkFlow(flow)).toEqual([]);
  });

  test('a connection that was named by a jump counts as reached', () => {
    expect(problems(`${start}a: { jump: { block: b } }\nb: end`)).toEqual([]);
  });
});

describe('M5: loops', { timeout: 60_000 }, () => {
  test.each([
    ['a: { note: { text: x }, to: b }\nb: { jump: { block: a } }', ['a: error endless_loop', 'b: error endless_loop']],
    ['a: { message: { text: x }, to: a }', ['a: error endless_loop']],
    ['a: { message: { text: x, buttons: [{ id: p, label: P }] }, to: { p: a } }', []],
    ['a: { question: { text: x }, to: a }', []],
    ['a: { question: { text: x, noAnswer: 1m }, to: { next: z, no_answer: a } }\nz: end', ['a: warning lonely_loop']],
    ['a: { wait: { for: 1d }, to: a }', ['a: warning lonely_loop']],
    ['a: { wait: { for: 1d }, to: { message: a, next: z } }\nz: end', []],
  ])('%s', (blocks, expected) => {
    expect(problems(start + blocks)).toEqual(expected);
  });

  const told = (blocks: string, more: Partial<KnownThings> = {}) => {
    const flow = flowFromText(`format: 1\nname: Test\nblocks:\n${(start + blocks).trim().replace(/^/gm, '  ')}\n`);
    return checkFlow(flow, { ...known, ...more })
      .filter(({ code }) => code !== 'dead_end')
      .map(({ blockId, code, params }) => [blockId, code, params]);
  };
  const variables = { deal: ['size'], contact: [], project: ['rate'] };
  const unset = (id: string, name: string, where: string) => [id, 'unset_variable', { name, where }];

  test.each([
    [
      'its own fields, declared ones and variables of the project are known',
      "a: { message: { text: '{{ deal.amount + deal.size + contact.phone + project.rate + rate + size }}' }, to: b }\nb: end",
      [],
    ],
    [
      'what nobody sets',
      "a: { message: { text: '{{ deal.colour }}' }, to: b }\nb: end",
      [unset('a', 'deal.colour', 'text')],
    ],
    [
      'what is set before',
      "a: { set: { variables: [{ variable: deal.colour, to: '1' }] }, to: b }\nb: { message: { text: '{{ colour }} {{ deal.colour }}' }, to: c }\nc: end",
      [],
    ],
    [
      'what is set behind',
      "a: { message: { text: '{{ local.n }}' }, to: b }\nb: { set: { variables: [{ variable: local.n, to: '1' }] }, to: c }\nc: end",
      [unset('a', 'local.n', 'text')],
    ],
    [
      'what counts itself up',
      "a: { set: { variables: [{ variable: local.n, to: 'local.n + 1' }] }, to: b }\nb: end",
      [unset('a', 'local.n', 'variables.0.to')],
    ],
    [
      'what a line above set',
      "a: { set: { variables: [{ variable: local.n, to: '1' }, { variable: local.m, to: 'local.n' }] }, to: b }\nb: end",
      [],
    ],
    [
      'what a message calculates before it speaks',
      "a: { message: { set: [{ variable: local.n, to: '1' }], text: '{{ local.n }}' }, to: b }\nb: end",
      [],
    ],
    [
      'a run’s own value that one way of two leaves out',
      "a: { split: { ways: [{ id: x, weight: 1 }, { id: y, weight: 1 }] }, to: { x: b, y: c } }\nb: { set: { variables: [{ variable: local.n, to: '1' }, { variable: deal.n, to: '1' }] }, to: c }\nc: { note: { text: '{{ local.n }} {{ deal.n }}' }, to: d }\nd: end",
      [unset('c', 'local.n', 'text')],
    ],
    [
      'a condition',
      'a: { condition: { branches: [{ id: x, when: { kind: compare, left: deal.colour, op: equals, right: red } }] }, to: { x: b, else: b } }\nb: end',
      [unset('a', 'deal.colour', 'branches.0.when')],
    ],
    [
      'what a called flow may set',
      "a: { call: { flow: Other }, to: b }\nb: { note: { text: '{{ local.n }}' }, to: c }\nc: end",
      [],
    ],
  ] as const)('M5: a variable read before it is set: %s', (_, blocks, expected) => {
    expect(told(blocks, { variables })).toEqual(expected);
  });

  test('M5: what is not known of the project is not held against a variable of a deal', () => {
    expect(told("a: { note: { text: '{{ deal.colour }} {{ local.n }}' }, to: b }\nb: end")).toEqual([
      unset('a', 'local.n', 'text'),
    ]);
  });

  test('M5: more buttons, and longer ones, than a channel shows', () => {
    const blocks = `a: { message: { text: Hi, buttons: [{ id: x, label: Short }, { id: y, label: Rather a long label }, { id: z, label: '{{ contact.name }} is as long as it is' }] }, to: b }
b: { question: { text: 'Which?', kind: choice, options: [{ id: p, label: Red }, { id: q, label: Blue }, { id: r, label: Green }] }, to: c }
c: end`;
    const channels = [{ name: 'Bot', buttons: { max: 2, maxLabel: 10 } }, { name: 'Numbers' }];
    expect(told(blocks, { channels })).toEqual([
      ['a', 'too_many_buttons', { channel: 'Bot', most: '2', rest: '1' }],
      ['a', 'long_button', { channel: 'Bot', most: '10', name: 'Rather a long label' }],
      ['b', 'too_many_buttons', { channel: 'Bot', most: '2', rest: '1' }],
    ]);
    expect(told(blocks)).toEqual([]);
  });

  test.each([
    [
      'a day’s wait',
      'a: { wait: { for: 1d }, to: { next: b, message: d } }\nb: { note: { text: x }, to: c }\nc: { message: { text: Hi }, to: d }\nd: { message: { text: Bye }, to: e }\ne: end',
      ['c', 'd'],
    ],
    [
      'a shorter wait',
      'a: { wait: { for: 23h }, to: { next: c, message: d } }\nc: { message: { text: Hi }, to: d }\nd: end',
      [],
    ],
    [
      'no answer for two days',
      'a: { question: { text: Hm?, noAnswer: 2d }, to: { next: d, no_answer: c } }\nc: { message: { text: Hi }, to: d }\nd: end',
      ['c'],
    ],
    [
      'an answer in between',
      'a: { wait: { for: 2d }, to: { next: b, message: d } }\nb: { question: { text: Hm? }, to: c }\nc: { message: { text: Hi }, to: d }\nd: end',
      ['b'],
    ],
  ] as const)('M5: a message after a channel has closed: %s', (_, blocks, expected) => {
    const channels = [{ name: 'WhatsApp', openHours: 24 }, { name: 'Bot' }];
    expect(told(blocks, { channels })).toEqual(
      expected.map((id) => [id, 'window_closed', { channel: 'WhatsApp', hours: '24' }]),
    );
  });

  test('a node is on a circle exactly when it can reach itself', () => {
    const nodes = ['a', 'b', 'c', 'd', 'e', 'f'];
    const graph = fc.dictionary(fc.constantFrom(...nodes), fc.array(fc.constantFrom(...nodes), { maxLength: 3 }));
    fc.assert(
      fc.property(graph, (edges) => {
        const next = (node: string) => edges[node] ?? [];
        const reachesItself = nodes.filter((node) => {
          const seen = new Set<string>();
          const left = [...next(node)];
          for (let one = left.pop(); one !== undefined; one = left.pop()) {
            if (!seen.has(one)) left.push(...next(one));
            seen.add(one);
          }
          return seen.has(node);
        });
        expect([...nodesOnCycles(nodes, next)].sort()).toEqual(reachesItself);
      }),
      { numRuns: 500 },
    );
  });

  test('a flow of ten thousand blocks in a row is checked without running out of stack', () => {
    const blocks = Array.from({ length: 9_999 }, (_, i) => ({
      id: `b${i}`,
      type: 'note',
      settings: { text: 'x' },
      to: { next: `b${i + 1}` },
    }));
    const flow = {
      format: 1 as const,
      name: 'Long',
      blocks: [...blocks, { id: 'b9999', type: 'end', settings: {}, to: {} }],
    };
    expect(checkFlow(flow)).toEqual([{ severity: 'warning', code: 'no_start', message: expect.any(String) }]);
  });

  test('ten thousand blocks that each set a variable for the next one are checked too', () => {
    const blocks = Array.from({ length: 9_999 }, (_, i) => ({
      id: `b${i}`,
      type: 'set',
      settings: { variables: [{ variable: `local.v${i + 1}`, to: `local.v${i}` }] },
      to: { next: `b${i + 1}` },
    }));
    const flow = {
      format: 1 as const,
      name: 'Long',
      blocks: [...blocks, { id: 'b9999', type: 'end', settings: {}, to: {} }],
    };
    expect(checkFlow(flow, { variables }).map(({ blockId, code }) => [blockId, code])).toEqual([
      [undefined, 'no_start'],
      ['b0', 'unset_variable'],
    ]);
  });
});
