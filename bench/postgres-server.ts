import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { startEmbeddedPostgres } from '../drizzle/embedded/start-embedded-postgres.ts';
import { cpuOfPostgres } from './cpu-time.ts';

/** The server on which all subjects of a run keep their databases. */
export interface PostgresServer {
  version: string;
  /** An empty database of its own for one run of one subject. */
  createDatabase(name: string): Promise<BenchDatabase>;
  /** CPU of the whole server so far, in ms. Undefined when it is elsewhere or not on Linux. */
  cpu(): number | undefined;
  stop(): Promise<void>;
}

export interface BenchDatabase {
  url: string;
  sql: Sql;
  drop(): Promise<void>;
}

/** `BENCH_DATABASE_URL`, else a private server that nobody else works on. Durable in both cases: an fsync is part of the work. */
export async function openPostgresServer(scratchDir: string): Promise<PostgresServer> {
  const given = process.env.BENCH_DATABASE_URL;
  const own = given ? undefined : await startEmbeddedPostgres({ dataDir: join(scratchDir, 'data') });
  const url = given ?? own?.url ?? '';
  const admin = connect(url);
  const [about] = await admin<{ version: string; pid: number }[]>`
    select current_setting('server_version') as version, pg_backend_pid() as pid`;
  return {
    version: about?.version ?? 'unknown',
    createDatabase: (name) => createDatabase(admin, url, name),
    cpu: () => cpuOfPostgres(about?.pid ?? 0),
    async stop() {
      await admin.end();
      await own?.stop();
    },
  };
}

async function createDatabase(admin: Sql, serverUrl: string, name: string): Promise<BenchDatabase> {
  await admin`drop database if exists ${admin(name)} with (force)`;
  await admin`create database ${admin(name)}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const sql = connect(url.href);
  return {
    url: url.href,
    sql,
    async drop() {
      await sql.end();
      await admin`drop database if exists ${admin(name)} with (force)`;
    },
  };
}

function connect(url: string): Sql {
  return postgres(url, { max: 1, onnotice: () => {} });
}
