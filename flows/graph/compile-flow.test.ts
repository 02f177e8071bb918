import { expect, test } from 'vitest';
import { flowOf } from '../engine/chat-for-tests.ts';

test('a flow begins at its first start block, else at its first block', () => {
  const text = `
reply: { quick-reply: { match: { kind: any }, text: Hi } }
second: { on-any-other: {} }
third: { on-first-contact: {} }`;
  expect(flowOf(text).flow.entry?.id).toBe('second');
  expect(flowOf('only: end').flow.entry?.id).toBe('only');
});

test('listeners keep the order of the document', () => {
  const { listeners } = flowOf(`
b: { on-any-other: {} }
x: end
a: { on-first-contact: {} }`).flow;
  expect(listeners.map(({ block }) => block.id)).toEqual(['b', 'a']);
});

test('S8: the blocks that put a deal on a stage are known', () => {
  const { stageBlocks } = flowOf(`
name: { deal: { actions: [{ kind: set_name, name: X }] } }
move: { title: To talks, deal: { actions: [{ kind: move, stage: Talks }] } }`).flow;
  expect(stageBlocks.map(({ id, title }) => [id, title])).toEqual([['move', 'To talks']]);
});
