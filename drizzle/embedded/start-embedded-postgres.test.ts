import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';

const cleanups: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

test('the first start makes a cluster, the second finds what was written', async () => {
  const dataDir = emptyFolder();
  const first = await start(dataDir);
  expect(first.attached).toBe(false);
  await query(first.url, 'create table deals (name text)');
  await query(first.url, `insert into deals values ('Ремонт')`);
  await first.stop();
  expect(isRunning(dataDir)).toBe(false);

  const second = await start(dataDir);
  expect(second.attached).toBe(false);
  expect(await query(second.url, `select lower(name) as name from deals`)).toEqual([{ name: 'ремонт' }]);
  expect(await query(second.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
});

test('Russian text is searched by word stems and by likeness, and sorts as people expect when asked', async () => {
  const { url } = await start(emptyFolder());
  await query(url, 'create extension pg_trgm');
  const [row] = await query(
    url,
    `select to_tsvector('russian', 'Продажи клиентам') @@ to_tsquery('russian', 'клиент') as stems,
            similarity('Привет', 'ПРИВЕТЫ') > 0.5 as likeness,
            (select string_agg(x, '' order by x collate "und-x-icu") from (values ('ж'), ('ё'), ('е')) v(x)) as sorted`,
  );
  expect(row).toEqual({ stems: true, likeness: true, sorted: 'еёж' });
});

test('only the loopback is listened on, and only the stored password opens', async () => {
  const dataDir = emptyFolder();
  const { url } = await start(dataDir);
  expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(statSync(join(dataDir, 'postgres', 'password')).mode & 0o777).toBe(0o600);
  const guess = new URL(url);
  guess.password = 'guess';
  await expect(query(guess.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('processes share one server, and the last to leave stops it, whoever started it', async () => {
  const dataDir = emptyFolder();
  const owner = await start(dataDir);
  const guest = await start(dataDir);
  expect(guest).toMatchObject({ url: owner.url, attached: true });
  await owner.stop();
  expect(await query(guest.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await guest.stop();
  expect(isRunning(dataDir)).toBe(false);
});

test('processes that start together on an empty folder agree on one server', async () => {
  const dataDir = emptyFolder();
  const started = await Promise.all([start(dataDir), start(dataDir), start(dataDir)]);
  expect(new Set(started.map(({ url }) => url)).size).toBe(1);
  expect(started.filter(({ attached }) => !attached)).toHaveLength(1);
});

test('of processes that leave together, one stops the server', async () => {
  const dataDir = emptyFolder();
  const guests = [await start(dataDir), await start(dataDir), await start(dataDir)];
  await Promise.all(guests.map((guest) => guest.stop()));
  expect(isRunning(dataDir)).toBe(false);
});

test('a server that stops while another process enters is started anew for it', async () => {
  const dataDir = emptyFolder();
  const first = await start(dataDir);
  const [, second] = await Promise.all([first.stop(), start(dataDir)]);
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('after a kill -9 of Node the next process attaches, loses nothing, and can stop the server', async () => {
  const dataDir = emptyFolder();
  const owner = await ownerProcess(dataDir);
  await query(owner.url, 'create table acked as select generate_series(1, 1000) as id');
  await kill(owner.process);

  const heir = await start(dataDir);
  expect(heir).toMatchObject({ url: owner.url, attached: true });
  expect(await query(heir.url, 'select count(*)::int as rows from acked')).toEqual([{ rows: 1000 }]);
  await heir.stop();
  expect(isRunning(dataDir)).toBe(false);
});

test('after a kill -9 of Node and of the server every acknowledged row is there', async () => {
  const dataDir = emptyFolder();
  const owner = await ownerProcess(dataDir);
  await query(owner.url, 'create table acked (id int primary key)');
  const acked = await insertUntilCutOff(owner.url, async () => {
    await kill(owner.process);
    process.kill(postmasterPid(dataDir), 'SIGKILL');
  });

  const heir = await start(dataDir);
  expect(heir.attached).toBe(false);
  const [row] = await query(heir.url, 'select count(*)::int as rows from acked');
  expect(acked).toBeGreaterThan(0);
  expect(row?.rows).toBeGreaterThanOrEqual(acked);
});

test('a platform without binaries is told to set DATABASE_URL', async () => {
  const real = process.arch;
  cleanups.push(() => Object.defineProperty(process, 'arch', { value: real }));
  Object.defineProperty(process, 'arch', { value: 'mips' });
  await expect(startEmbeddedPostgres({ dataDir: emptyFolder() })).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('Set DATABASE_URL'),
  });
});

test('a server that cannot start says why', async () => {
  const dataDir = emptyFolder();
  await (await start(dataDir)).stop();
  rmSync(join(dataDir, 'postgres', 'data', 'global'), { recursive: true });
  await expect(startEmbeddedPostgres({ dataDir, startWithinMs: 300 })).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('global/pg_control'),
  });
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'voronka-embedded-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir });
  cleanups.push(() => server.stop());
  return server;
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice() {} });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end();
  }
}

function isRunning(dataDir: string): boolean {
  return existsSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'));
}

function postmasterPid(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10);
}

/** Another Node process that starts the server and then only lives. */
async function ownerProcess(dataDir: string): Promise<{ process: ChildProcess; url: string }> {
  const program = `
    const { startEmbeddedPostgres } = await import(process.argv[1]);
    const { url } = await startEmbeddedPostgres({ dataDir: process.argv[2] });
    process.send(url);
    setInterval(() => {}, 60_000);`;
  const launcher = new URL('./start-embedded-postgres.ts', import.meta.url).href;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program, launcher, dataDir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  cleanups.push(() => kill(child));
  const [url] = await once(child, 'message');
  return { process: child, url: String(url) };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Inserts 1, 2, 3 … one by one; `cutOff` runs after the first hundred. Returns how many were acknowledged. */
async function insertUntilCutOff(url: string, cutOff: () => Promise<void>): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice() {} });
  let acked = 0;
  let cut: Promise<void> | undefined;
  try {
    for (;;) {
      await sql`insert into acked values (${acked + 1})`;
      acked += 1;
      if (acked === 100) cut = cutOff();
    }
  } catch {
    await cut;
    return acked;
  } finally {
    await sql.end({ timeout: 0 });
  }
}
