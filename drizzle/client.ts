import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { arrayTypes } from './array-types.ts';
import * as schema from './schema/index.ts';

/**
 * `orm` for ordinary queries, `sql` for those written by hand, `hot` for the prepared few that every turn passes through;
 * `keyed` for reads of a request that find each row by its key and are planned once, out of the way of the turns;
 * `relaxed` does not wait for the disk: only for what a crash of the whole machine may take back, such as "sent" marks.
 */
export interface Database {
  orm: PostgresJsDatabase<typeof schema>;
  sql: Sql;
  hot: Sql;
  keyed: { orm: PostgresJsDatabase<typeof schema>; sql: Sql };
  relaxed: Sql;
  close(): Promise<void>;
}

/** Opens a pool on an already migrated database. */
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  // Filters are planned for their very values: a plan for any tag or any member is right for none. Compiling costs more
  // than the largest of these statements, and reading by an index is no four times as dear as in order.
  const sql = connect(url, options.connections ?? 10, {
    plan_cache_mode: 'force_custom_plan',
    jit: 'off',
    random_page_cost: '1.1',
  });
  // Few connections, so that each knows the statements soon.
  const hot = connect(url, hotConnections, byKey);
  const keyed = connect(url, hotConnections, byKey);
  const relaxed = connect(url, 1, { ...byKey, synchronous_commit: 'off' });
  return {
    orm: drizzle(sql, { schema }),
    sql,
    hot,
    keyed: { orm: drizzle(keyed, { schema }), sql: keyed },
    relaxed,
    async close() {
      await Promise.all([sql, hot, keyed, relaxed].map((pool) => pool.end({ timeout: 5 })));
    },
  };
}

const hotConnections = 4;

/**
 * These statements take lists whose length the planner cannot see, and look up each item by its key. One plan each, for
 * planning anew costs more than the statement; and no plan that reads whole tables: made while they were still small, it
 * would be kept while they grow.
 */
const byKey = {
  plan_cache_mode: 'force_generic_plan',
  jit: 'off',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_material: 'off',
};

/** Brings the schema up to date. Processes that start together take turns (drizzle's migrator has no lock of its own). */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = connect(url, 1);
  try {
    await sql`select pg_advisory_lock(7236812)`;
    await migrate(drizzle(sql), { migrationsFolder: migrationsFolder() });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Whether an error says that the database cannot be reached or is not ready: try again later, nobody is to blame. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (/^(08|53|57P|CONNECT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code)) return true;
  return error.cause !== undefined && isDatabaseAway(error.cause);
}

function connect(url: string, max: number, settings: Record<string, string> = {}): Sql {
  return postgres(url, {
    max,
    connect_timeout: 10,
    // The driver's own waits up to 20 seconds, and counts a lost connection of each in the pool as a failure.
    backoff: (failures) => Math.min(0.05 * 2 ** failures, 0.5),
    onnotice: () => {},
    fetch_types: false,
    types: arrayTypes,
    connection: { application_name: 'voronka', ...settings },
  });
}

/** Beside this file in the source tree; beside the bundle in `dist/server`. */
function migrationsFolder(): string {
  const here = fileURLToPath(new URL('./migrations', import.meta.url));
  return existsSync(here) ? here : fileURLToPath(new URL('../migrations', import.meta.url));
}
