import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { describeJobs, workerOf } from '../jobs-contract.ts';
import { bullmqJobs } from './bullmq-jobs.ts';

const url = inject('redisUrl');
const run = `voronka-test-${randomUUID()}`;

describe.skipIf(!url)('with Redis', () => {
  const redisUrl = url ?? '';
  let tests = 0;
  // Each test opens once: a prefix of its own keeps it from its predecessor's left-overs.
  describeJobs('jobs through BullMQ', () =>
    bullmqJobs({ url: redisUrl, prefix: `${run}-${tests++}`, backOffMs: () => 1 }),
  );

  test('processes share the work: every key runs once in one of them', async () => {
    const prefix = `${run}-shared`;
    const [one, two] = [bullmqJobs({ url: redisUrl, prefix }), bullmqJobs({ url: redisUrl, prefix })];
    const workers = [workerOf(one, 'lane'), workerOf(two, 'lane')];
    const keys = Array.from({ length: 200 }, (_, i) => `key-${i}`);
    one.wake('lane', keys);
    const ran = () => workers.flatMap((worker) => worker.ran);
    await Promise.race(workers.map((worker) => worker.until(() => ran().length >= 200)));
    expect(ran().toSorted()).toEqual(keys.toSorted());
    await Promise.all([one.close(), two.close()]);
  });

  test('keys that a closing process had taken but not begun run in another', async () => {
    const prefix = `${run}-handover`;
    const closing = bullmqJobs({ url: redisUrl, prefix });
    const worker = workerOf(closing, 'lane', { batch: 2, concurrency: 1 });
    worker.hold();
    closing.wake('lane', ['a', 'b', 'c', 'd']);
    await worker.until(() => worker.running.size > 0);
    const closed = closing.close();
    worker.letGo();
    await closed;

    const other = bullmqJobs({ url: redisUrl, prefix });
    const heir = workerOf(other, 'lane');
    await heir.until(() => worker.ran.length + heir.ran.length === 4);
    expect([...worker.ran, ...heir.ran].toSorted()).toEqual(['a', 'b', 'c', 'd']);
    await other.close();
  });

  test('a mark of BullMQ that an outage orphaned does not swallow its key', async () => {
    const prefix = `${run}-orphan`;
    const redis = new Redis(redisUrl);
    await redis.set(`${prefix}:lane:de:stuck`, 'a job that is no more');
    const jobs = bullmqJobs({ url: redisUrl, prefix });
    const lanes = workerOf(jobs, 'lane');
    jobs.wake('lane', ['stuck']);
    await lanes.until(() => lanes.ran.includes('stuck'));
    await jobs.close();
    await redis.quit();
  });

  afterAll(async () => {
    const redis = new Redis(redisUrl);
    const left = await redis.keys(`${run}*`);
    if (left.length > 0) await redis.del(left);
    await redis.quit();
  });
});
