import { and, eq } from 'drizzle-orm';
import type { Row } from '../../crm-core/work/tables.ts';
import type { Database } from '../../drizzle/client.ts';
import * as schema from '../../drizzle/schema/index.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ImportId, ProjectId } from '../../kernel/ids.ts';
import type { ImportRowView, ImportView } from '../contract/imports.ts';

export function importView(row: Row<'imports'>): ImportView {
  const { id, entity, fileName, encoding, delimiter, headers, plan, status, problem, rows, startedBy } = row;
  const { created, updated, skipped, refused, undone, kept } = row;
  return {
    ...{ id, entity, fileName, encoding, delimiter, headers, plan, status, problem, rows, startedBy },
    counts: { created, updated, skipped, refused, undone, kept },
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

export function importRowView(row: Row<'importRows'>): ImportRowView {
  const { number, cells, status, problems, contactId, dealId } = row;
  return { number, cells, status, problems, contactId, dealId };
}

export async function getImportRow(
  { orm }: Database,
  { projectId, importId }: { projectId: ProjectId; importId: ImportId },
): Promise<Row<'imports'>> {
  const { imports } = schema;
  const [row] = await orm
    .select()
    .from(imports)
    .where(and(eq(imports.projectId, projectId), eq(imports.id, importId)));
  if (!row) throw notFound('import', importId);
  return row;
}
