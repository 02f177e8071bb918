import { expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

test('a random split sends customers along its ways by weight', async () => {
  const chat = chatWith(`
first: { split: { ways: [{ id: a, weight: 3 }, { id: b }] }, to: { a: a, b: b } }
a: { message: { text: A }, to: bye }
b: { message: { text: B }, to: bye }
bye: end`);
  const said: string[] = [];
  for (let i = 0; i < 400; i++) said.push(...(await chat.say('/start')));
  const share = said.filter((text) => text === 'A').length / said.length;
  expect(share).toBeGreaterThan(0.7);
  expect(share).toBeLessThan(0.8);
});
