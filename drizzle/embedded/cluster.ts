import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { canReach, type ServerUser, serverUserFor } from './server-user.ts';

const execute = promisify(execFile);

/** One PostgreSQL data directory with the programs that serve it: `folder` holds `data/`, `password` and `server.log`. */
export interface Cluster {
  folder: string;
  user: ServerUser | undefined;
  binaries: string;
  /** False trades durability for speed. Only for tests. */
  durable: boolean;
}

/** The cluster in `dataDir/postgres`, made when there is none. Safe to call from several processes at once. */
export async function openCluster(dataDir: string, durable: boolean): Promise<Cluster> {
  const folder = resolve(dataDir, 'postgres');
  const user = serverUserFor(folder);
  const cluster = { folder, user, binaries: postgresBinaries(user), durable };
  if (!existsSync(folder)) await createCluster(cluster);
  return cluster;
}

/** Built beside its place and moved there when complete: a crash leaves nothing half made, and of two processes one wins. */
async function createCluster(cluster: Cluster): Promise<void> {
  mkdirSync(dirname(cluster.folder), { recursive: true });
  const unfinished = { ...cluster, folder: mkdtempSync(`${cluster.folder}-new-`) };
  try {
    await fillCluster(unfinished);
    renameSync(unfinished.folder, cluster.folder);
  } catch (error) {
    rmSync(unfinished.folder, { recursive: true, force: true });
    if (!existsSync(cluster.folder)) throw error;
  }
}

async function fillCluster(cluster: Cluster): Promise<void> {
  const data = join(cluster.folder, 'data');
  mkdirSync(data);
  writeFileSync(passwordFile(cluster), randomBytes(24).toString('base64url'), { mode: 0o600 });
  for (const path of [cluster.folder, data, passwordFile(cluster)]) {
    if (cluster.user) chownSync(path, cluster.user.uid, cluster.user.gid);
  }
  await run(cluster, 'initdb', [
    '--username=voronka',
    '--auth=scram-sha-256',
    '--pwfile=../password',
    '--encoding=UTF8',
    // The same order and case rules on every machine and after every upgrade of its C library.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`,
    ...(cluster.durable ? [] : ['--no-sync']),
  ]);
}

/** Starts the server on a free port of the loopback and waits until it answers. Throws when it did not, whatever the cause. */
export async function startServer(cluster: Cluster): Promise<void> {
  const settings = [
    `port=${await freePort()}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=', // their paths are limited to 107 bytes
    'max_connections=200',
    'jit=off',
    // Errors of statements reach the caller; in a file they would only pile up, with personal data in their details.
    'log_min_messages=log',
    'log_checkpoints=off',
    ...(cluster.durable ? [] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']),
  ];
  const options = settings.map((setting) => `-c ${setting}`).join(' ');
  // pg_ctl makes the server the leader of a session of its own, so that Ctrl+C ends us and not the server below us.
  await run(cluster, 'pg_ctl', ['start', '--wait', '--timeout=120', '--log=../server.log', `--options=${options}`]);
}

/** Fast shutdown: clients are disconnected, everything committed is on disk. Resolves when the server is gone. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const pid = lockFileLine(cluster, 0);
  await run(cluster, 'pg_ctl', ['stop', '--no-wait', '--mode=fast']);
  // pg_ctl's own waiting would take a server that another process has started meanwhile for the old one.
  const giveUp = performance.now() + 60_000;
  while (lockFileLine(cluster, 0) === pid && performance.now() < giveUp) await pause(20);
}

/** Address of the server that runs on this cluster according to its lock file, which may be stale. */
export function findServerUrl(cluster: Cluster): string | undefined {
  const port = lockFileLine(cluster, 3);
  if (!port) return undefined;
  return `postgres://voronka:${readFileSync(passwordFile(cluster), 'utf8')}@127.0.0.1:${port}/postgres`;
}

/** PostgreSQL's lock file holds the server's process id in line 0 and its port in line 3. */
function lockFileLine(cluster: Cluster, line: number): string | undefined {
  return readIfPresent(join(cluster.folder, 'data', 'postmaster.pid')).split('\n')[line];
}

export function endOfServerLog(cluster: Cluster): string {
  return readIfPresent(join(cluster.folder, 'server.log')).slice(-2000).trim();
}

function passwordFile(cluster: Cluster): string {
  return join(cluster.folder, 'password');
}

function readIfPresent(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** Runs one of PostgreSQL's programs in the data directory. */
async function run(cluster: Cluster, program: 'initdb' | 'pg_ctl', args: string[]): Promise<void> {
  const data = join(cluster.folder, 'data');
  await execute(join(cluster.binaries, program), [`--pgdata=${dataPath(cluster, data)}`, ...args], {
    ...cluster.user,
    cwd: data,
    env: withoutPostgresVariables(process.env),
    windowsHide: true,
  });
}

/**
 * The data directory as the server's user can name it. It starts inside, so it needs no permission for the folders
 * above, which may be closed to it (`/root`, a private DATA_DIR): Linux lets it call the place `/proc/self/cwd`.
 */
function dataPath(cluster: Cluster, data: string): string {
  return process.platform !== 'linux' || canReach(cluster.user, data) ? data : '/proc/self/cwd';
}

/** PGPORT, PGDATA and the like are meant for another server. */
function withoutPostgresVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('PG')));
}
