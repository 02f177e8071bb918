import { log as defaultLog, type Log } from '../../kernel/log.ts';
import type { Counts } from '../counts.ts';
import { connectionAttempt, hastyRedis } from './redis-connection.ts';

/** One script each, so that a process that dies between two commands leaves no count that never ends. */
const addOne = `
local total = redis.call('incr', KEYS[1])
if total == 1 then redis.call('pexpire', KEYS[1], ARGV[1]) end
return {total, redis.call('pttl', KEYS[1])}`;
const takeOneBack = `
if tonumber(redis.call('get', KEYS[1]) or '0') > 0 then redis.call('decr', KEYS[1]) end`;

export function redisCounts(options: { url: string; prefix?: string; log?: Log }): Counts {
  const { url, prefix = 'voronka', log = defaultLog } = options;
  const redis = hastyRedis(url, log);
  const keyOf = (key: string) => `${prefix}:count:${key}`;
  return {
    async add(key, windowMs) {
      await connectionAttempt(redis);
      const answer = await redis.eval(addOne, 1, keyOf(key), windowMs);
      // The border: the script answers with two numbers.
      const [total, leftMs] = answer as [number, number];
      return { total, leftMs };
    },
    async takeBack(key) {
      await redis.eval(takeOneBack, 1, keyOf(key));
    },
    async close() {
      redis.disconnect();
    },
  };
}
