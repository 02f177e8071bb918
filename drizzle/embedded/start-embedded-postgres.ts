import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { AppError } from '../../kernel/errors.ts';
import { log as defaultLog, type Log } from '../../kernel/log.ts';
import { type Cluster, endOfServerLog, findServerUrl, openCluster, startServer, stopServer } from './cluster.ts';

export interface EmbeddedPostgres {
  /** Administrator's address on the loopback. It holds the password: never log it. */
  url: string;
  /** True when the server ran already: a second process on this DATA_DIR, or our predecessor was killed. */
  attached: boolean;
  /** Leaves the server, and stops it when nobody else uses it. */
  stop(): Promise<void>;
}

/**
 * The private PostgreSQL in `dataDir/postgres`: attached to when it runs, else started, else made first. Throws
 * `unavailable` where npm has no binaries for the platform, or when the server does not come up.
 *
 * The server outlives a kill -9 of Node, and several processes may share one. Each holds a shared advisory lock for as
 * long as it lives; whoever can take it exclusively is the last and turns off the light. No file of ours can go stale.
 *
 * `durable: false` is for tests only: no fsync. `startWithinMs` is how long to insist on starting it: after a kill -9
 * orphans hold the data directory for a second or two.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log?: Log;
  durable?: boolean;
  startWithinMs?: number;
}): Promise<EmbeddedPostgres> {
  const log = options.log ?? defaultLog;
  const cluster = await openCluster(options.dataDir, options.durable ?? true);
  const { session, url, attached } = await enter(cluster, options.startWithinMs ?? 15_000);
  log.info({ folder: cluster.folder, attached }, 'private PostgreSQL is ready');
  return { url, attached, stop: () => leave(cluster, session, log) };
}

interface Entered {
  session: postgres.Sql;
  url: string;
  attached: boolean;
}

/** How long a server that another process started (or that recovers from a crash) may take to answer. */
const answerWithinMs = 120_000;

async function enter(cluster: Cluster, startWithinMs: number): Promise<Entered> {
  const begin = performance.now();
  let failure: unknown;
  let attached = true;
  for (;;) {
    const found = await join(cluster);
    if (found.kind === 'joined') return { session: found.session, url: found.url, attached };
    const waited = performance.now() - begin;
    if (waited > (found.kind === 'starting' ? answerWithinMs : startWithinMs)) throw didNotStart(cluster, failure);
    if (found.kind === 'absent') {
      try {
        await startServer(cluster);
        attached = false;
        continue;
      } catch (error) {
        failure = error; // Perhaps another process is starting it at this moment: look again.
      }
    }
    await pause(50);
  }
}

type Found = { kind: 'joined'; session: postgres.Sql; url: string } | { kind: 'starting' } | { kind: 'absent' };

async function join(cluster: Cluster): Promise<Found> {
  const url = findServerUrl(cluster);
  if (!url) return { kind: 'absent' };
  // One connection that stays: with postgres.js's usual life time it would be replaced, and the lock be lost. The query for
  // types that it sends by itself would reject where nobody listens when the server goes down at that moment.
  const session = postgres(url, { max: 1, max_lifetime: null, fetch_types: false, connect_timeout: 5, onnotice() {} });
  try {
    await session`select pg_advisory_lock_shared(${presence})`;
    return { kind: 'joined', session, url };
  } catch (error) {
    await session.end({ timeout: 0 });
    return { kind: sqlState(error) === cannotConnectNow ? 'starting' : 'absent' };
  }
}

/** Number of the advisory lock whose sharers use the server. */
const presence = 7_667_001;
/** SQLSTATE "the database system is starting up". */
const cannotConnectNow = '57P03';

function sqlState(error: unknown): string | undefined {
  return error instanceof postgres.PostgresError ? error.code : undefined;
}

async function leave(cluster: Cluster, session: postgres.Sql, log: Log): Promise<void> {
  try {
    // The lock is kept until the server is down: who comes now waits for it, is cut off and starts the server anew.
    if (await isLast(session)) await stopServer(cluster);
  } catch (err) {
    log.warn({ err }, 'the private PostgreSQL could not be stopped');
  } finally {
    await session.end({ timeout: 0 });
  }
}

async function isLast(session: postgres.Sql): Promise<boolean> {
  try {
    // First out, then look: of two that leave together, whoever looks second sees nobody.
    await session`select pg_advisory_unlock_shared(${presence})`;
    const [answer] = await session`select pg_try_advisory_lock(${presence}) as last`;
    return answer?.last === true;
  } catch {
    return false; // somebody else is stopping it
  }
}

function didNotStart(cluster: Cluster, cause: unknown): AppError {
  return new AppError('unavailable', {
    message: `The private PostgreSQL in ${cluster.folder} did not start.\n${endOfServerLog(cluster)}`,
    userMessage: `The private PostgreSQL did not start. ${cluster.folder}/server.log may say why; DATABASE_URL names another one.`,
    cause,
  });
}
