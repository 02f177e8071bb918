import { expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

test('D28: managers are notified: the responsible one, everyone, or those named', async () => {
  const chat = chatWith(
    `
first: { notify: { text: 'From {{ contact.name }}' }, to: second }
second: { notify: { text: All, to: everyone }, to: third }
third: { notify: { text: You, to: { members: [Boris] } }, to: bye }
bye: end`,
    { members: ['Boris'] },
  );
  await chat.say('/start');
  expect(chat.world.notices).toEqual([
    { text: 'From Anna', to: 'responsible' },
    { text: 'All', to: 'everyone' },
    { text: 'You', to: { members: ['Boris'] } },
  ]);
});
