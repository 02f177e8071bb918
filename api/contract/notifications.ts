import { z } from 'zod';
import { operation } from './operation.ts';
import { empty, idOf, projectParams, time } from './values.ts';

export const notificationView = z.object({
  id: idOf('notification'),
  kind: z.string(),
  text: z.string(),
  dealId: idOf('deal').nullable(),
  conversationId: idOf('conversation').nullable(),
  taskId: idOf('task').nullable(),
  readAt: time.nullable(),
  createdAt: time,
});
export type NotificationView = z.infer<typeof notificationView>;

export const notifications = {
  list: operation({
    name: 'notifications.list',
    method: 'GET',
    path: '/projects/:projectId/notifications',
    summary: 'Own notifications, newest first, at most 100.',
    access: { kind: 'seat' },
    params: projectParams,
    response: z.object({ unread: z.int(), notifications: z.array(notificationView) }),
  }),
  markRead: operation({
    name: 'notifications.markRead',
    method: 'POST',
    path: '/projects/:projectId/notifications/read',
    summary: 'Marks own notifications as read: given ones or all.',
    access: { kind: 'seat' },
    params: projectParams,
    body: z.strictObject({ ids: z.array(idOf('notification')).max(200).optional() }),
    response: empty,
  }),
};
