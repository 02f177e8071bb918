import { expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

const blocks = `
hello: { on-first-contact: {}, to: welcome }
welcome: { message: { text: Welcome }, to: bye }
price: { on-message: { match: { kind: exact, alternatives: [price] } }, to: first }
first: { message: { text: Hundred }, to: bye }
bye: end`;

test('the first message ever is welcomed, whatever it says, and no later one', async () => {
  const chat = chatWith(blocks);
  expect(await chat.say('mumble')).toEqual(['Welcome']);
  expect(await chat.say('mumble')).toEqual([]);
});

test('words that fit another start say more', async () => {
  expect(await chatWith(blocks).say('price')).toEqual(['Hundred']);
});
