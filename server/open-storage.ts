import { type Database, migrateDatabase, openDatabase } from '../drizzle/client.ts';
import { startEmbeddedPostgres } from '../drizzle/embedded/start-embedded-postgres.ts';
import { log } from '../kernel/log.ts';
import type { Config } from './config.ts';

export interface Storage {
  db: Database;
  /** What it is, for people. */
  description: string;
  close(): Promise<void>;
}

/** The configured database, or a private PostgreSQL; either way migrated. */
export async function openStorage(config: Config): Promise<Storage> {
  if (config.databaseUrl) {
    const db = await openMigrated(config.databaseUrl);
    return { db, description: `PostgreSQL at ${new URL(config.databaseUrl).host}`, close: () => db.close() };
  }
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, log });
  const db = await openMigrated(server.url);
  return {
    db,
    description: `private PostgreSQL in ${config.dataDir}`,
    async close() {
      await db.close();
      await server.stop();
    },
  };
}

async function openMigrated(url: string): Promise<Database> {
  await migrateDatabase(url);
  return openDatabase(url);
}
