import { setTimeout as pause } from 'node:timers/promises';
import { type Job, WaitingError, Worker } from 'bullmq';
import type { Log } from '../../kernel/log.ts';
import { type BatchEnd, BatchRunner, type BatchRunnerOptions } from '../batch-runner.ts';
import { patience } from './redis-connection.ts';

export interface WakeReceiver {
  close(): Promise<void>;
}

/** How long a worker may take to part from Redis. */
const partingMs = 3000;

/** Takes jobs from Redis one by one, as BullMQ hands them out, and has them run in batches. */
export function receiveWakes(
  redis: { url: string; prefix: string; log: Log; isAway: () => boolean },
  options: Omit<BatchRunnerOptions, 'onEnd'>,
): WakeReceiver {
  const { log } = redis;
  const { name, batch, concurrency } = options;
  const jobs = new JobsInHand(options);

  async function process(job: Job, token?: string): Promise<void> {
    if ((await jobs.toEnd(job.name)) !== 'closed') return;
    await job.moveToWait(token); // another process does it
    throw new WaitingError();
  }

  const worker = new Worker(name, process, {
    connection: { url: redis.url, ...patience },
    prefix: redis.prefix,
    // The running batches, and as many jobs again: the next batch gathers meanwhile, and a failed one blocks nobody.
    concurrency: 2 * batch * concurrency,
    // The keys of a killed process are given out again after at most nine seconds. (The default is a minute.)
    lockDuration: 6000,
    stalledInterval: 3000,
    // How long the loop rests after an error of Redis; the default is 15 seconds.
    runRetryDelay: 1000,
  });
  worker.on('error', (err) => log.debug({ err, job: name }, 'worker error'));

  return {
    async close() {
      await jobs.close();
      // BullMQ would wait until Redis is back. Jobs whose end it cannot tell stall, and run once more.
      await Promise.race([worker.close(redis.isAway()), pause(partingMs, undefined, { ref: false })]);
    },
  };
}

/** Lets each job wait for the batch that its key ends in. */
class JobsInHand {
  readonly #runner: BatchRunner;
  /** More than one per key only when a job stalled and was given out again. */
  readonly #ends = new Map<string, ((how: BatchEnd) => void)[]>();
  #closed = false;

  constructor(options: Omit<BatchRunnerOptions, 'onEnd'>) {
    this.#runner = new BatchRunner({ ...options, onEnd: (keys, how) => this.#end(keys, how) });
  }

  toEnd(key: string): Promise<BatchEnd> {
    if (this.#closed) return Promise.resolve('closed');
    return new Promise((end) => {
      this.#ends.set(key, [...(this.#ends.get(key) ?? []), end]);
      this.#runner.add([key]);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#runner.close();
  }

  #end(keys: readonly string[], how: BatchEnd): void {
    for (const key of keys) {
      const ends = this.#ends.get(key) ?? [];
      this.#ends.delete(key);
      for (const end of ends) end(how);
    }
  }
}
