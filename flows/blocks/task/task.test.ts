import { expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

test('S13: a task is created with its date, person and priority', async () => {
  const chat = chatWith(
    `
first:
  task: { title: 'Call {{ contact.name }}', description: Soon, due: 2h, remind: 30m, assignee: Boris, priority: high }
  to: bye
bye: end`,
    { members: ['Boris'] },
  );
  await chat.say('/start');
  expect(chat.world.tasks).toEqual([
    {
      title: 'Call Anna',
      description: 'Soon',
      dueAt: new Date('2026-01-15T11:00:00Z'),
      remindBefore: 30,
      assignee: 'Boris',
      priority: 'high',
    },
  ]);
});

test('D22: a task for nobody we know is refused', async () => {
  const chat = chatWith(`
first: { task: { title: Call, assignee: Nobody }, to: { next: bye, error: oops } }
oops: { message: { text: '{{ local.error }}' }, to: bye }
bye: end`);
  expect(await chat.say('/start')).toEqual(['There is no member "Nobody"']);
});
