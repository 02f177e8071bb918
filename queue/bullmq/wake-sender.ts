import { type BulkJobOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '../../kernel/log.ts';
import type { JobName } from '../jobs.ts';
import { lostWakes } from '../queue-metrics.ts';
import { connectionAttempt } from './redis-connection.ts';

/** How many jobs go to Redis in one pipeline. */
const bulk = 1000;

/** Collects wake-ups while the previous ones are on their way and sends them together. Never throws. */
export class WakeSender {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #log: Log;
  readonly #queues = new Map<JobName, Queue>();
  #pending = new Map<JobName, Set<string>>();
  #sending: Promise<void> | undefined;

  constructor(redis: Redis, options: { prefix: string; log: Log }) {
    this.#redis = redis;
    this.#prefix = options.prefix;
    this.#log = options.log;
  }

  wake(name: JobName, keys: readonly string[]): void {
    const pending = this.#pending.get(name) ?? new Set();
    for (const key of keys) pending.add(key);
    this.#pending.set(name, pending);
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
  }

  /** Sends what is pending, then lets go of the queues; the connection is its owner's. */
  async close(): Promise<void> {
    await this.#sending;
    await this.#forgetQueues();
  }

  async #sendAll(): Promise<void> {
    await new Promise(setImmediate); // the rest of this tick's keys come along
    while (this.#pending.size > 0) {
      const taken = this.#pending;
      this.#pending = new Map();
      for (const [name, keys] of taken) await this.#send(name, [...keys]);
    }
  }

  async #send(name: JobName, keys: string[]): Promise<void> {
    try {
      await connectionAttempt(this.#redis);
      if (this.#redis.status !== 'ready') throw new Error(`Redis is ${this.#redis.status}`);
      for (let i = 0; i < keys.length; i += bulk) {
        await this.#queue(name).addBulk(keys.slice(i, i + bulk).map((key) => this.#job(key)));
      }
    } catch (err) {
      lostWakes.inc({ job: name }, keys.length);
      this.#log.warn({ err, job: name, keys: keys.length }, 'wake-ups were lost; the sweeper will find their work');
      // A queue whose first words to Redis failed stays broken for ever; a new one costs nothing.
      await this.#forgetQueues();
    }
  }

  /** The key is the job's name; there is nothing else to say. */
  #job(key: string): { name: string; data: null; opts: BulkJobOptions } {
    return { name: key, data: null, opts: { deduplication: { id: key, keepLastIfActive: true } } };
  }

  #queue(name: JobName): Queue {
    const known = this.#queues.get(name);
    if (known) return known;
    const queue = new Queue(name, {
      connection: this.#redis,
      prefix: this.#prefix,
      skipMetasUpdate: true,
      streams: { events: { maxLen: 100 } }, // nobody reads them
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    });
    queue.on('error', (err) => this.#log.debug({ err, job: name }, 'queue error'));
    this.#queues.set(name, queue);
    return queue;
  }

  async #forgetQueues(): Promise<void> {
    const queues = [...this.#queues.values()];
    this.#queues.clear();
    await Promise.allSettled(queues.map((queue) => queue.close()));
  }
}
