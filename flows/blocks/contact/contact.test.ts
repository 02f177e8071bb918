import { expect, test } from 'vitest';
import { chatWith } from '../../engine/chat-for-tests.ts';

test('contact: sets fields and variables, adds and removes tags, unsubscribes, blocks', async () => {
  const chat = chatWith(
    `
first:
  contact:
    actions:
      - { kind: set, field: email, to: '"a@example.com"' }
      - { kind: set, field: visits, to: contact.visits + 1 }
      - { kind: add_tags, tags: [vip, '{{ contact.email }}', '{{ contact.nothing }}'] }
      - { kind: remove_tags, tags: [cold] }
      - { kind: unsubscribe }
      - { kind: block }
  to: bye
bye: end`,
    { contact: { visits: 2, tags: ['cold'] } },
  );
  await chat.say('/start');
  expect(chat.world.contactFields).toEqual({
    name: 'Anna',
    phone: null,
    email: 'a@example.com',
    visits: 3,
    tags: ['vip', 'a@example.com'],
    unsubscribe: true,
    block: true,
  });
});

test('D22: contact: what is refused takes the error port', async () => {
  const chat = chatWith(
    `
first: { contact: { actions: [{ kind: add_tags, tags: [a] }] }, to: { next: bye, error: oops } }
oops: { message: { text: '{{ local.error }}' }, to: bye }
bye: end`,
    { refuse: (what) => (what === 'contact.add_tags' ? 'too many tags' : undefined) },
  );
  expect(await chat.say('/start')).toEqual(['too many tags']);
});
