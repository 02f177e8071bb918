import { expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

test('D20: a start hears the texts that match, and the run knows the text and the groups', async () => {
  const chat = chatWith(`
order: { on-message: { match: { kind: regex, pattern: '(?i)^order (?P<number>\\d+)$' } }, to: first }
first: { message: { text: 'No {{ local.groups.number }} from "{{ local.message }}"' }, to: bye }
bye: end`);
  expect(await chat.say('Order 17')).toEqual(['No 17 from "Order 17"']);
  expect(await chat.say('Order tea')).toEqual([]);
});

test('a start with "once" hears the same customer only once', async () => {
  const chat = chatWith(`
gift: { on-message: { match: { kind: exact, alternatives: [gift] }, once: true }, to: given }
given: { message: { text: Here }, to: bye }
first: end
bye: end`);
  expect(await chat.say('gift')).toEqual(['Here']);
  expect(await chat.say('gift')).toEqual([]);
  expect(chat.state.once).toEqual(['flw_1/gift']);
});
