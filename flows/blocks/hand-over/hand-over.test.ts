import { expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

test('D27: hands over with a reason, says its last word, and is silent from then on', async () => {
  const chat = chatWith(`
first: { hand-over: { reason: '{{ contact.name }} asks' }, to: last }
last: { message: { text: A human will write to you }, to: bye }
bye: end`);
  expect(await chat.say('/start')).toEqual(['A human will write to you']);
  expect(chat.world.handOvers).toEqual(['Anna asks']);
  expect(await chat.say('/start')).toEqual([]);
  expect(chat.last?.heardBy).toBe('human');
});

test('a reason that comes out empty is replaced by a usual one', async () => {
  const chat = chatWith('first: { hand-over: {} }', { facts: { locale: 'ru' } });
  await chat.say('/start');
  expect(chat.world.handOvers).toEqual(['Клиент ждёт сотрудника']);
});
