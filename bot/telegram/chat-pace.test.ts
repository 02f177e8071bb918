import { expect, test } from 'vitest';
import { chatPace } from './chat-pace.ts';

test('a chat is busy after a burst, and free again when the burst has drained', () => {
  const pace = chatPace();
  pace.count('a', 0);
  pace.count('a', 100);
  expect(pace.isBusy('a', 100)).toBe(false);
  pace.count('a', 200);
  expect(pace.isBusy('a', 200)).toBe(true);
  expect(pace.isBusy('b', 200)).toBe(false);
  expect(pace.isBusy('a', 1_100)).toBe(false);
});

test('many chats at one message each are not busy chats, and the oldest is forgotten', () => {
  const pace = chatPace();
  for (const _ of [1, 2, 3]) pace.count('first', 0);
  for (let chat = 0; chat < 6_000; chat++) pace.count(`${chat}`, 0);
  expect(pace.isBusy('5999', 0)).toBe(false);
  expect(pace.isBusy('first', 0)).toBe(false);
});
