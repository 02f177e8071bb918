import type { Database } from './client.ts';

/** From this size on autovacuum is soon enough. */
const youngRows = 20_000;
/** A tenth of the usual sample: enough to tell a full table from an empty one. */
const sample = 10;

/**
 * Analyzes tables that have grown fourfold since the planner last looked at them. Autovacuum comes once a minute, and
 * until then a young database works by plans that were made while it was empty; to analyze also makes every session plan
 * its prepared statements anew. The limits keep this to some five times in a table's life.
 */
export async function refreshStatistics({ sql }: Database): Promise<void> {
  const grown = await sql<{ relname: string }[]>`
    select s.relname from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    where s.schemaname = 'public' and c.reltuples < ${youngRows}
      and s.n_mod_since_analyze > 200 + 3 * greatest(c.reltuples, 0)`;
  if (grown.length === 0) return;
  await sql.begin(async (tx) => {
    await tx`select set_config('default_statistics_target', ${String(sample)}, true)`;
    for (const { relname } of grown) await tx`analyze ${tx(relname)}`;
  });
}
