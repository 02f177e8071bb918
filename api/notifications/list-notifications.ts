import { and, desc, eq, isNull } from 'drizzle-orm';
import * as schema from '../../drizzle/schema/index.ts';
import type { notifications } from '../contract/notifications.ts';
import type { Handler } from '../http/handler.ts';

const { notifications: table } = schema;

export const listNotifications: Handler<typeof notifications.list> = async ({ deps, caller }) => {
  if (!caller.member) return { unread: 0, notifications: [] };
  const { orm } = deps.core.db;
  const own = and(eq(table.projectId, caller.projectId), eq(table.memberId, caller.member.row.id));
  const [rows, unread] = await Promise.all([
    orm.select().from(table).where(own).orderBy(desc(table.id)).limit(100),
    orm.$count(table, and(own, isNull(table.readAt))),
  ]);
  return {
    unread,
    notifications: rows.map(({ id, kind, text, dealId, conversationId, taskId, readAt, createdAt }) => ({
      ...{ id, kind, text, dealId, conversationId, taskId },
      readAt: readAt?.toISOString() ?? null,
      createdAt: createdAt.toISOString(),
    })),
  };
};
