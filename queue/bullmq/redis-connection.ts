import { Redis } from 'ioredis';
import type { Log } from '../../kernel/log.ts';

/** Try again soon and for ever: at once, then every two seconds. */
const retryStrategy = (attempt: number): number => Math.min(attempt * 100, 2000);

/** For what nobody may wait for: a command fails within moments while Redis is away. */
export function hastyRedis(url: string, log: Log): Redis {
  return connect(url, log, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 2000 });
}

/** For what must hold: commands wait until Redis is back. */
export function patientRedis(url: string, log: Log): Redis {
  return connect(url, log, patience);
}

/** Settings of `patientRedis` for a library that opens its connections itself. */
export const patience = { maxRetriesPerRequest: null, retryStrategy };

/** Resolves when the connection is up, or the attempt that is being made has failed. */
export function connectionAttempt(redis: Redis): Promise<void> {
  if (redis.status !== 'connecting' && redis.status !== 'connect') return Promise.resolve();
  return new Promise((resolve) => {
    const settle = () => {
      redis.off('ready', settle).off('close', settle);
      resolve();
    };
    redis.on('ready', settle).on('close', settle);
  });
}

interface Temper {
  maxRetriesPerRequest: number | null;
  enableOfflineQueue?: boolean;
  commandTimeout?: number;
}

function connect(url: string, log: Log, temper: Temper): Redis {
  const redis = new Redis(url, { connectTimeout: 5000, retryStrategy, ...temper });
  let away = false;
  redis.on('error', (err) => {
    if (!away) log.warn({ err }, 'Redis is away');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info('Redis is back');
    away = false;
  });
  return redis;
}
