import { expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

test('an end leaves the customer standing nowhere', async () => {
  const chat = chatWith('first: end');
  await chat.say('/start');
  expect(chat.state.stack).toEqual([]);
  expect(chat.last?.heardBy).toBe('interrupting_start');
});
