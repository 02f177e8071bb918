import { and, asc, eq, gt } from 'drizzle-orm';
import * as schema from '../../drizzle/schema/index.ts';
import type { imports } from '../contract/imports.ts';
import type { Handler } from '../http/handler.ts';
import { getImportRow, importRowView } from './import-view.ts';

const { importRows: table } = schema;

export const listImportRows: Handler<typeof imports.rows> = async ({ deps, params, query }) => {
  const { id } = await getImportRow(deps.core.db, params);
  const rows = await deps.core.db.orm
    .select()
    .from(table)
    .where(
      and(
        eq(table.importId, id),
        query.status && eq(table.status, query.status),
        query.after === undefined ? undefined : gt(table.number, query.after),
      ),
    )
    .orderBy(asc(table.number))
    .limit(100);
  return rows.map(importRowView);
};
