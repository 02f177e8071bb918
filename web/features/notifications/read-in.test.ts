import { describe, expect, it } from 'vitest';
import type { NotificationView } from '../../../api/contract/notifications.ts';
import { asId } from '../../../kernel/ids.ts';
import { readIn } from './read-in.ts';

const note = (id: string, readAt: string | null = null): NotificationView => ({
  id: asId<'notification'>(id),
  kind: 'flow',
  text: '',
  dealId: null,
  conversationId: null,
  taskId: null,
  readAt,
  createdAt: '2026-03-01T00:00:00Z',
});
const at = '2026-03-02T00:00:00Z';

describe('reading notifications', () => {
  it('takes the given ones off the count, once', () => {
    const bell = readIn({ unread: 5, notifications: [note('a'), note('b', at)] }, ['a', 'b', 'gone'], at);
    expect(bell.unread).toBe(4);
    expect(bell.notifications.map(({ readAt }) => readAt)).toEqual([at, at]);
  });

  it('reads all, older ones than the list holds too', () => {
    expect(readIn({ unread: 150, notifications: [note('a')] }, undefined, at).unread).toBe(0);
  });
});
