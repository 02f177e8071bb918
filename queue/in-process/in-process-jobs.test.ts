import { expect, test } from 'vitest';
import { describeJobs, workerOf } from '../jobs-contract.ts';
import { inProcessJobs } from './in-process-jobs.ts';

describeJobs('jobs in process', () => inProcessJobs({ backOffMs: () => 1 }));

test('all keys woken in one tick make one batch, in the next turn of the event loop', async () => {
  const jobs = inProcessJobs();
  const lanes = workerOf(jobs, 'lane', { batch: 500, concurrency: 4 });
  const keys = Array.from({ length: 200 }, (_, i) => `key-${i}`);
  for (const key of keys) jobs.wake('lane', [key]);
  expect(lanes.batches).toEqual([]);
  await new Promise(setImmediate);
  expect(lanes.batches).toEqual([keys]);
});

test('a failed batch is repeated as it was, without newcomers', async () => {
  const jobs = inProcessJobs({ backOffMs: () => 1 });
  const lanes = workerOf(jobs, 'lane');
  lanes.throwFor('bad', 2);
  jobs.wake('lane', ['bad', 'neighbour']);
  await lanes.until(() => lanes.batches.length === 1);
  jobs.wake('lane', ['newcomer']);
  await lanes.until(() => lanes.ran.includes('bad'));
  expect(lanes.batches.filter((batch) => batch.includes('bad'))).toEqual(Array(3).fill(['bad', 'neighbour']));
  expect(lanes.ran[0]).toBe('newcomer');
});
