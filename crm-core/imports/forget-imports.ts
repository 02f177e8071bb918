import type { Database } from '../../drizzle/client.ts';
import type { ImportId } from '../../kernel/ids.ts';

/** Imports with something to do, for the sweep: a wake-up that was lost, or a process that died, cost seconds. */
export async function findActiveImports(db: Database): Promise<ImportId[]> {
  const rows = await db.sql<{ id: ImportId }[]>`
    select id from imports where status in ('running', 'undoing') order by id limit 100`;
  return rows.map(({ id }) => id);
}

/** Drafts that nobody started go after a day; the files' cells are personal data and go after thirty (PRODUCT D31). */
export async function forgetImports(db: Database, now: Date): Promise<void> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  await db.sql`delete from imports where status = 'draft' and created_at < ${daysAgo(1)}`;
  await db.sql`
    update import_rows set cells = '[]', problems = '[]' where (import_id, number) in (
      select r.import_id, r.number from imports i join import_rows r on r.import_id = i.id
      where i.finished_at between ${daysAgo(60)} and ${daysAgo(30)} and i.status not in ('running', 'undoing') and r.cells <> '[]'
      limit 20000
    )`;
}
