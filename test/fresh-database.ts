import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';

/**
 * A migrated, empty database for one test file: `const { url } = await freshDatabase()` at its top. Dropped after its
 * last test, with whoever is still connected.
 */
export async function freshDatabase(): Promise<{ url: string }> {
  const template = inject('templateDatabase');
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  afterAll(() => administer(`drop database if exists ${name} with (force)`));
  await administer(`create database ${name} template ${template}`);
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  return { url: url.href };
}

async function administer(statement: string): Promise<void> {
  const admin = postgres(inject('databaseUrl'), { max: 1, onnotice() {} });
  try {
    await admin.unsafe(statement);
  } finally {
    await admin.end();
  }
}
