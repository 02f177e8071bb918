import { and, desc, eq, ne } from 'drizzle-orm';
import * as schema from '../../drizzle/schema/index.ts';
import type { imports } from '../contract/imports.ts';
import type { Handler } from '../http/handler.ts';
import { importView } from './import-view.ts';

const { imports: table } = schema;

export const listImports: Handler<typeof imports.list> = async ({ deps, params }) => {
  const rows = await deps.core.db.orm
    .select()
    .from(table)
    .where(and(eq(table.projectId, params.projectId), ne(table.status, 'draft')))
    .orderBy(desc(table.id))
    .limit(50);
  return rows.map(importView);
};
