import { and, asc, eq, isNull } from 'drizzle-orm';
import { apiKeys } from '../../drizzle/schema/index.ts';
import type { projects } from '../contract/projects.ts';
import type { Handler } from '../http/handler.ts';

export const listApiKeys: Handler<typeof projects.listApiKeys> = async ({ deps, params }) => {
  const rows = await deps.core.db.orm
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.projectId, params.projectId), isNull(apiKeys.revokedAt)))
    .orderBy(asc(apiKeys.id));
  return rows.map(({ id, name, permissions, createdAt }) => ({
    id,
    name,
    permissions,
    createdAt: createdAt.toISOString(),
  }));
};
