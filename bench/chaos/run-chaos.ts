import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { startFakeTelegram } from '../../test/fakes/telegram/fake-telegram.ts';
import { sumOf } from '../figures.ts';
import { chaosProvision } from './chaos-flow.ts';
import { checkFindings, type Findings } from './check-findings.ts';
import { startCustomers } from './customers.ts';
import type { Place, Scene } from './scene.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

export interface ChaosOptions {
  open(place: Place): Promise<Scene>;
  program: string;
  /** An empty folder for data and logs. */
  folder: string;
  seconds: number;
  customers: number;
  seed: number;
}

export interface ChaosResult {
  scene: string;
  seconds: number;
  /** How often each was ended. */
  ended: Record<string, number>;
  /** Processes that ended by themselves while they ran, and while they were starting. */
  crashes: number;
  failedStarts: number;
  /** Whether the processes ended in good order when asked to. */
  stoppedInOrder: boolean;
  /** From the end of the load until everything was answered and at rest. */
  restMs: number;
  atRest: boolean;
  findings: Findings;
}

const token = '77000001:chaos-token';
const patienceMs = 60_000;

/** Lets customers write while processes and servers are ended at random, then looks for what was lost or done twice. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { folder, seconds, seed } = options;
  mkdirSync(folder, { recursive: true });
  const telegram = await startFakeTelegram({ recordCalls: false, retrySecondMs: 100 });
  const world = await openWorld();
  const bot = telegram.addBot(token);
  // Repeated deliveries, as when answers to webhooks get lost.
  Object.assign(bot.delivery, { copies: 1.2, lostAnswers: 0.1 });
  const provisionFile = join(folder, 'provision.yaml');
  writeFileSync(provisionFile, chaosProvision(token, `http://${world.address}/call`));
  try {
    const { program } = options;
    const place = { program, telegramRoot: telegram.root, provisionFile, callsAddress: world.address, folder };
    const scene = await options.open(place);
    const registry = startRegistry(scene);
    try {
      const customers = startCustomers(bot, { count: options.customers, seed });
      const ended = await wreakHavoc(scene, seconds * 1000, seededRandom(seed));
      const begin = performance.now();
      const atRest = registry.untilAtRest(begin + patienceMs);
      const diaries = await customers.finish(patienceMs);
      const isAtRest = await atRest;
      const restMs = performance.now() - begin;
      const findings = await registry.ask((sql) => checkFindings(sql, bot, diaries, world.calls));
      await registry.close();
      const stoppedInOrder = await scene.close();
      const ends = scene.processes.map((one) => one.ends());
      return {
        scene: scene.name,
        seconds,
        ended,
        crashes: sumOf(ends, (one) => one.running),
        failedStarts: sumOf(ends, (one) => one.starting),
        stoppedInOrder,
        restMs,
        atRest: isAtRest,
        findings,
      };
    } finally {
      await registry.close();
      await scene.close();
    }
  } finally {
    await telegram.close();
    world.close();
  }
}

async function wreakHavoc(scene: Scene, ms: number, random: SeededRandom): Promise<Record<string, number>> {
  const drawn = scene.hazards.flatMap((hazard) => Array(hazard.weight).fill(hazard) as (typeof hazard)[]);
  const ended = Object.fromEntries(scene.hazards.map(({ victim }) => [victim, 0]));
  const until = performance.now() + ms;
  while (performance.now() < until) {
    // Now and then before everything is up again.
    if (random.between(0, 1) < 0.7) await Promise.all(scene.processes.map((one) => one.ready()));
    await pause(random.between(200, 2000));
    const hazard = random.pick(drawn);
    await hazard.befall();
    ended[hazard.victim] = (ended[hazard.victim] ?? 0) + 1;
  }
  return ended;
}

/** A system that flows call. It counts the calls by their keys. */
async function openWorld(): Promise<{ address: string; calls: ReadonlyMap<string, number>; close(): void }> {
  const calls = new Map<string, number>();
  const server = createServer((request, response) => {
    const key = String(request.headers['idempotency-key']);
    calls.set(key, (calls.get(key) ?? 0) + 1);
    request.resume();
    setTimeout(() => response.end('{}'), 5);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The harness's own look into the database. */
interface Registry {
  ask<Answer>(question: (sql: Sql) => Promise<Answer>): Promise<Answer>;
  /** Whether everything was done before the deadline. */
  untilAtRest(deadline: number): Promise<boolean>;
  close(): Promise<void>;
}

/** Calls of a process that is gone are free again after 45 seconds; in the rest at the end after these. */
const longestCallMs = 6_000;

/**
 * Ends the leases of processes that are known to be dead, as time would (15 seconds for channels): what is measured here
 * is what gets lost or doubled, and with many kills a minute nothing would be sent at all.
 */
function startRegistry(scene: Scene): Registry {
  let open: { url: string; sql: Sql } | undefined;
  let closed = false;
  const connection = (): Sql => {
    const url = scene.databaseUrl();
    if (open?.url !== url) {
      void open?.sql.end({ timeout: 0 });
      open = { url, sql: postgres(url, { max: 1, connect_timeout: 5, onnotice() {} }) };
    }
    return open.sql;
  };
  const burying = (async () => {
    while (!closed) {
      // Fails while the database is away.
      await bury(connection(), scene).catch(() => undefined);
      await pause(300);
    }
  })();
  return {
    ask: (question) => question(connection()),
    async untilAtRest(deadline) {
      const begin = performance.now();
      while (performance.now() < deadline) {
        if (performance.now() - begin > longestCallMs) {
          await connection()`update effects set lease_until = clock_timestamp() where status = 'running'`.catch(
            () => undefined,
          );
        }
        if (await isAtRest(connection()).catch(() => false)) return true;
        await pause(200);
      }
      return false;
    },
    async close() {
      closed = true;
      await burying;
      await open?.sql.end({ timeout: 1 });
      open = undefined;
    },
  };
}

async function bury(sql: Sql, scene: Scene): Promise<void> {
  const alive = new Set(scene.processes.map((one) => one.pid()));
  const leases = await sql<{ owner: string }[]>`
    select distinct lease_owner as owner from channels where lease_until > clock_timestamp()`;
  for (const { owner } of leases) {
    const pid = Number(/-(\d+)-[^-]+$/.exec(owner)?.[1]);
    if (!alive.has(pid)) await sql`update channels set lease_until = clock_timestamp() where lease_owner = ${owner}`;
  }
}

async function isAtRest(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ busy: boolean }[]>`
    select exists (select 1 from inbox where done_at is null) or exists (select 1 from outbox where status <> 'held')
      or exists (select 1 from effects where status <> 'done') or exists (select 1 from timers) as busy`;
  return row?.busy === false;
}
