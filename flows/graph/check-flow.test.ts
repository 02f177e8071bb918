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
});
