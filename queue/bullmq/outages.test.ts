import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../../drizzle/embedded/free-port.ts';
import { hasRedisServer, startRedisServer } from '../../test/services.ts';
import { listen } from '../bus-contract.ts';
import { workerOf } from '../jobs-contract.ts';
import { lostWakes } from '../queue-metrics.ts';
import { bullmqJobs } from './bullmq-jobs.ts';
import { redisBus } from './redis-bus.ts';

const installed = hasRedisServer();
if (!installed) console.warn('\n  NO redis-server: its outages are not tested.\n');

const cleanups: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

describe.skipIf(!installed)('with a Redis of our own', () => {
  test('while Redis is stopped wake() loses keys without throwing, and work resumes after it is back', async () => {
    const { url, stop, start } = await mortalRedis();
    const jobs = bullmqJobs({ url });
    cleanups.push(() => jobs.close());
    const lanes = workerOf(jobs, 'lane');
    jobs.wake('lane', ['before']);
    await lanes.until(() => lanes.ran.includes('before'));

    await stop();
    const lostBefore = await lostKeys();
    do jobs.wake('lane', ['during']);
    while ((await tick()) && (await lostKeys()) === lostBefore);

    await start();
    // As the sweeper would.
    do jobs.wake('lane', ['after']);
    while ((await tick()) && !lanes.ran.includes('after'));
    expect(lanes.ran.filter((key) => key !== 'after')).toEqual(['before']);
  });

  test('wake-ups that Redis had written down survive its restart', async () => {
    const { url, stop, start } = await mortalRedis();
    const sender = bullmqJobs({ url });
    cleanups.push(() => sender.close());
    sender.wake('lane', ['kept']);
    const redis = await client(url);
    while ((await redis.llen('voronka:lane:wait')) === 0) await tick();
    await stop();
    await start();
    const receiver = bullmqJobs({ url });
    cleanups.push(() => receiver.close());
    const lanes = workerOf(receiver, 'lane');
    await lanes.until(() => lanes.ran.includes('kept'));
  });

  test('processes that start while Redis is away begin when it comes', async () => {
    const { url, stop, start } = await mortalRedis();
    await stop();
    const jobs = bullmqJobs({ url });
    const bus = redisBus({ url });
    cleanups.push(() => Promise.all([jobs.close(), bus.close()]));
    const lanes = workerOf(jobs, 'lane');
    const listener = listen(bus, 'project.1');
    jobs.wake('lane', ['lost']);
    await tick();
    await start();
    await bus.ready();
    do {
      jobs.wake('lane', ['a']);
      bus.publish('project.1', 'news');
    } while ((await tick()) && !(lanes.ran.includes('a') && listener.heard.includes('news')));
    expect(lanes.ran).toContain('a');
  });

  test('the bus goes on after Redis was stopped', async () => {
    const { url, stop, start } = await mortalRedis();
    const bus = redisBus({ url });
    cleanups.push(() => bus.close());
    const listener = listen(bus, 'project.1');
    await bus.ready();
    await stop();
    bus.publish('project.1', 'lost');
    await tick();
    await start();
    do bus.publish('project.1', 'news');
    while ((await tick()) && !listener.heard.includes('news'));
    expect(listener.heard).not.toContain('lost');
  });

  test('closing does not wait for a Redis that is away', async () => {
    const { url, stop } = await mortalRedis();
    const jobs = bullmqJobs({ url });
    const lanes = workerOf(jobs, 'lane');
    lanes.hold();
    jobs.wake('lane', ['running']);
    await lanes.until(() => lanes.running.size === 1);
    await stop();
    const closing = jobs.close();
    lanes.letGo();
    await closing;
    expect(lanes.ran).toEqual(['running']);
  });

  test('the keys that a killed process was running are given to another', { timeout: 40_000 }, async () => {
    const { url } = await mortalRedis();
    await killedInTheMiddle(url, 'orphan');
    const jobs = bullmqJobs({ url });
    cleanups.push(() => jobs.close());
    const lanes = workerOf(jobs, 'lane');
    await lanes.until(() => lanes.ran.includes('orphan'));
  });
});

interface MortalRedis {
  url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A Redis on a port of its own that writes everything to disk, as docker-compose.yml has it. */
async function mortalRedis(): Promise<MortalRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'voronka-redis-'));
  const port = await freePort();
  let server = await startRedisServer(port, folder);
  cleanups.push(async () => {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    url: server.url,
    stop: () => server.stop(),
    start: async () => {
      server = await startRedisServer(port, folder);
    },
  };
}

async function client(url: string): Promise<Redis> {
  const redis = new Redis(url, { retryStrategy: () => 100 });
  redis.on('error', () => {});
  cleanups.push(() => redis.disconnect());
  return redis;
}

async function lostKeys(): Promise<number> {
  const { values } = await lostWakes.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}

/** Lets sockets and timers have their turn. */
async function tick(): Promise<true> {
  await new Promise((resolve) => setTimeout(resolve, 10));
  return true;
}

/** A process that takes the key, never finishes with it, and is killed. */
async function killedInTheMiddle(url: string, key: string): Promise<void> {
  const program = `
    const { bullmqJobs } = await import(process.argv[1]);
    const jobs = bullmqJobs({ url: process.argv[2] });
    jobs.work('lane', { batch: 1, concurrency: 1 }, () => { process.send('running'); return new Promise(() => {}); });
    jobs.wake('lane', [process.argv[3]]);`;
  const source = new URL('./bullmq-jobs.ts', import.meta.url).href;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program, source, url, key];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  child.kill('SIGKILL');
  await once(child, 'exit');
}
