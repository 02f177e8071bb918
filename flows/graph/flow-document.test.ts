import { describe, expect, test } from 'vitest';
import { AppError } from '../../kernel/errors.ts';
import { flowLimits, parseFlow } from './flow-document.ts';

const end = (id: string) => ({ id, type: 'end', settings: {}, to: {} });
const flow = (...blocks: unknown[]) => ({ format: 1, name: 'Test', blocks });
const faultsOf = (document: unknown) => {
  try {
    parseFlow(document);
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad_input') return error.details?.faults;
    throw error;
  }
  return 'none';
};

describe('parseFlow', { timeout: 60_000 }, () => {
  test('gives the document back as it was written', () => {
    const document = {
      ...flow({ ...end('a'), title: 'The end', sheet: 'Main', at: [1, -2.5], to: { next: 'nowhere' } }),
      sheets: ['Main'],
    };
    expect(parseFlow(document)).toEqual(document);
  });

  test.each([
    [
      'a fault of the settings',
      flow({ id: 'ask', type: 'question', settings: { text: 'Hi', retries: -1 }, to: {} }),
      'ask',
      ['settings', 'retries'],
    ],
    ['a type that nobody knows', flow({ ...end('a'), type: 'magic' }), 'a', ['type']],
    ['two blocks of one id', flow(end('a'), end('a')), 'a', ['id']],
    ['a missing part', flow({ id: 'a', type: 'end', settings: {} }), 'a', ['to']],
    ['a part that does not exist', flow({ ...end('a'), colour: 'red' }), 'a', []],
    ['an id that reaches a prototype', flow(end('constructor')), 'constructor', ['id']],
  ])('%s is told with its block and path', (_what, document, blockId, path) => {
    expect(faultsOf(document)).toEqual([{ blockId, path, message: expect.any(String) }]);
  });

  test.each([
    ['nothing', undefined],
    ['a text', 'flow'],
    ['a flow of the future', { ...flow(), format: 2 }],
    ['too many blocks', flow(...Array.from({ length: flowLimits.blocks + 1 }, (_, i) => end(`b${i}`)))],
    ['more than a megabyte', flow({ id: 'a', type: 'note', settings: { text: 'x'.repeat(flowLimits.bytes) }, to: {} })],
    ['settings that are no JSON', flow({ ...end('a'), settings: { f: () => 1 } })],
    ['a text as settings', flow({ ...end('a'), settings: 'x' })],
  ])('%s is refused', (_what, document) => {
    expect(faultsOf(document)).not.toBe('none');
  });

  test('what refers to itself or is nested too deep for the stack is refused', () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    expect(faultsOf(flow(circular))).not.toBe('none');
    let deep: unknown = {};
    for (let i = 0; i < 100_000; i++) deep = { deep };
    expect(faultsOf(flow(deep))).not.toBe('none');
  });

  test('a key that reaches a prototype changes nothing', () => {
    const document: unknown = JSON.parse(
      '{"format":1,"name":"T","blocks":[{"id":"a","type":"end","settings":{"__proto__":{"x":1}},"to":{"__proto__":"a"}}]}',
    );
    const [block] = parseFlow(document).blocks;
    expect(block?.to).toEqual({});
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
