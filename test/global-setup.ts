import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '../drizzle/client.ts';
import { postgresForTests, redisForTests } from './services.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Any database of the server that tests run on. */
    databaseUrl: string;
    /** Name of the migrated database that `freshDatabase` copies. */
    templateDatabase: string;
    /** Null when no Redis could be found or started. */
    redisUrl: string | null;
  }
}

/** Runs once per `vitest run`: the services, and one migrated database for every test file to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const redis = await redisForTests();
  if (!redis && process.env.CI === 'true') throw new Error('CI may not skip the Redis tests: install redis-server');
  const server = await postgresForTests();
  // Random, so that runs side by side on one server do not meet.
  const template = `voronka_test_${randomBytes(4).toString('hex')}`;
  const tearDown = async () => {
    await dropDatabases(server.url, template).finally(() => server.stop());
    await redis?.stop();
    if (!redis) console.warn('\n  LEFT OUT: the Redis tests. Set TEST_REDIS_URL or install redis-server.\n');
  };
  try {
    await createTemplate(server.url, template);
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('databaseUrl', server.url);
  project.provide('templateDatabase', template);
  project.provide('redisUrl', redis?.url ?? null);
  return tearDown;
}

async function createTemplate(serverUrl: string, template: string): Promise<void> {
  const admin = postgres(serverUrl, { max: 1, onnotice() {} });
  await admin.unsafe(`create database ${template}`);
  await admin.end();
  const url = new URL(serverUrl);
  url.pathname = `/${template}`;
  await migrateDatabase(url.href);
}

/** The template, and the copies of test files that were cut short. */
async function dropDatabases(serverUrl: string, template: string): Promise<void> {
  const admin = postgres(serverUrl, { max: 1, onnotice() {} });
  const ours = await admin`select datname from pg_database where starts_with(datname, ${template})`;
  for (const { datname } of ours) await admin.unsafe(`drop database ${datname} with (force)`);
  await admin.end();
}
