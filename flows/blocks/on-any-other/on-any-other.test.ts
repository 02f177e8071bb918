import { expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

const blocks = `
first: { message: { text: Menu, buttons: [{ id: a, label: A }], noAnswer: 10m }, to: { a: picked, no_answer: late } }
picked: { message: { text: Picked }, to: bye }
late: { message: { text: Late }, to: bye }
unknown: { on-any-other: {}, to: sorry }
sorry: { message: { text: 'Sorry, not "{{ local.message }}"' }, to: bye }
bye: end`;

test('D21: hears what nobody else hears, and gives the customer his place back', async () => {
  const chat = chatWith(blocks);
  await chat.say('/start');
  expect(await chat.say('mumble')).toEqual(['Sorry, not "mumble"']);
  expect(chat.last?.heardBy).toBe('any_other');
  expect(await chat.say('1')).toEqual(['Picked']);
});

test('what the customer stood in goes on by the clock as before', async () => {
  const chat = chatWith(blocks);
  await chat.say('/start');
  await chat.say('mumble');
  expect(await chat.pass(10 * 60_000)).toEqual(['Late']);
});

test('"I do not know" that asks back does not pile up', async () => {
  const chat = chatWith(`
first: { question: { text: Phone?, kind: choice, options: [{ id: x, label: X }], retries: 0 }, to: bye }
menu: { message: { text: Menu, buttons: [{ id: a, label: A }] } , to: { a: bye } }
unknown: { on-any-other: {}, to: menu }
bye: end`);
  for (let i = 0; i < 30; i++) await chat.say('mumble');
  expect(chat.state.stack).toHaveLength(1);
});
