import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FlowDocument, parseFlow } from './flow-document.ts';
import { flowFromText, flowToText, readFlowText } from './flow-text.ts';

const id = fc
  .oneof(fc.stringMatching(/^[a-z0-9_-]{1,40}$/), fc.constantFrom('01', '1e3', 'null', 'true', '-', '0x1f', 'no', 'y'))
  .filter((one) => !['__proto__', 'constructor', 'prototype'].includes(one));
/** What YAML finds hard: colons, dashes, quotes, line breaks, spaces at the ends, emptiness, control characters. */
const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom(...': \n\t-#\'"{}[]&*!|>%@`,\\\r\u0007\u0085\u2028 a'),
      minLength: 1,
      maxLength: 40,
    }),
    fc.constantFrom(
      'yes',
      'null',
      '1',
      '1.0',
      '2026-01-15',
      '09:30',
      '~',
      '---',
      '...',
      '? a',
      'a: b',
      '- a',
      '{{ x }}',
      '\ufeff',
    ),
  )
  .filter((text) => text.trim() !== '' && text.isWellFormed());
const settings = fc.oneof(
  fc.record({ text: words }).map((one) => of('note', one)),
  fc
    .record({ text: fc.array(words, { minLength: 1, maxLength: 3 }), reusable: fc.boolean() })
    .map((one) => of('message', one)),
  words.map((one) => of('on-message', { match: { kind: 'exact', alternatives: [one] }, priority: 3 })),
  words.map((source) =>
    of('condition', { branches: [{ id: 'a', when: { kind: 'all', of: [{ kind: 'expression', source }] } }] }),
  ),
  fc.integer({ min: -9, max: 9 }).map((to) => of('set', { variables: [{ variable: 'deal.x', to }] })),
  fc.constant(of('end', {})),
);
const block = fc
  .record(
    {
      id,
      of: settings,
      title: words,
      sheet: words,
      at: fc.tuple(fc.integer(), fc.integer()),
      to: fc.dictionary(id, id, { noNullPrototype: true }),
    },
    { requiredKeys: ['id', 'of', 'to'] },
  )
  .map(({ of, ...rest }) => ({ ...of, ...rest }));
const document = fc
  .record(
    {
      format: fc.constant(1),
      name: words,
      sheets: fc.array(words, { maxLength: 3 }),
      blocks: fc.uniqueArray(block, { selector: (one) => one.id, maxLength: 6 }),
    },
    { requiredKeys: ['format', 'name', 'blocks'] },
  )
  .map((one) => parseFlow(one));

// A generous limit: how fast the machine is today is not what these tests are about.
describe('M8: a flow as text', { timeout: 120_000 }, () => {
  test('reading what was written gives the same flow', () => {
    fc.assert(
      fc.property(document, (flow) => {
        expect(flowFromText(flowToText(flow))).toEqual(flow);
      }),
      { numRuns: 200 },
    );
  });

  test('one flow has one text, in whatever order a database gives its keys back', () => {
    fc.assert(
      fc.property(document, (flow) => {
        expect(flowToText(reversedKeys(flow) as FlowDocument)).toBe(flowToText(flow));
      }),
      { numRuns: 100 },
    );
  });

  test('has short forms for what is usual', () => {
    const flow = parseFlow({
      format: 1,
      name: 'Short',
      blocks: [
        { id: 'hi', type: 'message', at: [10, 20], settings: { text: 'Hello,\nyou' }, to: { next: 'pick' } },
        {
          id: 'pick',
          type: 'message',
          settings: { text: 'Pick', buttons: [{ id: 'a', label: 'A' }] },
          to: { other: 'hi', a: 'bye' },
        },
        { id: 'bye', type: 'end', settings: {}, to: {} },
      ],
    });
    expect(flowToText(flow)).toBe(`format: 1
name: Short
blocks:
  hi:
    at: [ 10, 20 ]
    message:
      text: |-
        Hello,
        you
    to: pick
  pick:
    message:
      text: Pick
      buttons:
        - { id: a, label: A }
    to:
      a: bye
      other: hi
  bye: end
`);
  });

  test.each(['sales.ru', 'sales.en', 'bench'])('the example %s is written as the builder would write it', (name) => {
    const text = readFileSync(new URL(`../examples/${name}.yaml`, import.meta.url), 'utf8');
    const withoutComments = text.replace(/^#.*\n/gm, '');
    expect(flowToText(flowFromText(text))).toBe(withoutComments);
  });

  test.each([
    ['format: 1\nname: [', 2, ''],
    ['format: 1\nname: A\nblocks:\n  a: &x end\n  b: *x', 5, 'References'],
    ['format: 1\nname: A\nblocks:\n  a: end\n  a: end', 5, 'unique'],
    ['format: 2\nname: A\nblocks: {}', 1, 'another version'],
    ['format: 1\nname: A\nblocks:\n  A!: end', 4, 'Use up to 40'],
    ['format: 1\nname: A\nblocks:\n  __proto__: end', 4, 'reserved'],
    ['format: 1\nname: A\nblocks:\n  a:\n    title: B', 4, 'exactly one kind'],
    ['format: 1\nname: A\nblocks:\n  a:\n    note: { text: x }\n    end: {}', 6, 'note, end'],
    ['format: 1\nname: A\nblocks:\n  a:\n    title: A\n    nothing: {}', 6, 'no kind of block "nothing"'],
    ['format: 1\nname: A\nblocks:\n  a:\n    question:\n      text: Hi\n      retries: many', 7, 'retries'],
    ['format: 1\nname: A\nblocks:\n  a:\n    message:\n      text: Hi\n      buttons:\n        - id: a', 8, 'label'],
    ['format: 1\nname: A\nblocks:\n  a:\n    note: { text: x }\n    to: [b]', 6, 'to'],
    ['format: 1\nname: A\nblocks: [a]', 3, 'one entry per block'],
    ['format: 1\nname: A\nblocks:\n  a:', 4, 'what kind'],
    ['', 1, 'name'],
    ['- 1', 1, 'name'],
  ])('%j: the fault is in line %i', (text, line, message) => {
    const { flow, faults } = readFlowText(text);
    expect(flow).toBeUndefined();
    expect(faults[0]?.line).toBe(line);
    expect(faults.map((fault) => fault.message).join('; ')).toContain(message);
    expect(() => flowFromText(text)).toThrow(`line ${line}`);
  });

  test.each([1_000, 10_000, 100_000])('brackets %i deep are a fault and nothing worse', (depth) => {
    for (const closing of ['', ']']) {
      const text = `format: 1\nname: A\nblocks:\n  a:\n    note: ${'['.repeat(depth)}${closing.repeat(depth)}`;
      expect(readFlowText(text).faults.length).toBeGreaterThan(0);
    }
  });

  test('whatever the text, the answer is a flow or faults', () => {
    const soup = fc.string({ unit: fc.constantFrom(...'abc:-[]{}&*!|>\'" \n#?,1') });
    fc.assert(
      fc.property(soup, (text) => {
        const { flow, faults } = readFlowText(text);
        expect(flow === undefined).toBe(faults.length > 0);
      }),
      { numRuns: 1000 },
    );
  });
});

function of(type: string, settings: Record<string, unknown>) {
  return { type, settings };
}

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversedKeys(item)]),
  );
}
