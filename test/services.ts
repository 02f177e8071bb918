import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '../drizzle/embedded/free-port.ts';
import { startEmbeddedPostgres } from '../drizzle/embedded/start-embedded-postgres.ts';

/** Something that tests need from outside, and how to give it back. */
export interface Service {
  url: string;
  stop(): Promise<void>;
}

/** TEST_DATABASE_URL, else a private PostgreSQL in a temporary folder. Never a server that merely happens to run here. */
export async function postgresForTests(): Promise<Service> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const dataDir = mkdtempSync(join(tmpdir(), 'voronka-tests-'));
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** TEST_REDIS_URL, else the usual local address when it answers, else a child process; undefined when there is none at all. */
export async function redisForTests(): Promise<Service | undefined> {
  const given = process.env.TEST_REDIS_URL;
  const usual = 'redis://127.0.0.1:6379';
  if (given) return { url: given, stop: async () => {} };
  if (await answers(usual)) return { url: usual, stop: async () => {} };
  return hasRedisServer() ? startRedisServer(await freePort()) : undefined;
}

export function hasRedisServer(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/** A Redis of one's own that keeps its data in `folder` from one life to the next; without a folder it forgets. */
export async function startRedisServer(port: number, folder?: string): Promise<Service & { kill(): Promise<void> }> {
  const persistence = folder ? ['--appendonly', 'yes', '--dir', folder] : ['--appendonly', 'no'];
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', ...persistence];
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  while (!(await answers(url))) {
    if (hasEnded(server)) throw new Error(`redis-server ended with code ${server.exitCode}`);
    await pause(20);
  }
  return { url, stop: () => end(server, 'SIGTERM'), kill: () => end(server, 'SIGKILL') };
}

async function answers(url: string): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, connectTimeout: 500, retryStrategy: () => null });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return;
  child.kill(signal);
  await once(child, 'exit');
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
