import { and, eq } from 'drizzle-orm';
import * as schema from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { imports } from '../contract/imports.ts';
import type { Handler } from '../http/handler.ts';

const { imports: table } = schema;

export const removeImport: Handler<typeof imports.remove> = async ({ deps, params }) => {
  const gone = await deps.core.db.orm
    .delete(table)
    .where(and(eq(table.projectId, params.projectId), eq(table.id, params.importId), eq(table.status, 'draft')))
    .returning({ id: table.id });
  if (gone.length === 0) throw notFound('draft of an import', params.importId);
  return {};
};
