import { expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

test('a note is written with its holes filled', async () => {
  const chat = chatWith(`
first: { note: { text: 'Wrote {{ local.message }}' }, to: bye }
bye: end`);
  await chat.say('/start');
  expect(chat.world.notes).toEqual(['Wrote /start']);
});
