import { log as defaultLog, type Log } from '../../kernel/log.ts';
import type { JobName, Jobs } from '../jobs.ts';
import { hastyRedis } from './redis-connection.ts';
import { receiveWakes, type WakeReceiver } from './wake-receiver.ts';
import { WakeSender } from './wake-sender.ts';

/** Wake-ups among processes through Redis. While Redis is away they are lost; then everything goes on by itself. */
export function bullmqJobs(options: {
  url: string;
  /** Of every key in Redis. */
  prefix?: string;
  log?: Log;
  backOffMs?: (failures: number) => number;
}): Jobs {
  const { url, prefix = 'voronka', log = defaultLog, backOffMs } = options;
  const redis = hastyRedis(url, log);
  const isAway = () => redis.status !== 'ready';
  const sender = new WakeSender(redis, { prefix, log });
  const receivers = new Map<JobName, WakeReceiver>();
  let closed = false;
  return {
    wake(name, keys) {
      if (!closed) sender.wake(name, keys);
    },
    work(name, { batch, concurrency }, run) {
      if (closed) return;
      if (receivers.has(name)) throw new Error(`There is a worker of ${name} already`);
      const retry = backOffMs && { backOffMs };
      receivers.set(name, receiveWakes({ url, prefix, log, isAway }, { name, batch, concurrency, run, log, ...retry }));
    },
    async close() {
      closed = true;
      await Promise.all([...receivers.values()].map((receiver) => receiver.close()));
      await sender.close();
      redis.disconnect();
    },
  };
}
