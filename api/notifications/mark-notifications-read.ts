import { and, eq, inArray, isNull } from 'drizzle-orm';
import * as schema from '../../drizzle/schema/index.ts';
import type { notifications } from '../contract/notifications.ts';
import type { Handler } from '../http/handler.ts';
import { inWork } from '../http/in-work.ts';

const { notifications: table } = schema;

/** Ids of other members' notifications are passed over. */
export const markNotificationsRead: Handler<typeof notifications.markRead> = async (call) => {
  const { member } = call.caller;
  if (!member) return {};
  const { ids } = call.body;
  await inWork(call, async (work) => {
    const rows = await work.db.orm
      .select()
      .from(table)
      .where(
        and(
          eq(table.projectId, work.projectId),
          eq(table.memberId, member.row.id),
          isNull(table.readAt),
          ids && inArray(table.id, ids),
        ),
      );
    work.notifications.seed(rows);
    for (const row of rows) work.notifications.update(row.id, { readAt: work.now });
  });
  return {};
};
