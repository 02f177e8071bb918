import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findServerUrl, openCluster } from '../../drizzle/embedded/cluster.ts';
import { freePort } from '../../drizzle/embedded/free-port.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../drizzle/embedded/start-embedded-postgres.ts';
import { startRedisServer } from '../../test/services.ts';
import { openWire } from '../../test/wire.ts';
import { type ProductProcess, productProcess } from './product-process.ts';

/** The product and what it stands on, with everything that may befall them. */
export interface Scene {
  name: string;
  processes: ProductProcess[];
  /** Of the database that is there now. */
  databaseUrl(): string;
  /** By what name they are counted, and how they go: each ends something and brings it back. */
  hazards: Hazard[];
  /** Ends everything; resolves to whether the processes ended in good order. */
  close(): Promise<boolean>;
}

export interface Hazard {
  victim: string;
  /** How often it is drawn, compared with others. */
  weight: number;
  befall(): Promise<void>;
}

export interface Place {
  /** The bundled product. */
  program: string;
  telegramRoot: string;
  provisionFile: string;
  callsAddress: string;
  /** An empty folder of the scene's own. */
  folder: string;
}

/** One process on the private PostgreSQL, Telegram polled: what `npm start` gives. */
export async function aloneScene(place: Place): Promise<Scene> {
  const dataDir = join(place.folder, 'data');
  mkdirSync(dataDir, { recursive: true });
  const main = productProcess({
    name: 'main',
    program: place.program,
    port: await freePort(),
    logFile: join(place.folder, 'main.log'),
    env: { ...commonEnv(place), DATA_DIR: dataDir, PROVISION: place.provisionFile },
  });
  main.start();
  await main.ready();
  const url = findServerUrl(await openCluster(dataDir, true)) ?? '';
  return {
    name: 'one process, private PostgreSQL, polling',
    processes: [main],
    databaseUrl: () => url,
    hazards: [killHazard(main)],
    async close() {
      const inOrder = await main.stop();
      await endPostgres(dataDir);
      return inOrder;
    },
  };
}

/** One process on a PostgreSQL elsewhere, Telegram posting to a webhook: what a small server with a database gives. */
export async function remoteScene(place: Place): Promise<Scene> {
  const database = await openPostgres(place);
  const port = await freePort();
  const main = productProcess({
    name: 'main',
    program: place.program,
    port,
    logFile: join(place.folder, 'main.log'),
    env: {
      ...commonEnv(place),
      DATABASE_URL: database.wiredUrl,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      PROVISION: place.provisionFile,
    },
  });
  main.start();
  await main.ready();
  return {
    name: 'one process, PostgreSQL elsewhere, webhook',
    processes: [main],
    databaseUrl: database.url,
    hazards: [killHazard(main), ...database.hazards],
    async close() {
      const inOrder = await main.stop();
      await database.close();
      return inOrder;
    },
  };
}

/** Three processes by role on PostgreSQL and Redis, Telegram posting to a webhook: what `docker compose up` gives, and a spare. */
export async function togetherScene(place: Place): Promise<Scene> {
  const database = await openPostgres(place);
  const redis = await openRedis();
  const ports = { web: await freePort(), first: await freePort(), second: await freePort() };
  const roles = { web: 'web', first: 'worker,channels', second: 'worker,channels' };
  const env = {
    ...commonEnv(place),
    DATABASE_URL: database.wiredUrl,
    REDIS_URL: redis.url,
    PUBLIC_URL: `http://127.0.0.1:${ports.web}`,
  };
  const open = (name: keyof typeof ports) =>
    productProcess({
      name,
      program: place.program,
      port: ports[name],
      logFile: join(place.folder, `${name}.log`),
      env: { ...env, ROLES: roles[name], ...(name === 'web' && { PROVISION: place.provisionFile }) },
    });
  const processes = [open('web'), open('first'), open('second')];
  for (const one of processes) {
    one.start();
    await one.ready();
  }
  return {
    name: 'three processes by role, PostgreSQL and Redis, webhook',
    processes,
    databaseUrl: database.url,
    hazards: [...processes.map(killHazard), ...database.hazards, redis.hazard],
    async close() {
      const inOrder = await Promise.all(processes.map((one) => one.stop()));
      await database.close();
      await redis.stop();
      return inOrder.every(Boolean);
    },
  };
}

/** A PostgreSQL of the scene's own, behind a wire whose near end stays where it is. */
async function openPostgres(place: Place) {
  const dataDir = join(place.folder, 'postgres');
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir });
  const wire = await openWire(() => ({ host: '127.0.0.1', port: Number(new URL(server.url).port) }));
  const hazards: Hazard[] = [
    {
      victim: 'postgres',
      weight: 1,
      async befall() {
        wire.cut();
        await endPostgres(dataDir);
        server = await startEmbeddedPostgres({ dataDir });
        wire.mend();
      },
    },
    {
      // What was asked is done, and nobody hears the answer.
      victim: 'wire to postgres',
      weight: 1,
      async befall() {
        wire.cut();
        await pause(50);
        wire.mend();
      },
    },
  ];
  return {
    url: () => server.url,
    wiredUrl: Object.assign(new URL(server.url), { port: String(wire.port) }).href,
    hazards,
    async close() {
      await server.stop();
      wire.close();
      await endPostgres(dataDir);
    },
  };
}

/** A Redis that remembers nothing. */
async function openRedis() {
  const port = await freePort();
  let redis = await startRedisServer(port);
  const hazard: Hazard = {
    victim: 'redis',
    weight: 1,
    async befall() {
      await redis.kill();
      await pause(300);
      redis = await startRedisServer(port);
    },
  };
  return { url: redis.url, hazard, stop: () => redis.stop() };
}

function commonEnv({ telegramRoot, callsAddress }: Place): Record<string, string> {
  return {
    TELEGRAM_API_ROOT: telegramRoot,
    HTTP_ALLOW: callsAddress,
    SECRET_KEY: 'a-key-of-the-bench-that-guards-nothing',
    LOG_LEVEL: 'info',
  };
}

function killHazard(victim: ProductProcess): Hazard {
  return {
    victim: victim.name,
    weight: 2,
    async befall() {
      await victim.kill();
      victim.start();
    },
  };
}

/** Immediate stop: no checkpoint, no goodbye; what was committed has to come back from the log. */
async function endPostgres(dataDir: string): Promise<void> {
  const lockFile = join(dataDir, 'postgres', 'data', 'postmaster.pid');
  if (!existsSync(lockFile)) return;
  const pid = Number(readFileSync(lockFile, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 'SIGQUIT');
    for (;;) {
      process.kill(pid, 0);
      await pause(20);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
