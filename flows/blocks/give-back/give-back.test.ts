import { expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

test('D27: the conversation is given back to the bot', async () => {
  const chat = chatWith(`
first: { hand-over: {}, to: back }
back: { give-back: {}, to: bye }
bye: end`);
  await chat.say('/start');
  expect(chat.world.speaker).toBe('bot');
});
