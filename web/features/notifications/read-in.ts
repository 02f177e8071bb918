import type { NotificationView } from '../../../api/contract/notifications.ts';

export interface Bell {
  unread: number;
  notifications: NotificationView[];
}

/** The bell after these (or all) were read. Older ones than the list holds count as unread until all are read. */
export function readIn(bell: Bell, ids: readonly string[] | undefined, at: string): Bell {
  const isRead = ({ id, readAt }: NotificationView) => !readAt && (!ids || ids.includes(id));
  const newlyRead = bell.notifications.filter(isRead).length;
  return {
    unread: ids ? Math.max(0, bell.unread - newlyRead) : 0,
    notifications: bell.notifications.map((one) => (isRead(one) ? { ...one, readAt: at } : one)),
  };
}
