import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../../drizzle/client.ts';
import * as schema from '../../drizzle/schema/index.ts';

const tables = Object.values(schema).flatMap((value) => (is(value, PgTable) ? [value] : []));

/** Everything that is stored of a project, as text: equal dumps mean that nothing was changed. */
export async function dumpProject({ sql }: Database, projectId: string): Promise<string> {
  const parts: string[] = [];
  for (const table of tables) {
    const columns = getTableColumns(table);
    const fence = 'projectId' in columns ? 'project_id' : getTableName(table) === 'projects' ? 'id' : undefined;
    if (!fence) continue;
    const rows = await sql<{ row: string }[]>`
      select t::text as row from ${sql(getTableName(table))} t where ${sql(fence)} = ${projectId} order by 1`;
    parts.push(getTableName(table), ...rows.map(({ row }) => row));
  }
  return parts.join('\n');
}
