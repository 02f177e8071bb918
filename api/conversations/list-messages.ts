import { and, desc, eq, lt } from 'drizzle-orm';
import * as schema from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { conversations } from '../contract/conversations.ts';
import type { Handler } from '../http/handler.ts';
import { messageView } from './message-view.ts';

export const listMessages: Handler<typeof conversations.messages> = async ({ deps, params, query }) => {
  const { orm } = deps.core.db;
  const { conversationId, projectId } = params;
  const limit = query.limit ?? 50;
  const [rows, found] = await Promise.all([
    orm
      .select()
      .from(schema.messages)
      .where(
        and(
          eq(schema.messages.projectId, projectId),
          eq(schema.messages.conversationId, conversationId),
          query.before === undefined ? undefined : lt(schema.messages.id, query.before),
        ),
      )
      .orderBy(desc(schema.messages.id))
      .limit(limit + 1),
    orm.$count(
      schema.conversations,
      and(eq(schema.conversations.projectId, projectId), eq(schema.conversations.id, conversationId)),
    ),
  ]);
  if (found === 0) throw notFound('conversation', conversationId);
  const messages = rows.slice(0, limit).map(messageView);
  return { messages, next: rows.length > limit ? (messages.at(-1)?.id ?? null) : null };
};
