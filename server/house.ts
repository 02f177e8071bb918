import { hostname } from 'node:os';
import { allChannels } from '../bot/channels.ts';
import { Receiver } from '../bot/receive.ts';
import { ChannelSupervisor } from '../bot/supervisor.ts';
import { ConfigCache } from '../crm-core/config/load-config.ts';
import { runImport } from '../crm-core/imports/run-import.ts';
import type { Core } from '../crm-core/work/run-work.ts';
import { runEffects } from '../flows/runtime/effects.ts';
import { FlowVersions } from '../flows/runtime/flow-versions.ts';
import { LaneMemory } from '../flows/runtime/lane-memory.ts';
import type { Runtime } from '../flows/runtime/lane-turn.ts';
import { runArrivals, runLanes } from '../flows/runtime/run-lanes.ts';
import { SafeFetch } from '../flows/runtime/safe-fetch.ts';
import { addTriggers } from '../flows/runtime/triggers.ts';
import { systemClock } from '../kernel/clock.ts';
import { type ImportId, randomDigits } from '../kernel/ids.ts';
import { type SecretBox, secretBox } from '../kernel/secret-box.ts';
import { bullmqJobs } from '../queue/bullmq/bullmq-jobs.ts';
import { redisBus } from '../queue/bullmq/redis-bus.ts';
import { redisCounts } from '../queue/bullmq/redis-counts.ts';
import type { Bus } from '../queue/bus.ts';
import type { Counts } from '../queue/counts.ts';
import { inProcessBus } from '../queue/in-process/in-process-bus.ts';
import { inProcessJobs } from '../queue/in-process/in-process-jobs.ts';
import type { Jobs } from '../queue/jobs.ts';
import { startChores } from './chores.ts';
import type { Config } from './config.ts';
import { News } from './news.ts';
import { openStorage, type Storage } from './open-storage.ts';
import { loadSecretKey } from './secret-key.ts';

/** The whole product in one process, without its doors: what the HTTP server and the set-up work with. */
export interface House {
  config: Config;
  storage: Storage;
  core: Core;
  bus: Bus;
  jobs: Jobs;
  counts: Counts | undefined;
  receiver: Receiver;
  secrets: SecretBox;
  supervisor: ChannelSupervisor | undefined;
  /** Takes no new work, finishes what is begun, releases leases (DESIGN §6). */
  close(): Promise<void>;
}

export async function openHouse(config: Config): Promise<House> {
  const storage = await openStorage(config);
  const { db } = storage;
  const secrets = secretBox(loadSecretKey(config.secretKey, config.dataDir));
  const jobs = config.redisUrl ? bullmqJobs({ url: config.redisUrl }) : inProcessJobs();
  const bus = config.redisUrl ? redisBus({ url: config.redisUrl }) : inProcessBus();
  const counts = config.redisUrl ? redisCounts({ url: config.redisUrl }) : undefined;
  const versions = new FlowVersions(db);
  const receiver = new Receiver(db, (lanes) => jobs.wake('lane', lanes));
  const news = new News(jobs, bus);
  const core: Core = {
    db,
    clock: systemClock,
    configs: new ConfigCache(db),
    beforeCommit: (work) => addTriggers(versions, work),
    committed: (works) => news.tell(works),
  };
  const supervisor = config.roles.has('channels') ? openSupervisor({ config, db, secrets, receiver, news }) : undefined;
  if (supervisor) news.hearFor(supervisor);
  const stops = config.roles.has('worker') ? startWorker({ config, core, jobs, versions, supervisor, receiver }) : [];
  return {
    config,
    storage,
    core,
    bus,
    jobs,
    counts,
    receiver,
    secrets,
    supervisor,
    async close() {
      for (const stop of stops) await stop();
      await jobs.close();
      await supervisor?.close();
      await bus.close();
      await counts?.close();
      await storage.close();
    },
  };
}

function openSupervisor(house: {
  config: Config;
  db: Storage['db'];
  secrets: SecretBox;
  receiver: Receiver;
  news: News;
}): ChannelSupervisor {
  const { config, db, secrets, receiver, news } = house;
  return new ChannelSupervisor({
    db,
    secrets,
    receiver,
    channels: allChannels({
      telegram: { apiRoot: config.telegramApiRoot, ...(config.publicUrl && { publicUrl: config.publicUrl }) },
    }),
    owner: `${hostname()}-${process.pid}-${randomDigits(6)}`,
    settled: (channel, conversations) => news.tellSettled(channel.projectId, conversations),
    reported: (channel) => news.tellChannel(channel.projectId),
  });
}

/** Sixty-four lanes share a load and a commit; while one batch is being made durable the next is thought about. */
const lanesPerBatch = 64;

function startWorker(house: {
  config: Config;
  core: Core;
  jobs: Jobs;
  versions: FlowVersions;
  supervisor: ChannelSupervisor | undefined;
  receiver: Receiver;
}): (() => Promise<void>)[] {
  const { config, core, jobs, versions, supervisor, receiver } = house;
  const runtime: Runtime = {
    core,
    versions,
    memory: new LaneMemory(),
    // Among several workers an earlier message of the lane may still be on its way to the sender.
    directFence: (channelId, lane) => (config.redisUrl ? undefined : supervisor?.fence(channelId, lane)),
    wakeLanes: (lanes) => jobs.wake('lane', lanes),
    doubtLanes: (lanes) => supervisor?.wakeLanes(lanes),
  };
  const fetcher = new SafeFetch(config.httpAllow);
  jobs.work('lane', { batch: lanesPerBatch, concurrency: 1 }, (lanes) => runLanes(runtime, lanes));
  receiver.offerTo((arrivals) => runArrivals(runtime, arrivals));
  jobs.work('effect', { batch: 16, concurrency: 4 }, async (ids) => {
    jobs.wake('lane', await runEffects(core.db, fetcher, ids));
  });
  jobs.work('import', { batch: 1, concurrency: 1 }, async ([id]) => {
    // The border: keys are ids of imports. What is left after its turn queues up behind the others.
    if (id && (await runImport(core, id as ImportId))) jobs.wake('import', [id]);
  });
  return [() => receiver.offerNoMore(), startChores(core, jobs), () => fetcher.close()];
}
